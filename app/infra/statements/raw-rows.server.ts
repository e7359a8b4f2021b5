import pg from "pg";
import { Prisma } from "#prisma/generated/client.ts";

const { NUMERIC, INT8, DATE, TIMESTAMP, TIMESTAMPTZ } = pg.types.builtins;

/** Columns that the driver reads in another way than Prisma does. */
const parsers: Record<number, (text: string) => unknown> = {
  [INT8]: BigInt,
  [NUMERIC]: (text) => new Prisma.Decimal(text),
  [DATE]: (text) => new Date(`${text}T00:00:00Z`),
  [TIMESTAMP]: (text) => new Date(`${text.replace(" ", "T")}Z`),
  // Its own parser loses a millisecond now and then: a cursor would skip a row.
  [TIMESTAMPTZ]: (text) => new Date(text.replace(" ", "T").replace(/([+-]\d\d)$/, "$1:00")),
};

const types = {
  getTypeParser: (oid: number, format: "text" | "binary") =>
    (format !== "binary" && parsers[oid]) || pg.types.getTypeParser(oid, format),
} as unknown as pg.CustomTypesConfig;

/**
 * The rows of a statement of ours, straight from the pool or one of its connections, with the values that Prisma's `$queryRaw` gives: `bigint`, `Decimal`, dates in UTC.
 * Prisma takes a statement and its rows through a protocol of its own, which was as much work as the statement. Throws what the driver throws.
 */
export async function rawRows<T>(line: pg.Pool | pg.PoolClient, { text, values }: Prisma.Sql): Promise<T> {
  const asked = { text, values: values.map(parameterOf), types, rowMode: "array" as const };
  const { rows, fields } = await line.query<unknown[]>(asked);
  const names = fields.map(({ name }) => name);
  return rows.map((row) => rowOf(names, row)) as T;
}

/** Key by key: the driver's own way copies an empty row, and objects made so are slow to take apart afterwards. */
function rowOf(names: string[], values: unknown[]): Record<string, unknown> {
  const row: Record<string, unknown> = {};
  for (let at = 0; at < names.length; at++) row[names[at]!] = values[at];
  return row;
}

function parameterOf(value: unknown): unknown {
  if (value instanceof Date) return value.toISOString();
  if (Array.isArray(value)) return value.map(parameterOf);
  return Prisma.Decimal.isDecimal(value) ? value.toString() : value;
}
