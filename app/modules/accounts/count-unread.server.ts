import type { Tx } from "#app/infra/db.server.ts";

/** Adds to the number of unread notifications that every page shows of a person; a negative number takes away. */
export async function countUnread(tx: Tx, userId: string, by: number): Promise<void> {
  await tx.user.update({ where: { id: userId }, data: { unreadCount: { increment: by } }, select: { id: true } });
}
