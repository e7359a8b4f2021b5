import { weightProblem } from "#app/modules/learning/interchange/notation/fractions.ts";
import { Refusal } from "./refusal.ts";
import type { Scope } from "./scope.ts";

type Weighted = { fraction: number };

const percent = (fraction: number) => Math.round(fraction * 10_000) / 100;

/**
 * The answers with weights of which one earns everything: Moodle takes any. Where the best earns less, all are raised by as
 * much, with a warning. Refuses where nothing earns anything.
 */
export function wholeBest<A extends Weighted>(answers: A[], { node, warn }: Scope): A[] {
  const best = Math.max(0, ...answers.map(({ fraction }) => fraction));
  if (best === 1) return answers;
  if (best > 0) warn(node.line, "courses.xml.best_raised", { best: percent(best) });
  else refuseWeights(node.line, answers);
  return answers.map((one) => (one.fraction > 0 ? { ...one, fraction: tidy(one.fraction / best) } : one));
}

/**
 * The same where several are chosen and their weights add up: less than everything is raised, with a warning; more is kept,
 * since nobody earns more than everything. What digits that were cut off have lost is given back without a word.
 */
export function wholeSum<A extends Weighted>(answers: A[], { node, warn }: Scope): A[] {
  const sum = answers.reduce((total, { fraction }) => total + Math.max(0, fraction), 0);
  if (Math.abs(sum - 1) < 1e-9) return answers;
  if (sum === 0) refuseWeights(node.line, answers);
  if (sum > 1.0101) {
    warn(node.line, "courses.xml.sum_over", { sum: percent(sum) });
    return answers;
  }
  if (sum < 0.9899) warn(node.line, "courses.xml.sum_raised", { sum: percent(sum) });
  return answers.map((one) => (one.fraction > 0 ? { ...one, fraction: tidy(one.fraction / sum) } : one));
}

/** Refuses where no answer earns all the marks. */
export function refuseWeights(line: number, answers: readonly Weighted[]): void {
  const problem = weightProblem(answers, false);
  if (problem) throw new Refusal(line, problem.code, problem.values);
}

/** 0.375 and not 0.37499999999999994. */
function tidy(fraction: number): number {
  const rounded = Math.round(fraction * 1e9) / 1e9;
  return Math.abs(rounded - fraction) < 1e-12 ? rounded : fraction;
}
