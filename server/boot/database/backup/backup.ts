import { createHash } from "node:crypto";
import { createReadStream, existsSync, readFileSync } from "node:fs";
import { rm, stat } from "node:fs/promises";
import path from "node:path";
import { PassThrough } from "node:stream";
import type pg from "pg";
import { env } from "#app/infra/env.server.ts";
import { queueVersionIn } from "#prisma/history.ts";
import { PlainError } from "#server/boot/prepare/terminal.mjs";
import { type ArchiveWriter, writeArchive } from "./archive.ts";
import { type Beginning, type End, format, names } from "./contents.ts";
import { filesIn, holdFiles } from "./files.ts";
import { connectTo, listTables, makeSum, nameOf, readTable, type Table } from "./tables.ts";

type Site = { url: string; dataDir: string; log?: (line: string) => void };

/** Rows travel in parts of this size, because a part says how long it is before it comes. */
const partSize = 8 * 1024 * 1024;

/** `npm run backup -- <file>`. */
export async function main([file]: string[]): Promise<void> {
  if (!file) throw new PlainError("Where to? npm run backup -- <file>, for example crossroads-2026-11-29.tar.gz");
  const target = path.resolve(file);
  if (existsSync(target)) throw new PlainError(`${target} is there already. Choose another name, or remove it first.`);
  const { DATABASE_URL, DATA_DIR } = env();
  const { tables, files } = await backUp({ url: DATABASE_URL, dataDir: DATA_DIR, log: console.log }, target);
  const rows = Object.values(tables).reduce((all, one) => all + one.rows, 0);
  console.log(`${target}: ${Object.keys(tables).length} tables, ${rows} rows, ${Object.keys(files).length} files.`);
}

/**
 * Writes everything that a site is made of into one file, while it runs: all rows as they were at one moment, and at least
 * the files that they name. Returns what it wrote.
 */
export async function backUp({ url, dataDir, log = () => {} }: Site, file: string): Promise<End> {
  const held = path.join(dataDir, `.backup-${process.pid}`);
  const uploads = path.join(dataDir, "uploads");
  const client = await connectTo(url);
  const archive = writeArchive(file);
  try {
    // Once before and once after the moment: a file that a row of that moment names was there in one of them, for none comes, is
    // named and goes within the time between the two.
    await holdFiles(uploads, held);
    await client.query("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY");
    await client.query("SELECT 1");
    await holdFiles(uploads, held);
    const beginning = await describe(client);
    await archive.add(names.beginning, Buffer.from(JSON.stringify(beginning)));
    const secret = path.join(dataDir, "secret");
    if (existsSync(secret)) await archive.add(names.secret, readFileSync(secret));
    const end: End = { tables: {}, files: {}, sequences: await readSequences(client) };
    for (const table of beginning.tables) {
      end.tables[nameOf(table)] = await addTable(archive, client, table);
      log(`  ${nameOf(table)}: ${end.tables[nameOf(table)]!.rows} rows`);
    }
    await client.query("COMMIT");
    for (const name of await filesIn(held)) end.files[name] = await addFile(archive, held, name);
    await archive.add(names.end, Buffer.from(JSON.stringify(end)));
    await archive.finish();
    return end;
  } catch (error) {
    await archive.giveUp();
    throw error;
  } finally {
    await client.end();
    await rm(held, { recursive: true, force: true });
  }
}

async function describe(client: pg.Client): Promise<Beginning> {
  const { rows } = await client.query<{ name: string }>(
    "SELECT migration_name AS name FROM _prisma_migrations WHERE finished_at IS NOT NULL ORDER BY 1",
  );
  return {
    format,
    madeAt: new Date().toISOString(),
    migrations: rows.map(({ name }) => name),
    queueVersion: await queueVersionIn(client),
    tables: await listTables(client),
  };
}

async function readSequences(client: pg.Client): Promise<End["sequences"]> {
  const { rows } = await client.query<{ schema: string; name: string; value: string | null; start: string }>(
    `SELECT schemaname AS schema, sequencename AS name, last_value::text AS value, start_value::text AS start
       FROM pg_sequences WHERE schemaname IN ('public', 'bullmq') ORDER BY 1, 2`,
  );
  return rows.map(({ schema, name, value, start }) => ({
    schema,
    name,
    value: value ?? start,
    called: value !== null,
  }));
}

async function addTable(archive: ArchiveWriter, client: pg.Client, table: Table) {
  const sum = makeSum();
  let part: Buffer[] = [];
  let size = 0;
  let number = 0;
  const flush = async () => {
    await archive.add(`${names.rows}${nameOf(table)}/${String(number++).padStart(6, "0")}.copy`, Buffer.concat(part));
    part = [];
    size = 0;
  };
  for await (const chunk of readTable(client, table) as AsyncIterable<Buffer>) {
    sum.add(chunk);
    part.push(chunk);
    size += chunk.length;
    if (size >= partSize) await flush();
  }
  if (size > 0) await flush();
  return sum.end();
}

async function addFile(archive: ArchiveWriter, folder: string, name: string) {
  const file = path.join(folder, ...name.split("/"));
  const { size } = await stat(file);
  const hash = createHash("sha256");
  const content = createReadStream(file).pipe(new PassThrough());
  content.on("data", (chunk: Buffer) => void hash.update(chunk));
  await archive.addStream(names.files + name, size, content);
  return { size, sha256: hash.digest("hex") };
}
