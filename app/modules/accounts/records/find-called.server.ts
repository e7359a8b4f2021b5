import { type Db, db } from "#app/infra/db.server.ts";

/**
 * The people of these handles whom somebody can call: neither suspended nor gone. Nothing is asked for no handle; else one SQL
 * statement.
 */
export async function findCalled(
  handles: readonly string[],
  { at = new Date(), from = db() as Db } = {},
): Promise<{ id: string; handle: string }[]> {
  if (handles.length === 0) return [];
  // Asked with every post that calls somebody, by the web server and the worker: Prisma's way to it cost four times the statement.
  return from.$queryRaw`
    SELECT id, handle FROM users
     WHERE handle = ANY(${[...handles]}::text[]) AND ended_at IS NULL AND (suspended_until IS NULL OR suspended_until < ${at})`;
}
