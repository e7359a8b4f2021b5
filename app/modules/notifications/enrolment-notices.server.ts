import { db } from "#app/infra/db.server.ts";
import { env } from "#app/infra/env.server.ts";
import { queueMail } from "#app/infra/mail.server.ts";
import { transaction } from "#app/infra/transaction.server.ts";
import { composeMail } from "#app/i18n/mail.server.ts";
import { coursePath } from "#app/modules/learning/courses/paths.ts";
import { getRequestNews } from "#app/modules/learning/enrolment/decide-requests.server.ts";
import { notify } from "#app/modules/notifications/notify.server.ts";
import { canBeMailed } from "#app/modules/notifications/policy.ts";
import { isolate } from "#app/modules/notifications/sentences.ts";

const kinds = {
  accepted: "enrolment_accepted",
  declined: "enrolment_declined",
  open: "enrolment_waiting",
  withdrawn: null,
} as const;

/**
 * Job: tells a person what became of their wish to enrol: accepted (by a trainer, or because a place became free),
 * declined, or accepted while every place is taken. In the app, and by a mail at once. The same news is told once.
 */
export async function notifyRequestDecided(requestId: string, { at = new Date() } = {}): Promise<void> {
  const news = await getRequestNews(requestId);
  const kind = news && kinds[news.state];
  if (!kind) return;
  const select = { name: true, email: true, language: true, emailConfirmedAt: true, suspendedUntil: true } as const;
  const person = await db().user.findUnique({ where: { id: news.userId }, select });
  if (!person) return;
  const title = news.title(person.language).text;
  const path = coursePath(news.slug);
  const { userId } = news;
  await transaction(async (tx) => {
    const groupKey = `enrolment:${requestId}`;
    const event = `${groupKey}:${news.state}`;
    const isNew = await notify(tx, { userId, kind, groupKey, event, by: null, data: { title }, path }, { at });
    if (!isNew || !canBeMailed(person, at)) return;
    const options = {
      values: { name: isolate(person.name), title: isolate(title) },
      action: { url: env().PUBLIC_URL + path },
    };
    const mail = {
      enrolment_accepted: () => composeMail(person.language, "mail.enrolment_accepted", options),
      enrolment_declined: () => composeMail(person.language, "mail.enrolment_declined", options),
      enrolment_waiting: () => composeMail(person.language, "mail.enrolment_waiting", options),
    }[kind]();
    await queueMail(tx, { key: event, userId, recipient: person.email, ...mail });
    const where = { userId_groupKey: { userId, groupKey } };
    await tx.notification.update({ where, data: { mailedAt: at }, select: { id: true } });
  });
}
