import { pool } from "#app/infra/db.server.ts";
import { rawRows } from "#app/infra/statements/raw-rows.server.ts";
import type { Prisma } from "#prisma/generated/client.ts";

/**
 * The rows of a statement that reads, for which the database is given so many milliseconds; it ends it by itself after that, and this
 * throws what `passingKind` calls "crowded". For statements whose work depends on what somebody typed. Three round trips.
 */
export async function rowsWithin<T>(milliseconds: number, statement: Prisma.Sql): Promise<T> {
  const client = await pool().connect();
  let failure: Error | undefined;
  try {
    await client.query(
      `BEGIN READ ONLY; SET LOCAL statement_timeout = ${Math.trunc(milliseconds)}; SET LOCAL jit = off`,
    );
    const rows = await rawRows<T>(client, statement);
    await client.query("COMMIT");
    return rows;
  } catch (error) {
    // A connection that does not even roll back is broken, and leaves the pool.
    await client.query("ROLLBACK").catch((broken: Error) => (failure = broken));
    throw error;
  } finally {
    client.release(failure);
  }
}
