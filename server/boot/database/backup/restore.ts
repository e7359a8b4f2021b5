import { createHash } from "node:crypto";
import { createWriteStream, existsSync } from "node:fs";
import { mkdir, rename, rm, writeFile } from "node:fs/promises";
import path from "node:path";
import type { Readable, Writable } from "node:stream";
import { buffer } from "node:stream/consumers";
import { pipeline } from "node:stream/promises";
import type pg from "pg";
import { from as copyFrom } from "pg-copy-streams";
import { env } from "#app/infra/env.server.ts";
import { knownMigrations, queueVersionIn } from "#prisma/history.ts";
import { applyMigrations } from "#prisma/migrate.ts";
import { PlainError } from "#server/boot/prepare/terminal.mjs";
import { readArchive } from "./archive.ts";
import { type Beginning, beginningSchema, type End, endSchema, format, names } from "./contents.ts";
import { filesIn } from "./files.ts";
import { alter, connectTo, listTables, makeSum, nameOf, quoted, sqlOf, sumTable, type Table } from "./tables.ts";

type Site = { url: string; dataDir: string; hasQueue?: boolean; log?: (line: string) => void };

/** `npm run restore -- <file>`. */
export async function main([file]: string[]): Promise<void> {
  if (!file || !existsSync(file)) {
    throw new PlainError(file ? `There is no file ${file}.` : "From where? npm run restore -- <file>");
  }
  const { DATABASE_URL, DATA_DIR, REDIS_URL } = env();
  const site = { url: DATABASE_URL, dataDir: DATA_DIR, hasQueue: !REDIS_URL, log: console.log };
  const { tables, files } = await restore(site, file);
  const rows = Object.values(tables).reduce((all, one) => all + one.rows, 0);
  console.log(
    `${Object.keys(tables).length} tables, ${rows} rows and ${Object.keys(files).length} files are restored; all checksums are equal.`,
  );
}

/**
 * Makes the site of a backup again, in an empty database and a folder without files; all of it or nothing. Rows and files
 * are compared with the sums of the backup, read back from where they now are. An older backup is then brought up to date.
 * Throws a PlainError for a place that is not empty and for a file that is damaged, cut off or newer than this code.
 */
export async function restore({ url, dataDir, hasQueue = true, log = () => {} }: Site, file: string): Promise<End> {
  const client = await connectTo(url);
  const uploads = path.join(dataDir, "uploads");
  const drafts = path.join(dataDir, `.restoring-${process.pid}`);
  try {
    await requireEmpty(client, uploads);
    const state = makeState(client, url, dataDir, drafts, hasQueue);
    await readArchive(file, state.take).catch((error: NodeJS.ErrnoException) => {
      if ((error as { isPlain?: boolean }).isPlain) throw error;
      throw /^Z_|^ERR_STREAM/.test(error.code ?? "") || /Unexpected end|Invalid tar/.test(error.message)
        ? cutOff()
        : error;
    });
    const end = await state.finish();
    if (existsSync(drafts)) {
      await rm(uploads, { recursive: true, force: true });
      await rename(drafts, uploads);
    }
    await client.query("ANALYZE");
    const later = await applyMigrations(url, { queue: hasQueue, log });
    if (later.length > 0) log(`  brought up to date: ${later.join(", ")}`);
    return end;
  } finally {
    await client.end();
    await rm(drafts, { recursive: true, force: true });
  }
}

const cutOff = () => new PlainError("This file is damaged or was cut off; nothing has been restored.");

async function requireEmpty(client: pg.Client, uploads: string): Promise<void> {
  const known = await listTables(client);
  const hasFiles = (await filesIn(uploads)).length > 0;
  if (known.length === 0 && !hasFiles) return;
  const what = known.length > 0 ? "The database is not empty" : `There are files in ${uploads}`;
  throw new PlainError(
    `${what}: a backup is restored into an empty place only, so that nothing is overwritten. Choose a new folder ` +
      "(DATA_DIR=/path npm run restore -- <file>) or, with DATABASE_URL, a new database.",
  );
}

type ForeignKey = { table: string; name: string; definition: string };

function makeState(client: pg.Client, url: string, dataDir: string, drafts: string, hasQueue: boolean) {
  let beginning: Beginning | null = null;
  let end: End | null = null;
  let tables: Table[] = [];
  let keys: ForeignKey[] = [];
  let copying: { table: Table; stream: Writable; done: Promise<void>; sum: ReturnType<typeof makeSum> } | null = null;
  const sums: End["tables"] = {};
  const files: End["files"] = {};
  let secret: Buffer | null = null;

  async function begin(content: Readable): Promise<void> {
    beginning = beginningSchema.parse(JSON.parse((await buffer(content)).toString("utf8")));
    const isNewer = beginning.format > format || beginning.migrations.some((name) => !knownMigrations().includes(name));
    if (isNewer) {
      throw new PlainError(
        "This backup was made by a newer version of Crossroads. Restore it with that version or a later one.",
      );
    }
    await applyMigrations(url, { queue: hasQueue, only: beginning.migrations });
    const keepsJobs = (await queueVersionIn(client)) === beginning.queueVersion;
    // Jobs in tables of another version are left out: what is due stands in rows, and the sweeps find it.
    tables = beginning.tables.filter(({ schema }) => schema !== "bullmq" || keepsJobs);
    await client.query("BEGIN");
    keys = await dropForeignKeys(client);
    const all = (await listTables(client)).map(({ schema, name }) => quoted(schema, name));
    for (const name of all) await client.query(alter(name, "DISABLE TRIGGER USER"));
    await client.query(["TRUNCATE", all.join(", ")].join(" "));
  }

  async function endTable(): Promise<void> {
    if (!copying) return;
    copying.stream.end();
    await copying.done;
    sums[nameOf(copying.table)] = copying.sum.end();
    copying = null;
  }

  async function takeRows(name: string, content: Readable): Promise<void> {
    const table = tables.find((one) => name.startsWith(`${names.rows}${nameOf(one)}/`));
    if (!table) return void content.resume();
    if (copying?.table !== table) {
      await endTable();
      const stream = client.query(copyFrom(`COPY ${sqlOf(table)} FROM STDIN`));
      const done = new Promise<void>((resolve, reject) => stream.once("finish", resolve).once("error", reject));
      done.catch(() => {});
      copying = { table, stream, done, sum: makeSum() };
    }
    const { stream, sum, done } = copying;
    for await (const chunk of content as AsyncIterable<Buffer>) {
      sum.add(chunk);
      if (!stream.write(chunk)) await Promise.race([new Promise((resolve) => stream.once("drain", resolve)), done]);
    }
  }

  async function takeFile(name: string, content: Readable): Promise<void> {
    const target = path.join(drafts, ...name.split("/"));
    if (!target.startsWith(drafts + path.sep) || name.split("/").includes("..")) throw cutOff();
    await mkdir(path.dirname(target), { recursive: true });
    const hash = createHash("sha256");
    let size = 0;
    content.on("data", (chunk: Buffer) => {
      hash.update(chunk);
      size += chunk.length;
    });
    await pipeline(content, createWriteStream(target));
    files[name] = { size, sha256: hash.digest("hex") };
  }

  async function take(name: string, content: Readable): Promise<void> {
    if (name === names.beginning) return begin(content);
    if (!beginning) throw new PlainError("This is no backup of Crossroads.");
    if (name.startsWith(names.rows)) return takeRows(name, content);
    await endTable();
    if (name === names.secret) secret = await buffer(content).then(Buffer.from);
    else if (name === names.end) end = endSchema.parse(JSON.parse((await buffer(content)).toString("utf8")));
    else if (name.startsWith(names.files)) await takeFile(name.slice(names.files.length), content);
    else content.resume();
  }

  async function finish(): Promise<End> {
    await endTable();
    if (!end) throw cutOff();
    const empty = makeSum().end();
    for (const table of tables) {
      const wanted = end.tables[nameOf(table)];
      if (!wanted || wanted.sha256 !== (sums[nameOf(table)] ?? empty).sha256) throw cutOff();
      // What the database gives back now, not what was sent to it.
      const now = await sumTable(client, table);
      if (now.sha256 !== wanted.sha256) throw new PlainError(`The table ${nameOf(table)} did not come back as it was.`);
    }
    for (const [name, wanted] of Object.entries(end.files)) if (files[name]?.sha256 !== wanted.sha256) throw cutOff();
    for (const { schema, name, value, called } of end.sequences) {
      if (schema === "bullmq" && !tables.some((table) => table.schema === "bullmq")) continue;
      // The queue makes some of its own while it runs.
      await client.query(`CREATE SEQUENCE IF NOT EXISTS ${quoted(schema, name)}`);
      await client.query("SELECT setval($1::regclass, $2::bigint, $3)", [quoted(schema, name), value, called]);
    }
    for (const { table, name, definition } of keys) {
      await client.query(alter(table, `ADD CONSTRAINT ${quoted(name)} ${definition}`));
    }
    for (const { schema, name } of await listTables(client)) {
      await client.query(alter(quoted(schema, name), "ENABLE TRIGGER USER"));
    }
    await client.query("COMMIT");
    if (secret) await writeFile(path.join(dataDir, "secret"), secret, { mode: 0o600 });
    const kept = new Set(tables.map(nameOf));
    return { ...end, tables: Object.fromEntries(Object.entries(end.tables).filter(([name]) => kept.has(name))) };
  }

  return { take, finish };
}

/** Rows come table by table, so that for a while some name others that are still to come. */
async function dropForeignKeys(client: pg.Client): Promise<ForeignKey[]> {
  const { rows } = await client.query<ForeignKey>(
    `SELECT c.conrelid::regclass::text AS table, c.conname AS name, pg_get_constraintdef(c.oid) AS definition
       FROM pg_constraint c JOIN pg_namespace n ON n.oid = c.connamespace
      WHERE c.contype = 'f' AND n.nspname IN ('public', 'bullmq') ORDER BY 1, 2`,
  );
  for (const { table, name } of rows) await client.query(alter(table, `DROP CONSTRAINT ${quoted(name)}`));
  return rows;
}
