import { setTimeout as pause } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { closeDb, db, pool, setDatabasePatience } from "#app/infra/db.server.ts";
import { env } from "#app/infra/env.server.ts";
import { expectedFailure, passingKind } from "#app/infra/passing-failure.server.ts";
import { transaction } from "#app/infra/transaction.server.ts";
import { notFound } from "#app/infra/app-error.ts";
import { forgetSingleton } from "#app/lib/singleton.ts";
import { makeLine } from "#test/helpers/database-line.ts";
import { useDatabase } from "#test/setup/database.ts";

useDatabase();
beforeAll(async () => {
  await pool().query("CREATE TABLE lines (id int PRIMARY KEY, points int NOT NULL)");
  await pool().query("INSERT INTO lines VALUES (1, 0), (2, 0)");
});
afterAll(() => pool().query("DROP TABLE lines"));

const failureOf = (work: () => Promise<unknown>): Promise<unknown> =>
  work().then(
    () => null,
    (error: unknown) => error,
  );

/** Resolves once both have come here. */
type Meet = () => Promise<void>;

/** Two transactions that take two lines in turns: one of them is undone by the database. */
async function deadlock(run: (first: number, second: number, meet: Meet) => Promise<unknown>): Promise<unknown[]> {
  let arrived = 0;
  let open = () => {};
  const gate = new Promise<void>((resolve) => (open = resolve));
  const meet: Meet = () => {
    arrived += 1;
    if (arrived >= 2) open();
    return gate;
  };
  const both = await Promise.allSettled([run(1, 2, meet), run(2, 1, meet)]);
  return both.flatMap((one) => (one.status === "rejected" ? [one.reason as unknown] : []));
}

/** Asks the database over another line from now on. */
async function useLine(url: string): Promise<void> {
  await closeDb();
  process.env.DATABASE_URL = url;
  for (const name of ["pg-pool", "prisma", "env"]) forgetSingleton(name);
}

/** Cuts the line once the work is under way. */
async function both(work: PromiseLike<unknown>, cut: () => Promise<void>): Promise<unknown> {
  const [answer] = await Promise.all([work, pause(200).then(cut)]);
  return answer;
}

/** What lay idle has noticed that its line is broken. */
const settled = () => pause(100);

describe("what passes by itself is known", () => {
  test("a deadlock, by Prisma, by Prisma's raw SQL and by the driver", async () => {
    const [ours] = await deadlock((first, second, meet) =>
      db().$transaction(async (tx) => {
        await tx.$executeRaw`UPDATE lines SET points = points + 1 WHERE id = ${first}`;
        await meet();
        await tx.$executeRaw`UPDATE lines SET points = points + 1 WHERE id = ${second}`;
      }),
    );
    expect(passingKind(ours)).toBe("conflict");
    const [bare] = await deadlock(async (first, second, meet) => {
      const client = await pool().connect();
      try {
        await client.query("BEGIN");
        await client.query("UPDATE lines SET points = points + 1 WHERE id = $1", [first]);
        await meet();
        await client.query("UPDATE lines SET points = points + 1 WHERE id = $1", [second]);
        await client.query("COMMIT");
      } catch (error) {
        await client.query("ROLLBACK");
        throw error;
      } finally {
        client.release();
      }
    });
    expect(passingKind(bare)).toBe("conflict");
  });

  test("a serialisation failure", async () => {
    const [error] = await deadlock((mine, other, meet) =>
      db().$transaction(
        async (tx) => {
          await tx.$queryRaw`SELECT points FROM lines WHERE id = ${other}`;
          await meet();
          await tx.$executeRaw`UPDATE lines SET points = points + 1 WHERE id = ${mine}`;
        },
        { isolationLevel: "Serializable" },
      ),
    );
    expect(passingKind(error)).toBe("conflict");
  });

  test("a database that is not there, or goes away in the middle", async () => {
    const killed = failureOf(async () => db().$queryRaw`SELECT pg_sleep(5)::text`);
    const end = `SELECT pg_terminate_backend(pid) FROM pg_stat_activity
                  WHERE datname = current_database() AND pid <> pg_backend_pid() AND query LIKE '%pg_sleep(5)%'`;
    await expect.poll(async () => (await pool().query(end)).rowCount).toBe(1);
    expect(passingKind(await killed)).toBe("away");
    expect(passingKind(Object.assign(new AggregateError([{ code: "ECONNREFUSED" }])))).toBe("away");
  });

  test("a line that breaks, whoever asks and whenever it does", async () => {
    const direct = process.env.DATABASE_URL!;
    const line = await makeLine(direct);
    await useLine(line.url);
    const slow = () => db().$queryRaw`SELECT pg_sleep(5)::text`;
    const cases: [string, (cut: () => Promise<void>) => Promise<unknown>][] = [
      ["the driver waits", (cut) => both(pool().query("SELECT pg_sleep(5)"), cut)],
      ["raw SQL waits", (cut) => both(slow(), cut)],
      [
        "a transaction waits",
        (cut) =>
          both(
            db().$transaction((tx) => tx.$queryRaw`SELECT pg_sleep(5)::text`),
            cut,
          ),
      ],
      [
        "between two statements",
        (cut) => db().$transaction(async (tx) => (await tx.user.count(), await cut(), tx.user.count())),
      ],
      ["before the commit", (cut) => db().$transaction(async (tx) => (await tx.user.count(), await cut()))],
      [
        "raw SQL finds nobody",
        (cut) =>
          cut()
            .then(settled)
            .then(() => db().$queryRaw`SELECT 1`),
      ],
      [
        "raw SQL that writes finds nobody",
        (cut) =>
          cut()
            .then(settled)
            .then(() => db().$executeRaw`SELECT 1`),
      ],
      [
        "Prisma finds nobody",
        (cut) =>
          cut()
            .then(settled)
            .then(() => db().user.count()),
      ],
      [
        "a transaction finds nobody",
        (cut) =>
          cut()
            .then(settled)
            .then(() => db().$transaction((tx) => tx.user.count())),
      ],
      [
        "the driver finds nobody",
        (cut) =>
          cut()
            .then(settled)
            .then(() => pool().query("SELECT 1")),
      ],
    ];
    const found: Record<string, unknown> = {};
    for (const [about, work] of cases) {
      await pool().query("SELECT 1");
      const error = await failureOf(() => work(() => line.cut()));
      found[about] = expectedFailure(error)?.status ?? error;
      await line.open();
    }
    expect(found).toEqual(Object.fromEntries(cases.map(([about]) => [about, 503])));
    await useLine(direct);
    await line.end();
  });

  test("nothing else", async () => {
    expect(passingKind(await failureOf(() => pool().query("SELECT no_such_thing")))).toBeNull();
    expect(passingKind(await failureOf(async () => db().$queryRaw`SELECT no_such_thing`))).toBeNull();
    for (const error of [new Error("timeout"), null, "P2028", notFound()]) expect(passingKind(error)).toBeNull();
  });
});

test("every entrance gets 503 with the seconds to wait for it, a refusal as it is, and nothing for a fault", () => {
  expect(expectedFailure({ code: "40P01" })).toMatchObject({ status: 503, code: "error.busy" });
  expect(expectedFailure({ code: "ECONNREFUSED" })).toMatchObject({ status: 503, code: "error.database_away" });
  expect(expectedFailure({ code: "P2028" })?.details.values?.seconds).toBeGreaterThan(0);
  expect(expectedFailure(notFound())).toMatchObject({ status: 404 });
  expect(expectedFailure(new TypeError("x is not a function"))).toBeNull();
});

test("a transaction that was undone by a deadlock runs again: both writes are there, each once", async () => {
  await pool().query("UPDATE lines SET points = 0");
  let runs = 0;
  const failures = await deadlock((first, second, meet) =>
    transaction(async (tx) => {
      runs += 1;
      await tx.$executeRaw`UPDATE lines SET points = points + 1 WHERE id = ${first}`;
      await meet();
      await tx.$executeRaw`UPDATE lines SET points = points + 1 WHERE id = ${second}`;
    }),
  );
  expect(failures).toEqual([]);
  expect(runs).toBeGreaterThan(2);
  expect((await pool().query("SELECT points FROM lines")).rows).toEqual([{ points: 2 }, { points: 2 }]);
});

test("a pool without a free connection, a statement and a transaction without time left", async () => {
  const error = await failureOf(async () =>
    db().$transaction((tx) => tx.$executeRaw`SELECT pg_sleep(0.3)`, { timeout: 50 }),
  );
  expect(error).toMatchObject({ code: "P2028" });
  expect(passingKind(error)).toBe("crowded");
  await closeDb();
  for (const name of ["pg-pool", "prisma"]) forgetSingleton(name);
  setDatabasePatience({ connection: 1000, statement: 300 });
  const clients = await Promise.all(Array.from({ length: env().DATABASE_POOL }, () => pool().connect()));
  for (const work of [
    () => pool().query("SELECT 1"),
    () => db().user.count(),
    () => db().$transaction((tx) => tx.user.count()),
  ]) {
    expect(passingKind(await failureOf(work))).toBe("crowded");
  }
  for (const client of clients) client.release();
  expect(passingKind(await failureOf(() => pool().query("SELECT pg_sleep(1)")))).toBe("crowded");
  expect(passingKind(await failureOf(async () => db().$queryRaw`SELECT pg_sleep(1)::text`))).toBe("crowded");
});
