import { countMailsTo } from "#app/infra/mail-record.server.ts";
import { db } from "#app/infra/db.server.ts";
import { queueMail } from "#app/infra/mail.server.ts";
import { type Entry, enqueueAll } from "#app/infra/queue.server.ts";
import { transaction } from "#app/infra/transaction.server.ts";
import type { DueNotification, Observed } from "#app/modules/notifications/kinds/contract.server.ts";
import { kindOf } from "#app/modules/notifications/kinds/table.server.ts";
import { lockPerson } from "#app/modules/notifications/person.server.ts";
import { mailLifetime, mailsPerDay } from "#app/modules/notifications/policy.ts";
import { findAddressee } from "#app/modules/notifications/switch-subscription.server.ts";

/** Mails that one call of the sweep asks for at most. */
export const dueMailBatch = 500;
/** What was asked for is given this long before it is asked for again: the queue may be long. */
const askedFor = 10 * 60_000;
const day = 24 * 60 * 60_000;

/**
 * Asks for the mails that are due, one job each, the longest waiting first. Each is claimed for ten minutes, so that the next
 * call takes the next ones, and reads nothing of what waits in the queue. Those that were due a day ago (the workers were
 * down, or the mail could not be made) are given up: the digest tells of them. Returns how many it asked for, at most 500;
 * doing so twice adds nothing.
 */
export async function sweepDueMails({ at = new Date() } = {}): Promise<number> {
  const tooOld = new Date(at.getTime() - mailLifetime);
  await db().notification.updateMany({ where: { mailDueAt: { lt: tooOld } }, data: { mailDueAt: null } });
  const due = await db().$queryRaw<Due[]>`
    WITH due AS (
      SELECT id FROM notifications
       WHERE mail_due_at IS NOT NULL AND greatest(mail_due_at, mail_hand_over_at) <= ${at}
       ORDER BY greatest(mail_due_at, mail_hand_over_at), id LIMIT ${dueMailBatch} FOR UPDATE SKIP LOCKED)
    UPDATE notifications n SET mail_hand_over_at = ${new Date(at.getTime() + askedFor)}
      FROM due WHERE n.id = due.id
    RETURNING n.id, n.mail_due_at AS "mailDueAt"`;
  await enqueueAll(due.map(entryFor));
  return due.length;
}

type Due = { id: string; mailDueAt: Date };

function entryFor({ id, mailDueAt }: Due): Entry {
  return {
    name: "notifications.mail_notification",
    payload: { notificationId: id, dueAt: mailDueAt.toISOString() },
    jobId: `notification-${id}-${mailDueAt.getTime()}`,
  };
}

/** Where nobody is asked, everything waits: what is decided is withdrawn besides. */
const askNobody: Observed["undecided"] = (ids) => Promise.resolve(new Map(ids.map((id) => [id, "/moderation"])));

/**
 * Job: makes the mail about a notification that is due since `dueAt`, once. Nothing is mailed, and nothing will be, when
 * it was read meanwhile, when there is nothing left to tell (`undecided` knows what waits for the team), when the person left the list or cannot be written to, or
 * when they have had 20 mails within a day: then the digest tells of it. Returns whether a mail was asked for.
 */
export async function mailNotification(
  { notificationId: id, dueAt }: { notificationId: string; dueAt: string },
  { at = new Date(), undecided = askNobody }: { at?: Date; undecided?: Observed["undecided"] } = {},
): Promise<boolean> {
  const due = { id, mailDueAt: new Date(dueAt) };
  const select = { id: true, userId: true, kind: true, data: true, path: true, events: true } as const;
  const notification = (await db().notification.findFirst({ where: due, select })) as DueNotification | null;
  const later = notification && kindOf[notification.kind].mail;
  if (!notification || later?.when !== "later") return false;
  const { userId, data } = notification;
  const addressee = await findAddressee(db(), userId, later.list, at);
  const mail = addressee?.wantsMail ? await later.compose(notification, addressee, undecided) : null;
  return transaction(async (tx) => {
    await lockPerson(tx, userId);
    const isMailed = mail !== null && (await countMailsTo(tx, userId, new Date(at.getTime() - day))) < mailsPerDay;
    // Whatever was added or read since this job looked has changed the row, and so has another job that was faster.
    const told = { ...data, mailed: data.count };
    const { count } = await tx.notification.updateMany({
      where: { ...due, readAt: null, events: { equals: notification.events } },
      data: isMailed ? { mailDueAt: null, mailedAt: at, data: told } : { mailDueAt: null },
    });
    if (count === 0 || !isMailed) return false;
    const key = `notification:${id}:${due.mailDueAt.getTime()}`;
    return queueMail(tx, { key, userId, recipient: addressee!.email, ...mail });
  });
}
