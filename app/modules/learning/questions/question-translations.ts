import { type Grade, gradeAnswer } from "./grading.ts";
import type { Question } from "./questions.ts";
import { fitResponse, type Response } from "./responses.ts";

/** A question in its languages, as a question version keeps it. */
export type QuestionTranslations = Record<string, Question>;

/** The layer in `language`, else in the course's own language, else any. Throws when there is none at all. */
export function translationIn(
  translations: QuestionTranslations,
  language: string,
  ownLanguage: string,
): QuestionTranslation {
  const [first] = translationsFrom(translations, language, ownLanguage);
  if (!first) throw new Error("a question version without a language");
  return first;
}

export type QuestionTranslation = { question: Question; language: string };

type TranslationOptions = {
  language: string;
  ownLanguage: string;
  /** See `gradeAnswer`. */
  maxMarks?: number;
  penalty?: number;
};

/**
 * Grades a response in the language that is best for the learner: an accepted word counts in whichever language of the
 * course it is written, because nobody can know in which one a word was meant. Choices and numbers have the same weights
 * in all of them. The layer comes along, for its feedback; of equal ones the reader's.
 */
export function gradeInTranslations(
  translations: QuestionTranslations,
  response: Response | undefined,
  { language, ownLanguage, ...options }: TranslationOptions,
): QuestionTranslation & { grade: Grade } {
  // What no language takes for an answer (an essay's template in any of them) is none.
  const fitted = fitInTranslations(translations, response ?? []);
  const graded = translationsFrom(translations, language, ownLanguage).map((translation) => ({
    ...translation,
    grade: gradeAnswer(translation.question, fitted, options),
  }));
  const [first, ...others] = graded;
  if (!first) throw new Error("a question version without a language");
  return others.reduce((best, one) => ((one.grade.fraction ?? 0) > (best.grade.fraction ?? 0) ? one : best), first);
}

/**
 * A response as it is kept, whatever language its page was in: `fitResponse` in every layer, so that an essay that is
 * still its template in one of them is no answer. Never throws.
 */
export function fitInTranslations(translations: QuestionTranslations, values: Response): string[] {
  const given = Array.isArray(values) ? [...values] : [];
  return Object.values(translations).reduce<string[]>((fitted, question) => fitResponse(question, fitted), given);
}

function translationsFrom(
  translations: QuestionTranslations,
  language: string,
  ownLanguage: string,
): QuestionTranslation[] {
  const codes = new Set([language, ownLanguage, ...Object.keys(translations)]);
  return [...codes].flatMap((code) => {
    const question = Object.hasOwn(translations, code) ? translations[code] : undefined;
    return question ? [{ question, language: code }] : [];
  });
}
