import { db, type Tx } from "#app/infra/db.server.ts";
import { transaction } from "#app/infra/transaction.server.ts";
import { countUnread } from "#app/modules/accounts/count-unread.server.ts";
import type { NotificationData } from "#app/modules/notifications/kinds/names.ts";
import { lockPeople } from "#app/modules/notifications/person.server.ts";
import type { Prisma } from "#prisma/generated/client.ts";

/** Notifications that one transaction changes: their people wait for it. */
const atOnce = 100;

/** A notification that may have to say less. */
export type Told = {
  id: string;
  userId: string;
  kind: string;
  data: NotificationData;
  path: string;
  events: string[];
  readAt: Date | null;
};

/**
 * Goes through notifications, a hundred to a transaction with their people locked, and has `change` make of them what is still to be told.
 */
export async function changeTold(
  where: Prisma.NotificationWhereInput,
  change: (tx: Tx, told: Told[]) => Promise<void>,
): Promise<void> {
  for (let after = ""; ;) {
    const rows = await db().notification.findMany({
      where: { ...where, ...(after && { id: { gt: after } }) },
      select: { id: true, userId: true },
      orderBy: { id: "asc" },
      take: atOnce,
    });
    if (rows.length === 0) return;
    await transaction(async (tx) => {
      await lockPeople(
        tx,
        rows.map(({ userId }) => userId),
        null,
      );
      // Read again under the locks: more may have been told, or read, since.
      const told = await tx.notification.findMany({
        where: { ...where, id: { in: rows.map(({ id }) => id) } },
        select: { id: true, userId: true, kind: true, data: true, path: true, events: true, readAt: true },
      });
      await change(tx, told as Told[]);
    });
    after = rows.at(-1)!.id;
  }
}

/** The events that a notification tells of: the newest that were not read; earlier ones stand before them in the list. */
export function toldEvents({ events, data }: Told): string[] {
  return events.slice(-data.count);
}

/** Takes a notification away that has nothing left to tell, with its mail that was not sent. */
export async function dropTold(tx: Tx, { id, userId, readAt }: Told): Promise<void> {
  await tx.notification.delete({ where: { id }, select: { id: true } });
  if (readAt === null) await countUnread(tx, userId, -1);
}
