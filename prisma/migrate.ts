import { readFileSync } from "node:fs";
import path from "node:path";
import type pg from "pg";
import { env } from "#app/infra/env.server.ts";
import { knownMigrations, migrationsFolder, missingIn, queueVersionIn, withClient } from "./history.ts";
import { withSchemaEngine } from "./schema-engine.ts";

/** Whoever holds this lock migrates; nodes that start together wait for each other. Spells "XROD". */
const lockKey = 0x58524f44;

export { pendingMigrations } from "./history.ts";

type Options = {
  log?: (line: string) => void;
  queue?: boolean;
  /** These alone, as an older version of the code knew them: for a backup that was made by it. */
  only?: string[];
};

/** `npm run migrate`: brings the database of the environment up to date. */
export async function main(): Promise<void> {
  const { DATABASE_URL, REDIS_URL } = env();
  const applied = await applyMigrations(DATABASE_URL, { log: (line) => console.log(line), queue: !REDIS_URL });
  if (applied.length === 0) console.log("The database is up to date.");
}

/**
 * Brings the database to the schema of this code, once, however many nodes ask at the same time; then BullMQ's own
 * tables when the queue is kept in PostgreSQL (`queue`). Returns the names applied now.
 * Throws when the database holds a migration that this code does not know: an older node must not write to it.
 */
export async function applyMigrations(databaseUrl: string, { log = () => {}, queue = true, only }: Options = {}) {
  const known = only ?? knownMigrations();
  return withClient(databaseUrl, async (client) => {
    // Held until this connection closes.
    await client.query("SELECT pg_advisory_lock($1)", [lockKey]);
    const pending = await missingIn(client, known);
    if (pending.length > 0) {
      log(`Applying ${pending.length} migration(s): ${pending.join(", ")}`);
      await withSchemaEngine(databaseUrl, (engine) =>
        engine.applyMigrations({
          migrationsList: migrationList(known),
          filters: { externalTables: [], externalEnums: [] },
        }),
      );
    }
    if (queue) await migrateQueue(client);
    return pending;
  });
}

/** The version of BullMQ's tables that this code wants. */
export async function wantedQueueVersion(): Promise<number> {
  // Loaded where it is asked for, because BullMQ weighs more than everything else in this file.
  return (await import("bullmq")).LATEST_SCHEMA_VERSION;
}

async function migrateQueue(client: pg.Client): Promise<void> {
  if ((await queueVersionIn(client)) >= (await wantedQueueVersion())) return;
  const { runMigrations } = await import("bullmq");
  await runMigrations(client);
}

function migrationList(known: string[]) {
  const baseDir = migrationsFolder();
  return {
    baseDir,
    lockfile: { path: "migration_lock.toml", content: readFileSync(path.join(baseDir, "migration_lock.toml"), "utf8") },
    shadowDbInitScript: "",
    migrationDirectories: known.map((name) => ({
      path: name,
      migrationFile: {
        path: "migration.sql",
        content: { tag: "ok" as const, value: readFileSync(path.join(baseDir, name, "migration.sql"), "utf8") },
      },
    })),
  };
}
