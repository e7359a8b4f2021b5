import { AppError, notFound } from "#app/infra/app-error.ts";
import { db, type Tx } from "#app/infra/db.server.ts";
import { record, transaction } from "#app/infra/transaction.server.ts";
import type { MaybeActor } from "#app/modules/accounts/actor.ts";
import { requireActive } from "#app/modules/accounts/policy.ts";
import { noteFacts, noteOpened } from "#app/modules/learning/completing.server.ts";
import { lockEnrolment } from "#app/modules/learning/enrolments.server.ts";
import { gradeAttempt } from "#app/modules/learning/grading.ts";
import {
  areSaved,
  fingerprintOf,
  fitAnswers,
  loadPaper,
  type PaperQuestion,
  unansweredIn,
} from "#app/modules/learning/papers.server.ts";
import { gradeInLayers } from "#app/modules/learning/question-layers.ts";
import type { Answers, AnswersInput } from "#app/modules/learning/schemas.ts";
import { findUnitFor, type UnitKey } from "#app/modules/learning/units.server.ts";

export type QuizAddress = { courseSlug: string; unitSlug: string };
export type RunningAttempt = { id: string; number: number; version: number; startedAt: Date; savedAt: Date | null };

/** What a stale page is told: the version that is saved, when, and its answers. */
export type SavedAnswers = { version: number; savedAt: Date | null; answers: Answers };

/** The attempt that the page meant has been submitted meanwhile, in another window or by pressing twice. */
export type AlreadySubmitted = { kind: "submitted"; number: number };
export type Saved = { kind: "saved"; number: number; version: number; savedAt: Date };

/**
 * The actor's running attempt at a quiz with its questions; when none runs a new one starts (attempts are not limited),
 * which enrols whoever is not. It is tied to the questions as they are now, whatever is imported later. Throws 401 for a
 * guest, 404 for what is no quiz that the actor may see.
 */
export async function openAttempt(
  actor: MaybeActor,
  address: QuizAddress,
  { at = new Date() } = {},
): Promise<{ attempt: RunningAttempt; paper: PaperQuestion[]; ownLanguage: string; isNewEnrolment: boolean }> {
  const { id: userId } = requireActive(actor);
  const unit = await findQuizFor(actor, address);
  const running = await findRunning(db(), unit.id, userId);
  if (running) {
    const paper = await loadPaper(db(), running.id);
    return { attempt: running, paper, ownLanguage: unit.ownLanguage, isNewEnrolment: false };
  }
  return transaction(async (tx) => {
    const { isNew } = await lockEnrolment(tx, { userId, courseId: unit.courseId, at });
    const attempt = (await findRunning(tx, unit.id, userId)) ?? (await startAttempt(tx, { unit, userId, at }));
    const paper = await loadPaper(tx, attempt.id);
    return { attempt, paper, ownLanguage: unit.ownLanguage, isNewEnrolment: isNew };
  });
}

/**
 * Saves the answers of a page; a question that is not among them is cleared. `input.version` is the version that the page
 * was made from: when another window has saved since, 409 "learning.error.stale" carries the saved answers, and nothing
 * is overwritten. Answers that are saved already are well whatever their version, so sending twice is harmless.
 */
export async function saveAnswers(
  actor: MaybeActor,
  address: QuizAddress,
  input: AnswersInput,
  { at = new Date() } = {},
): Promise<Saved | AlreadySubmitted> {
  const { id: userId } = requireActive(actor);
  const unit = await findQuizFor(actor, address);
  return transaction(async (tx) => {
    const attempt = await takeAttempt(tx, { unit, userId, at, wished: input.attempt });
    if ("kind" in attempt) return attempt;
    return writeAnswers(tx, attempt, input, at);
  });
}

/**
 * Submits the running attempt with the answers of the page: saves them, grades them, keeps the highest grade, and
 * completes the unit (and with the last one the course) when the grade is enough. While questions are unanswered and
 * `input.isConfirmed` is false the answers are only saved and the open questions are named. Throws as `saveAnswers`.
 */
export async function submitAnswers(
  actor: MaybeActor,
  address: QuizAddress,
  input: AnswersInput,
  { at = new Date() } = {},
): Promise<AlreadySubmitted | { kind: "unanswered"; numbers: number[] } | { kind: "graded"; number: number }> {
  const { id: userId } = requireActive(actor);
  const unit = await findQuizFor(actor, address);
  return transaction(async (tx) => {
    await lockEnrolment(tx, { userId, courseId: unit.courseId, at });
    const attempt = await takeAttempt(tx, { unit, userId, at, wished: input.attempt });
    if ("kind" in attempt) return attempt;
    await writeAnswers(tx, attempt, input, at);
    const answers = fitAnswers(attempt.paper, input.answers);
    const numbers = unansweredIn(answers);
    if (numbers.length > 0 && !input.isConfirmed) return { kind: "unanswered" as const, numbers };
    const percent = await gradeTaken(tx, attempt, { answers, unit, at });
    await noteGrade(tx, { unit, userId, percent, at });
    await record(tx, "learning.attempt.submitted", { attemptId: attempt.id });
    return { kind: "graded" as const, number: attempt.number };
  });
}

/** The actor's attempts at a quiz, newest first, at most 50. One SQL statement. */
export async function listAttemptsFor(actor: MaybeActor, unitId: string) {
  if (!actor) return [];
  return db().attempt.findMany({
    where: { unitId, userId: actor.id },
    select: { number: true, state: true, startedAt: true, savedAt: true, submittedAt: true, percent: true },
    orderBy: { number: "desc" },
    take: 50,
  });
}

async function findQuizFor(actor: MaybeActor, { courseSlug, unitSlug }: QuizAddress): Promise<UnitKey> {
  const unit = await findUnitFor(actor, courseSlug, unitSlug);
  if (unit.kind !== "quiz") throw notFound();
  return unit;
}

const attemptColumns = { id: true, number: true, version: true, startedAt: true, savedAt: true } as const;

function findRunning(from: Tx, unitId: string, userId: string): Promise<RunningAttempt | null> {
  return from.attempt.findFirst({
    where: { unitId, userId, state: "in_progress" },
    select: attemptColumns,
    orderBy: { number: "desc" },
  });
}

type Whose = { unit: UnitKey; userId: string; at: Date };

/** The caller holds the lock of the enrolment, so the next number is free. */
async function startAttempt(tx: Tx, { unit, userId, at }: Whose): Promise<RunningAttempt> {
  const last = await tx.attempt.aggregate({ where: { unitId: unit.id, userId }, _max: { number: true } });
  const number = (last._max.number ?? 0) + 1;
  const attempt = await tx.attempt.create({
    data: { unitId: unit.id, userId, number, startedAt: at },
    select: attemptColumns,
  });
  await tx.$executeRaw`
    INSERT INTO attempt_answers (attempt_id, number, question_version_id, max_marks, response)
    SELECT ${attempt.id}::uuid, row_number() OVER (ORDER BY s.position, s.id), v.id, coalesce(s.marks, v.marks), '{}'
      FROM quiz_slots s
      JOIN questions q ON q.id = s.question_id AND q.removed_at IS NULL
      JOIN LATERAL (SELECT id, marks FROM question_versions WHERE question_id = q.id ORDER BY number DESC LIMIT 1) v ON true
     WHERE s.unit_id = ${unit.id}::uuid`;
  await noteOpened(tx, { userId, unitId: unit.id, at });
  return attempt;
}

type Taken = RunningAttempt & { paper: PaperQuestion[] };

/** The attempt that a page means, locked: the one it names, else the running one, else a new one. */
async function takeAttempt(tx: Tx, whose: Whose & { wished: number | null }): Promise<Taken | AlreadySubmitted> {
  const { unit, userId, at, wished } = whose;
  const [found] = await tx.$queryRaw<(RunningAttempt & { state: string })[]>`
    SELECT id, number, version, started_at AS "startedAt", saved_at AS "savedAt", state::text AS state FROM attempts
     WHERE unit_id = ${unit.id}::uuid AND user_id = ${userId}::uuid
       AND CASE WHEN ${wished}::int IS NULL THEN state = 'in_progress' ELSE number = ${wished}::int END
     ORDER BY number DESC LIMIT 1 FOR UPDATE`;
  if (found && found.state !== "in_progress") return { kind: "submitted", number: found.number };
  if (found) return { ...found, paper: await loadPaper(tx, found.id) };
  if (wished !== null) throw notFound();
  await lockEnrolment(tx, { userId, courseId: unit.courseId, at });
  const attempt = (await findRunning(tx, unit.id, userId)) ?? (await startAttempt(tx, { unit, userId, at }));
  return { ...attempt, paper: await loadPaper(tx, attempt.id) };
}

async function writeAnswers(tx: Tx, attempt: Taken, input: AnswersInput, at: Date): Promise<Saved> {
  const { id, number, paper } = attempt;
  const answers = fitAnswers(paper, input.answers);
  if (areSaved(paper, answers)) {
    return { kind: "saved", number, version: attempt.version, savedAt: attempt.savedAt ?? attempt.startedAt };
  }
  const based = input.version ?? attempt.version;
  const written = await tx.attempt.updateMany({
    where: { id, state: "in_progress", version: based },
    data: { version: { increment: 1 }, savedAt: at },
  });
  if (written.count === 0) throw stale(attempt);
  const rows = JSON.stringify(paper.map((one) => ({ number: one.number, response: answers[one.number] ?? [] })));
  await tx.$executeRaw`
    UPDATE attempt_answers a SET response = x.response
      FROM jsonb_to_recordset(${rows}::jsonb) AS x(number int, response text[])
     WHERE a.attempt_id = ${id}::uuid AND a.number = x.number`;
  return { kind: "saved", number, version: based + 1, savedAt: at };
}

function stale({ version, savedAt, paper }: Taken): AppError {
  const answers = Object.fromEntries(paper.map(({ number, response }) => [number, response]));
  const data: SavedAnswers = { version, savedAt, answers };
  return new AppError("learning.error.stale", 409, { data });
}

type ToGrade = { answers: Answers; unit: UnitKey; at: Date };

async function gradeTaken(tx: Tx, { id, paper }: Taken, { answers, unit, at }: ToGrade): Promise<number> {
  const graded = paper.map(({ number, layers }) => ({
    number,
    ...gradeInLayers(layers, answers[number], { language: unit.ownLanguage, ownLanguage: unit.ownLanguage }),
  }));
  // Keys are unique in a quiz, but an attempt may be older than a change of keys: numbers are its own.
  const questions = graded.map(({ number, question }) => ({ ...question, key: String(number) }));
  const total = gradeAttempt(questions, answers);
  await tx.attempt.update({
    where: { id },
    data: { state: "submitted", submittedAt: at, ...total, fingerprint: fingerprintOf(id, paper, answers) },
    select: { id: true },
  });
  const rows = JSON.stringify(
    graded.map(({ number, grade }) => ({ number, fraction: grade.fraction, marks: grade.marks })),
  );
  await tx.$executeRaw`
    UPDATE attempt_answers a SET fraction = x.fraction, marks = x.marks
      FROM jsonb_to_recordset(${rows}::jsonb) AS x(number int, fraction float8, marks float8)
     WHERE a.attempt_id = ${id}::uuid AND a.number = x.number`;
  return total.percent;
}

async function noteGrade(tx: Tx, { unit, userId, percent, at }: Whose & { percent: number }): Promise<void> {
  const { courseId, id: unitId } = unit;
  const best = await tx.attempt.aggregate({ where: { unitId, userId, state: "submitted" }, _max: { percent: true } });
  const gradePercent = Math.max(percent, best._max.percent ?? 0);
  await noteFacts(tx, { userId, courseId, unitId, at }, { submitted: true, gradePercent });
}
