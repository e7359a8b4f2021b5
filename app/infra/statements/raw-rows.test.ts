import { expect, it, test } from "vitest";
import { db } from "#app/infra/db.server.ts";
import { upTo } from "#app/infra/statements/plan.ts";
import { Prisma } from "#prisma/generated/client.ts";
import { makeUser } from "#test/factories/users.ts";
import { useDatabase } from "#test/setup/database.ts";

useDatabase();
const { sql } = Prisma;
const moment = new Date("2026-01-02T03:04:05.678Z");

// A transaction's statements go through Prisma, those outside straight to the pool: both must read and write the same values.
it.each<[string, Prisma.Sql]>([
  ["whole numbers", sql`SELECT 3::int2 AS small, 1::int4 AS usual, 9007199254740993::int8 AS large, NULL::int AS none`],
  [
    "fractions",
    sql`SELECT 1.50::numeric AS exact, 1.5::float8 AS rounded, ${new Prisma.Decimal("2.25")}::numeric AS given`,
  ],
  ["days", sql`SELECT '2026-01-02'::date AS day, '2026-01-02 03:04:05.57'::timestamp AS bare`],
  ["moments", sql`SELECT '2026-01-02 03:04:05.569999+02'::timestamptz AS read, ${moment}::timestamptz AS given`],
  ["moments that begin an hour late", sql`SELECT '2026-06-02 03:04:05+05:30'::timestamptz AS read`],
  [
    "lists",
    sql`SELECT ARRAY['a', NULL] AS texts, ARRAY[1, 2] AS numbers, ${["x", "y,{"]}::text[] AS given, ${[]}::uuid[] AS none`,
  ],
  ["lists of identifiers", sql`SELECT ARRAY['00000000-0000-7000-8000-000000000001'::uuid] AS ids`],
  [
    "JSON",
    sql`SELECT '{"x":[1,null]}'::jsonb AS object, 'null'::jsonb AS nothing, '"word"'::json AS word, ${{ a: [1] }}::jsonb AS given`,
  ],
  ["truth and names", sql`SELECT ${true}::boolean AS yes, 'admin'::name AS name, ${"y"} AS word, ${5n}::int8 AS large`],
])("%s are the same as in a transaction", async (_, statement) => {
  const plain = await db().$queryRaw(statement);
  const inTransaction = await db().$transaction((tx) => tx.$queryRaw(statement));
  expect(plain).toEqual(inTransaction);
});

test("a template's values are values, and its fragments are SQL", async () => {
  const name = "'; DROP TABLE users; --";
  const fragment = sql`length(${name})`;
  expect(await db().$queryRaw`SELECT ${name} AS name, ${fragment} AS length`).toEqual([{ name, length: name.length }]);
});

test("a limit stands in the text", async () => {
  expect(upTo(206).text).toBe("LIMIT 206");
  expect(upTo(26.7).values).toEqual([]);
  expect(await db().$queryRaw`SELECT n FROM generate_series(1, 300) n ${upTo(12)}`).toHaveLength(12);
  expect(await db().$queryRaw`SELECT n FROM generate_series(1, 300) n ${upTo(-1)}`).toEqual([]);
});

test("a statement in a transaction is undone with it", async () => {
  const { id } = await makeUser({ name: "Awa" });
  const roll = db().$transaction(async (tx) => {
    expect(await tx.$queryRaw`UPDATE users SET name = 'Undone' WHERE id = ${id}::uuid RETURNING name`).toEqual([
      { name: "Undone" },
    ]);
    throw new Error("undone");
  });
  await expect(roll).rejects.toThrow("undone");
  expect(await db().$queryRaw`SELECT name FROM users WHERE id = ${id}::uuid`).toEqual([{ name: "Awa" }]);
});
