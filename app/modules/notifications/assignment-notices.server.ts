import { formatFor } from "#app/i18n/format.ts";
import { defaultLanguage, isLanguage } from "#app/i18n/languages.ts";
import { composeMail } from "#app/i18n/mail.server.ts";
import { db } from "#app/infra/db.server.ts";
import { env } from "#app/infra/env.server.ts";
import { queueMail } from "#app/infra/mail.server.ts";
import { transaction } from "#app/infra/transaction.server.ts";
import {
  countReviewsToGive,
  getAssignmentNews,
  getSubmissionNews,
  hasHandedIn,
} from "#app/modules/learning/assignments/notification-facts.server.ts";
import { notify } from "#app/modules/notifications/notify.server.ts";
import { canBeMailed } from "#app/modules/notifications/policy.ts";
import { isolate } from "#app/modules/notifications/sentences.ts";

type Kind = "reviews_asked" | "submission_scored" | "submission_stuck" | "assignment_due";
type News = {
  userId: string;
  kind: Kind;
  groupKey: string;
  event: string;
  title: (language: string) => { text: string };
  path: string;
  /** A date that the sentence names. */
  when?: Date;
  count?: number;
};

/** Job: tells somebody that there is work of others to review, once for each time that reviewers were chosen. */
export async function notifyReviewsAsked(
  { unitId, userId, askedAt }: { unitId: string; userId: string; askedAt: string },
  { at = new Date() } = {},
): Promise<void> {
  const news = await getAssignmentNews(unitId);
  const count = await countReviewsToGive(unitId, userId);
  // Given or taken over by somebody else meanwhile.
  if (!news || count === 0) return;
  const groupKey = `reviews:${unitId}`;
  const event = `${groupKey}:${userId}:${askedAt}`;
  await tell({ userId, kind: "reviews_asked", groupKey, event, title: news.title, path: news.reviewsHref, count }, at);
}

/** Job: tells everybody who handed a submission in that its result is there, unless grades are hidden. */
export async function notifySubmissionScored(submissionId: string, { at = new Date() } = {}): Promise<void> {
  const news = await getSubmissionNews(submissionId);
  if (!news?.isReleased) return;
  const groupKey = `submission:${submissionId}`;
  for (const userId of news.authorIds) {
    const event = `${groupKey}:${userId}:${news.scoredAt?.getTime()}`;
    await tell({ userId, kind: "submission_scored", groupKey, event, title: news.title, path: news.href }, at);
  }
}

/** Job: tells the staff of a submission whose reviews do not come. */
export async function notifySubmissionStuck(submissionId: string, { at = new Date() } = {}): Promise<void> {
  const news = await getSubmissionNews(submissionId);
  if (!news || news.isSettled) return;
  const groupKey = `submission-stuck:${submissionId}`;
  for (const userId of await news.staffIds()) {
    const event = `${groupKey}:${userId}`;
    await tell({ userId, kind: "submission_stuck", groupKey, event, title: news.title, path: news.staffHref }, at);
  }
}

/** Job: reminds somebody of a due date, unless they have handed in meanwhile. */
export async function notifyAssignmentDue(
  { unitId, userId, dueAt }: { unitId: string; userId: string; dueAt: string },
  { at = new Date() } = {},
): Promise<void> {
  const news = await getAssignmentNews(unitId);
  const when = new Date(dueAt);
  if (!news || when < at || (await hasHandedIn(unitId, userId))) return;
  const groupKey = `assignment-due:${unitId}`;
  const event = `${groupKey}:${userId}:${dueAt}`;
  const path = news.submissionHref;
  await tell({ userId, kind: "assignment_due", groupKey, event, title: news.title, path, when }, at);
}

/** In the app, and by a mail at once; the same news is told once. */
async function tell({ userId, kind, groupKey, event, title, path, when, count = 0 }: News, at: Date): Promise<void> {
  const person = await db().user.findUnique({
    where: { id: userId },
    select: { name: true, email: true, language: true, zone: true, emailConfirmedAt: true, suspendedUntil: true },
  });
  if (!person) return;
  const { language } = person;
  const text = title(language).text;
  const format = formatFor(isLanguage(language) ? language : defaultLanguage, person.zone);
  await transaction(async (tx) => {
    const data = { title: text, ...(when && { startsAt: when.toISOString() }) };
    const isNew = await notify(tx, { userId, kind, groupKey, event, by: null, data, path }, { at });
    if (!isNew || !canBeMailed(person, at)) return;
    const time = when ? `${format.dateTime(when)} (${format.zoneName(when)})` : "";
    const values = { name: isolate(person.name), title: isolate(text), time, count };
    const options = { values, action: { url: env().PUBLIC_URL + path } };
    const mail = {
      reviews_asked: () => composeMail(language, "mail.reviews_asked", options),
      submission_scored: () => composeMail(language, "mail.submission_scored", options),
      submission_stuck: () => composeMail(language, "mail.submission_stuck", options),
      assignment_due: () => composeMail(language, "mail.assignment_due", options),
    }[kind]();
    await queueMail(tx, { key: event, userId, recipient: person.email, ...mail });
    const where = { userId_groupKey: { userId, groupKey } };
    await tx.notification.update({ where, data: { mailedAt: at }, select: { id: true } });
  });
}
