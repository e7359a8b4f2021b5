import { type Grade, gradeAnswer } from "./grading.ts";
import type { Question } from "./questions.ts";
import { fitResponse, type Response } from "./responses.ts";

/** A question in its languages, as a question version keeps it. */
export type QuestionLayers = Record<string, Question>;

/** The layer in `language`, else in the course's own language, else any. Throws when there is none at all. */
export function layerIn(layers: QuestionLayers, language: string, ownLanguage: string): Layer {
  const [first] = layersFrom(layers, language, ownLanguage);
  if (!first) throw new Error("a question version without a language");
  return first;
}

export type Layer = { question: Question; language: string };

type LayerOptions = {
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
export function gradeInLayers(
  layers: QuestionLayers,
  response: Response | undefined,
  { language, ownLanguage, ...options }: LayerOptions,
): Layer & { grade: Grade } {
  // What no language takes for an answer (an essay's template in any of them) is none.
  const fitted = fitInLayers(layers, response ?? []);
  const graded = layersFrom(layers, language, ownLanguage).map((layer) => ({
    ...layer,
    grade: gradeAnswer(layer.question, fitted, options),
  }));
  const [first, ...others] = graded;
  if (!first) throw new Error("a question version without a language");
  return others.reduce((best, one) => ((one.grade.fraction ?? 0) > (best.grade.fraction ?? 0) ? one : best), first);
}

/**
 * A response as it is kept, whatever language its page was in: `fitResponse` in every layer, so that an essay that is
 * still its template in one of them is no answer. Never throws.
 */
export function fitInLayers(layers: QuestionLayers, values: Response): string[] {
  const given = Array.isArray(values) ? [...values] : [];
  return Object.values(layers).reduce<string[]>((fitted, question) => fitResponse(question, fitted), given);
}

function layersFrom(layers: QuestionLayers, language: string, ownLanguage: string): Layer[] {
  const codes = new Set([language, ownLanguage, ...Object.keys(layers)]);
  return [...codes].flatMap((code) => {
    const question = Object.hasOwn(layers, code) ? layers[code] : undefined;
    return question ? [{ question, language: code }] : [];
  });
}
