import { type Criterion, fullPoints, type Marks } from "./rubric.ts";

/** The median: the middle one, or the mean of the two in the middle. NaN for no numbers. */
export function median(numbers: readonly number[]): number {
  const sorted = [...numbers].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  if (sorted.length === 0) return NaN;
  return sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2;
}

export type GivenReview = { id: string; submittedAt: Date; marks: Marks };

/** The reviews that count: the first `asked` that were sent, ties by id. All of them when nobody was asked for a number. */
export function countedReviews<R extends { id: string; submittedAt: Date }>(reviews: readonly R[], asked: number): R[] {
  const sorted = [...reviews].sort((a, b) => +a.submittedAt - +b.submittedAt || (a.id < b.id ? -1 : 1));
  return asked > 0 ? sorted.slice(0, asked) : sorted;
}

/**
 * What reviewers give together, in per cent of the rubric's points: for each criterion the median of the counted reviews,
 * summed. The median keeps one careless or unkind review from moving much. Null without a review or without points to win.
 */
export function peerPercent(
  criteria: readonly Criterion[],
  reviews: readonly GivenReview[],
  asked: number,
): number | null {
  const counted = countedReviews(reviews, asked);
  const full = fullPoints(criteria);
  if (counted.length === 0 || full === 0) return null;
  const points = criteria.reduce(
    (sum, { key }) => sum + (median(counted.flatMap(({ marks }) => marks[key]?.points ?? [])) || 0),
    0,
  );
  return (points / full) * 100;
}

/** What one person's marks give, in per cent of the rubric's points; null when it has none to win. */
export function markPercent(criteria: readonly Criterion[], marks: Marks): number | null {
  const full = fullPoints(criteria);
  if (full === 0) return null;
  return (criteria.reduce((sum, { key }) => sum + (marks[key]?.points ?? 0), 0) / full) * 100;
}

/**
 * The grade of an assignment: what a trainer gave, else what the reviewers gave, and the reviewer's own grade with its
 * weight (per cent). Where there are not enough reviews to grade the reviewer, the work alone counts. Null while the work
 * has no score.
 */
export function finalPercent(
  { trainer, peer, reviewing }: { trainer: number | null; peer: number | null; reviewing: number | null },
  reviewingWeight: number,
): number | null {
  const work = trainer ?? peer;
  if (work === null || reviewing === null) return work;
  const part = Math.min(100, Math.max(0, reviewingWeight)) / 100;
  return work * (1 - part) + reviewing * part;
}
