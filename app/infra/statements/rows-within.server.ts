import { oneStatement } from "#app/infra/statements/one-statement.server.ts";
import type { Prisma } from "#prisma/generated/client.ts";

/**
 * The rows of a statement that reads, for which the database is given so many milliseconds; it ends it by itself after that, and this
 * throws what `passingKind` calls "crowded". For statements whose work depends on what somebody typed. Three round trips.
 */
export function rowsWithin<T>(milliseconds: number, statement: Prisma.Sql): Promise<T> {
  const limits = `SET LOCAL statement_timeout = ${Math.trunc(milliseconds)}; SET LOCAL jit = off`;
  return oneStatement(`BEGIN READ ONLY; ${limits}`, statement);
}
