import { allPeople } from "#app/modules/accounts/people.server.ts";
import { AppError, fieldError, notFound } from "#app/infra/app-error.ts";
import { db } from "#app/infra/db.server.ts";
import { record, transaction } from "#app/infra/transaction.server.ts";
import { isUuid } from "#app/lib/uuid.ts";
import { lockEnrolment } from "#app/modules/learning/enrolment/lock-enrolment.server.ts";
import { translationIn } from "#app/modules/learning/questions/question-translations.ts";
import { loadAttemptQuestions } from "#app/modules/learning/quizzes/attempt-questions.server.ts";
import { reviewAttempt } from "#app/modules/learning/quizzes/get-receipt.server.ts";
import type { ReviewShows } from "#app/modules/learning/quizzes/review-options.ts";
import { loadQuizSettings } from "#app/modules/learning/quizzes/save-quiz-settings.server.ts";
import { finalizeAttempt, finalizeGrade } from "#app/modules/learning/quizzes/finalize-attempt.server.ts";
import type { QuizUnit } from "./list-attempts.server.ts";
import type { MarkInput } from "./schemas.ts";
import { visibleToStaff } from "#app/modules/learning/courses/visible-to-staff.server.ts";
import type { CourseStaffAccess } from "#app/modules/learning/courses/staff-access.server.ts";
import type { AttemptState } from "#prisma/generated/enums.ts";

const everything: ReviewShows = {
  answers: true,
  verdict: true,
  marks: true,
  feedback: true,
  general: true,
  right: true,
  overall: true,
};

/**
 * One attempt as staff sees it: whose, every answer with all that is known of it, and what may be marked. Three SQL
 * statements. Throws 404 for an attempt of another quiz, or of somebody outside the teaching person's cohorts.
 */
export async function getAttemptForStaff(
  access: CourseStaffAccess,
  unit: QuizUnit,
  attemptId: string,
  language: string,
) {
  const { course } = access;
  const attempt = await findAttempt(access, unit.id, attemptId);
  const settings = await loadQuizSettings(db(), unit.id);
  const asked = await loadAttemptQuestions(db(), attempt.id);
  const looking = {
    language,
    ownLanguage: course.defaultLanguage,
    settings,
    seed: attempt.seed,
    courseSlug: course.slug,
  };
  const reviewed = reviewAttempt(asked, everything, looking);
  const questions = reviewed.map((question, index) => {
    const { translations, manualMarks, comment, maxMarks } = asked[index]!;
    const own = translationIn(translations, course.defaultLanguage, course.defaultLanguage).question;
    return { question, manualMarks, comment, maxMarks, notes: own.kind === "essay" ? (own.notes ?? null) : null };
  });
  return { attempt, questions, penalty: settings.penalty };
}

/**
 * Gives one answer of a submitted attempt marks and a comment of a trainer's own, which come before the machine's and stay
 * through every regrade; empty marks take them back. Grades attempt and unit anew. Throws 404, 409
 * "quizzes.error.not_submitted" while it runs, 400 "error.form" for marks that are not from 0 to the most there are.
 */
export async function markAnswer(
  access: CourseStaffAccess,
  unit: QuizUnit,
  attemptId: string,
  { number, marks, comment }: MarkInput,
  { at = new Date() } = {},
): Promise<{ needsMarking: boolean }> {
  const { course, actor } = access;
  const found = await findAttempt(access, unit.id, attemptId);
  const { penalty } = await loadQuizSettings(db(), unit.id);
  return transaction(async (tx) => {
    const enrolment = await lockEnrolment(tx, { userId: found.userId, courseId: course.id });
    const where = { attemptId_number: { attemptId, number } };
    const answer = await tx.attemptAnswer.findUnique({
      where,
      select: { maxMarks: true, attempt: { select: { state: true, needsMarking: true } } },
    });
    if (!answer) throw notFound();
    if (answer.attempt.state !== "submitted") throw new AppError("quizzes.error.not_submitted", 409);
    if (marks !== null && marks > answer.maxMarks + 1e-9) {
      throw fieldError(`marks-${number}`, "quizzes.error.marks", { max: answer.maxMarks });
    }
    const data = { manualMarks: marks, comment: comment || null, markedById: actor.id, markedAt: at };
    await tx.attemptAnswer.update({ where, data, select: { number: true } });
    const { needsMarking } = await finalizeAttempt(tx, attemptId, { ownLanguage: course.defaultLanguage, penalty });
    await finalizeGrade(tx, enrolment, { unitId: unit.id, at });
    if (answer.attempt.needsMarking && !needsMarking) await record(tx, "learning.attempt.marked", { attemptId });
    return { needsMarking };
  });
}

/** The next attempt at a quiz that waits to be marked, longest waiting first; null when none does. One SQL statement. */
export async function findNextToMark(
  { cohortIds }: CourseStaffAccess,
  unitId: string,
  after: string,
): Promise<string | null> {
  const [row] = await db().$queryRaw<{ id: string }[]>`
    SELECT a.id FROM attempts a
     WHERE a.unit_id = ${unitId}::uuid AND a.needs_marking AND a.id <> ${after}::uuid
       AND ${visibleToStaff({ cohortIds }, "a.user_id")}
     ORDER BY a.submitted_at, a.id LIMIT 1`;
  return row?.id ?? null;
}

/** Throws 404 for an attempt of somebody whom the staff member may not see. */
export type TaughtAttempt = {
  id: string;
  userId: string;
  number: number;
  state: AttemptState;
  seed: number;
  startedAt: Date;
  submittedAt: Date | null;
  endsAt: Date | null;
  marks: number | null;
  maxMarks: number | null;
  percent: number | null;
  needsMarking: boolean;
  fingerprint: string | null;
  user: { name: string; handle: string };
};

/** Throws 404 for an attempt of somebody whom the staff member may not see. */
export async function requireAttemptSeen(access: CourseStaffAccess, unit: QuizUnit, id: string): Promise<void> {
  await findAttempt(access, unit.id, id);
}

async function findAttempt({ cohortIds }: CourseStaffAccess, unitId: string, id: string): Promise<TaughtAttempt> {
  if (!isUuid(id)) throw notFound();
  const [attempt] = await db().$queryRaw<TaughtAttempt[]>`
    SELECT a.id, a.user_id AS "userId", a.number, a.state::text AS state, a.seed, a.started_at AS "startedAt",
           a.submitted_at AS "submittedAt", a.ends_at AS "endsAt", a.marks, a.max_marks AS "maxMarks", a.percent,
           a.needs_marking AS "needsMarking", a.fingerprint,
           jsonb_build_object('name', u.name, 'handle', u.handle) AS "user"
      FROM attempts a JOIN ${allPeople} u ON u.id = a.user_id
     WHERE a.id = ${id}::uuid AND a.unit_id = ${unitId}::uuid AND ${visibleToStaff({ cohortIds }, "a.user_id")}`;
  if (!attempt) throw notFound();
  return attempt;
}
