import { randomBytes } from "node:crypto";
import { afterAll, beforeAll, inject } from "vitest";
import { findSingleton, forgetSingleton } from "#app/lib/singleton.ts";
import { withClient } from "#prisma/history.ts";
import { templateDatabase } from "./postgres.ts";

/**
 * Gives this test file a migrated, empty database of its own. Call it at the top of the file, before anything connects:
 * it sets DATABASE_URL, and drops the database when the file is done.
 */
export function useDatabase(): void {
  const name = `test_${randomBytes(8).toString("hex")}`;

  beforeAll(async () => {
    await withClient(inject("clusterUrl"), (client) =>
      client.query(`CREATE DATABASE ${name} TEMPLATE ${templateDatabase}`),
    );
    process.env.DATABASE_URL = databaseUrl(name);
    forgetSingleton("env");
  });

  afterAll(async () => {
    if (findSingleton("pg-pool")) {
      // Loaded only by files that have used it: the Prisma client takes a while.
      const { closeDb } = await import("#app/infra/db.server.ts");
      await closeDb();
    }
    await withClient(inject("clusterUrl"), (client) => client.query(`DROP DATABASE ${name} WITH (FORCE)`));
  });
}

/** Makes one more database, empty or migrated, and returns its address; it lives until the run ends. */
export async function makeDatabase({ migrated = false } = {}): Promise<string> {
  const name = `extra_${randomBytes(8).toString("hex")}`;
  const template = migrated ? ` TEMPLATE ${templateDatabase}` : "";
  await withClient(inject("clusterUrl"), (client) => client.query(`CREATE DATABASE ${name}${template}`));
  return databaseUrl(name);
}

function databaseUrl(name: string): string {
  const url = new URL(inject("clusterUrl"));
  url.pathname = `/${name}`;
  return url.href;
}
