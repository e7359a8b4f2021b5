import { createHash } from "node:crypto";
import type { Readable } from "node:stream";
import pg from "pg";
import { to as copyTo } from "pg-copy-streams";

export type Table = { schema: string; name: string; columns: string[] };
export type Sum = { rows: number; sha256: string };

/** Made by the migrations of each installation itself. */
const bookkeeping = ["public._prisma_migrations", "bullmq.migration"];

/** Opens a connection that writes and reads values the same way wherever it runs. */
export async function connectTo(connectionString: string): Promise<pg.Client> {
  const client = new pg.Client({ connectionString, application_name: "crossroads backup", keepAlive: true });
  client.on("error", () => {});
  await client.connect();
  await client.query(
    "SET client_encoding = 'UTF8'; SET datestyle = 'ISO'; SET intervalstyle = 'postgres'; SET timezone = 'UTC';" +
      "SET bytea_output = 'hex'; SET extra_float_digits = 3; SET statement_timeout = 0",
  );
  return client;
}

/** Every table with rows of the site, in the order of their names. */
export async function listTables(client: pg.Client): Promise<Table[]> {
  const { rows } = await client.query<Table>(
    `SELECT n.nspname AS schema, c.relname AS name,
            (SELECT array_agg(a.attname::text ORDER BY a.attnum) FROM pg_attribute a
              WHERE a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped AND a.attgenerated = '') AS columns
       FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
      WHERE n.nspname IN ('public', 'bullmq') AND c.relkind = 'r' ORDER BY 1, 2`,
  );
  return rows.filter((table) => !bookkeeping.includes(nameOf(table)));
}

export const nameOf = ({ schema, name }: Table) => `${schema}.${name}`;

/** The table and its columns as SQL names them. */
export function sqlOf({ schema, name, columns }: Table): string {
  return `${quoted(schema, name)} (${columns.map((column) => quoted(column)).join(", ")})`;
}

export function quoted(...names: string[]): string {
  return names.map((name) => pg.escapeIdentifier(name)).join(".");
}

/** The rows of a table as PostgreSQL writes them. */
export function readTable(client: pg.Client, table: Table): Readable {
  return client.query(copyTo(`COPY ${sqlOf(table)} TO STDOUT`));
}

/** Counts rows and sums bytes as they pass; a row ends with the only bare line feed in it. */
export function makeSum(): { add(chunk: Buffer): void; end(): Sum } {
  const hash = createHash("sha256");
  let rows = 0;
  return {
    add(chunk) {
      hash.update(chunk);
      for (let at = chunk.indexOf(10); at >= 0; at = chunk.indexOf(10, at + 1)) rows += 1;
    },
    end: () => ({ rows, sha256: hash.digest("hex") }),
  };
}

/** The sum of a table as it stands. */
export async function sumTable(client: pg.Client, table: Table): Promise<Sum> {
  const sum = makeSum();
  for await (const chunk of readTable(client, table) as AsyncIterable<Buffer>) sum.add(chunk);
  return sum.end();
}

/** Changes a table, whichever it is: a backup is of all of them. */
export function alter(table: string, change: string): string {
  return ["ALTER", "TABLE", table, change].join(" ");
}
