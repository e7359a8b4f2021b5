import { type AttemptGrade, gradeAttempt } from "#app/modules/learning/questions/grading.ts";
import { gradeInLayers, type QuestionLayers } from "#app/modules/learning/questions/question-translations.ts";
import type { Answers } from "#app/modules/learning/courses/schemas.ts";

export type GradedAnswer = { number: number; fraction: number | null; marks: number | null };
type Answered = { number: number; layers: QuestionLayers; maxMarks: number; manualMarks: number | null };

/**
 * Grades a paper: what each answer earned by itself (`null` = somebody has to mark it), and the whole, in which a
 * trainer's own marks come before the machine's. `penalty` is the quiz's. Never throws.
 */
export function gradePaper(
  paper: readonly Answered[],
  answers: Answers,
  { ownLanguage, penalty }: { ownLanguage: string; penalty: number },
): { answers: GradedAnswer[]; total: AttemptGrade } {
  const graded = paper.map(({ number, layers, maxMarks }) => {
    const options = { language: ownLanguage, ownLanguage, maxMarks, penalty };
    const { fraction, marks } = gradeInLayers(layers, answers[number], options).grade;
    return { number, fraction, marks };
  });
  const counted = paper.map(({ maxMarks, manualMarks }, index) => ({
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
  paper: readonly { number: number; layers: QuestionLayers; maxMarks: number }[],
  answers: Answers,
  options: { ownLanguage: string; penalty: number },
): { answers: GradedAnswer[]; total: AttemptGrade } {
  return gradePaper(
    paper.map((one) => ({ ...one, manualMarks: null })),
    answers,
    options,
  );
}
