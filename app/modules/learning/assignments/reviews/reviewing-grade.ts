import { type Criterion, type Marks, range } from "#app/modules/learning/assignments/rubric.ts";

/** One review of a submission. A trainer's may weigh more than one. */
export type WeighedReview = { id: string; marks: Marks; weight?: number };

/** Fewer reviews than this say nothing about who of them reviews well. */
const fewestReviews = 3;
/** How strictly reviews are compared: the larger, the kinder. Moodle calls 5 "fair" and begins with it. */
const comparison = 5;
/** A criterion on which reviewers agree this much is left out: tiny differences would weigh enormously. */
const smallestVariance = 0.01;

/** The population variance of weighted numbers: sum of w(x - mean)² by sum of w. NaN without weight. */
export function variance(values: readonly { value: number; weight: number }[]): number {
  const total = values.reduce((sum, { weight }) => sum + weight, 0);
  const mean = values.reduce((sum, { value, weight }) => sum + value * weight, 0) / total;
  return values.reduce((sum, { value, weight }) => sum + weight * (value - mean) ** 2, 0) / total;
}

/** Points of a criterion on a scale from 0 to 100; a criterion that can only give one number gives that number. */
function normalised(criterion: Criterion, points: number): number {
  const { min, max } = range(criterion);
  return min === max ? max : ((points - min) / (max - min)) * 100;
}

/**
 * How well each review of one submission was made, 0 to 100, by its id; null = not enough reviews to say. The method is
 * that of the workshop activity of Moodle ("Comparison with the best assessment", Moodle Docs, "Workshop grading
 * strategies"), whose algorithm this follows; the code is our own:
 *
 * 1. points become 0 to 100 for each criterion; their weighted mean is the ideal review;
 * 2. the distance of two reviews is the mean, over the criteria in which they differ, of |d| · d² / (5 · variance), where d
 *    is the difference and the variance is the weighted population variance of that criterion among all reviews of the
 *    submission; a criterion with a variance of 0.01 or less is skipped;
 * 3. the best reviews are those nearest to the mean (there may be several at the same distance);
 * 4. the grade is 100 less the distance to the nearest of the best, never below 0 or above 100.
 *
 * Moodle grades two reviewers too, and both get 100; here they get none.
 */
export function reviewingGrades(
  criteria: readonly Criterion[],
  reviews: readonly WeighedReview[],
): Map<string, number | null> {
  if (reviews.length < fewestReviews) return new Map(reviews.map(({ id }) => [id, null]));
  const rows = reviews.map(({ id, marks, weight = 1 }) => ({
    id,
    weight,
    values: criteria.map((one) => normalised(one, marks[one.key]?.points ?? range(one).min)),
  }));
  const spread = criteria.map((_, at) => variance(rows.map((row) => ({ value: row.values[at]!, weight: row.weight }))));
  const total = rows.reduce((sum, { weight }) => sum + weight, 0);
  const mean = criteria.map((_, at) => rows.reduce((sum, row) => sum + row.values[at]! * row.weight, 0) / total);
  const toMean = rows.map(({ values }) => distance(values, mean, spread));
  const nearest = Math.min(...toMean);
  const best = rows.filter((_, at) => toMean[at] === nearest);
  return new Map(
    rows.map(({ id, values }) => {
      const apart = Math.min(...best.map((one) => distance(values, one.values, spread)));
      return [id, Math.min(100, Math.max(0, 100 - apart))];
    }),
  );
}

function distance(one: readonly number[], other: readonly number[], spread: readonly number[]): number {
  const parts = one.flatMap((value, at) => {
    const apart = Math.abs(value - other[at]!);
    return spread[at]! > smallestVariance && apart > 1e-9 ? [(apart * apart ** 2) / (comparison * spread[at]!)] : [];
  });
  const mean = parts.length === 0 ? 0 : parts.reduce((sum, part) => sum + part, 0) / parts.length;
  // Rounding keeps two reviews at the same distance the same.
  return Math.round(mean * 1e5) / 1e5;
}

/**
 * The grade of a reviewer: the mean over their reviews that can be graded, where a review that they were asked for and
 * never gave counts 0. Null = nothing to say yet. `grades` holds null for a review of a submission with too few others.
 */
export function reviewerPercent(grades: readonly (number | null)[], neverGiven: number): number | null {
  const known = [...grades.filter((one) => one !== null), ...Array.from({ length: neverGiven }, () => 0)];
  return known.length === 0 ? null : known.reduce((sum, one) => sum + one, 0) / known.length;
}
