import { notFound, signInNeeded } from "#app/infra/app-error.ts";
import { db } from "#app/infra/db.server.ts";
import type { MaybeActor } from "#app/modules/accounts/actor.ts";
import type { QuizAddress } from "#app/modules/learning/attempts.server.ts";
import { getCourseFor } from "#app/modules/learning/courses.server.ts";
import { unitsOf } from "#app/modules/learning/outline.server.ts";
import { loadPaper } from "#app/modules/learning/papers.server.ts";
import { reviewQuestion } from "#app/modules/learning/review-view.ts";

/**
 * A submitted attempt of the actor's own: grade, receipt, and each question with its verdict and feedback. The right
 * answers are shown once the unit is passed, so that a new attempt is worth something. Five SQL statements. Throws 401
 * for a guest, 404 for an attempt that is not theirs or still runs.
 */
export async function getReceiptFor(
  actor: MaybeActor,
  { courseSlug, unitSlug }: QuizAddress,
  number: number,
  language: string,
) {
  if (!actor) throw signInNeeded();
  const { course, modules, standing } = await getCourseFor(actor, courseSlug, language);
  const units = unitsOf(modules);
  const place = units.findIndex((one) => one.slug === unitSlug);
  const unit = units[place];
  if (!unit || unit.kind !== "quiz" || !Number.isSafeInteger(number) || number > 1e9) throw notFound();
  const attempt = await db().attempt.findUnique({
    where: { unitId_userId_number: { unitId: unit.id, userId: actor.id, number } },
    select: { id: true, state: true, submittedAt: true, marks: true, maxMarks: true, percent: true, fingerprint: true },
  });
  if (!attempt || attempt.state !== "submitted") throw notFound();
  const { id, submittedAt, marks, maxMarks, percent, fingerprint } = attempt;
  const options = { language, ownLanguage: course.defaultLanguage, showsRight: unit.completedAt !== null };
  return {
    ...{ course, unit, standing, following: units[place + 1] ?? null },
    questions: (await loadPaper(db(), id)).map((row) => reviewQuestion(row, options)),
    receipt: {
      number,
      submittedAt: submittedAt ?? new Date(0),
      marks: marks ?? 0,
      maxMarks: maxMarks ?? 0,
      percent: percent ?? 0,
      fingerprint: fingerprint ?? "",
      isEnough: (percent ?? 0) >= (unit.completion.passed ?? 0),
    },
  };
}
