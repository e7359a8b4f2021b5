import { createHash } from "node:crypto";
import type { Db } from "#app/infra/db.server.ts";
import { fitInLayers, layerIn, type QuestionLayers } from "#app/modules/learning/questions/question-translations.ts";
import { isComplete, shownResponse } from "#app/modules/learning/questions/responses.ts";
import type { Answers } from "#app/modules/learning/courses/schemas.ts";

/** One question of an attempt, in the version that the attempt is tied to, with what is saved for it. */
export type PaperQuestion = {
  number: number;
  questionVersionId: string;
  layers: QuestionLayers;
  /** The marks that a full answer earns here. */
  maxMarks: number;
  response: string[];
  /** What grading gave; null before it, and while somebody has to mark the answer. */
  marks: number | null;
  /** What a trainer gave instead. */
  manualMarks: number | null;
  comment: string | null;
};

/** The questions of an attempt in order. One SQL statement. */
export async function loadPaper(from: Db, attemptId: string): Promise<PaperQuestion[]> {
  return from.$queryRaw<PaperQuestion[]>`
    SELECT a.number, a.question_version_id AS "questionVersionId", v.layers, a.max_marks AS "maxMarks", a.response,
           a.marks, a.manual_marks AS "manualMarks", a.comment
      FROM attempt_answers a JOIN question_versions v ON v.id = a.question_version_id
     WHERE a.attempt_id = ${attemptId}::uuid ORDER BY a.number`;
}

/**
 * The answers as they are kept. `page` names the questions that the sending page holds: the others keep what is saved;
 * null means all, and what is not sent is cleared.
 */
export function fitAnswers(
  paper: readonly PaperQuestion[],
  { answers, page }: { answers: Answers; page: readonly number[] | null },
): Answers {
  return Object.fromEntries(
    paper.map(({ number, layers, response }) => [
      number,
      page === null || page.includes(number) ? fitInLayers(layers, answers[number] ?? []) : response,
    ]),
  );
}

/** Whether these are the answers that are saved already. Both as `fitAnswers` leaves them. */
export function areSaved(paper: readonly PaperQuestion[], answers: Answers): boolean {
  return paper.every(({ number, response }) => JSON.stringify(response) === JSON.stringify(answers[number] ?? []));
}

/** What is saved, in the values of a page's fields. */
export function savedAnswers(paper: readonly PaperQuestion[]): Answers {
  return Object.fromEntries(
    paper.map(({ number, layers, response }) => [number, shownResponse(layerIn(layers, "", "").question, response)]),
  );
}

/** The numbers of the questions that these answers leave open, wholly (`unanswered`) or in a part (`incomplete`). */
export function openQuestionsIn(
  paper: readonly PaperQuestion[],
  answers: Answers,
): { unanswered: number[]; incomplete: number[] } {
  const unanswered = paper.filter(({ number }) => (answers[number] ?? []).length === 0);
  const incomplete = paper.filter(
    (one) => !unanswered.includes(one) && !isComplete(layerIn(one.layers, "", "").question, answers[one.number] ?? []),
  );
  const numbersOf = (questions: readonly PaperQuestion[]) => questions.map(({ number }) => number);
  return { unanswered: numbersOf(unanswered), incomplete: numbersOf(incomplete) };
}

/** SHA-256 over what was submitted: the attempt, the version of each question, each response. */
export function fingerprintOf(attemptId: string, paper: readonly PaperQuestion[], answers: Answers): string {
  const lines = paper.map(({ number, questionVersionId }) => [number, questionVersionId, answers[number] ?? []]);
  return createHash("sha256")
    .update(JSON.stringify([attemptId, lines]))
    .digest("hex");
}
