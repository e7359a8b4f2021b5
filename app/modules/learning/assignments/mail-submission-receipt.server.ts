import { zonedMoment } from "#app/i18n/zone-name.ts";
import { withMailbox } from "#app/modules/accounts/person-columns.ts";
import { formatFor } from "#app/i18n/format.ts";
import { offeredLanguage } from "#app/i18n/offered-languages.ts";
import { composeMail } from "#app/i18n/mail.server.ts";
import { db } from "#app/infra/db.server.ts";
import { env } from "#app/infra/env.server.ts";
import { queueMail } from "#app/infra/mail.server.ts";
import { submissionPath } from "#app/modules/learning/courses/paths.ts";
import { textIn } from "#app/modules/learning/courses/text.ts";

/**
 * Job: mails the receipt of a submission to everybody who handed it in, once: its number, the time in their own zone, the
 * number of files, and whether it came late. Nothing is sent to an address that is not confirmed.
 */
export async function mailSubmission(submissionId: string, { at = new Date() } = {}): Promise<void> {
  const row = await db().submission.findUnique({
    where: { id: submissionId },
    select: {
      number: true,
      submittedAt: true,
      isLate: true,
      _count: { select: { files: true } },
      user: withMailbox,
      team: { select: { members: { select: { user: withMailbox } } } },
      unit: {
        select: {
          slug: true,
          texts: { select: { language: true, title: true } },
          course: { select: { slug: true, defaultLanguage: true } },
        },
      },
    },
  });
  if (!row?.submittedAt) return;
  const { number, submittedAt, isLate, unit } = row;
  const titles = Object.fromEntries(unit.texts.map(({ language, title }) => [language, title]));
  for (const user of row.team?.members.map((one) => one.user) ?? [row.user]) {
    if (!user.emailConfirmedAt || (user.suspendedUntil !== null && user.suspendedUntil > at)) continue;
    const format = formatFor(offeredLanguage(user.language), user.zone);
    const mail = composeMail(user.language, "mail.submission_receipt", {
      values: {
        name: `\u2068${user.name}\u2069`,
        title: `\u2068${textIn(titles, user.language, unit.course.defaultLanguage).text}\u2069`,
        number,
        files: row._count.files,
        late: isLate ? "yes" : "no",
        time: zonedMoment(format, submittedAt),
      },
      action: { url: env().PUBLIC_URL + submissionPath(unit.course.slug, unit.slug) },
    });
    const key = `submission-receipt:${submissionId}:${+submittedAt}:${user.id}`;
    await queueMail(db(), { key, userId: user.id, recipient: user.email, ...mail });
  }
}

/** Job: the receipts of what somebody handed in, alone or with their team, before their address was confirmed; the newest 20. */
export async function mailMissedSubmissions({ userId }: { userId: string }): Promise<void> {
  const submissions = await db().submission.findMany({
    where: { state: "submitted", OR: [{ userId }, { team: { members: { some: { userId } } } }] },
    select: { id: true },
    orderBy: [{ submittedAt: "desc" }, { id: "desc" }],
    take: 20,
  });
  for (const { id } of submissions) await mailSubmission(id);
}
