import { db } from "#app/infra/db.server.ts";
import { env } from "#app/infra/env.server.ts";
import { queueMail } from "#app/infra/mail.server.ts";
import { transaction } from "#app/infra/transaction.server.ts";
import { composeMail } from "#app/i18n/mail.server.ts";
import { notify } from "#app/modules/notifications/notify.server.ts";
import { canBeMailed } from "#app/modules/notifications/policy.ts";
import { isolate } from "#app/modules/notifications/sentences.ts";

/** What has to be known of an issued certificate; whoever calls asks the module that issues them. */
export type CertificateNews = {
  certificateId: string;
  userId: string;
  courseTitle: { text: string };
  /** The path of its page. */
  href: string;
};

/**
 * Tells a person of their certificate: in the app, and by a mail with the link, at once, once. The mail is part of no
 * list: it is the delivery of what they have earned.
 */
export async function notifyCertificateIssued(news: CertificateNews, { at = new Date() } = {}): Promise<void> {
  const { certificateId, userId, courseTitle, href } = news;
  const select = { name: true, email: true, language: true, emailConfirmedAt: true, suspendedUntil: true } as const;
  const person = await db().user.findUnique({ where: { id: userId }, select });
  if (!person) return;
  const title = courseTitle.text;
  await transaction(async (tx) => {
    const groupKey = `certificate:${certificateId}`;
    const isNew = await notify(
      tx,
      { userId, kind: "certificate", groupKey, event: groupKey, by: null, data: { title }, path: href },
      { at },
    );
    if (!isNew || !canBeMailed(person, at)) return;
    const mail = composeMail(person.language, "mail.certificate", {
      values: { name: isolate(person.name), title: isolate(title) },
      action: { url: env().PUBLIC_URL + href },
    });
    await queueMail(tx, { key: groupKey, userId, recipient: person.email, ...mail });
    const where = { userId_groupKey: { userId, groupKey } };
    await tx.notification.update({ where, data: { mailedAt: at }, select: { id: true } });
  });
}
