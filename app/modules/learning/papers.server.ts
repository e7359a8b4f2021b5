import { createHash } from "node:crypto";
import type { Db } from "#app/infra/db.server.ts";
import { chosenIndexes } from "#app/modules/learning/grading.ts";
import { type QuestionLayers, layerIn } from "#app/modules/learning/question-layers.ts";
import { isChoice, type Question } from "#app/modules/learning/questions.ts";
import type { Answers } from "#app/modules/learning/schemas.ts";

/** One question of an attempt, in the version that the attempt is tied to, with what is saved for it. */
export type PaperQuestion = {
  number: number;
  questionVersionId: string;
  layers: QuestionLayers;
  response: string[];
};

/** The questions of an attempt in order. One SQL statement. */
export async function loadPaper(from: Db, attemptId: string): Promise<PaperQuestion[]> {
  return from.$queryRaw<PaperQuestion[]>`
    SELECT a.number, a.question_version_id AS "questionVersionId", v.layers, a.response
      FROM attempt_answers a JOIN question_versions v ON v.id = a.question_version_id
     WHERE a.attempt_id = ${attemptId}::uuid ORDER BY a.number`;
}

/** The answers as they are kept: known choices in order, typed text without what a database cannot hold. */
export function fitAnswers(paper: readonly PaperQuestion[], answers: Answers): Answers {
  return Object.fromEntries(
    paper.map(({ number, layers }) => [number, fit(layerIn(layers, "", "").question, answers[number] ?? [])]),
  );
}

function fit(question: Question, values: readonly string[]): string[] {
  if (isChoice(question)) return chosenIndexes(question, values).map(String);
  // PostgreSQL keeps no NUL; other control characters mean nothing in an answer.
  const text = (values[0] ?? "").replace(/[\u0000-\u0008\u000B\u000C\u000E-\u001F\u007F]/g, "");
  return text.trim() === "" ? [] : [text];
}

/** Whether these are the answers that are saved already. Both as `fitAnswers` leaves them. */
export function areSaved(paper: readonly PaperQuestion[], answers: Answers): boolean {
  return paper.every(({ number, response }) => JSON.stringify(response) === JSON.stringify(answers[number] ?? []));
}

/** The numbers of the questions that these answers leave open. */
export function unansweredIn(answers: Answers): number[] {
  return Object.entries(answers)
    .filter(([, response]) => response.length === 0)
    .map(([number]) => Number(number));
}

/** SHA-256 over what was submitted: the attempt, the version of each question, each response. */
export function fingerprintOf(attemptId: string, paper: readonly PaperQuestion[], answers: Answers): string {
  const lines = paper.map(({ number, questionVersionId }) => [number, questionVersionId, answers[number] ?? []]);
  return createHash("sha256")
    .update(JSON.stringify([attemptId, lines]))
    .digest("hex");
}
