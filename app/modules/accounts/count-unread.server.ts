import type { Tx } from "#app/infra/db.server.ts";

/** Adds to the number of unread notifications that every page shows of a person; a negative number takes away. */
export async function countUnread(tx: Tx, userId: string, by: number): Promise<void> {
  await countUnreadOf(tx, new Map([[userId, by]]));
}

/** `countUnread` for many: how much is added, by person. One SQL statement, none for nobody. */
export async function countUnreadOf(tx: Tx, added: ReadonlyMap<string, number>): Promise<void> {
  if (added.size === 0) return;
  await tx.$executeRaw`
    UPDATE users u SET unread_count = u.unread_count + a.by
      FROM unnest(${[...added.keys()]}::uuid[], ${[...added.values()]}::int[]) a(id, by) WHERE u.id = a.id`;
}
