import { countUnread } from "#app/modules/accounts/count-unread.server.ts";
import type { Tx } from "#app/infra/db.server.ts";
import type { NotificationData, NotificationKind } from "#app/modules/notifications/kinds/names.ts";
import { listOf } from "#app/modules/notifications/kinds/table.server.ts";
import { lockPerson, type Person } from "#app/modules/notifications/person.server.ts";
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

/** A mail is made of a few of the newest. */
const rememberedEvents = 50;
const rememberedPeople = 20;

/**
 * Tells a person of something, in the transaction of the caller, which should tell one person only: the person's row is
 * locked until it ends. While the group's notification is unread it grows; read, it opens again as new. The unread count
 * moves with it. An event that was told before (its row says so) changes nothing, however much was told since. Its mail falls due ten minutes later, if the person wants such mail. Returns whether anything changed.
 */
export async function notify(tx: Tx, notice: Notice, { at = new Date() } = {}): Promise<boolean> {
  const person = await lockPerson(tx, notice.userId, listOf(notice.kind));
  return person !== null && addNotice(tx, person, notice, { at });
}

/** `notify` for a person whom the caller has locked, asking about the list of the notice's kind. */
export async function addNotice(tx: Tx, person: Person, notice: Notice, { at }: { at: Date }): Promise<boolean> {
  const { userId, groupKey, kind, event, by } = notice;
  if (by?.id === userId) return false;
  const where = { userId_groupKey: { userId, groupKey } };
  const old = (await tx.notification.findUnique({ where, select: columns })) as Stored | null;
  // What the version before the rows of told events noted stands in the list alone.
  if (old && (old.events.includes(event) || !(await noteTold(tx, old.id, event, at)))) return false;
  const open = old?.readAt === null ? old : null;
  const mailDueAt = open?.mailDueAt ?? (person.wantsMail ? mailDueAfter(at, old?.mailedAt ?? null) : null);
  const events = [...(old?.events ?? []), event].slice(-rememberedEvents);
  const changed = { kind, ...grown(open, notice), events, mailDueAt, updatedAt: at, readAt: null };
  const { id } = await tx.notification.upsert({
    where,
    create: { userId, groupKey, createdAt: at, ...changed },
    update: changed,
    select: { id: true },
  });
  if (!old) await noteTold(tx, id, event, at);
  if (!open) await countUnread(tx, userId, 1);
  return true;
}

/** Whether the event is new to this notification; from now on it is not. */
async function noteTold(tx: Tx, notificationId: string, event: string, at: Date): Promise<boolean> {
  const row = { notificationId, event, toldAt: at };
  return (await tx.notificationEvent.createMany({ data: [row], skipDuplicates: true })).count > 0;
}

type Stored = {
  id: string;
  data: NotificationData;
  path: string;
  events: string[];
  readAt: Date | null;
  mailDueAt: Date | null;
  mailedAt: Date | null;
};

const columns = {
  id: true,
  data: true,
  path: true,
  events: true,
  readAt: true,
  mailDueAt: true,
  mailedAt: true,
} as const;

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
