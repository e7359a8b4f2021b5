import { db } from "#app/infra/db.server.ts";
import { transaction } from "#app/infra/transaction.server.ts";
import {
  findDecidedNews,
  findMarkedNews,
  type GradeNews,
} from "#app/modules/learning/grades/notification-facts.server.ts";
import { notify } from "#app/modules/notifications/notify.server.ts";

/** Job: tells a learner in the app that the last answer of an attempt has been marked, once. */
export async function notifyAttemptMarked(attemptId: string, { at = new Date() } = {}): Promise<void> {
  await tell(await findMarkedNews(attemptId), `attempt-marked:${attemptId}`, at);
}

/** Job: tells a learner in the app that a trainer has decided a grade, once for each decision. */
export async function notifyGradeDecided(gradeOverrideId: string, { at = new Date() } = {}): Promise<void> {
  await tell(await findDecidedNews(gradeOverrideId), `grade-decided:${gradeOverrideId}`, at);
}

/** In the app only: a trainer who marks twenty answers should not send twenty mails; the digest names what was not read. */
async function tell(news: GradeNews | null, event: string, at: Date): Promise<void> {
  if (!news) return;
  const { userId, href: path } = news;
  const person = await db().user.findUnique({ where: { id: userId }, select: { language: true } });
  if (!person) return;
  const data = { title: news.title(person.language).text };
  await transaction((tx) =>
    notify(tx, { userId, kind: "grade_ready", groupKey: event, event, by: null, data, path }, { at }),
  );
}
