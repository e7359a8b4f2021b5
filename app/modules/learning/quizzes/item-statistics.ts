/** One answer to one question in one submitted attempt. */
export type ItemMark = {
  attemptId: string;
  /** What makes answers comparable: the question, whatever its place or version. */
  questionId: string;
  marks: number;
  maxMarks: number;
};

export type ItemStatistics = {
  questionId: string;
  /** Attempts that held the question. */
  count: number;
  /** Mean of the marks in per cent of the most there was, 0 to 100. */
  facility: number;
  /** Standard deviation (of the population) of the same, in percentage points. */
  deviation: number;
  /** -1 to 1; null when it cannot be said. */
  discrimination: number | null;
};

/** Attempts below this number say nothing about a question. */
export const fewestAttempts = 5;

/**
 * Facility, spread and discrimination of each question, in the order of their first appearance.
 *
 * Facility index: the mean of (marks / most marks), as "facility index" in classical test theory. Discrimination: the
 * product-moment correlation (Pearson) of a question's part of its marks with the part of the marks earned in the REST of
 * the same attempt; with right-or-wrong questions this is the corrected point-biserial correlation (Crocker and Algina,
 * "Introduction to Classical and Modern Test Theory", 1986, ch. 14). The question itself is left out of the total, because
 * it would correlate with itself. Null with fewer than two attempts that hold another question, or when the question or
 * the rest is the same for everybody (a division by zero).
 */
export function itemStatistics(marks: readonly ItemMark[]): ItemStatistics[] {
  const totals = new Map<string, { marks: number; maxMarks: number }>();
  for (const { attemptId, marks: earned, maxMarks } of marks) {
    const total = totals.get(attemptId) ?? { marks: 0, maxMarks: 0 };
    totals.set(attemptId, { marks: total.marks + earned, maxMarks: total.maxMarks + maxMarks });
  }
  const byQuestion = new Map<string, ItemMark[]>();
  for (const one of marks) {
    // A question without marks can be neither easy nor hard.
    if (one.maxMarks <= 0) continue;
    const known = byQuestion.get(one.questionId);
    if (known) known.push(one);
    else byQuestion.set(one.questionId, [one]);
  }
  return [...byQuestion].map(([questionId, own]) => {
    const parts = own.map((one) => one.marks / one.maxMarks);
    const pairs = own.flatMap((one) => {
      const total = totals.get(one.attemptId)!;
      const rest = total.maxMarks - one.maxMarks;
      return rest > 0 ? [[one.marks / one.maxMarks, (total.marks - one.marks) / rest] as const] : [];
    });
    return {
      questionId,
      count: own.length,
      facility: 100 * mean(parts),
      deviation: 100 * Math.sqrt(variance(parts)),
      discrimination: correlation(pairs),
    };
  });
}

export type AnswerFrequency = { response: string; count: number; percent: number };

/** How often each response was given, most frequent first, equal ones in the order of their text; at most `limit`. */
export function answerFrequencies(responses: readonly string[], limit = 20): AnswerFrequency[] {
  const counts = new Map<string, number>();
  for (const response of responses) counts.set(response, (counts.get(response) ?? 0) + 1);
  return [...counts]
    .map(([response, count]) => ({ response, count, percent: (100 * count) / responses.length }))
    .sort((a, b) => b.count - a.count || (a.response < b.response ? -1 : 1))
    .slice(0, limit);
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

function variance(values: readonly number[]): number {
  const middle = mean(values);
  return mean(values.map((value) => (value - middle) ** 2));
}

/** Pearson's product-moment correlation; null when it is not defined. */
function correlation(pairs: readonly (readonly [number, number])[]): number | null {
  if (pairs.length < 2) return null;
  const [xs, ys] = [pairs.map(([x]) => x), pairs.map(([, y]) => y)];
  const [mx, my] = [mean(xs), mean(ys)];
  const covariance = mean(pairs.map(([x, y]) => (x - mx) * (y - my)));
  const spread = Math.sqrt(variance(xs) * variance(ys));
  // What binary fractions leave of nothing is nothing.
  if (spread < 1e-12) return null;
  return Math.min(1, Math.max(-1, covariance / spread));
}
