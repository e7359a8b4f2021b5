import { htmlToText } from "#app/lib/safe-html.ts";
import type { ChoiceAnswer, ClozeGap } from "#app/modules/learning/questions/questions.ts";

// MULTIRESPONSE: a gap in which several are chosen, which none of ours is. Alone in its text it is a question of that kind;
// among others each of its answers becomes a gap of its own.

/**
 * The weights of such a gap as Moodle works them out: right answers share the whole, and where no weight is written each
 * wrong one takes away as much as a right one brings.
 */
export function sharedWeights(answers: readonly ChoiceAnswer[], { isWritten }: { isWritten: boolean }): ChoiceAnswer[] {
  const total = answers.reduce((sum, { fraction }) => sum + Math.max(0, fraction), 0);
  return answers.map((one) => {
    if (one.fraction > 0) return { ...one, fraction: one.fraction / total };
    return isWritten ? one : { ...one, fraction: -1 / total };
  });
}

const [yes, no] = ["✓", "✗"];

/** "Right [[2]] · Wrong [[3]]", and the gaps, numbered on from `first`: each is worth as much as its answer weighs. */
export function takenApart(
  answers: readonly ChoiceAnswer[],
  { weight, first }: { weight: number; first: number },
): { text: string; gaps: ClozeGap[] } {
  const total = answers.reduce((sum, { fraction }) => sum + Math.abs(fraction), 0);
  const gaps = answers.map(({ fraction, feedback }): ClozeGap => {
    const isRight = fraction > 0;
    const chosen = { text: yes, fraction: isRight ? 1 : 0, ...(feedback && { feedback }) };
    const left = { text: no, fraction: isRight ? 0 : 1 };
    return { kind: "choice", weight: (weight * Math.abs(fraction)) / total, answers: [chosen, left] };
  });
  return { text: answers.map(({ text }, at) => `${text} [[${first + at}]]`).join(" · "), gaps };
}

/** The text around the only gap; a line stands for it where words follow, or where there are none at all. */
export function textAround(before: string, after: string): string {
  const hasWords = (text: string) => htmlToText(text).trim() !== "";
  return hasWords(after) || !hasWords(before) ? `${before}___${after}` : `${before.trimEnd()}${after.trimStart()}`;
}
