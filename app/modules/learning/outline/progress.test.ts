import { describe, expect, it } from "vitest";
import { activityProgress, nextUnit, progressPercent, type UnitFacts, type UnitState, unitState } from "./progress.ts";

const unit = (wish: Partial<UnitFacts> = {}): UnitFacts => ({
  completion: { markedDone: true },
  addedInRevision: 1,
  openedAt: null,
  markedAt: null,
  submittedAt: null,
  gradePercent: null,
  replies: 0,
  attendedMinutes: 0,
  completedAt: null,
  isBegun: false,
  ...wish,
});
const done = (wish: Partial<UnitFacts> = {}) => unit({ completedAt: new Date(), ...wish });

describe("progress", () => {
  it("has one word for each state", () => {
    expect(unitState(unit({ openedAt: new Date() }))).toBe("not_started");
    expect(unitState(unit({ isBegun: true }))).toBe("in_progress");
    expect(unitState(done())).toBe("complete");
    expect(unitState(done({ completion: { passed: 60 }, gradePercent: 80 }))).toBe("passed");
    expect(unitState(unit({ completion: { passed: 60 }, isBegun: true, gradePercent: 0 }))).toBe("failed");
    expect(unitState(unit({ completion: { passed: 60 }, isBegun: true }))).toBe("in_progress");
    expect(unitState(unit({ isBegun: true, gradePercent: 10 }))).toBe("in_progress");
  });

  it("is a whole number from 0 to 100, and 100 only when nothing is left", () => {
    expect(progressPercent([], null)).toBe(0);
    expect(progressPercent([unit(), done(), done()], null)).toBe(66);
    expect(progressPercent([...Array.from({ length: 999 }, () => done()), unit()], null)).toBe(99);
    expect(progressPercent([done()], null)).toBe(100);
  });

  it("stays at 100 for a finisher, whatever is added or taken away later", () => {
    expect(progressPercent([done(), unit({ addedInRevision: 3 })], 2)).toBe(100);
    expect(progressPercent([unit({ addedInRevision: 3 })], 2)).toBe(100);
    expect(progressPercent([done(), unit({ addedInRevision: 3 })], null)).toBe(50);
  });

  it("goes on with the first unit that is not complete", () => {
    const open = unit({ openedAt: new Date() });
    expect(nextUnit([done(), open, unit()])).toBe(open);
    expect(nextUnit([done()])).toBeNull();
    // What was handed in and waits for its marks is somebody else's turn.
    const waiting = unit({ submittedAt: new Date(), completion: { graded: true } });
    expect(nextUnit([waiting, open])).toBe(open);
    expect(nextUnit([waiting])).toBe(waiting);
  });
});

describe("progress over the activities", () => {
  const part = (activities: string[], state: UnitState, isDone = false) => ({
    activities,
    state,
    completedAt: isDone ? new Date() : null,
  });

  it("is completed where one part is, begun where something was done, and nothing where nothing was", () => {
    const units = [
      part(["2.1"], "in_progress"),
      part(["1.2", "1.1"], "passed", true),
      part(["1.1"], "failed"),
      part(["3.4"], "not_started"),
      part([], "complete", true),
    ];
    expect(activityProgress(units)).toEqual([
      { code: "1.1", isCompleted: true },
      { code: "1.2", isCompleted: true },
      { code: "2.1", isCompleted: false },
    ]);
  });
});
