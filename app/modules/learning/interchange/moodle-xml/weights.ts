import { weightProblem } from "#app/modules/learning/interchange/notation/fractions.ts";
import { wholeBest as bestOf, wholeSum as sumOf } from "#app/modules/learning/interchange/notation/whole-weights.ts";
import { Refusal } from "./refusal.ts";
import type { Scope } from "./scope.ts";

type Weighted = { fraction: number };

/** `bestOf` with its note as a warning. Refuses where nothing earns anything. */
export function wholeBest<A extends Weighted>(answers: A[], { node, warn }: Scope): A[] {
  const whole = bestOf(answers);
  if (!whole) refuseWeights(node.line, answers);
  if (whole?.note) warn(node.line, whole.note.code, whole.note.values);
  return whole?.answers ?? answers;
}

/** `sumOf` with its note as a warning. Refuses where nothing earns anything. */
export function wholeSum<A extends Weighted>(answers: A[], { node, warn }: Scope): A[] {
  const whole = sumOf(answers);
  if (!whole) refuseWeights(node.line, answers);
  if (whole?.note) warn(node.line, whole.note.code, whole.note.values);
  return whole?.answers ?? answers;
}

/** Refuses where no answer earns all the marks. */
export function refuseWeights(line: number, answers: readonly Weighted[]): void {
  const problem = weightProblem(answers, false);
  if (problem) throw new Refusal(line, problem.code, problem.values);
}
