import { readdirSync, readFileSync } from "node:fs";
import { beforeAll, describe, expect, it } from "vitest";
import type { Actor } from "#app/modules/accounts/actor.ts";
import { type Assets, sheetNames, type SheetName } from "#app/ui/islands/assets.ts";
import { pageTypes } from "#test/helpers/page-types.ts";
import { signedIn, Visitor } from "#test/helpers/visitor.ts";
import { makeWorld, type World } from "#test/helpers/world.ts";
import { useApp } from "#test/setup/app.ts";
import { useDatabase } from "#test/setup/database.ts";

useDatabase();
let world: World;
const app = useApp(async () => {
  world = await makeWorld();
});

/** The classes that each stylesheet of this build has rules for. */
let known: Record<SheetName, Set<string>>;
let hrefs: Record<SheetName, string>;
beforeAll(() => {
  const { sheets } = JSON.parse(readFileSync("build/assets.json", "utf8")) as Assets;
  hrefs = Object.fromEntries(sheetNames.map((name) => [name, sheets[name].href])) as typeof hrefs;
  known = Object.fromEntries(
    sheetNames.map((name) => {
      const text = readFileSync(`build/client${sheets[name].href}`, "utf8");
      return [name, new Set([...text.matchAll(/\.([a-z][\w-]*)/gi)].map((match) => match[1]!))];
    }),
  ) as typeof known;
});

describe.each(pageTypes)("$name, seen by a $as", ({ path, as }) => {
  it("brings the stylesheet of everything that it shows", async () => {
    const people: Record<string, Actor> = {
      member: world.member,
      trainer: world.trainer,
      administrator: world.administrator,
    };
    const visitor = as === "guest" ? new Visitor(app) : await signedIn(app, people[as]!);
    const page = await visitor.get(path(world));
    const brought = sheetNames.filter((name) => page.body.includes(hrefs[name]));
    expect(brought).toContain("reading");
    const classes = new Set([...page.body.matchAll(/ class="([^"]*)"/g)].flatMap((match) => match[1]!.split(" ")));
    const without = [...classes].filter((one) => {
      const knowing = sheetNames.filter((name) => known[name].has(one));
      return knowing.length > 0 && !knowing.some((name) => brought.includes(name));
    });
    expect(without).toEqual([]);
  });
});

it("a page that another address shows brings its stylesheets there, too", () => {
  const files = readdirSync("app/routes", { recursive: true, encoding: "utf8" }).filter((file) => /\.tsx?$/.test(file));
  const routes = files.map((file) => ({ file: `/${file}`, text: readFileSync(`app/routes/${file}`, "utf8") }));
  const lacking = routes.filter(({ text }) => {
    const [, names, from] = /export \{([^}]*\bdefault\b[^}]*)\} from "(?:#app\/routes|\.)(\/[^"]+)"/.exec(text) ?? [];
    const shown = names && routes.find(({ file }) => file.endsWith(from!));
    return shown && /export const handle\b/.test(shown.text) && !/\bhandle\b/.test(names);
  });
  expect(lacking.map(({ file }) => file)).toEqual([]);
});
