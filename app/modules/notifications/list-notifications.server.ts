import { nextCursor, readCursor } from "#app/lib/cursor.ts";
import { countUnread } from "#app/modules/accounts/count-unread.server.ts";
import { notFound } from "#app/infra/app-error.ts";
import { db } from "#app/infra/db.server.ts";
import { transaction } from "#app/infra/transaction.server.ts";
import { isUuid } from "#app/lib/uuid.ts";
import type { MaybeActor } from "#app/modules/accounts/actor.ts";
import { requireActive } from "#app/modules/accounts/policy.ts";
import { findTopicId } from "#app/modules/forum/posting/post-topic.server.ts";
import {
  type NotificationData,
  type NotificationKind,
  topicGroup,
  mentionGroup,
  sealedGroup,
} from "#app/modules/notifications/kinds/names.ts";
import { kindsWhere } from "#app/modules/notifications/kinds/table.server.ts";
import { lockPerson } from "#app/modules/notifications/person.server.ts";
import type { Prisma } from "#prisma/generated/client.ts";

export type NotificationRow = {
  id: string;
  kind: NotificationKind;
  data: NotificationData;
  /** Where it leads. */
  path: string;
  updatedAt: Date;
  isUnread: boolean;
};

/**
 * A page of the actor's notifications, what moved last first, at most `limit` (20, 100 at most); `next` is the cursor of
 * the following page, or null. Throws 401, 403 when suspended. One SQL statement.
 */
export async function listNotificationsFor(
  maybe: MaybeActor,
  { cursor, limit = 20 }: { cursor?: string | null; limit?: number } = {},
): Promise<{ notifications: NotificationRow[]; next: string | null }> {
  const actor = requireActive(maybe);
  const take = Math.min(limit, 100);
  const from = readCursor(cursor) ?? { at: new Date("9999-01-01"), id: highestId };
  const rows = await db().$queryRaw<NotificationRow[]>`
    SELECT id, kind, data, path, updated_at AS "updatedAt", read_at IS NULL AS "isUnread"
      FROM notifications
     WHERE user_id = ${actor.id}::uuid AND (updated_at, id) < (${from.at}, ${from.id}::uuid)
     ORDER BY updated_at DESC, id DESC LIMIT ${take + 1}`;
  return { notifications: rows.slice(0, take), next: nextCursor(rows, take, "updatedAt") };
}

/** Marks a notification of the actor read, and drops its mail. Returns the path it leads to. Throws 401, 403, 404. */
export async function openNotification(maybe: MaybeActor, id: string, { at = new Date() } = {}): Promise<string> {
  const { id: userId } = requireActive(maybe);
  if (!isUuid(id)) throw notFound();
  return transaction(async (tx) => {
    await lockPerson(tx, userId);
    const row = await tx.notification.findFirst({ where: { id, userId }, select: { path: true, readAt: true } });
    if (!row) throw notFound();
    if (row.readAt === null) {
      await tx.notification.update({ where: { id }, data: { readAt: at, mailDueAt: null }, select: { id: true } });
      await countUnread(tx, userId, -1);
    }
    return row.path;
  });
}

/** Where a notification of the actor leads, without marking it: for browsers that load ahead. Throws 401, 403, 404. */
export async function findNotificationPath(maybe: MaybeActor, id: string): Promise<string> {
  const { id: userId } = requireActive(maybe);
  const row = isUuid(id) && (await db().notification.findFirst({ where: { id, userId }, select: { path: true } }));
  if (!row) throw notFound();
  return row.path;
}

/**
 * Marks everything read that moved up to `until`, the moment the actor's page was made: what came since is still new to
 * them. Returns how many. Throws 401, 403.
 */
export async function markAllRead(
  maybe: MaybeActor,
  { until, at = new Date() }: { until: Date; at?: Date },
): Promise<number> {
  const { id: userId } = requireActive(maybe);
  return readWhere(userId, { updatedAt: { lte: until } }, at);
}

/**
 * The actor has read a topic up to reply `number`: what was told of it until then counts as read, its mail is dropped.
 * Costs nothing for a guest and for who has nothing unread.
 */
export async function noteTopicRead(
  actor: MaybeActor,
  { publicId, number }: { publicId: number; number: number },
  { at = new Date() } = {},
): Promise<void> {
  if (!actor || actor.unread === 0) return;
  const topicId = await findTopicId(publicId);
  if (!topicId) return;
  const kind = { in: kindsWhere(({ readWith }) => readWith === "topic") };
  // By its group, which has an index: somebody may have thousands that they never opened.
  const groupKey = { in: [topicGroup(topicId), mentionGroup(topicId), sealedGroup(topicId)] };
  await readWhere(actor.id, { groupKey, kind, data: { path: ["lastNumber"], lte: number } }, at);
}

async function readWhere(userId: string, where: Prisma.NotificationWhereInput, at: Date): Promise<number> {
  return transaction(async (tx) => {
    await lockPerson(tx, userId);
    const data = { readAt: at, mailDueAt: null };
    const { count } = await tx.notification.updateMany({ where: { userId, readAt: null, ...where }, data });
    if (count > 0) await countUnread(tx, userId, -count);
    return count;
  });
}

const highestId = "ffffffff-ffff-ffff-ffff-ffffffffffff";
