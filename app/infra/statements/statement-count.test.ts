import { afterEach, expect, test } from "vitest";
import { closeDb, pool } from "#app/infra/db.server.ts";
import { env } from "#app/infra/env.server.ts";
import { forgetSingleton, provideSingleton } from "#app/lib/singleton.ts";
import { countingStatements } from "#app/infra/statements/statement-count.server.ts";
import { useDatabase } from "#test/setup/database.ts";

useDatabase();

afterEach(async () => {
  await closeDb();
  for (const name of ["pg-pool", "prisma", "env"]) forgetSingleton(name);
});

const runIn = (NODE_ENV: "production" | "development" | "test") => provideSingleton("env", { ...env(), NODE_ENV });

/** Whether the pool's clients carry a `query` of their own instead of the library's. */
async function isClientReplaced(): Promise<boolean> {
  const client = await pool().connect();
  try {
    return Object.hasOwn(client, "query");
  } finally {
    client.release();
  }
}

test.each(["test", "development"] as const)(
  "statements are counted in %s, transaction control left out",
  async (name) => {
    runIn(name);
    const { result, statements } = await countingStatements(async () => {
      await pool().query("BEGIN");
      const { rows } = await pool().query("SELECT 1 AS one");
      await pool().query("COMMIT");
      return rows[0].one as number;
    });
    expect(result).toBe(1);
    expect(statements).toEqual(["SELECT 1 AS one"]);
    expect(await isClientReplaced()).toBe(true);
  },
);

test("in production nothing is counted: clients stay as they are, and whoever asks for a count is refused", async () => {
  runIn("production");
  expect(await isClientReplaced()).toBe(false);
  await expect(countingStatements(() => pool().query("SELECT 1"))).rejects.toThrow("not counted in production");
});
