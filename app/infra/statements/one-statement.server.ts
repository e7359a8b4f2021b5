import { pool } from "#app/infra/db.server.ts";
import { rawRows } from "#app/infra/statements/raw-rows.server.ts";
import type { Prisma } from "#prisma/generated/client.ts";

/**
 * The rows of one statement in a transaction of its own that begins as `begin` says: `BEGIN` with what has to hold for it, in one message.
 * Three round trips and no work of Prisma's. Throws what the driver throws; nothing is left of the statement then.
 */
export async function oneStatement<T>(begin: string, statement: Prisma.Sql): Promise<T> {
  const client = await pool().connect();
  let broken: Error | undefined;
  try {
    await client.query(begin);
    const rows = await rawRows<T>(client, statement);
    await client.query("COMMIT");
    return rows;
  } catch (error) {
    await client.query("ROLLBACK").catch((reason: Error) => (broken = reason));
    throw error;
  } finally {
    // A connection that does not even roll back is not given to anybody again.
    client.release(broken);
  }
}
