import { notFound } from "#app/infra/app-error.ts";
import { db, type Db, type Tx } from "#app/infra/db.server.ts";
import { transaction } from "#app/infra/transaction.server.ts";
import { rescheduleAttempts } from "#app/modules/learning/dates/reschedule-attempts.server.ts";
import { regradeUnitGrades } from "./finalize-attempt.server.ts";
import { readBands } from "./overall-feedback.ts";
import { readReviewMatrix } from "./review-options.ts";
import { type QuizSettings, standardSettings } from "./quiz-settings.ts";
import type { Authoring } from "#app/modules/learning/courses/staff-access.server.ts";

const columns = {
  timeLimit: true,
  timeEnd: true,
  grace: true,
  attemptsAllowed: true,
  delay: true,
  gradeMethod: true,
  shufflesSlots: true,
  shufflesChoices: true,
  questionsPerPage: true,
  penalty: true,
  review: true,
  overallFeedback: true,
} as const;

/** The settings of a quiz; the standard ones where nobody has set it up. One SQL statement. */
export async function loadQuizSettings(from: Db, unitId: string): Promise<QuizSettings> {
  const row = await from.quizSettings.findUnique({ where: { unitId }, select: columns });
  if (!row) return standardSettings;
  return { ...row, review: readReviewMatrix(row.review), overallFeedback: readBands(row.overallFeedback) };
}

/** The same for a page that shows a quiz to whoever may see it. */
export function loadSettingsFor(unitId: string): Promise<QuizSettings> {
  return loadQuizSettings(db(), unitId);
}

/** A quiz of a course with its settings, for its staff. Two SQL statements. Throws 404 for what is no quiz of the course. */
export async function getQuizSettings(
  access: Authoring,
  unitSlug: string,
): Promise<{ unitId: string; settings: QuizSettings }> {
  const unitId = await findQuiz(db(), access, unitSlug);
  return { unitId, settings: await loadQuizSettings(db(), unitId) };
}

/**
 * Changes the settings of a quiz. Running attempts get the new time, and another grade method counts for everybody at
 * once. Completed units stay so. Throws 404 for what is no quiz of it.
 */
export async function saveQuizSettings(
  access: Authoring,
  unitSlug: string,
  input: QuizSettings,
  { at = new Date() } = {},
): Promise<void> {
  await transaction(async (tx) => {
    const unitId = await findQuiz(tx, access, unitSlug);
    const before = await loadQuizSettings(tx, unitId);
    await tx.quizSettings.upsert({
      where: { unitId },
      create: { unitId, ...input },
      update: input,
      select: { unitId: true },
    });
    // People before attempts, as everywhere: whoever submits holds the person and asks for the attempt.
    if (before.gradeMethod !== input.gradeMethod)
      await regradeUnitGrades(tx, { unitId, courseId: access.course.id, at });
    await rescheduleAttempts(tx, { unitId, at });
  });
}

async function findQuiz(from: Tx, { course }: Authoring, unitSlug: string): Promise<string> {
  const where = { courseId: course.id, slug: unitSlug, kind: "quiz" as const, removedAt: null };
  const unit = await from.unit.findFirst({ where, select: { id: true } });
  if (!unit) throw notFound();
  return unit.id;
}
