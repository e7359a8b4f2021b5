import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import pg from "pg";
import { projectRoot } from "#app/infra/project-root.server.ts";

// Apart from migrate.ts, because a start asks these questions before it knows that it needs the engine.

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
 * The migrations of this code that the database has not seen, oldest first. Throws when it has seen one that this
 * code does not know, when one has failed half-way, and when one was edited after it had been applied.
 */
export async function pendingMigrations(databaseUrl: string): Promise<string[]> {
  return withClient(databaseUrl, missingIn);
}

/** `pendingMigrations` over an open connection. */
export async function missingIn(client: pg.Client, known = knownMigrations()): Promise<string[]> {
  const { rows: table } = await client.query("SELECT to_regclass('_prisma_migrations') AS found");
  if (table[0].found === null) return known;
  const { rows } = await client.query<{ name: string; checksum: string; finished: boolean }>(
    `SELECT migration_name AS name, checksum, finished_at IS NOT NULL AS finished FROM _prisma_migrations
     WHERE rolled_back_at IS NULL ORDER BY migration_name`,
  );
  const named = (wanted: (row: (typeof rows)[number]) => boolean) => rows.filter(wanted).map(({ name }) => name);
  refuse(
    named(({ finished }) => !finished),
    "failed before and need a person",
  );
  refuse(
    named(({ name }) => !known.includes(name)),
    "are not known to this version of Crossroads: the database has a newer schema. Update this node; an older one " +
      "must not write to it",
  );
  refuse(
    named(({ name, checksum }) => checksum !== checksumOf(name)),
    "were edited after this database had applied them. While developing, make it anew (remove the folder .data); " +
      "otherwise restore them and write the change as a further migration",
  );
  const applied = new Set(rows.map((row) => row.name));
  return known.filter((name) => !applied.has(name));
}

function refuse(names: string[], why: string): void {
  // A sentence for whoever starts the site: no fault of the code that a stack would lead to.
  if (names.length > 0)
    throw Object.assign(new Error(`These migrations ${why}: ${names.join(", ")}`), { isPlain: true });
}

/** As Prisma's engine writes it beside an applied migration. */
function checksumOf(name: string): string {
  const sql = readFileSync(path.join(migrationsFolder(), name, "migration.sql"));
  return createHash("sha256").update(sql).digest("hex");
}

/** The version of BullMQ's tables in the database, 0 where there are none. */
export async function queueVersionIn(client: pg.Client): Promise<number> {
  const { rows: table } = await client.query("SELECT to_regclass('bullmq.migration') AS found");
  if (table[0].found === null) return 0;
  const { rows } = await client.query("SELECT coalesce(max(version), 0)::int AS version FROM bullmq.migration");
  return rows[0].version;
}

/** Runs `work` with one connection to the database, which is closed afterwards. */
export async function withClient<T>(connectionString: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString });
  // A connection that breaks rejects the query under way; without a listener it would also end the process.
  client.on("error", () => {});
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}
