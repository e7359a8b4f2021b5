import { afterAll, beforeAll, expect, test } from "vitest";
import { db, pool } from "#app/infra/db.server.ts";
import { closeQueue, queueHealth } from "#app/infra/queue.server.ts";
import { countingStatements } from "#app/infra/statements/statement-count.server.ts";
import { lockedStatement, recordSql } from "#app/infra/transaction.server.ts";
import { Prisma } from "#prisma/generated/client.ts";
import { handedOver } from "#test/helpers/handed-over.ts";
import { useDatabase } from "#test/setup/database.ts";

useDatabase();
const { sql } = Prisma;

beforeAll(() => pool().query("CREATE TABLE numbered (id int PRIMARY KEY, by text NOT NULL CHECK (by <> 'nobody'))"));
afterAll(closeQueue);
afterAll(() => pool().query("DROP TABLE numbered"));

const next = (by: string) =>
  sql`INSERT INTO numbered SELECT coalesce(max(id), 0) + 1, ${by} FROM numbered RETURNING id, ${5n}::int8 AS large`;

test("whoever waited sees what was written meanwhile, and values are read as everywhere", async () => {
  const all = await Promise.all(
    Array.from({ length: 20 }, () => lockedStatement<{ id: number; large: bigint }>("it's one", next("us"))),
  );
  expect(all.map(([row]) => row!.id).sort((a, b) => a - b)).toEqual(Array.from({ length: 20 }, (_, at) => at + 1));
  expect(all[0]![0]!.large).toBe(5n);
});

test("it waits for a transaction that holds the lock, and does not for one that holds another", async () => {
  const steps: string[] = [];
  let other: Promise<unknown> | undefined;
  await db().$transaction(async (tx) => {
    await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended('place', 0))`;
    other = lockedStatement("place", next("late")).then(() => steps.push("waited"));
    await lockedStatement("elsewhere", sql`SELECT 1`);
    steps.push("did not wait");
  });
  await other;
  expect(steps).toEqual(["did not wait", "waited"]);
});

test("a statement that fails leaves nothing, neither its lock nor a connection that is out of order", async () => {
  const lines = pool().totalCount;
  for (let times = 0; times < 30; times++)
    await expect(lockedStatement("failing", next("nobody"))).rejects.toMatchObject({ code: "23514" });
  const { result } = await countingStatements(() => lockedStatement<{ id: number }>("failing", next("somebody")));
  expect(result).toHaveLength(1);
  expect(pool().totalCount).toBeLessThanOrEqual(Math.max(lines, 10));
  const idle = await pool().query(
    "SELECT count(*)::int AS n FROM pg_locks WHERE locktype = 'advisory' AND database = (SELECT oid FROM pg_database WHERE datname = current_database())",
  );
  expect(idle.rows).toEqual([{ n: 0 }]);
});

test("an event that the statement wrote is handed over, and without one nothing is", async () => {
  const write = sql`
    WITH event AS (${recordSql("accounts.zone.changed", { userId: "nobody" }, sql`(SELECT 1) one`)}) SELECT id FROM event`;
  const { waiting } = await queueHealth();
  await lockedStatement("event", write);
  await handedOver();
  expect((await queueHealth()).waiting).toBe(waiting);
  await lockedStatement<{ id: bigint }>("event", write, (rows) => rows.map(({ id }) => id));
  await handedOver();
  await expect.poll(async () => (await queueHealth()).waiting).toBe(waiting + 1);
});
