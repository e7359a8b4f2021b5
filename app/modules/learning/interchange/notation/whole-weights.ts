type Weighted = { fraction: number };
type Whole<A> = { answers: A[]; note?: { code: string; values: Record<string, number> } };

const percent = (fraction: number) => Math.round(fraction * 10_000) / 100;

/**
 * The answers with weights of which one earns everything: Moodle takes any. Where the best earns less, all are raised by as
 * much, with a note. Null where nothing earns anything.
 */
export function wholeBest<A extends Weighted>(answers: A[]): Whole<A> | null {
  const best = Math.max(0, ...answers.map(({ fraction }) => fraction));
  if (best === 1) return { answers };
  if (best === 0) return null;
  return { answers: raised(answers, best), note: { code: "courses.xml.best_raised", values: { best: percent(best) } } };
}

/**
 * The same where several are chosen and their weights add up: less than everything is raised, with a note; more is kept, since
 * nobody earns more than everything. What digits that were cut off have lost is given back without a word.
 */
export function wholeSum<A extends Weighted>(answers: A[]): Whole<A> | null {
  const sum = answers.reduce((total, { fraction }) => total + Math.max(0, fraction), 0);
  const values = { sum: percent(sum) };
  if (Math.abs(sum - 1) < 1e-9) return { answers };
  if (sum === 0) return null;
  if (sum > 1.0101) return { answers, note: { code: "courses.xml.sum_over", values } };
  const whole = raised(answers, sum);
  return sum < 0.9899 ? { answers: whole, note: { code: "courses.xml.sum_raised", values } } : { answers: whole };
}

function raised<A extends Weighted>(answers: A[], by: number): A[] {
  return answers.map((one) => (one.fraction > 0 ? { ...one, fraction: tidy(one.fraction / by) } : one));
}

/** 0.375 and not 0.37499999999999994. */
function tidy(fraction: number): number {
  const rounded = Math.round(fraction * 1e9) / 1e9;
  return Math.abs(rounded - fraction) < 1e-12 ? rounded : fraction;
}
