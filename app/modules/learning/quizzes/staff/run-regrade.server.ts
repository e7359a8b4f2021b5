import { allPeople } from "#app/modules/accounts/people.server.ts";
import { withName } from "#app/modules/accounts/person-columns.ts";
import { notFound } from "#app/infra/app-error.ts";
import { db, type Tx } from "#app/infra/db.server.ts";
import { record, transaction } from "#app/infra/transaction.server.ts";
import { isUuid } from "#app/lib/uuid.ts";
import { lockEnrolment } from "#app/modules/learning/enrolment/lock-enrolment.server.ts";
import { loadQuizSettings } from "#app/modules/learning/quizzes/save-quiz-settings.server.ts";
import { finalizeAttempt, finalizeGrade } from "#app/modules/learning/quizzes/finalize-attempt.server.ts";
import type { QuizUnit } from "./list-attempts.server.ts";
import { isSame, regradeAttempt, type RegradedAnswer } from "./regrade.ts";
import type { RegradeInput } from "./schemas.ts";
import { visibleToStaff } from "#app/modules/learning/courses/visible-to-staff.server.ts";
import type { CourseStaffAccess } from "#app/modules/learning/courses/staff-access.server.ts";

/** What one attempt gained or lost, both in per cent (null = waits to be marked). */
type RegradeChange = {
  attemptId: string;
  name: string;
  number: number;
  before: number | null;
  after: number | null;
  questions: { number: number; before: number | null; after: number | null }[];
};

type Scope = { attempts: string[] | null; questionId: string | null; cohortIds: string[] | null };

/** A list of changes is as long as this; the rest is counted. */
const mostChanges = 1000;

/**
 * Asks for a regrade: of all submitted attempts that the teaching person sees, of chosen ones, of one question; as a trial that
 * changes nothing, or for good. A worker does it; the run is its report. Throws 404 for a question that the quiz never asked.
 */
export async function requestRegrade(
  { actor, cohortIds }: CourseStaffAccess,
  unit: QuizUnit,
  { intent, question, attempt }: RegradeInput,
  { at = new Date() } = {},
): Promise<{ regradeId: string }> {
  if (question) await requireAsked(unit.id, question);
  const scope: Scope = { attempts: attempt.length > 0 ? attempt : null, questionId: question || null, cohortIds };
  return transaction(async (tx) => {
    const data = { unitId: unit.id, actorId: actor.id, scope, isTrial: intent === "trial", createdAt: at };
    const { id } = await tx.regrade.create({ data, select: { id: true } });
    await record(tx, "learning.regrade.requested", { regradeId: id });
    return { regradeId: id };
  });
}

/** The runs of a quiz, newest first, at most 50. One SQL statement. */
export async function listRegrades(unitId: string) {
  return db().regrade.findMany({
    where: { unitId },
    select: {
      id: true,
      isTrial: true,
      state: true,
      total: true,
      done: true,
      createdAt: true,
      finishedAt: true,
      actor: withName,
    },
    orderBy: [{ createdAt: "desc" }, { id: "desc" }],
    take: 50,
  });
}

/** One run with its changes. One SQL statement. Throws 404, also for a run over people whom the teaching person does not see. */
export async function getRegrade({ cohortIds }: CourseStaffAccess, unitId: string, id: string) {
  const isId = isUuid(id);
  const run = isId ? await db().regrade.findFirst({ where: { id, unitId } }) : null;
  if (!run) throw notFound();
  const scope = run.scope as unknown as Scope;
  const seesAll = !cohortIds || (scope.cohortIds?.every((cohort) => cohortIds.includes(cohort)) ?? false);
  if (!seesAll) throw notFound();
  const { isTrial, state, total, done, createdAt, finishedAt } = run;
  return {
    id,
    scope,
    isTrial,
    state,
    total,
    done,
    createdAt,
    finishedAt,
    changes: run.changes as unknown as RegradeChange[],
  };
}

/**
 * Does a regrade that was asked for, attempt by attempt, each in a transaction of its own; asked twice, or taken up again
 * after a crash, it does all of them once more, which changes nothing more. A run that is done is left alone.
 */
export async function runRegrade(regradeId: string, { at = new Date() } = {}): Promise<void> {
  const run = await db().regrade.findUnique({
    where: { id: regradeId },
    select: {
      id: true,
      unitId: true,
      scope: true,
      isTrial: true,
      state: true,
      unit: { select: { courseId: true, course: { select: { defaultLanguage: true } } } },
    },
  });
  if (!run || run.state === "done") return;
  const scope = run.scope as unknown as Scope;
  const attempts = await listScope(run.unitId, scope);
  const { penalty } = await loadQuizSettings(db(), run.unitId);
  const options = { ownLanguage: run.unit.course.defaultLanguage, penalty, questionId: scope.questionId };
  const target = { regradeId, unitId: run.unitId, courseId: run.unit.courseId, isTrial: run.isTrial, at };
  await db().regrade.update({
    where: { id: run.id },
    data: { state: "running", total: attempts.length },
    select: { id: true },
  });
  for (const [index, attempt] of attempts.entries()) {
    await regradeOne(attempt, options, target);
    if (index % 20 !== 0) continue;
    await db().regrade.update({ where: { id: run.id }, data: { done: index + 1 }, select: { id: true } });
  }
  const done = { state: "done" as const, done: attempts.length, finishedAt: at };
  await db().regrade.update({ where: { id: run.id }, data: done, select: { id: true } });
}

type Listed = { id: string; userId: string; number: number; name: string };

async function listScope(unitId: string, { attempts, questionId, cohortIds }: Scope): Promise<Listed[]> {
  return db().$queryRaw<Listed[]>`
    SELECT a.id, a.user_id AS "userId", a.number, u.name FROM attempts a JOIN ${allPeople} u ON u.id = a.user_id
     WHERE a.unit_id = ${unitId}::uuid AND a.state = 'submitted'
       AND (${attempts}::uuid[] IS NULL OR a.id = ANY(${attempts}::uuid[]))
       AND (${questionId}::uuid IS NULL OR EXISTS (
             SELECT 1 FROM attempt_answers x JOIN question_versions v ON v.id = x.question_version_id
              WHERE x.attempt_id = a.id AND v.question_id = ${questionId}::uuid))
       AND ${visibleToStaff({ cohortIds }, "a.user_id")}
     ORDER BY lower(u.name), u.id, a.number`;
}

/** How many submitted attempts the teaching person sees: as many as a regrade of all questions looks at. One SQL statement. */
export async function countSubmitted({ cohortIds }: CourseStaffAccess, unitId: string): Promise<number> {
  const [row] = await db().$queryRaw<{ count: number }[]>`
    SELECT count(*)::int AS count FROM attempts a
     WHERE a.unit_id = ${unitId}::uuid AND a.state = 'submitted' AND ${visibleToStaff({ cohortIds }, "a.user_id")}`;
  return row!.count;
}

type Target = { regradeId: string; unitId: string; courseId: string; isTrial: boolean; at: Date };

async function regradeOne(
  attempt: Listed,
  options: { ownLanguage: string; penalty: number; questionId: string | null },
  { regradeId, unitId, courseId, isTrial, at }: Target,
): Promise<void> {
  await transaction(async (tx) => {
    const enrolment = await lockEnrolment(tx, { userId: attempt.userId, courseId });
    const kept = await tx.attempt.findUniqueOrThrow({ where: { id: attempt.id }, select: { percent: true } });
    const rows = await loadAnswers(tx, attempt.id);
    const { answers, total, questions } = regradeAttempt(rows, options);
    const isChanged = questions.length > 0 || !isSame(kept.percent, total.percent);
    const { id: attemptId, name, number } = attempt;
    if (!isTrial) {
      await tx.$executeRaw`
        UPDATE attempt_answers a
           SET question_version_id = x."versionId", response = x.response, max_marks = x."maxMarks"
          FROM jsonb_to_recordset(${JSON.stringify(answers)}::jsonb)
            AS x(number int, "versionId" uuid, response text[], "maxMarks" float8)
         WHERE a.attempt_id = ${attemptId}::uuid AND a.number = x.number`;
      await finalizeAttempt(tx, attemptId, options);
      await finalizeGrade(tx, enrolment, { unitId, at });
    }
    if (!isChanged) return;
    const change: RegradeChange = { attemptId, name, number, before: kept.percent, after: total.percent, questions };
    await noteChange(tx, regradeId, change);
  });
}

/**
 * Adds a change to the run's list, in the transaction that makes it: done again after an interruption it is no change any
 * more, and a trial finds it in the list.
 */
async function noteChange(tx: Tx, regradeId: string, change: RegradeChange): Promise<void> {
  await tx.$executeRaw`
    UPDATE regrades SET changes = changes || ${JSON.stringify([change])}::jsonb
     WHERE id = ${regradeId}::uuid AND jsonb_array_length(changes) < ${mostChanges}
       AND NOT changes @> ${JSON.stringify([{ attemptId: change.attemptId }])}::jsonb`;
}

/** The answers of an attempt with both versions. One SQL statement. */
async function loadAnswers(tx: Tx, attemptId: string): Promise<RegradedAnswer[]> {
  return tx.$queryRaw<RegradedAnswer[]>`
    SELECT a.number, v.question_id AS "questionId", v.id AS "versionId", n.id AS "newestId", v.layers AS translations,
           n.layers AS "newestTranslations", v.marks AS "versionMarks", n.marks AS "newestMarks", a.max_marks AS "maxMarks",
           a.response, a.marks, a.manual_marks AS "manualMarks"
      FROM attempt_answers a
      JOIN question_versions v ON v.id = a.question_version_id
      JOIN LATERAL (SELECT id, layers, marks FROM question_versions
                     WHERE question_id = v.question_id ORDER BY number DESC LIMIT 1) n ON true
     WHERE a.attempt_id = ${attemptId}::uuid ORDER BY a.number`;
}

async function requireAsked(unitId: string, questionId: string): Promise<void> {
  const where = { questionVersion: { questionId }, attempt: { unitId } };
  if (!(await db().attemptAnswer.findFirst({ where, select: { number: true } }))) throw notFound();
}
