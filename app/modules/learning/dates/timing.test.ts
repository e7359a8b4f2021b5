import { describe, expect, it } from "vitest";
import { gradeBy } from "#app/modules/learning/quizzes/grade-method.ts";
import { dueAtOf, endsAtOf, phaseAt, startRefusal } from "./timing.ts";

const start = new Date("2026-03-12T14:00:00Z");
const after = (seconds: number) => new Date(start.getTime() + seconds * 1000);
const limits = { opensAt: null, dueAt: null, closesAt: null, timeLimit: 0, attemptsAllowed: 0 };

describe("the end of an attempt", () => {
  it("is the earlier of the start with the limit and the close", () => {
    expect(endsAtOf(start, limits)).toBeNull();
    expect(endsAtOf(start, { ...limits, timeLimit: 600 })).toEqual(after(600));
    expect(endsAtOf(start, { ...limits, timeLimit: 600, closesAt: after(300) })).toEqual(after(300));
    expect(endsAtOf(start, { ...limits, timeLimit: 600, closesAt: after(900) })).toEqual(after(600));
    expect(endsAtOf(start, { ...limits, closesAt: after(900) })).toEqual(after(900));
  });

  it.each([
    ["submit", 0, 599.999, "running"],
    ["submit", 0, 600, "closing"],
    ["submit", 0, 615, "closing"],
    ["submit", 0, 615.001, "over"],
    ["submit", 120, 616, "over"],
    ["discard", 0, 615, "closing"],
    ["discard", 0, 616, "over"],
    ["grace", 120, 615, "closing"],
    ["grace", 120, 615.001, "grace"],
    ["grace", 120, 720, "grace"],
    ["grace", 120, 720.001, "over"],
    ["grace", 5, 616, "over"],
  ] as const)("with %s and %d s of grace after %d s: %s", (timeEnd, grace, seconds, phase) => {
    const attempt = { state: "in_progress", endsAt: after(600) };
    expect(phaseAt(attempt, { timeEnd, grace }, after(seconds))).toBe(phase);
  });

  it("never comes without one, and is behind a submitted attempt", () => {
    const rule = { timeEnd: "submit" as const, grace: 0 };
    expect(phaseAt({ state: "in_progress", endsAt: null }, rule, after(1e9))).toBe("running");
    for (const state of ["submitted", "abandoned"])
      expect(phaseAt({ state, endsAt: after(600) }, rule, start)).toBe("finished");
  });

  it("says when the clock must look next", () => {
    const rule = { timeEnd: "grace" as const, grace: 120 };
    expect(dueAtOf({ state: "in_progress", endsAt: after(600) }, rule)).toEqual(after(615));
    expect(dueAtOf({ state: "overdue", endsAt: after(600) }, rule)).toEqual(after(720));
    expect(dueAtOf({ state: "in_progress", endsAt: null }, rule)).toBeNull();
  });
});

describe("beginning an attempt", () => {
  const none = { count: 0, lastEndedAt: null };
  it.each([
    ["before it opens", { opensAt: after(1) }, 0, none, { code: "quizzes.error.not_open_yet", at: after(1) }],
    ["the moment it opens", { opensAt: after(0) }, 0, none, null],
    ["the moment it closes", { closesAt: after(0) }, 0, none, { code: "quizzes.error.closed", at: after(0) }],
    ["just before it closes", { closesAt: after(1) }, 0, none, null],
    ["with an attempt left", { attemptsAllowed: 2 }, 0, { count: 1, lastEndedAt: after(-1) }, null],
    [
      "with none left",
      { attemptsAllowed: 2 },
      0,
      { count: 2, lastEndedAt: after(-1) },
      { code: "quizzes.error.no_attempts_left", at: null },
    ],
    [
      "before the pause is over",
      {},
      60,
      { count: 1, lastEndedAt: after(-59) },
      { code: "quizzes.error.too_soon", at: after(1) },
    ],
    ["when the pause is over", {}, 60, { count: 1, lastEndedAt: after(-60) }, null],
  ])("%s", (_, wish, delay, earlier, expected) => {
    expect(startRefusal({ limits: { ...limits, ...wish }, delay, earlier }, start)).toEqual(expected);
  });
});

describe("the grade of several attempts", () => {
  it.each([
    ["highest", [50, 80, 70], 80],
    ["highest", [50, null], 50],
    ["highest", [null], null],
    ["average", [50, 80, 70], 66.66],
    ["average", [100], 100],
    ["average", [50, null], null],
    ["first", [50, 80], 50],
    ["first", [null, 80], null],
    ["last", [50, 80], 80],
    ["last", [80, null], null],
    ["last", [], null],
  ] as const)("%s of %j is %s", (method, percents, expected) => {
    expect(gradeBy(method, percents)).toBe(expected);
  });
});
