import { pool } from "#app/infra/db.server.ts";

/** Inserts rows (column name -> value, the same columns in each) a thousand at a time. */
export async function insertRows(table: string, rows: Record<string, unknown>[]): Promise<void> {
  const columns = Object.keys(rows[0] ?? {}).join(", ");
  for (let from = 0; from < rows.length; from += 1000) {
    await pool().query(
      `INSERT INTO ${table} (${columns}) SELECT ${columns} FROM jsonb_populate_recordset(NULL::${table}, $1::jsonb)`,
      [JSON.stringify(rows.slice(from, from + 1000))],
    );
  }
}
