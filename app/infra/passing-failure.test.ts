import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { closeDb, db, pool, setDatabasePatience } from "#app/infra/db.server.ts";
import { env } from "#app/infra/env.server.ts";
import { expectedFailure, passingKind } from "#app/infra/passing-failure.server.ts";
import { transaction } from "#app/infra/transaction.server.ts";
import { notFound } from "#app/infra/app-error.ts";
import { forgetSingleton } from "#app/lib/singleton.ts";
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

/** Two transactions that take two lines in turns: one of them is undone by the database. */
async function deadlock(run: (first: number, second: number) => Promise<unknown>): Promise<unknown[]> {
  const both = await Promise.allSettled([run(1, 2), run(2, 1)]);
  return both.flatMap((one) => (one.status === "rejected" ? [one.reason as unknown] : []));
}

describe("what passes by itself is known", () => {
  test("a deadlock, by Prisma, by Prisma's raw SQL and by the driver", async () => {
    const [ours] = await deadlock((first, second) =>
      db().$transaction(async (tx) => {
        await tx.$executeRaw`UPDATE lines SET points = points + 1 WHERE id = ${first}`;
        await tx.$executeRaw`SELECT pg_sleep(0.2)`;
        await tx.$executeRaw`UPDATE lines SET points = points + 1 WHERE id = ${second}`;
      }),
    );
    expect(passingKind(ours)).toBe("conflict");
    const [bare] = await deadlock(async (first, second) => {
      const client = await pool().connect();
      try {
        await client.query("BEGIN");
        await client.query("UPDATE lines SET points = points + 1 WHERE id = $1", [first]);
        await client.query("SELECT pg_sleep(0.2)");
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
    const [error] = await deadlock((mine, other) =>
      db().$transaction(
        async (tx) => {
          await tx.$queryRaw`SELECT points FROM lines WHERE id = ${other}`;
          await tx.$executeRaw`SELECT pg_sleep(0.2)`;
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
  const failures = await deadlock((first, second) =>
    transaction(async (tx) => {
      runs += 1;
      await tx.$executeRaw`UPDATE lines SET points = points + 1 WHERE id = ${first}`;
      await tx.$executeRaw`SELECT pg_sleep(0.15)`;
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
