import { describe, expect, it } from "vitest";
import {
  reviewerPercent,
  reviewingGrades,
  variance,
} from "#app/modules/learning/assignments/reviews/reviewing-grade.ts";
import { type Criterion, missingMarks, rubricSchema } from "./rubric.ts";
import { countedReviews, finalPercent, markPercent, median, peerPercent } from "./scoring.ts";

const criterion = (key: string, ...points: number[]): Criterion => ({
  key,
  title: { en: key },
  description: {},
  levels: points.map((one) => ({ points: one, title: { en: `${one} points` }, explanation: {} })),
});
const ten = Array.from({ length: 11 }, (_, points) => points);
const marks = (given: Record<string, number>) =>
  Object.fromEntries(Object.entries(given).map(([key, points]) => [key, { points, comment: "" }]));
const review = (id: string, minute: number, given: Record<string, number>) => ({
  id,
  submittedAt: new Date(minute * 60_000),
  marks: marks(given),
});

describe("the score of a submission", () => {
  it("is the median for each criterion, summed, in per cent of the points", () => {
    const criteria = [criterion("a", 0, 2, 4), criterion("b", ...ten)];
    // Medians: a of 0, 4, 4 is 4; b of 10, 5, 6 is 6: 10 of 14 points.
    const reviews = [review("x", 1, { a: 0, b: 10 }), review("y", 2, { a: 4, b: 5 }), review("z", 3, { a: 4, b: 6 })];
    expect(peerPercent(criteria, reviews, 3)).toBeCloseTo((10 / 14) * 100, 10);
    // Only the first two count: a is 2, b is 7.5.
    expect(peerPercent(criteria, reviews, 2)).toBeCloseTo((9.5 / 14) * 100, 10);
    expect(peerPercent(criteria, [], 3)).toBeNull();
    expect(peerPercent([criterion("a", 0)], reviews, 3)).toBeNull();
  });

  it("counts the first reviews that came, ties by id", () => {
    const late = [review("c", 2, {}), review("b", 1, {}), review("a", 1, {})];
    expect(countedReviews(late, 2).map(({ id }) => id)).toEqual(["a", "b"]);
    expect(countedReviews(late, 0)).toHaveLength(3);
  });

  it.each([
    [[3], 3],
    [[1, 4], 2.5],
    [[9, 1, 5], 5],
    [[4, 1, 3, 2], 2.5],
  ])("knows the median of %j", (numbers, expected) => expect(median(numbers)).toBe(expected));

  it("is what a trainer gave, if one did, and reviewing has its weight", () => {
    expect(markPercent([criterion("a", 0, 4), criterion("b", 0, 4)], marks({ a: 4, b: 0 }))).toBe(50);
    expect(finalPercent({ trainer: null, peer: 80, reviewing: 60 }, 20)).toBeCloseTo(76, 10);
    expect(finalPercent({ trainer: 50, peer: 80, reviewing: 100 }, 20)).toBeCloseTo(60, 10);
    expect(finalPercent({ trainer: null, peer: 80, reviewing: null }, 20)).toBe(80);
    expect(finalPercent({ trainer: null, peer: null, reviewing: 100 }, 20)).toBeNull();
    expect(finalPercent({ trainer: 0, peer: 80, reviewing: null }, 20)).toBe(0);
  });
});

describe("the grade of a reviewer", () => {
  it("rests on the population variance", () => {
    const values = [2, 4, 4, 4, 5, 5, 7, 9];
    expect(variance(values.map((value) => ({ value, weight: 1 })))).toBe(4);
    // A weight of two is the same as being there twice.
    expect(variance([2, 4, 5, 7, 9].map((value) => ({ value, weight: { 4: 3, 5: 2 }[value] ?? 1 })))).toBeCloseTo(
      4,
      12,
    );
  });

  it("falls with the distance to the best review", () => {
    // 20, 40 and 90 of 100: mean 50, variance (900 + 100 + 1600) / 3. The second is nearest to the mean.
    const grades = reviewingGrades(
      [criterion("a", ...ten)],
      [
        { id: "x", marks: marks({ a: 2 }) },
        { id: "y", marks: marks({ a: 4 }) },
        { id: "z", marks: marks({ a: 9 }) },
      ],
    );
    const scale = (5 * 2600) / 3;
    expect(grades.get("x")).toBeCloseTo(100 - 20 ** 3 / scale, 4);
    expect(grades.get("y")).toBe(100);
    expect(grades.get("z")).toBeCloseTo(100 - 50 ** 3 / scale, 4);
  });

  it("never leaves 0 to 100", () => {
    const given = [0, 0, 0, 0, 0, 0, 0, 0, 0, 10].map((a, at) => ({ id: String(at), marks: marks({ a }) }));
    // Mean 10, variance 900: the odd one is 100 away, and 100³ / 4500 is far more than 100.
    const grades = reviewingGrades([criterion("a", ...ten)], given);
    expect(grades.get("9")).toBe(0);
    expect(grades.get("0")).toBe(100);
  });

  it("passes over criteria in which everybody agrees, and over a criterion with one level", () => {
    const criteria = [criterion("same", ...ten), criterion("one", 5), criterion("a", 0, 5, 10)];
    const given = [0, 5, 10].map((a) => ({ id: String(a), marks: marks({ same: 7, one: 5, a }) }));
    const alone = [0, 5, 10].map((a) => ({ id: String(a), marks: marks({ a }) }));
    expect(reviewingGrades(criteria, given)).toEqual(reviewingGrades([criteria[2]!], alone));
    const agreed = given.map(({ id }) => ({ id, marks: marks({ same: 7, one: 5 }) }));
    expect([...reviewingGrades(criteria.slice(0, 2), agreed).values()]).toEqual([100, 100, 100]);
  });

  it("lets a review that weighs more pull the mean to it", () => {
    const given = [0, 5, 10].map((a) => ({ id: String(a), marks: marks({ a }), weight: a === 10 ? 5 : 1 }));
    expect(reviewingGrades([criterion("a", 0, 5, 10)], given).get("10")).toBe(100);
  });

  it("is not told with fewer than three reviews", () => {
    const two = [1, 9].map((a) => ({ id: String(a), marks: marks({ a }) }));
    expect([...reviewingGrades([criterion("a", ...ten)], two).values()]).toEqual([null, null]);
  });

  it("is the mean of a reviewer's reviews, where one never given counts 0", () => {
    expect(reviewerPercent([90, null, 70], 0)).toBe(80);
    expect(reviewerPercent([90, 90], 1)).toBe(60);
    expect(reviewerPercent([null], 0)).toBeNull();
    expect(reviewerPercent([], 2)).toBe(0);
  });
});

describe("a rubric", () => {
  const code = (value: unknown) => rubricSchema.safeParse(value).error?.issues[0]?.message;

  it("is read", () => {
    expect(rubricSchema.parse([criterion("a", 0, 1)])[0]!.levels).toHaveLength(2);
    expect(missingMarks([criterion("a", 0, 1), criterion("b", 0, 1)], marks({ a: 1, b: 2 }))).toEqual(["b"]);
  });

  it.each([
    ["levels with the same points", [criterion("a", 1, 1)], "assignments.error.same_points"],
    ["no level", [criterion("a")], "assignments.error.levels"],
    ["two criteria of one key", [criterion("a", 1), criterion("a", 2)], "assignments.error.same_key"],
    ["no title", [{ ...criterion("a", 1), title: { en: " " } }], "error.field.required"],
    ["points below 0", [criterion("a", -1, 1)], "error.field.invalid"],
    ["31 criteria", Array.from({ length: 31 }, (_, n) => criterion(`k${n}`, 1)), "assignments.error.too_many_criteria"],
  ])("is refused with %s", (_, value, expected) => expect(code(value)).toBe(expected));
});
