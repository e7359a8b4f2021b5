import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { courseGrade, type GradeFacts, gradeState } from "./course-grade.ts";

const at = new Date("2026-11-20T12:00:00Z");
const before = new Date("2026-11-19T12:00:00Z");
const unit = (wish: Partial<GradeFacts> = {}): GradeFacts => ({
  weight: 1,
  isHidden: false,
  isExcused: false,
  percent: null,
  isSubmitted: false,
  closesAt: null,
  ...wish,
});
const graded = (percent: number, wish: Partial<GradeFacts> = {}) => unit({ percent, isSubmitted: true, ...wish });
const total = (units: GradeFacts[], forLearner = true) => courseGrade(units, { at, forLearner });

describe("a grade", () => {
  it("that is not there is waiting, missing, excused or open", () => {
    expect(gradeState(graded(0), at)).toBe("graded");
    expect(gradeState(unit({ isSubmitted: true, closesAt: before }), at)).toBe("waiting");
    expect(gradeState(unit({ closesAt: before }), at)).toBe("missing");
    expect(gradeState(unit({ closesAt: at }), at)).toBe("missing");
    expect(gradeState(unit({ closesAt: new Date(at.getTime() + 1) }), at)).toBe("open");
    expect(gradeState(unit(), at)).toBe("open");
    expect(gradeState(graded(90, { isExcused: true }), at)).toBe("excused");
  });
});

describe("the grade of a course", () => {
  it("is the mean by weights", () => {
    expect(total([graded(100), graded(50)])).toEqual({ percent: 75, counted: 2, total: 2 });
    expect(total([graded(100, { weight: 3 }), graded(0)])).toMatchObject({ percent: 75 });
    expect(total([graded(100), graded(0, { weight: 0 })])).toEqual({ percent: 100, counted: 1, total: 1 });
  });

  it("takes what is missing as nothing, and leaves out what is excused, waits or is open", () => {
    expect(total([graded(80), unit({ closesAt: before })])).toEqual({ percent: 40, counted: 2, total: 2 });
    const others = [unit(), unit({ isSubmitted: true }), graded(0, { isExcused: true })];
    expect(total([graded(80), ...others])).toEqual({ percent: 80, counted: 1, total: 3 });
    expect(total([unit()])).toEqual({ percent: null, counted: 0, total: 1 });
    expect(total([])).toEqual({ percent: null, counted: 0, total: 0 });
  });

  it("is rounded down", () => {
    expect(total([graded(79.99), graded(80), graded(80)]).percent).toBe(79.99);
    expect(total([graded(100), graded(100), graded(0)]).percent).toBe(66.66);
  });

  it("never betrays a hidden grade: a learner's total is the same whatever it is", () => {
    const anyUnit = fc.record({
      weight: fc.integer({ min: 0, max: 5 }),
      isHidden: fc.constant(false),
      isExcused: fc.boolean(),
      percent: fc.option(fc.integer({ min: 0, max: 100 })),
      isSubmitted: fc.boolean(),
      closesAt: fc.option(fc.constant(before)),
    });
    fc.assert(
      fc.property(fc.array(anyUnit), anyUnit, (units, hidden) => {
        expect(total([...units, { ...hidden, isHidden: true }])).toEqual(total(units));
      }),
    );
    expect(total([graded(100), graded(0, { isHidden: true })], false).percent).toBe(50);
  });
});
