import { randomInt } from "node:crypto";
import { AppError } from "#app/infra/app-error.ts";
import { db, type Db, type Tx } from "#app/infra/db.server.ts";
import { transaction } from "#app/infra/transaction.server.ts";
import type { MaybeActor } from "#app/modules/accounts/actor.ts";
import { requireActive } from "#app/modules/accounts/policy.ts";
import { noteOpened } from "#app/modules/learning/study/record-progress.server.ts";
import { enrolAndLock } from "#app/modules/learning/enrolment/lock-enrolment.server.ts";
import { type AttemptRow, findAttempt, findQuizFor, type QuizAddress } from "./find-attempt.server.ts";
import { drawQuestions, countQuestions, type QuizProblem } from "./draw-questions.server.ts";
import { endAttempt } from "./end-attempt.server.ts";
import { loadLimits } from "#app/modules/learning/dates/load-limits.server.ts";
import type { UnitLimits } from "#app/modules/learning/dates/limits.ts";
import { loadAttemptQuestions, type AttemptQuestion } from "./attempt-questions.server.ts";
import { loadQuizSettings } from "./save-quiz-settings.server.ts";
import type { QuizSettings } from "./quiz-settings.ts";
import {
  dueAtOf,
  type Earlier,
  endsAtOf,
  phaseAt,
  startRefusal,
  type StartRefusal,
} from "#app/modules/learning/dates/timing.ts";
import { requireOpen } from "#app/modules/learning/study/require-open-unit.server.ts";
import type { UnitKey } from "#app/modules/learning/courses/find-unit.server.ts";

/** What somebody reads before they begin: nothing of what is said after it. */
export type Start = {
  settings: Pick<QuizSettings, "timeEnd" | "grace" | "delay" | "gradeMethod">;
  limits: UnitLimits;
  earlier: Earlier;
  refusal: StartRefusal | null;
  /** How many questions a paper has. */
  questions: number;
  problems: QuizProblem[];
};

export type OpenedAttempt = {
  attempt: AttemptRow;
  questions: AttemptQuestion[];
  ownLanguage: string;
  isNewEnrolment: boolean;
};

/**
 * Begins an attempt, or goes on with the one that runs; enrols whoever is not. The paper is drawn once, from the attempt's
 * own seed and the questions as they are now, and stored, whatever is changed or imported later; so are the ends. Throws
 * 401 for a guest, 404 for what is no quiz that the actor may see, 403 while the unit is locked for them, and 409 with the
 * reason when no attempt may begin ("quizzes.error.closed" and the like).
 */
export async function openAttempt(
  actor: MaybeActor,
  address: QuizAddress,
  { at = new Date() } = {},
): Promise<OpenedAttempt> {
  const { id: userId } = requireActive(actor);
  const unit = await findQuizFor(actor, address);
  const running = await findRunning(unit.id, userId, at);
  if (running) {
    const questions = await loadAttemptQuestions(db(), running.id);
    return { attempt: running, questions, ownLanguage: unit.ownLanguage, isNewEnrolment: false };
  }
  return transaction(async (tx) => {
    const { isNew } = await enrolAndLock(tx, { userId, courseId: unit.courseId, at });
    const found = await findAttempt(tx, { unitId: unit.id, userId });
    const attempt = found ?? (await startAttempt(tx, { unit, userId, at }));
    const questions = await loadAttemptQuestions(tx, attempt.id);
    return { attempt, questions, ownLanguage: unit.ownLanguage, isNewEnrolment: isNew };
  });
}

/**
 * What the page of an attempt shows: the running one with its questions; or one whose time has ended and that may still be
 * submitted; or neither, and then what somebody reads before beginning. Begins nothing. An attempt that the clock has not
 * ended yet, though it should, is ended here. Throws 401 for a guest, 404 for what is no quiz that the actor may see.
 */
export async function findAttemptFor(
  actor: MaybeActor,
  address: QuizAddress,
  { at = new Date() } = {},
): Promise<{ unit: UnitKey; running: (AttemptRow & { questions: AttemptQuestion[] }) | null; start: Start | null }> {
  const { id: userId } = requireActive(actor);
  const unit = await findQuizFor(actor, address);
  const attempt = await findRunning(unit.id, userId, at);
  if (attempt) {
    const questions = await loadAttemptQuestions(db(), attempt.id);
    return { unit, running: { ...attempt, questions }, start: null };
  }
  return { unit, running: null, start: await loadStart(db(), { unit, userId, at }) };
}

/** What somebody, or a guest, reads of a quiz before they begin. Four SQL statements. */
export function getStartFor(actor: MaybeActor, unitId: string, { at = new Date() } = {}): Promise<Start> {
  // Nobody has this id: a guest sees what holds for everybody.
  const userId = actor?.id ?? "00000000-0000-0000-0000-000000000000";
  return loadStart(db(), { unit: { id: unitId }, userId, at });
}

/** What somebody reads before they begin. Four SQL statements. */
async function loadStart(from: Db, { unit, userId, at }: Asking): Promise<Start> {
  const { timeEnd, grace, delay, gradeMethod } = await loadQuizSettings(from, unit.id);
  const settings = { timeEnd, grace, delay, gradeMethod };
  const limits = await loadLimits(from, { userId, unitId: unit.id });
  const earlier = await countEarlier(from, { unit, userId });
  const refusal = startRefusal({ limits, delay: settings.delay, earlier }, at);
  return { settings, limits, earlier, refusal, ...(await countQuestions(from, unit.id)) };
}

/** The running attempt; one whose time and grace are over is ended first, so that it runs no more. */
async function findRunning(unitId: string, userId: string, at: Date): Promise<AttemptRow | null> {
  const attempt = await findAttempt(db(), { unitId, userId });
  if (!attempt) return null;
  const phase = phaseAt(attempt, attempt, at);
  if (phase === "running" || phase === "closing") return attempt;
  if (phase === "grace" && attempt.state === "overdue") return attempt;
  await endAttempt(attempt.id, { at });
  return findAttempt(db(), { unitId, userId });
}

type Whose = { unit: UnitKey; userId: string; at: Date };
type Asking = { unit: { id: string }; userId: string; at: Date };

/**
 * Begins an attempt. The caller holds the lock of the enrolment and has looked for a running one, so the next number is
 * free and no limit is passed by two at once. Throws 403 while the unit is locked, 409 with the reason when none may begin.
 */
export async function startAttempt(tx: Tx, { unit, userId, at }: Whose): Promise<AttemptRow> {
  const { settings, limits, refusal, earlier } = await loadStart(tx, { unit, userId, at });
  const { shufflesSlots } = await loadQuizSettings(tx, unit.id);
  if (refusal) throw new AppError(refusal.code, 409);
  await requireOpen(tx, unit, userId, at);
  const endsAt = endsAtOf(at, limits);
  const dueAt = dueAtOf({ state: "in_progress", endsAt }, settings);
  const seed = randomInt(1, 2 ** 31);
  const number = earlier.count + 1;
  const { id } = await tx.attempt.create({
    data: { unitId: unit.id, userId, number, seed, startedAt: at, endsAt, dueAt },
    select: { id: true },
  });
  await drawQuestions(tx, { attemptId: id, unitId: unit.id, seed, shuffles: shufflesSlots });
  await noteOpened(tx, { userId, unitId: unit.id, at });
  return (await findAttempt(tx, { unitId: unit.id, userId, number }))!;
}

/** Attempts are numbered without gaps and never deleted, so the last number is their count. One SQL statement. */
async function countEarlier(from: Db, { unit, userId }: Omit<Asking, "at">): Promise<Earlier> {
  const [row] = await from.$queryRaw<Earlier[]>`
    SELECT coalesce(max(number), 0) AS count, max(coalesce(submitted_at, ends_at, saved_at, started_at)) AS "lastEndedAt"
      FROM attempts WHERE unit_id = ${unit.id}::uuid AND user_id = ${userId}::uuid`;
  return row ?? { count: 0, lastEndedAt: null };
}

/**
 * Begins an attempt, or goes on with the running one, where that costs nothing: answers that were refused need a page to
 * come back to. Returns whether there is one. Throws as `openAttempt`.
 */
export async function openIfFree(actor: MaybeActor, address: QuizAddress, { at = new Date() } = {}): Promise<boolean> {
  const { id: userId } = requireActive(actor);
  const unit = await findQuizFor(actor, address);
  if (!(await isFree(db(), { unit, userId }))) return false;
  await openAttempt(actor, address, { at });
  return true;
}

/** Whether an attempt costs nothing: no time, no number, no waiting. Then a program's answers begin it by themselves. */
export async function isFree(from: Db, { unit, userId }: Omit<Asking, "at">): Promise<boolean> {
  const settings = await loadQuizSettings(from, unit.id);
  const { timeLimit, attemptsAllowed } = await loadLimits(from, { userId, unitId: unit.id });
  return timeLimit === 0 && attemptsAllowed === 0 && settings.delay === 0;
}
