import { beforeAll, describe, expect, it } from "vitest";
import { seed } from "#prisma/seed/index.ts";
import { useApp } from "#test/setup/app.ts";
import { useDatabase } from "#test/setup/database.ts";
import { areas } from "./areas.fixture.ts";
import type { Stage } from "./people.fixture.ts";
import { listRoutes } from "./routes.fixture.ts";
import type { Row } from "./row.fixture.ts";
import { findWrong, type Visitors, visitorsOf } from "./run.fixture.ts";
import { watchWrites } from "./writes.fixture.ts";

useDatabase();
const app = useApp(async () => {
  await seed({ demo: false, log: () => {} });
  await watchWrites();
});

describe("the table of access", () => {
  const all = areas.flatMap(({ rows }) => rows);
  const isAsked = (path: string, method: string) => all.some((row) => row.route === path && row.method === method);

  it("knows every address of app/routes.ts, and has a whole body for each that takes one", async () => {
    const routes = await listRoutes();
    expect(routes.length).toBeGreaterThan(100);
    expect(routes.filter(({ path, reads }) => reads && !isAsked(path, "GET"))).toEqual([]);
    expect(routes.filter(({ path, writes }) => writes && !isAsked(path, "POST"))).toEqual([]);
  });

  it("knows no address that is not there", async () => {
    const paths = (await listRoutes()).map(({ path }) => path);
    expect(all.filter(({ route }) => !paths.includes(route))).toEqual([]);
  });
});

describe.each(areas)("$name", ({ make, rows, asks }) => {
  let things: Stage;
  let visitors: Visitors;

  beforeAll(async () => {
    things = (await make()) as Stage;
    visitors = await visitorsOf(app, things);
  });

  it.each(rows.map((row) => [nameOf(row), row] as const))("%s", async (_, row) => {
    expect(await findWrong(row, { things, visitors, rows: rows as Row<Stage>[], asks })).toEqual([]);
  });
});

function nameOf({ method, route, about }: (typeof areas)[number]["rows"][number]): string {
  return [method, route, about].filter(Boolean).join(" ");
}
