import { zonedMoment } from "#app/i18n/zone-name.ts";
import { withMailbox } from "#app/modules/accounts/person-columns.ts";
import { formatFor } from "#app/i18n/format.ts";
import { offeredLanguage } from "#app/i18n/offered-languages.ts";
import { composeMail } from "#app/i18n/mail.server.ts";
import { db } from "#app/infra/db.server.ts";
import { env } from "#app/infra/env.server.ts";
import { queueMail } from "#app/infra/mail.server.ts";
import { receiptPath } from "#app/modules/learning/courses/paths.ts";
import { textIn } from "#app/modules/learning/courses/text.ts";

const fingerprintHeader = "X-Answers-Fingerprint";

/**
 * Job: mails the receipt of a submitted attempt to whoever made it, once: attempt and time in their own zone. The fingerprint
 * of the answers travels in a header, for the program that compares it with what is stored. No grade stands in it, which a
 * trainer may still change or hide. Nothing is sent to an address that is not confirmed, or for an attempt that is not
 * submitted.
 */
export async function mailReceipt(attemptId: string, { at = new Date() } = {}): Promise<void> {
  const attempt = await db().attempt.findUnique({
    where: { id: attemptId },
    select: {
      number: true,
      state: true,
      submittedAt: true,
      fingerprint: true,
      userId: true,
      user: withMailbox,
      unit: {
        select: {
          slug: true,
          texts: { select: { language: true, title: true } },
          course: { select: { slug: true, defaultLanguage: true } },
        },
      },
    },
  });
  if (!attempt?.submittedAt || attempt.state !== "submitted") return;
  const { number, submittedAt, fingerprint, userId, user, unit } = attempt;
  const isSuspended = user.suspendedUntil !== null && user.suspendedUntil > at;
  if (!user.emailConfirmedAt || isSuspended) return;
  const titles = Object.fromEntries(unit.texts.map(({ language, title }) => [language, title]));
  const format = formatFor(offeredLanguage(user.language), user.zone);
  const mail = composeMail(user.language, "mail.attempt_receipt", {
    values: {
      name: `\u2068${user.name}\u2069`,
      title: `\u2068${textIn(titles, user.language, unit.course.defaultLanguage).text}\u2069`,
      number,
      time: zonedMoment(format, submittedAt),
    },
    action: { url: env().PUBLIC_URL + receiptPath(unit.course.slug, unit.slug, number) },
  });
  const headers = { ...mail.headers, ...(fingerprint && { [fingerprintHeader]: `sha256=${fingerprint}` }) };
  await queueMail(db(), { key: `attempt-receipt:${attemptId}`, userId, recipient: user.email, ...mail, headers });
}

/** Job: the receipts of what somebody submitted before their address was confirmed, the newest 20. */
export async function mailMissedReceipts({ userId }: { userId: string }): Promise<void> {
  const attempts = await db().attempt.findMany({
    where: { userId, state: "submitted" },
    select: { id: true },
    orderBy: [{ submittedAt: "desc" }, { id: "desc" }],
    take: 20,
  });
  for (const { id } of attempts) await mailReceipt(id);
}
