import { createHash } from "node:crypto";
import type { Db } from "#app/infra/db.server.ts";
import {
  fitInTranslations,
  translationIn,
  type QuestionTranslations,
} from "#app/modules/learning/questions/question-translations.ts";
import { isComplete, shownResponse } from "#app/modules/learning/questions/responses.ts";
import { unreadNumbers } from "#app/modules/learning/questions/unread-numbers.ts";
import type { Answers } from "#app/modules/learning/courses/schemas.ts";

/** One question of an attempt, in the version that the attempt is tied to, with what is saved for it. */
export type AttemptQuestion = {
  number: number;
  questionVersionId: string;
  translations: QuestionTranslations;
  /** The marks that a full answer earns here. */
  maxMarks: number;
  response: string[];
  /** What grading gave; null before it, and while somebody has to mark the answer. */
  marks: number | null;
  /** What a trainer gave instead. */
  manualMarks: number | null;
  comment: string | null;
  /** Of the question as it is now. */
  tags: string[];
};

/** The questions of an attempt in order. One SQL statement. */
export async function loadAttemptQuestions(from: Db, attemptId: string): Promise<AttemptQuestion[]> {
  return from.$queryRaw<AttemptQuestion[]>`
    SELECT a.number, a.question_version_id AS "questionVersionId", v.layers AS translations, a.max_marks AS "maxMarks", a.response,
           a.marks, a.manual_marks AS "manualMarks", a.comment, q.tags
      FROM attempt_answers a JOIN question_versions v ON v.id = a.question_version_id JOIN questions q ON q.id = v.question_id
     WHERE a.attempt_id = ${attemptId}::uuid ORDER BY a.number`;
}

/**
 * The answers as they are kept. `page` names the questions that the sending page holds: the others keep what is saved;
 * null means all, and what is not sent is cleared.
 */
export function fitAnswers(
  questions: readonly AttemptQuestion[],
  { answers, page }: { answers: Answers; page: readonly number[] | null },
): Answers {
  return Object.fromEntries(
    questions.map(({ number, translations, response }) => [
      number,
      page === null || page.includes(number) ? fitInTranslations(translations, answers[number] ?? []) : response,
    ]),
  );
}

/** Whether these are the answers that are saved already. Both as `fitAnswers` leaves them. */
export function areSaved(questions: readonly AttemptQuestion[], answers: Answers): boolean {
  return questions.every(({ number, response }) => JSON.stringify(response) === JSON.stringify(answers[number] ?? []));
}

/** What is saved, in the values of a page's fields. */
export function savedAnswers(questions: readonly AttemptQuestion[]): Answers {
  return Object.fromEntries(
    questions.map(({ number, translations, response }) => [
      number,
      shownResponse(translationIn(translations, "", "").question, response),
    ]),
  );
}

export type OpenQuestions = {
  unanswered: number[];
  incomplete: number[];
  /** Question number -> what was typed where a number is asked for and is none. */
  unread: Record<number, string[]>;
};

/**
 * The numbers of the questions that these answers leave open, wholly (`unanswered`) or in a part (`incomplete`), and those
 * whose answer cannot be read as the number that they ask for (`unread`).
 */
export function openQuestionsIn(questions: readonly AttemptQuestion[], answers: Answers): OpenQuestions {
  const unanswered = questions.filter(({ number }) => (answers[number] ?? []).length === 0);
  const incomplete = questions.filter(
    (one) =>
      !unanswered.includes(one) &&
      !isComplete(translationIn(one.translations, "", "").question, answers[one.number] ?? []),
  );
  const numbersOf = (questions: readonly AttemptQuestion[]) => questions.map(({ number }) => number);
  const unread = questions.flatMap(({ number, translations }) => {
    const typed = unreadNumbers(translationIn(translations, "", "").question, answers[number] ?? []);
    return typed.length > 0 ? [[number, typed]] : [];
  });
  return {
    unanswered: numbersOf(unanswered),
    incomplete: numbersOf(incomplete),
    unread: Object.fromEntries(unread) as Record<number, string[]>,
  };
}

/** SHA-256 over what was submitted: the attempt, the version of each question, each response. */
export function fingerprintOf(attemptId: string, questions: readonly AttemptQuestion[], answers: Answers): string {
  const lines = questions.map(({ number, questionVersionId }) => [number, questionVersionId, answers[number] ?? []]);
  return createHash("sha256")
    .update(JSON.stringify([attemptId, lines]))
    .digest("hex");
}
