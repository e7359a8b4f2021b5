import { type AttemptGrade, gradeAttempt } from "#app/modules/learning/questions/grading.ts";
import {
  gradeInTranslations,
  type QuestionTranslations,
} from "#app/modules/learning/questions/question-translations.ts";
import type { Answers } from "#app/modules/learning/courses/schemas.ts";

export type GradedAnswer = { number: number; fraction: number | null; marks: number | null };
type Answered = { number: number; translations: QuestionTranslations; maxMarks: number; manualMarks: number | null };

/**
 * Grades a paper: what each answer earned by itself (`null` = somebody has to mark it), and the whole, in which a
 * trainer's own marks come before the machine's. `penalty` is the quiz's. Never throws.
 */
export function gradeAnswers(
  questions: readonly Answered[],
  answers: Answers,
  { ownLanguage, penalty }: { ownLanguage: string; penalty: number },
): { answers: GradedAnswer[]; total: AttemptGrade } {
  const graded = questions.map(({ number, translations, maxMarks }) => {
    const options = { language: ownLanguage, ownLanguage, maxMarks, penalty };
    const { fraction, marks } = gradeInTranslations(translations, answers[number], options).grade;
    return { number, fraction, marks };
  });
  const counted = questions.map(({ maxMarks, manualMarks }, index) => ({
    maxMarks,
    marks: manualMarks ?? graded[index]!.marks,
  }));
  return { answers: graded, total: gradeAttempt(counted) };
}

/**
 * Grades a preview of a quiz without storing anything: staff who try it out make no attempt. `answers` as a form sends
 * them, by the numbers of the paper.
 */
export function previewQuiz(
  questions: readonly { number: number; translations: QuestionTranslations; maxMarks: number }[],
  answers: Answers,
  options: { ownLanguage: string; penalty: number },
): { answers: GradedAnswer[]; total: AttemptGrade } {
  return gradeAnswers(
    questions.map((one) => ({ ...one, manualMarks: null })),
    answers,
    options,
  );
}
