import type { Tx } from "#app/infra/db.server.ts";
import { recordProgress } from "#app/modules/learning/study/record-progress.server.ts";
import { lockEnrolment, type LockedEnrolment } from "#app/modules/learning/enrolment/lock-enrolment.server.ts";
import { gradeBy, type GradeMethod } from "./grade-method.ts";
import { gradeAnswers } from "./attempt-grade.ts";
import { loadAttemptQuestions, type AttemptQuestion } from "./attempt-questions.server.ts";

/**
 * Grades the answers of an attempt as they are saved and writes what came out, answer by answer and in all; a trainer's
 * marks stay and come first. Used when an attempt is submitted, after marking, and by a regrade. It does not touch the
 * unit's grade: `finalizeGrade` does.
 */
export async function finalizeAttempt(
  tx: Tx,
  attemptId: string,
  { ownLanguage, penalty, questions: loaded }: { ownLanguage: string; penalty: number; questions?: AttemptQuestion[] },
): Promise<{ percent: number | null; needsMarking: boolean }> {
  const questions = loaded ?? (await loadAttemptQuestions(tx, attemptId));
  const given = Object.fromEntries(questions.map(({ number, response }) => [number, response]));
  const { answers, total } = gradeAnswers(questions, given, { ownLanguage, penalty });
  await tx.attempt.update({ where: { id: attemptId }, data: total, select: { id: true } });
  await tx.$executeRaw`
    UPDATE attempt_answers a SET fraction = x.fraction, marks = x.marks
      FROM jsonb_to_recordset(${JSON.stringify(answers)}::jsonb) AS x(number int, fraction float8, marks float8)
     WHERE a.attempt_id = ${attemptId}::uuid AND a.number = x.number`;
  return { percent: total.percent, needsMarking: total.needsMarking };
}

/**
 * Makes the grade of a quiz for one person from their submitted attempts by the quiz's grade method, and settles what
 * follows (completion of unit and course).
 */
export async function finalizeGrade(
  tx: Tx,
  enrolment: LockedEnrolment,
  { unitId, at }: { unitId: string; at: Date },
): Promise<void> {
  const { userId } = enrolment;
  const rows = await tx.$queryRaw<{ percent: number | null; method: GradeMethod }[]>`
    SELECT a.percent, coalesce(q.grade_method::text, 'highest') AS method
      FROM attempts a LEFT JOIN quiz_settings q ON q.unit_id = a.unit_id
     WHERE a.unit_id = ${unitId}::uuid AND a.user_id = ${userId}::uuid AND a.state = 'submitted' ORDER BY a.number`;
  if (rows.length === 0) return;
  const gradePercent = gradeBy(
    rows[0]!.method,
    rows.map(({ percent }) => percent),
  );
  await recordProgress(tx, enrolment, { unitId, at }, { submitted: true, gradePercent });
}

/** Makes the grades of a quiz anew for everybody who has submitted an attempt, after its grade method has changed. */
export async function regradeUnitGrades(
  tx: Tx,
  { unitId, courseId, at }: { unitId: string; courseId: string; at: Date },
): Promise<void> {
  const people = await tx.attempt.findMany({
    where: { unitId, state: "submitted" },
    select: { userId: true },
    distinct: ["userId"],
    orderBy: { userId: "asc" },
  });
  for (const { userId } of people) {
    await finalizeGrade(tx, await lockEnrolment(tx, { userId, courseId }), { unitId, at });
  }
}
