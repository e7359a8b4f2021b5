import { type Grade, gradeAnswer, type Response } from "#app/modules/learning/grading.ts";
import type { Question } from "#app/modules/learning/questions.ts";

/** A question in its languages, as a question version keeps it. */
export type QuestionLayers = Record<string, Question>;

/** The layer in `language`, else in the course's own language, else any. Throws when there is none at all. */
export function layerIn(layers: QuestionLayers, language: string, ownLanguage: string): Layer {
  const [first] = layersFrom(layers, language, ownLanguage);
  if (!first) throw new Error("a question version without a language");
  return first;
}

export type Layer = { question: Question; language: string };

/**
 * Grades a response in the language that is best for the learner: an accepted word counts in whichever language of the
 * course it is written, because nobody can know in which one a word was meant. Choices and numbers have the same weights
 * in all of them. The layer comes along, for its feedback; of equal ones the reader's.
 */
export function gradeInLayers(
  layers: QuestionLayers,
  response: Response | undefined,
  { language, ownLanguage }: { language: string; ownLanguage: string },
): Layer & { grade: Grade } {
  const graded = layersFrom(layers, language, ownLanguage).map((layer) => ({
    ...layer,
    grade: gradeAnswer(layer.question, response),
  }));
  const [first, ...others] = graded;
  if (!first) throw new Error("a question version without a language");
  return others.reduce((best, one) => (one.grade.fraction > best.grade.fraction ? one : best), first);
}

function layersFrom(layers: QuestionLayers, language: string, ownLanguage: string): Layer[] {
  const codes = new Set([language, ownLanguage, ...Object.keys(layers)]);
  return [...codes].flatMap((code) => {
    const question = Object.hasOwn(layers, code) ? layers[code] : undefined;
    return question ? [{ question, language: code }] : [];
  });
}
