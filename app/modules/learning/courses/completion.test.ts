import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  type Completion,
  type CompletionFacts,
  isMet,
  missingRules,
  readCompletion,
  writeCompletion,
} from "./completion.ts";

const nothing: CompletionFacts = {
  openedAt: null,
  markedAt: null,
  submittedAt: null,
  gradePercent: null,
  replies: 0,
  attendedMinutes: 0,
};
const now = new Date();

const anyCompletion: fc.Arbitrary<Completion> = fc.record(
  {
    opened: fc.constant(true as const),
    markedDone: fc.constant(true as const),
    submitted: fc.constant(true as const),
    graded: fc.constant(true as const),
    passed: fc.integer({ min: 1, max: 100 }),
    replies: fc.integer({ min: 1, max: 99 }),
    attended: fc.integer({ min: 1, max: 600 }),
  },
  { requiredKeys: [] },
);

describe("a completion rule", () => {
  it("is read as people write it", () => {
    expect(readCompletion("opened")).toEqual({ opened: true });
    expect(readCompletion("marked done")).toEqual({ markedDone: true });
    expect(readCompletion("passed 60 %")).toEqual({ passed: 60 });
    expect(readCompletion("passed 60 and 2 replies and attended 30 minutes")).toEqual({
      passed: 60,
      replies: 2,
      attended: 30,
    });
    expect(readCompletion("submitted and graded")).toEqual({ submitted: true, graded: true });
    expect(readCompletion("submitted and 1 reply")).toEqual({ submitted: true, replies: 1 });
  });

  it.each([
    "",
    "done",
    "passed",
    "passed 0",
    "passed 101",
    "0 replies",
    "opened and opened",
    "opened or submitted",
    "-1 reply",
  ])("refuses %j", (text) => expect(readCompletion(text)).toBeNull());

  it("comes back the same from its text", () => {
    fc.assert(
      fc.property(
        anyCompletion.filter((one) => Object.keys(one).length > 0),
        (completion) => {
          expect({ ...readCompletion(writeCompletion(completion)) }).toEqual({ ...completion });
        },
      ),
    );
  });

  it("is met when all of it is, and says what is missing", () => {
    const completion = { passed: 60, replies: 2 };
    expect(missingRules(completion, null)).toEqual([
      { rule: "passed", needed: 60, has: 0 },
      { rule: "replies", needed: 2, has: 0 },
    ]);
    expect(missingRules(completion, { ...nothing, gradePercent: 60, replies: 1 })).toEqual([
      { rule: "replies", needed: 2, has: 1 },
    ]);
    expect(isMet(completion, { ...nothing, gradePercent: 59.99, replies: 2 })).toBe(false);
    expect(isMet(completion, { ...nothing, gradePercent: 60, replies: 3 })).toBe(true);
    expect(isMet({ opened: true, markedDone: true }, { ...nothing, openedAt: now })).toBe(false);
    expect(isMet({ attended: 30 }, { ...nothing, attendedMinutes: 30 })).toBe(true);
  });

  it("that names nothing is never met by itself", () => {
    expect(isMet({}, { ...nothing, openedAt: now, markedAt: now, submittedAt: now, gradePercent: 100 })).toBe(false);
  });
});
