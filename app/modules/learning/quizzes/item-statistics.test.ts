import { describe, expect, it } from "vitest";
import { answerFrequencies, type ItemMark, itemStatistics } from "./item-statistics.ts";

/** Rows of marks: one attempt each, one question each column, 1 mark at most. */
const table = (rows: number[][]): ItemMark[] =>
  rows.flatMap((row, attempt) =>
    row.map((marks, at) => ({ attemptId: `a${attempt}`, questionId: `q${at + 1}`, marks, maxMarks: 1 })),
  );

describe("statistics of questions", () => {
  // By hand, four people and three questions:
  //        q1 q2 q3   rest of q1 (of 2)   rest of q3 (of 2)
  //   a0    1  1  1   1                   1
  //   a1    1  1  0   0.5                 1
  //   a2    1  0  0   0                   0.5
  //   a3    0  0  0   0                   0
  // q1: facility 3/4. Deviation sqrt(3/4 × 1/4) = 0.4330.
  //   covariance with the rest: mean(xy) - mean(x)mean(y) = (1 + 0.5 + 0 + 0)/4 - 0.75 × 0.375 = 0.375 - 0.28125 = 0.09375
  //   variance of the rest: (1 + 0.25)/4 - 0.375² = 0.3125 - 0.140625 = 0.171875
  //   r = 0.09375 / sqrt(0.1875 × 0.171875) = 0.09375 / 0.179517 = 0.522233
  // q3: facility 1/4; covariance 1/4 - 0.25 × 0.625 = 0.09375; variance of the rest (1 + 1 + 0.25)/4 - 0.625² = 0.171875
  //   the same r = 0.522233
  // q2: facility 1/2; rest: 1, 0.5, 0.5, 0; covariance 1.5/4 - 0.5 × 0.5 = 0.125; variance (1 + 0.25 + 0.25)/4 - 0.25 = 0.125
  //   r = 0.125 / sqrt(0.25 × 0.125) = 0.707107
  const byHand = [
    [1, 1, 1],
    [1, 1, 0],
    [1, 0, 0],
    [0, 0, 0],
  ];

  it("are those computed by hand", () => {
    const [q1, q2, q3] = itemStatistics(table(byHand));
    expect(q1).toMatchObject({ questionId: "q1", count: 4, facility: 75 });
    expect(q1!.deviation).toBeCloseTo(43.30127, 4);
    expect(q1!.discrimination).toBeCloseTo(0.522233, 6);
    expect(q2!.facility).toBe(50);
    expect(q2!.discrimination).toBeCloseTo(Math.SQRT1_2, 9);
    expect(q3!.facility).toBe(25);
    expect(q3!.discrimination).toBeCloseTo(0.522233, 6);
  });

  it("do not depend on how many marks a question has", () => {
    const doubled = table(byHand).map((one) =>
      one.questionId === "q2" ? { ...one, marks: one.marks * 2, maxMarks: 2 } : one,
    );
    const q2 = itemStatistics(doubled).find(({ questionId }) => questionId === "q2")!;
    expect(q2.facility).toBe(50);
    expect(q2.discrimination).toBeCloseTo(Math.SQRT1_2, 9);
  });

  it("say nothing about a question that is the same for everybody, or that stands alone", () => {
    expect(
      itemStatistics(
        table([
          [1, 0],
          [1, 1],
        ]),
      )[0],
    ).toMatchObject({ facility: 100, discrimination: null });
    expect(itemStatistics(table([[1], [0]]))[0]).toMatchObject({ facility: 50, discrimination: null });
    expect(itemStatistics(table([[1, 0]]))[0]!.discrimination).toBeNull();
    expect(itemStatistics([])).toEqual([]);
  });

  it("turn negative when those who know the rest get a question wrong", () => {
    const [q1] = itemStatistics(
      table([
        [0, 1, 1],
        [0, 1, 0],
        [1, 0, 0],
        [1, 0, 0],
      ]),
    );
    expect(q1!.discrimination).toBeLessThan(-0.8);
  });

  it("take drawn questions, which not every attempt holds", () => {
    const marks = [...table(byHand), { attemptId: "a0", questionId: "drawn", marks: 0, maxMarks: 1 }];
    const drawn = itemStatistics(marks).find(({ questionId }) => questionId === "drawn")!;
    expect(drawn).toMatchObject({ count: 1, facility: 0, discrimination: null });
  });
});

describe("frequencies of answers", () => {
  it("count equal responses, most frequent first", () => {
    expect(answerFrequencies(["b", "a", "b", "c"])).toEqual([
      { response: "b", count: 2, percent: 50 },
      { response: "a", count: 1, percent: 25 },
      { response: "c", count: 1, percent: 25 },
    ]);
    expect(answerFrequencies(["b", "a"], 1)).toHaveLength(1);
    expect(answerFrequencies([])).toEqual([]);
  });
});
