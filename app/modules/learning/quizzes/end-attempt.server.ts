import { db, type Tx } from "#app/infra/db.server.ts";
import { record, transaction } from "#app/infra/transaction.server.ts";
import { lockEnrolment, type LockedEnrolment } from "#app/modules/learning/enrolment/lock-enrolment.server.ts";
import { type AttemptRow, findAttempt } from "./find-attempt.server.ts";
import { fingerprintOf, loadAttemptQuestions, type AttemptQuestion } from "./attempt-questions.server.ts";
import { finalizeAttempt, finalizeGrade } from "./finalize-attempt.server.ts";
import { dueAtOf, phaseAt } from "#app/modules/learning/dates/timing.ts";

/** Attempts that one call of the sweep takes on. */
export const attemptsBatch = 500;
/** Attempts that are ended side by side. */
const concurrency = 4;

type AttemptKey = { id: string; unitId: string; userId: string; courseId: string; ownLanguage: string };

type Submission = { key: { unitId: string; ownLanguage: string }; questions: AttemptQuestion[]; at: Date };

/**
 * Submits an attempt with what is saved: the time, the answers' fingerprint, the grade, the unit's grade, and the event
 * whose receipt is mailed. The caller holds the lock of the attempt, too.
 */
export async function submitSaved(
  tx: Tx,
  enrolment: LockedEnrolment,
  attempt: AttemptRow,
  { key, questions, at }: Submission,
): Promise<void> {
  const { id, penalty } = attempt;
  const answers = Object.fromEntries(questions.map(({ number, response }) => [number, response]));
  const fingerprint = fingerprintOf(id, questions, answers);
  const data = { state: "submitted" as const, submittedAt: at, dueAt: null, fingerprint };
  await tx.attempt.update({ where: { id }, data, select: { id: true } });
  await finalizeAttempt(tx, id, { ownLanguage: key.ownLanguage, penalty, questions });
  await finalizeGrade(tx, enrolment, { unitId: key.unitId, at });
  await record(tx, "learning.attempt.submitted", { attemptId: id });
}

/**
 * Does with one attempt what its quiz says for the end of the time, if that has come: submits what is saved (as of the
 * end, however late the clock looks), lets the grace begin, or counts it as abandoned. Doing it again changes nothing, and
 * so does an attempt that somebody is submitting at this moment. Returns whether anything changed.
 */
export async function endAttempt(attemptId: string, { at = new Date() } = {}): Promise<boolean> {
  const [key] = await db().$queryRaw<AttemptKey[]>`
    SELECT a.id, a.unit_id AS "unitId", a.user_id AS "userId", u.course_id AS "courseId",
           c.default_language AS "ownLanguage"
      FROM attempts a JOIN units u ON u.id = a.unit_id JOIN courses c ON c.id = u.course_id
     WHERE a.id = ${attemptId}::uuid`;
  if (!key) return false;
  return transaction(async (tx) => {
    const enrolment = await lockEnrolment(tx, key);
    const [locked] = await tx.$queryRaw<{ number: number }[]>`
      SELECT number FROM attempts WHERE id = ${attemptId}::uuid AND state IN ('in_progress', 'overdue')
         FOR UPDATE SKIP LOCKED`;
    const attempt = locked && (await findAttempt(tx, { ...key, number: locked.number }));
    return attempt ? endLocked(tx, enrolment, attempt, { key, at }) : false;
  });
}

async function endLocked(
  tx: Tx,
  enrolment: LockedEnrolment,
  attempt: AttemptRow,
  { key, at }: { key: AttemptKey; at: Date },
): Promise<boolean> {
  const { id, state, endsAt, timeEnd } = attempt;
  const phase = phaseAt(attempt, attempt, at);
  const where = { id };
  if (phase === "over" && timeEnd === "submit") {
    await submitSaved(tx, enrolment, attempt, { key, questions: await loadAttemptQuestions(tx, id), at: endsAt! });
    return true;
  }
  if (phase === "over") {
    await tx.attempt.update({ where, data: { state: "abandoned", dueAt: null }, select: { id: true } });
    return true;
  }
  const next = phase === "grace" ? ("overdue" as const) : ("in_progress" as const);
  const dueAt = dueAtOf({ state: next, endsAt }, attempt);
  // A time that was moved since the clock last looked only needs its new due time.
  await tx.attempt.update({ where, data: { state: next, dueAt }, select: { id: true } });
  return next !== state;
}

/**
 * Ends every attempt whose time has come, the longest overdue first: run every few seconds by the worker, and after a
 * downtime it catches up. Several workers at once end each attempt once. Returns how many changed.
 */
export async function sweepDueAttempts({ at = new Date() } = {}): Promise<number> {
  const due = await db().attempt.findMany({
    where: { dueAt: { lt: at }, state: { in: ["in_progress", "overdue"] } },
    select: { id: true },
    orderBy: [{ dueAt: "asc" }, { id: "asc" }],
    take: attemptsBatch,
  });
  const waiting = due.map(({ id }) => id);
  const work = async () => {
    let ended = 0;
    for (let id = waiting.shift(); id; id = waiting.shift()) ended += (await endAttempt(id, { at })) ? 1 : 0;
    return ended;
  };
  const counts = await Promise.all(Array.from({ length: concurrency }, work));
  return counts.reduce((sum, count) => sum + count, 0);
}
