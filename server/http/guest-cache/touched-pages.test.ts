import { beforeAll, describe, expect, it } from "vitest";
import { findSingleton } from "#app/lib/singleton.ts";
import { seed } from "#prisma/seed/index.ts";
import { areas } from "#server/http/access/areas.fixture.ts";
import { kinds, type Stage } from "#server/http/access/people.fixture.ts";
import type { Row } from "#server/http/access/row.fixture.ts";
import { findWrong, type Visitors, visitorsOf } from "#server/http/access/run.fixture.ts";
import { watchWrites } from "#server/http/access/writes.fixture.ts";
import { Visitor } from "#test/helpers/visitor.ts";
import { useApp } from "#test/setup/app.ts";
import { useDatabase } from "#test/setup/database.ts";
import type { AnsweredPages } from "./guest-cache.ts";
import { isTouched, touchedBy, touchedByRoute } from "./touched-pages.ts";

useDatabase();
const app = useApp(async () => {
  await seed({ demo: false, log: () => {} });
  await watchWrites();
});

/** What every site has. */
const usual = ["/", "/forum", "/forum/1.1", "/roadmap", "/roadmap/1.1", "/courses"];
const others = ["/webinars", "/about"];

const isMapped = ({ method, route }: Row<Stage>) => method === "POST" && route in touchedByRoute;
const tested = areas.map(({ rows, ...area }) => ({ ...area, rows: rows as Row<Stage>[] }));

let cameFromMemory = 0;
let turns = 0;
const written = new Set<string>();

describe.each(tested.filter(({ rows }) => rows.some(isMapped)))(
  "guests' pages around $name",
  ({ make, rows, asks = kinds }) => {
    let things: Stage;
    let visitors: Visitors;
    let pages: string[];

    beforeAll(async () => {
      things = (await make()) as Stage;
      visitors = await visitorsOf(app, things);
      const own = rows.filter(({ method, answers }) => method === "GET" && answers.guest === "done");
      const course = `/courses/${things.course.slug}`;
      const units = things.course.units.map(({ slug }) => `${course}/${slug}`);
      const people = [things.people.learner, things.people.author].map(({ handle }) => `/people/${handle}`);
      const all = new Set([...usual, ...others, course, ...units, ...people, ...own.map(({ path }) => path(things))]);
      const kept = await Promise.all([...all].map(async (path) => ((await isShared(path)) ? path : null)));
      pages = kept.filter((path) => path !== null);
    }, 120_000);

    it.each(turnsOf(rows.filter(isMapped)))("are as they would be made anew, after %s", async (_, turn) => {
      const here = { ...things, ...(await turn[0]!.renew?.(things)) };
      const touched = turn.map((row) => touchedBy(row.path(here)));
      const untouched = pages
        .filter((page) => touched.every((one) => !isTouched(page.split("?")[0]!, one)))
        // What was kept in the turn before stands at another address.
        .map((page) => `${page}${page.includes("?") ? "&" : "?"}turn=${turns}`);
      turns += 1;
      await Promise.all(untouched.map((page) => guest().get(page)));
      for (const { renew: _, ...row } of turn) {
        const sender = asks.find((kind) => row.answers[kind] === "done");
        if (!sender) continue;
        const wrong = await findWrong(row, { things: here, visitors, rows, asks: [sender] });
        // Some rows build on one that was left out here.
        if (wrong.length === 0) written.add(row.route);
      }
      const before = fromMemory();
      const shown = await Promise.all(untouched.map((page) => guest().get(page)));
      cameFromMemory += fromMemory() - before;
      for (const [at, page] of untouched.entries())
        expect(difference(shown[at]!.body, (await makeAnew(page)).body), page).toBeNull();
    });
  },
);

it("something was written at each address of the table, and pages came from memory", () => {
  expect(Object.keys(touchedByRoute).filter((route) => !written.has(route))).toEqual([]);
  expect(cameFromMemory).toBeGreaterThan(100);
});

/** Rows in their order that touch the same, one after the other; a row that makes new things for itself begins a turn. */
function turnsOf(rows: Row<Stage>[]): [string, Row<Stage>[]][] {
  const found: Row<Stage>[][] = [];
  for (const row of rows) {
    const last = found.at(-1);
    const isAlike =
      last?.[0] && JSON.stringify(touchedByRoute[last[0].route]) === JSON.stringify(touchedByRoute[row.route]);
    if (last && isAlike && !row.renew) last.push(row);
    else found.push([row]);
  }
  return found.map((turn) => [[...new Set(turn.map(({ route }) => route))].join(", "), turn]);
}

const guest = () => new Visitor(app);
const fromMemory = () => findSingleton<() => AnsweredPages>("guest-pages")!().memory;

async function isShared(path: string): Promise<boolean> {
  const { status, headers } = await guest().get(path);
  const isPage = headers.get("content-type")?.startsWith("text/html");
  return status === 200 && isPage === true && headers.get("cache-control")?.startsWith("public") === true;
}

/** As a guest gets it who has a form waiting: such an answer is neither kept nor taken from memory. */
function makeAnew(path: string) {
  return guest().get(path, { Cookie: "kept=unknown" });
}

/** Where two pages begin to say something else, but for how long ago something was; null where they do not. */
function difference(kept: string, fresh: string): string | null {
  const [one, other] = [kept, fresh].map((html) => html.replaceAll(/<span class="soft"> \([^)]*\)<\/span>/g, ""));
  if (one === other) return null;
  const at = [...one!].findIndex((letter, index) => letter !== other![index]);
  return `“${one!.slice(at - 60, at + 60)}” is “${other!.slice(at - 60, at + 60)}”`;
}
