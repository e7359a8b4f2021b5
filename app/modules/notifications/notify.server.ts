import type { Tx } from "#app/infra/db.server.ts";
import { transaction } from "#app/infra/transaction.server.ts";
import {
  type NotificationData,
  type NotificationKind,
  defaultLists,
  mailListOf,
} from "#app/modules/notifications/kinds.ts";
import { mailDueAfter } from "#app/modules/notifications/policy.ts";

/** Something that a person should hear of. */
export type Notice = {
  userId: string;
  kind: NotificationKind;
  /** Notices of one group are one notification ("topic:<id>"): it grows instead of repeating. */
  groupKey: string;
  /** Names the event for ever, so that telling it twice changes nothing. */
  event: string;
  /** Who did it; nobody is told of what they did themselves. */
  by: { id: string; name: string } | null;
  data: Omit<NotificationData, "people" | "count" | "mailed">;
  /** Where it leads; `manyPath` once it stands for more than one event. */
  path: string;
  manyPath?: string;
};

const rememberedEvents = 50;
const rememberedPeople = 20;

/**
 * Tells a person of something, in the transaction of the caller, which should tell one person only: the person's row is
 * locked until it ends. While the group's notification is unread it grows; read, it opens again as new. The unread count
 * moves with it. Its mail falls due ten minutes later, if the person wants such mail. Returns whether anything changed.
 */
export async function notify(tx: Tx, notice: Notice, { at = new Date() } = {}): Promise<boolean> {
  const { userId, groupKey, kind, event, by } = notice;
  if (by?.id === userId) return false;
  const person = await lockPerson(tx, userId, kind);
  if (!person) return false;
  const where = { userId_groupKey: { userId, groupKey } };
  const old = (await tx.notification.findUnique({ where, select: columns })) as Stored | null;
  if (old?.events.includes(event)) return false;
  const open = old?.readAt === null ? old : null;
  const mailDueAt = open?.mailDueAt ?? (person.wantsMail ? mailDueAfter(at, old?.mailedAt ?? null) : null);
  const changed = {
    ...{ kind, ...grown(open, notice), mailDueAt, updatedAt: at, readAt: null },
    events: [...(old?.events ?? []), event].slice(-rememberedEvents),
  };
  await tx.notification.upsert({
    where,
    create: { userId, groupKey, createdAt: at, ...changed },
    update: changed,
    select: { id: true },
  });
  if (!open) {
    const data = { unreadCount: { increment: 1 } };
    await tx.user.update({ where: { id: userId }, data, select: { id: true } });
  }
  return true;
}

/**
 * Tells many people, each in a transaction of their own, so that nobody waits for anybody. `page` gives the next ids
 * after one. Repeating it after an interruption tells everybody once.
 */
export async function notifyEach(
  page: (after: string | undefined) => Promise<string[]>,
  notice: Omit<Notice, "userId">,
  { at = new Date() } = {},
): Promise<void> {
  let ids = await page(undefined);
  while (ids.length > 0) {
    for (const userId of ids) await transaction((tx) => notify(tx, { ...notice, userId }, { at }));
    ids = await page(ids.at(-1));
  }
}

/**
 * Locks a person's notifications, settings and counts until the transaction ends: whatever reads or changes them begins
 * with this. Null when there is no such person. `wantsMail` is about mail of the given kind.
 */
export async function lockPerson(
  tx: Tx,
  userId: string,
  kind: NotificationKind = "welcome",
): Promise<{ wantsMail: boolean } | null> {
  const list = mailListOf[kind];
  // Not FOR UPDATE: whoever only refers to the person's row (a session, a reply) need not wait.
  const [row] = await tx.$queryRaw<{ isKnown: boolean; isOff: boolean }[]>`
    SELECT s.user_id IS NOT NULL AS "isKnown", s.unsubscribed_at IS NOT NULL AS "isOff"
      FROM users u LEFT JOIN mail_subscriptions s ON s.user_id = u.id AND s.list = ${list ?? ""}
     WHERE u.id = ${userId}::uuid FOR NO KEY UPDATE OF u`;
  if (!row) return null;
  return { wantsMail: list !== null && (row.isKnown ? !row.isOff : defaultLists[list]) };
}

type Stored = {
  data: NotificationData;
  path: string;
  events: string[];
  readAt: Date | null;
  mailDueAt: Date | null;
  mailedAt: Date | null;
};

const columns = { data: true, path: true, events: true, readAt: true, mailDueAt: true, mailedAt: true } as const;

/** The facts of a notification after one more event. It leads to the first of what is unread. */
function grown(open: Stored | null, { by, data, path, manyPath }: Notice): { data: NotificationData; path: string } {
  const people = [...(open?.data.people.filter(({ id }) => id !== by?.id) ?? []), ...(by ? [by] : [])];
  const counts = {
    people: people.slice(-rememberedPeople),
    count: (open?.data.count ?? 0) + 1,
    mailed: open?.data.mailed ?? 0,
  };
  const number = data.number;
  if (!open || number === undefined) {
    const lastNumber = number;
    return { data: { ...data, lastNumber, ...counts }, path: open ? (manyPath ?? path) : path };
  }
  const first = open.data.number ?? number;
  const lastNumber = Math.max(open.data.lastNumber ?? number, number);
  return {
    data: { ...data, ...counts, number: Math.min(first, number), lastNumber },
    path: first <= number ? open.path : path,
  };
}
