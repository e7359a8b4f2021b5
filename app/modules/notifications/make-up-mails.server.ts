import type { Tx } from "#app/infra/db.server.ts";
import { enqueueAll } from "#app/infra/queue.server.ts";
import { transaction } from "#app/infra/transaction.server.ts";
import { listOwnRegistrations } from "#app/modules/webinars/register.server.ts";
import type { NotificationData, NotificationKind } from "#app/modules/notifications/kinds/names.ts";
import { kindsWhere } from "#app/modules/notifications/kinds/table.server.ts";
import { mailAtOnce } from "#app/modules/notifications/mail-at-once.server.ts";
import { lockPerson, type Person } from "#app/modules/notifications/person.server.ts";
import { canBeMailed, mailsPerDay } from "#app/modules/notifications/policy.ts";

/**
 * Job: the address of a person is confirmed now, so what was not mailed to it is: invitations to webinars that are still to
 * come with their calendar entries, and what they were told of in the app and have not read, the newest twenty. What is moot by
 * now (a date that has passed) is left out, and the digest tells of the rest. Doing it again mails nothing twice.
 */
export async function makeUpMails({ userId }: { userId: string }, { at = new Date() } = {}): Promise<void> {
  await transaction(async (tx) => {
    const person = await lockPerson(tx, userId);
    if (person && canBeMailed(person, at)) await mailUnread(tx, person, at);
  });
  const webinars = await listOwnRegistrations(userId, { at });
  const name = "notifications.registration_changed" as const;
  await enqueueAll(webinars.map((webinarId) => ({ name, payload: { webinarId, userId } })));
}

async function mailUnread(tx: Tx, person: Person, at: Date): Promise<void> {
  const unread = { userId: person.id, readAt: null, mailedAt: null };
  const rows = await tx.notification.findMany({
    where: { ...unread, kind: { in: kindsWhere(({ mail }) => mail.when === "at once") } },
    orderBy: [{ updatedAt: "desc" }, { id: "desc" }],
    take: mailsPerDay,
    select: { id: true, kind: true, groupKey: true, data: true, path: true },
  });
  for (const { id, groupKey, path, ...row } of rows) {
    const { title, startsAt, pending } = row.data as NotificationData;
    if (startsAt && new Date(startsAt) < at) continue;
    const kind = row.kind as NotificationKind;
    await mailAtOnce(tx, person, { kind, groupKey, key: `made-up:${id}`, title, startsAt, count: pending, path }, at);
  }
  // The lists' mails are made by their own job, which looks whether the person wants them.
  const kind = { in: kindsWhere(({ mail }) => mail.when === "later") };
  const data = { mailDueAt: at, mailHandOverAt: null };
  await tx.notification.updateMany({ where: { ...unread, kind, mailDueAt: null }, data });
}
