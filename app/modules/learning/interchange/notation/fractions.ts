/** The parts that Moodle knows and writes with few digits: thirds, sixths, sevenths, ninths. */
const parts = [3, 6, 7, 9].flatMap((below) => Array.from({ length: below - 1 }, (_, at) => (at + 1) / below));

/**
 * A weight in per cent as a part of one. What Moodle has cut to five digits is made exact again, so that three thirds are
 * a whole. Throws nothing.
 */
export function fractionOf(percent: number): number {
  const size = Math.abs(percent) / 100;
  const exact = parts.find((part) => Math.abs(part - size) < 2e-6) ?? size;
  return percent < 0 ? -exact : exact;
}

/** A part of one as a weight in per cent, with as many digits as Moodle writes. */
export function percentOf(fraction: number): string {
  return String(Math.round(fraction * 1e7) / 1e5);
}

/** What is wrong with the weights of an answer list, or null. Where one is chosen, one must earn everything. */
export function weightProblem(
  answers: readonly { fraction: number }[],
  isSeveral: boolean,
): { code: string; values: Record<string, number> } | null {
  const rounded = (value: number) => Math.round(value * 10_000) / 100;
  if (isSeveral) {
    const sum = answers.reduce((total, { fraction }) => total + Math.max(0, fraction), 0);
    return Math.abs(sum - 1) > 0.0101 ? { code: "courses.xml.weights_sum", values: { sum: rounded(sum) } } : null;
  }
  const best = Math.max(0, ...answers.map(({ fraction }) => fraction));
  return best === 1 ? null : { code: "courses.xml.no_right_answer", values: { best: rounded(best) } };
}
