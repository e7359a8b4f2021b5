import { afterEach, describe, expect, it } from "vitest";
import { closeDb, db, pool } from "#app/infra/db.server.ts";
import { mostNames } from "#app/infra/statements/named-statements.server.ts";
import { planEachTime } from "#app/infra/statements/plan.ts";
import { forgetSingleton } from "#app/lib/singleton.ts";
import { makeUser } from "#test/factories/users.ts";
import { useDatabase } from "#test/setup/database.ts";

useDatabase();

/** What one connection has prepared, as long as it is lent. */
async function preparedBy(work: (ask: (text: string, values?: unknown[]) => Promise<unknown>) => Promise<void>) {
  const client = await pool().connect();
  try {
    await work((text, values) => client.query(text, values));
    const { rows } = await client.query<{ statement: string }>("SELECT statement FROM pg_prepared_statements");
    return rows.map(({ statement }) => statement);
  } finally {
    client.release();
  }
}

const times = async (count: number, work: () => Promise<unknown>) => {
  for (let n = 0; n < count; n++) await work();
};

describe("statements", () => {
  afterEach(async () => {
    delete process.env.DATABASE_STATEMENTS;
    forgetSingleton("env");
    await closeDb();
    for (const name of ["pg-pool", "prisma", "statement-texts"]) forgetSingleton(name);
  });

  it("that come again and again are prepared once, with values or a list of them, also after a rollback", async () => {
    const prepared = await preparedBy(async (ask) => {
      await times(3, () => ask("SELECT 1 + $1::int AS n", [1]));
      await ask("BEGIN");
      await times(2, () => ask("SELECT 1 + $1::int AS n", [1]));
      await ask("ROLLBACK");
      expect(await ask("SELECT 1 + $1::int AS n", [41])).toMatchObject({ rows: [{ n: 42 }] });
    });
    expect(prepared).toEqual(["SELECT 1 + $1::int AS n"]);
  });

  it("that come seldom, take no values, or say that they are planned each time, are not", async () => {
    const prepared = await preparedBy(async (ask) => {
      await times(2, () => ask("SELECT $1::int AS seldom", [1]));
      await times(6, () => ask("SELECT 2 AS plain"));
      await times(6, () => ask(`SELECT $1::int AS each ${planEachTime}`, [1]));
      await times(6, () => ask("SET LOCAL work_mem = '4MB'"));
    });
    expect(prepared).toEqual([]);
  });

  it("have names for so many and no more, and go on without one", async () => {
    const prepared = await preparedBy(async (ask) => {
      for (let n = 0; n < mostNames + 5; n++) await times(4, () => ask(`SELECT $1::int AS n${n}`, [n]));
      expect(await ask(`SELECT $1::int AS n${mostNames + 4}`, [7])).toMatchObject({
        rows: [{ [`n${mostNames + 4}`]: 7 }],
      });
    });
    expect(prepared).toHaveLength(mostNames);
  });

  it("that fail once work the next time", async () => {
    const client = await pool().connect();
    try {
      const ask = (value: number) => client.query("SELECT 10 / $1::int AS share", [value]);
      await times(5, () => ask(2));
      await expect(ask(0)).rejects.toThrow("division by zero");
      expect((await ask(5)).rows).toEqual([{ share: 2 }]);
    } finally {
      client.release();
    }
  });

  it("of Prisma are named as well, and answer the same", async () => {
    const { id, name } = await makeUser({ name: "Awa" });
    const find = () => db().user.findUnique({ where: { id }, select: { name: true } });
    // One after the other: Prisma asks once for many at the same moment.
    for (let n = 0; n < 8; n++) expect(await find()).toEqual({ name });
    const { rows } = await pool().query("SELECT count(*)::int AS count FROM pg_prepared_statements");
    expect(rows[0].count).toBeGreaterThan(0);
  });

  it("have no names where a pooler keeps none", async () => {
    await closeDb();
    for (const name of ["pg-pool", "prisma", "env"]) forgetSingleton(name);
    process.env.DATABASE_STATEMENTS = "plain";
    const prepared = await preparedBy(async (ask) => times(6, () => ask("SELECT $1::int AS n", [1])));
    expect(prepared).toEqual([]);
  });
});
