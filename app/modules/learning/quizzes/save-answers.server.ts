import { AppError, notFound } from "#app/infra/app-error.ts";
import { db, type Tx } from "#app/infra/db.server.ts";
import { transaction } from "#app/infra/transaction.server.ts";
import type { MaybeActor } from "#app/modules/accounts/actor.ts";
import { requireActive } from "#app/modules/accounts/policy.ts";
import {
  enrolAndLock,
  lockEnrolment,
  type LockedEnrolment,
} from "#app/modules/learning/enrolment/lock-enrolment.server.ts";
import {
  type AttemptRow,
  type AttemptState,
  findAttempt,
  findQuizFor,
  lockAttempt,
  type QuizAddress,
} from "./find-attempt.server.ts";
import { endAttempt, submitSaved } from "./end-attempt.server.ts";
import {
  areSaved,
  fitAnswers,
  loadAttemptQuestions,
  openQuestionsIn,
  type AttemptQuestion,
  savedAnswers,
} from "./attempt-questions.server.ts";
import { isFree, startAttempt } from "./start-attempt.server.ts";
import { graceEndOf, phaseAt } from "#app/modules/learning/dates/timing.ts";
import type { Answers, AnswersInput } from "#app/modules/learning/courses/schemas.ts";
import type { UnitKey } from "#app/modules/learning/courses/find-unit.server.ts";

/** What a stale page is told: the version that is saved, when, and its answers in the values of a page's fields. */
export type SavedAnswers = { version: number; savedAt: Date | null; answers: Answers };

/** What a page is told whose answers came too late: what became of the attempt, and until when it may be submitted. */
export type TooLate = { number: number; state: AttemptState; endsAt: Date | null; until: Date | null };

/** The attempt that the page meant is over, in another window, by pressing twice, or by the clock. */
export type AlreadyOver = { kind: "over"; number: number; state: AttemptState };
export type Saved = {
  kind: "saved";
  number: number;
  version: number;
  savedAt: Date;
  endsAt: Date | null;
  /** How many of its questions have an answer now. */
  answered: number;
  count: number;
};
export type Submitted =
  | { kind: "unanswered"; numbers: number[] }
  | { kind: "unread"; typed: Record<number, string[]>; version: number }
  | { kind: "graded"; number: number };

/**
 * Saves the answers of a page. Of the questions that the page holds (all, when it does not say) those that are not sent
 * are cleared. `input.version` is the version that the page was made from: when another window has saved since, 409
 * "learning.error.stale" carries the saved answers, and nothing is overwritten. Answers that are saved already are well
 * whatever their version, so sending twice is harmless. Answers that arrive within 15 s of the end count; later ones are
 * refused with 409 "quizzes.error.too_late". Without a running attempt one begins, if it costs nothing (no limit of time or
 * number); else 409 "quizzes.error.not_started".
 */
export async function saveAnswers(
  actor: MaybeActor,
  address: QuizAddress,
  input: AnswersInput,
  { at = new Date() } = {},
): Promise<Saved | AlreadyOver> {
  // Saving holds the attempt only: many save at once, and none of them may wait for what else a person does.
  const step = { input, at, lock: async () => null };
  return inAttempt(actor, address, step, (tx, taken) => writeAnswers(tx, taken, input, at));
}

/**
 * Submits the running attempt with the answers of the page: saves them, grades them, and makes the unit's grade by the
 * quiz's method. While questions are unanswered and `input.isConfirmed` is false the answers are only saved and the open
 * questions are named, and so are answers that are no number where one is asked for, confirmed or not ("unread"): nothing is
 * submitted then, unless the time has ended. In the grace one may submit what is saved and nothing else. Throws as
 * `saveAnswers`.
 */
export async function submitAnswers(
  actor: MaybeActor,
  address: QuizAddress,
  input: AnswersInput,
  { at = new Date() } = {},
): Promise<AlreadyOver | Submitted> {
  const step = { input, at, lock: lockEnrolment };
  return inAttempt(actor, address, step, async (tx, taken, enrolment): Promise<Submitted> => {
    const phase = phaseAt(taken, taken, at);
    const version = phase === "grace" ? taken.version : (await writeAnswers(tx, taken, input, at)).version;
    const answers = fitAnswers(taken.questions, input);
    const { unanswered, unread } = openQuestionsIn(taken.questions, answers);
    if (Object.keys(unread).length > 0 && phase === "running") return { kind: "unread", typed: unread, version };
    if (unanswered.length > 0 && !input.isConfirmed && phase === "running") {
      return { kind: "unanswered", numbers: unanswered };
    }
    const questions = taken.questions.map((one) => ({ ...one, response: answers[one.number] ?? [] }));
    await submitSaved(tx, enrolment, taken, { key: taken.key, questions, at });
    return { kind: "graded", number: taken.number };
  });
}

type Taken = AttemptRow & {
  questions: AttemptQuestion[];
  key: { unitId: string; userId: string; courseId: string; ownLanguage: string };
};
type Step<Lock> = {
  input: AnswersInput;
  at: Date;
  /** Whoever submits holds the enrolment, too; null = held by nobody. */
  lock: (tx: Tx, who: { userId: string; courseId: string }) => Promise<Lock>;
};

/** Takes the attempt that a page means, locked, and hands it on if its time allows what is asked. */
async function inAttempt<T, Lock extends LockedEnrolment | null>(
  actor: MaybeActor,
  address: QuizAddress,
  { input, at, lock }: Step<Lock>,
  act: (tx: Tx, taken: Taken, enrolment: Lock) => Promise<T>,
): Promise<T | AlreadyOver> {
  const { id: userId } = requireActive(actor);
  const unit = await findQuizFor(actor, address);
  const result = await transaction(async (tx) => {
    // The person before the attempt, as everywhere. Whoever has lost their place meanwhile keeps what they began.
    const enrolment = await lock(tx, { userId, courseId: unit.courseId });
    const attempt = await takeAttempt(tx, { unit, userId, at, wished: input.attempt });
    const key = { unitId: unit.id, userId, courseId: unit.courseId, ownLanguage: unit.ownLanguage };
    const taken: Taken = { ...attempt, key, questions: await loadAttemptQuestions(tx, attempt.id) };
    const phase = phaseAt(taken, taken, at);
    if (phase === "running" || phase === "closing") return { value: await act(tx, taken, enrolment) };
    const isKnown = areSaved(taken.questions, fitAnswers(taken.questions, input));
    if (phase === "grace" && enrolment && isKnown) return { value: await act(tx, taken, enrolment) };
    return { late: taken, isKnown };
  });
  if ("value" in result) return result.value!;
  return refuseLate(result.late!, { isKnown: result.isKnown!, at });
}

/** The one that is named, else the running one, else a new one where that costs nothing. */
async function takeAttempt(
  tx: Tx,
  { unit, userId, at, wished }: { unit: UnitKey; userId: string; at: Date; wished: number | null },
): Promise<AttemptRow> {
  const found = await lockAttempt(tx, { unitId: unit.id, userId, number: wished });
  if (found) return found;
  if (wished !== null) throw notFound();
  await enrolAndLock(tx, { userId, courseId: unit.courseId, at });
  const running = await lockAttempt(tx, { unitId: unit.id, userId });
  if (running) return running;
  if (!(await isFree(tx, { unit, userId }))) throw new AppError("quizzes.error.not_started", 409);
  return startAttempt(tx, { unit, userId, at });
}

/**
 * Answers that came too late: the clock's work is done first if the clock has not been there, then whoever sent something
 * that is not saved is told so, and keeps what they typed. An attempt that they had submitted themselves is simply over.
 */
async function refuseLate(attempt: Taken, { isKnown, at }: { isKnown: boolean; at: Date }): Promise<AlreadyOver> {
  await endAttempt(attempt.id, { at });
  const { unitId, userId } = attempt.key;
  const now = (await findAttempt(db(), { unitId, userId, number: attempt.number })) ?? attempt;
  const { number, state, endsAt, submittedAt } = now;
  const isOver = state === "submitted" || state === "abandoned";
  const isByClock = state === "abandoned" || (endsAt !== null && submittedAt !== null && submittedAt >= endsAt);
  if (isOver && (isKnown || !isByClock)) return { kind: "over", number, state };
  const data: TooLate = { number, state, endsAt, until: isOver || !endsAt ? null : graceEndOf(endsAt, now) };
  throw new AppError("quizzes.error.too_late", 409, { data });
}

async function writeAnswers(tx: Tx, attempt: Taken, input: AnswersInput, at: Date): Promise<Saved> {
  const { id, number, questions, endsAt } = attempt;
  const answers = fitAnswers(questions, input);
  const count = questions.length;
  const standing = { number, endsAt, count, answered: count - openQuestionsIn(questions, answers).unanswered.length };
  if (areSaved(questions, answers)) {
    const savedAt = attempt.savedAt ?? attempt.startedAt;
    return { kind: "saved", ...standing, version: attempt.version, savedAt };
  }
  const based = input.version ?? attempt.version;
  const written = await tx.attempt.updateMany({
    where: { id, state: "in_progress", version: based },
    data: { version: { increment: 1 }, savedAt: at },
  });
  if (written.count === 0) throw stale(attempt);
  const rows = JSON.stringify(questions.map((one) => ({ number: one.number, response: answers[one.number] ?? [] })));
  await tx.$executeRaw`
    UPDATE attempt_answers a SET response = x.response
      FROM jsonb_to_recordset(${rows}::jsonb) AS x(number int, response text[])
     WHERE a.attempt_id = ${id}::uuid AND a.number = x.number`;
  return { kind: "saved", ...standing, version: based + 1, savedAt: at };
}

function stale({ version, savedAt, questions }: Taken): AppError {
  const data: SavedAnswers = { version, savedAt, answers: savedAnswers(questions) };
  return new AppError("learning.error.stale", 409, { data });
}
