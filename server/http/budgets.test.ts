import { existsSync, readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { brotliCompressSync, constants, gzipSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import type { Actor } from "#app/modules/accounts/actor.ts";
import type { Assets } from "#app/ui/islands/assets.ts";
import { htmlFaults } from "#test/helpers/html-faults.ts";
import { pageTypes } from "#test/helpers/page-types.ts";
import { makeWorld, type World } from "#test/helpers/world.ts";
import { signedIn, Visitor } from "#test/helpers/visitor.ts";
import { useApp } from "#test/setup/app.ts";
import { useDatabase } from "#test/setup/database.ts";

// Budgets in bytes as they travel (brotli): the promise made to people on slow and metered links. A first visit brings the
// stylesheets in the page and, once it is there, as the files that the second page links.
const readingPage = 30_000;
const readingScripts = 8_000;
const secondPage = 10_000;
const staffPage = 40_000;
const room = 60_000;
/** With gzip, the larger of the two ways. */
const mentionList = 2 * 1024;
const editor = { requests: 7, scripts: 7_000 };

useDatabase();
let world: World;
const app = useApp(async () => {
  world = await makeWorld();
});

const pathOfEditor = pageTypes.find(({ name }) => name === "unit editor")!.path;

describe.each(pageTypes)("$name, seen by a $as", ({ name, path: pathOf, as, reading, status = 200 }) => {
  it("answers in valid HTML, in all its weight, within the budget, and says in one line what is saved", async () => {
    const people: Record<string, Actor> = {
      member: world.member,
      trainer: world.trainer,
      administrator: world.administrator,
    };
    const visitor = as === "guest" ? new Visitor(app) : await signedIn(app, people[as]!);
    const page = await visitor.get(pathOf(world));
    expect(page.status).toBe(status);
    expect.soft(htmlFaults(page.whole)).toEqual([]);
    const title = /<title>([^<]*)<\/title>/.exec(page.body)?.[1];
    if (status < 400) expect.soft(title).not.toMatch(/wrong on our side|undefined|^ ·/);
    expectOneSaveLine(page.body);
    const html = travelling(Buffer.from(page.whole));
    const linked = linkedIn(page.body);
    for (const sheet of linked.filter((file) => file.endsWith(".css"))) await visitor.get(sheet);
    const next = await visitor.get(pathOf(world));
    expect.soft(next.body, "the second page").not.toContain("<style>");
    const second = travelling(Buffer.from(next.body));
    const scripts = sum(scriptsOf(linked));
    const sheets = sum(linked.filter((file) => file.endsWith(".css")));
    expect(page.body).not.toMatch(/__remixContext|window\.__/);
    if (reading) {
      expect(html + sheets + scripts, "first visit").toBeLessThanOrEqual(readingPage);
      expect(scripts, "scripts").toBeLessThanOrEqual(readingScripts);
      expect(second, "second page").toBeLessThanOrEqual(secondPage);
    } else if (name === "room") expect(html + sheets + scripts).toBeLessThanOrEqual(room);
    else {
      expect(second + sheets + scripts, "with linked stylesheets").toBeLessThanOrEqual(readingPage);
      expect(html + sheets + scripts, "first visit").toBeLessThanOrEqual(staffPage);
    }
  });
});

// A lesson's text is written over slow links, too: the page, its icon, its stylesheets and its scripts are all that travels.
it("the unit editor asks for little, and for it once", async () => {
  const visitor = await signedIn(app, world.administrator);
  const linked = linkedIn((await visitor.get(pathOfEditor(world))).body);
  const files = new Set([...linked, ...scriptsOf(linked)]);
  expect(1 + files.size + 1, "requests").toBeLessThanOrEqual(editor.requests);
  expect(sum(scriptsOf(linked)), "scripts").toBeLessThanOrEqual(editor.scripts);
});

it("the list of people to mention comes once somebody writes, and weighs little", async () => {
  const visitor = await signedIn(app, world.member);
  const { body } = await visitor.get(world.topic);
  const [, list] = /<forum-composer[^>]* data-list="([^"]+)"/.exec(body)!;
  expect(scriptsOf(linkedIn(body)), "with the page").not.toContain(list);
  expect(gzipSync(readFileSync(path.join("build/client", list!))).length).toBeLessThanOrEqual(mentionList);
  const others = new Set(scriptsOf([list!]));
  expect([...others].filter((file) => file !== list && !scriptsOf(linkedIn(body)).includes(file))).toEqual([]);
});

it("the build holds no script or stylesheet that no page names", () => {
  const { sheets, islands } = JSON.parse(readFileSync("build/assets.json", "utf8")) as Assets;
  const named = [...Object.values(sheets).map(({ href }) => href), ...Object.values(islands)];
  const built = readdirSync("build/client", { recursive: true, encoding: "utf8" }).filter((file) =>
    /\.(js|css)$/.test(file),
  );
  expect(built.map((file) => `/${file}`).sort()).toEqual(named.sort());
});

/** The files that a page names. */
function linkedIn(body: string): string[] {
  return [...body.matchAll(/<(?:link rel="stylesheet"[^>]* href|script[^>]* src)="([^"]+)"/g)].map(
    (match) => match[1]!,
  );
}

/** The scripts among them, with those that they load. */
function scriptsOf(linked: string[]): string[] {
  return linked.filter((file) => file.endsWith(".js")).flatMap((file) => [file, ...importsOf(file)]);
}

/** Whatever saves by itself, or keeps a draft, says so in one line, and a page has one such thing. */
function expectOneSaveLine(body: string): void {
  const savers = body.match(/<(quiz|draft)-autosave\b|<chat-room\b|<post-draft\b|<unit-editor\b/g) ?? [];
  const lines = body.match(/<[^>]* data-save-line=/g) ?? [];
  const said = body.match(/class="save-line\b|data-status=|data-autosave=/g) ?? [];
  expect(lines.length, "save lines").toBe(savers.length);
  expect(said.length, "elements that say what is saved").toBe(lines.length);
  expect(lines.length).toBeLessThanOrEqual(1);
}

function travelling(content: Buffer): number {
  return brotliCompressSync(content, { params: { [constants.BROTLI_PARAM_QUALITY]: 4 } }).length;
}

/** Other modules that a script loads, by their addresses. */
function importsOf(file: string): string[] {
  const text = readFileSync(path.join("build/client", file), "utf8");
  return [...text.matchAll(/(?:from|import)\s*\(?["'](\.{1,2}\/[^"']+)["']/g)].map((match) =>
    path.posix.join(path.posix.dirname(file), match[1]!),
  );
}

/** Bytes of built files, each counted once, as the server sends them: the smallest have no compressed twin. */
function sum(files: string[]): number {
  const sizeOf = (file: string) => {
    const place = path.join("build/client", file);
    return readFileSync(existsSync(`${place}.br`) ? `${place}.br` : place).length;
  };
  return [...new Set(files)].reduce((total, file) => total + sizeOf(file), 0);
}
