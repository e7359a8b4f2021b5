import {
  gradeInTranslations,
  translationIn,
  type QuestionTranslations,
} from "#app/modules/learning/questions/question-translations.ts";
import { gradeAttempt } from "#app/modules/learning/questions/grading.ts";
import { carryResponse } from "#app/modules/learning/quizzes/carry-response.ts";

/** An answer as it is kept, with the version that it answered and the newest one of the same question. */
export type RegradedAnswer = {
  number: number;
  questionId: string;
  versionId: string;
  newestId: string;
  translations: QuestionTranslations;
  newestTranslations: QuestionTranslations;
  versionMarks: number;
  newestMarks: number;
  maxMarks: number;
  response: string[];
  marks: number | null;
  manualMarks: number | null;
};

type NewAnswer = {
  number: number;
  versionId: string;
  response: string[];
  maxMarks: number;
  fraction: number | null;
  marks: number | null;
};

export type RegradeResult = {
  answers: NewAnswer[];
  total: ReturnType<typeof gradeAttempt>;
  /** Questions whose marks are others now. */
  questions: { number: number; before: number | null; after: number | null }[];
};

type Options = { ownLanguage: string; penalty: number; questionId: string | null };

/**
 * What an attempt would be with the newest versions of its questions (of one, when `questionId` is given): the answers are
 * carried over to them (see `carryResponse`), a question that became another kind keeps its old version, a trainer's marks stay.
 * The most marks of an answer follow the question unless the quiz gave it marks of its own. Never throws.
 */
export function regradeAttempt(answers: readonly RegradedAnswer[], options: Options): RegradeResult {
  const { ownLanguage, penalty, questionId } = options;
  const graded = answers.map((answer): NewAnswer => {
    const isChosen = questionId === null || answer.questionId === questionId;
    const old = translationIn(answer.translations, ownLanguage, ownLanguage).question;
    const newest = translationIn(answer.newestTranslations, ownLanguage, ownLanguage).question;
    const carried = isChosen ? carryResponse(old, newest, answer.response) : null;
    const isNew = carried !== null;
    const isOwnMarks = answer.maxMarks === answer.versionMarks;
    const maxMarks = isNew && isOwnMarks ? answer.newestMarks : answer.maxMarks;
    const response = carried ?? answer.response;
    const translations = isNew ? answer.newestTranslations : answer.translations;
    const { grade } = gradeInTranslations(translations, response, {
      language: ownLanguage,
      ownLanguage,
      maxMarks,
      penalty,
    });
    const kept = isChosen ? { fraction: grade.fraction, marks: grade.marks } : { fraction: null, marks: answer.marks };
    return {
      number: answer.number,
      versionId: isNew ? answer.newestId : answer.versionId,
      response,
      maxMarks,
      ...kept,
    };
  });
  const counted = graded.map(({ maxMarks, marks }, index) => ({
    maxMarks,
    marks: answers[index]!.manualMarks ?? marks,
  }));
  const questions = answers.flatMap(({ number, marks, manualMarks }, index) => {
    const [before, after] = [manualMarks ?? marks, counted[index]!.marks];
    return isSame(before, after) ? [] : [{ number, before, after }];
  });
  return { answers: graded, total: gradeAttempt(counted), questions };
}

/** Marks are fractions of fractions: what differs less than this differs by rounding. */
export function isSame(before: number | null, after: number | null): boolean {
  return before === null || after === null ? before === after : Math.abs(before - after) < 1e-9;
}
