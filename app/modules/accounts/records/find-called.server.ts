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
  return from.user.findMany({
    where: {
      handle: { in: [...handles] },
      endedAt: null,
      OR: [{ suspendedUntil: null }, { suspendedUntil: { lt: at } }],
    },
    select: { id: true, handle: true },
  });
}
