import { existsSync, readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import pg from "pg";
import { env } from "#app/infra/env.server.ts";
import { projectRoot } from "#server/boot/root.ts";
import { withSchemaEngine } from "./schema-engine.ts";

/** Whoever holds this lock migrates; nodes that start together wait for each other. Spells "XROD". */
const lockKey = 0x58524f44;

type Options = { log?: (line: string) => void; queue?: boolean };

/** `npm run migrate`: brings the database of the environment up to date. */
export async function main(): Promise<void> {
  const { DATABASE_URL, REDIS_URL } = env();
  const applied = await applyMigrations(DATABASE_URL, { log: (line) => console.log(line), queue: !REDIS_URL });
  if (applied.length === 0) console.log("The database is up to date.");
}

/** The folder with one folder per migration. */
export function migrationsFolder(): string {
  return path.join(projectRoot(), "prisma", "migrations");
}

/** The names of the migrations that this code knows, oldest first. */
export function knownMigrations(): string[] {
  const folder = migrationsFolder();
  return readdirSync(folder)
    .filter((name) => existsSync(path.join(folder, name, "migration.sql")))
    .sort();
}

/**
 * Brings the database to the schema of this code, once, however many nodes ask at the same time; then BullMQ's own
 * tables when the queue is kept in PostgreSQL (`queue`). Returns the names applied now.
 * Throws when the database holds a migration that this code does not know: an older node must not write to it.
 */
export async function applyMigrations(databaseUrl: string, { log = () => {}, queue = true }: Options = {}) {
  return withClient(databaseUrl, async (client) => {
    await client.query("SELECT pg_advisory_lock($1)", [lockKey]);
    const pending = await missingIn(client);
    if (pending.length > 0) {
      log(`Applying ${pending.length} migration(s): ${pending.join(", ")}`);
      await withSchemaEngine(databaseUrl, (engine) =>
        engine.applyMigrations({
          migrationsList: migrationList(),
          filters: { externalTables: [], externalEnums: [] },
        }),
      );
    }
    if (queue) await migrateQueue(client);
    return pending;
  });
}

/**
 * The migrations of this code that the database has not seen, oldest first. Throws when it has seen one that this
 * code does not know.
 */
export async function pendingMigrations(databaseUrl: string): Promise<string[]> {
  return withClient(databaseUrl, missingIn);
}

async function missingIn(client: pg.Client): Promise<string[]> {
  const known = knownMigrations();
  const { rows: table } = await client.query("SELECT to_regclass('_prisma_migrations') AS found");
  if (table[0].found === null) return known;
  const { rows } = await client.query<{ name: string; finished: boolean }>(
    `SELECT migration_name AS name, finished_at IS NOT NULL AS finished FROM _prisma_migrations
     WHERE rolled_back_at IS NULL ORDER BY migration_name`,
  );
  const broken = rows.filter((row) => !row.finished).map((row) => row.name);
  if (broken.length > 0) throw new Error(`These migrations failed before and need a person: ${broken.join(", ")}`);
  const unknown = rows.filter((row) => !known.includes(row.name)).map((row) => row.name);
  if (unknown.length > 0) {
    throw new Error(
      `The database has a newer schema than this version of Crossroads (${unknown.join(", ")}). ` +
        "Update this node; an older one must not write to it.",
    );
  }
  const applied = new Set(rows.map((row) => row.name));
  return known.filter((name) => !applied.has(name));
}

async function migrateQueue(client: pg.Client): Promise<void> {
  // Loaded here, because BullMQ weighs more than everything else in this file.
  const { assertSchemaCompatibility, LATEST_SCHEMA_VERSION, runMigrations } = await import("bullmq");
  const version = await assertSchemaCompatibility(client).catch(() => 0);
  if (version < LATEST_SCHEMA_VERSION) await runMigrations(client);
}

function migrationList() {
  const baseDir = migrationsFolder();
  return {
    baseDir,
    lockfile: { path: "migration_lock.toml", content: readFileSync(path.join(baseDir, "migration_lock.toml"), "utf8") },
    shadowDbInitScript: "",
    migrationDirectories: knownMigrations().map((name) => ({
      path: name,
      migrationFile: {
        path: "migration.sql",
        content: { tag: "ok" as const, value: readFileSync(path.join(baseDir, name, "migration.sql"), "utf8") },
      },
    })),
  };
}

async function withClient<T>(connectionString: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString });
  client.on("error", () => {});
  await client.connect();
  try {
    return await work(client);
  } finally {
    // Ends the session and with it the advisory lock.
    await client.end();
  }
}
