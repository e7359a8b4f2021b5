import { describe, expect, it } from "vitest";
import { type LimitOverride, resolveLimits, type UnitLimits } from "./limits.ts";

const day = (number: number) => new Date(Date.UTC(2026, 2, number));
const base: UnitLimits = { opensAt: day(1), dueAt: day(10), closesAt: day(20), timeLimit: 600, attemptsAllowed: 2 };
const says = (wish: Partial<LimitOverride>): LimitOverride => ({
  opensAt: null,
  dueAt: null,
  closesAt: null,
  timeLimit: null,
  attemptsAllowed: null,
  ...wish,
});

describe("the limits of one person", () => {
  it("are the unit's own when nothing else is said", () => {
    expect(resolveLimits(base, {})).toEqual(base);
    expect(resolveLimits(base, { cohorts: [says({})], person: says({}) })).toEqual(base);
  });

  it.each([
    ["of two cohorts the longer time wins", [501, 500], null, 501],
    ["0 is unlimited and wins", [500, 0], null, 0],
    ["0 wins in either order", [0, 500], null, 0],
    ["what a cohort leaves empty is inherited from the others", [null, 500], null, 500],
    ["a cohort's time may be shorter than the unit's", [300], null, 300],
    ["the person beats the cohort", [500], 300, 300],
    ["the person beats an unlimited cohort", [0], 300, 300],
    ["an unlimited person beats the cohort", [500], 0, 0],
    ["an empty personal value inherits from the cohorts", [500], null, 500],
    ["all empty inherits from the unit", [null, null], null, 600],
  ])("%s", (_, cohorts, personal, expected) => {
    const overrides = (key: "timeLimit" | "attemptsAllowed") => ({
      cohorts: cohorts.map((value) => says({ [key]: value })),
      person: says({ [key]: personal }),
    });
    expect(resolveLimits({ ...base, timeLimit: 600 }, overrides("timeLimit")).timeLimit).toBe(expected);
    expect(resolveLimits({ ...base, attemptsAllowed: 600 }, overrides("attemptsAllowed")).attemptsAllowed).toBe(
      expected,
    );
  });

  it("take of several cohorts the earliest opening, the latest due date and the latest close", () => {
    const cohorts = [
      says({ opensAt: day(5), dueAt: day(12), closesAt: day(18) }),
      says({ opensAt: day(3), dueAt: day(14), closesAt: day(16) }),
      says({}),
    ];
    expect(resolveLimits(base, { cohorts })).toMatchObject({ opensAt: day(3), dueAt: day(14), closesAt: day(18) });
    const person = says({ closesAt: day(15), opensAt: day(9) });
    expect(resolveLimits(base, { cohorts, person })).toMatchObject({
      opensAt: day(9),
      dueAt: day(14),
      closesAt: day(15),
    });
  });
});
