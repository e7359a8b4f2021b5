import { describe, expect, it } from "vitest";
import { feedbackFor, feedbackBandsSchema } from "#app/modules/learning/quizzes/overall-feedback.ts";
import {
  matrixOf,
  readReviewMatrix,
  reviewItems,
  reviewMomentAt,
  reviewMoments,
  showsAt,
  tickedIn,
} from "#app/modules/learning/quizzes/review-options.ts";
import { quizSettingsSchema, standardSettings } from "./quiz-settings.ts";

const submittedAt = new Date("2026-03-12T14:00:00Z");
const after = (seconds: number) => new Date(submittedAt.getTime() + seconds * 1000);
const notPassed = { isPassed: false };

describe("the moment of a review", () => {
  it.each([
    [null, null, 0, "during"],
    [submittedAt, null, 0, "after"],
    [submittedAt, null, 119, "after"],
    [submittedAt, null, 120, "open"],
    [submittedAt, after(600), 599, "open"],
    [submittedAt, after(600), 600, "closed"],
    [submittedAt, after(60), 61, "closed"],
  ] as const)("submitted %s, closing %s, after %d s: %s", (submitted, closesAt, seconds, moment) => {
    expect(reviewMomentAt({ submittedAt: submitted, closesAt }, after(seconds))).toBe(moment);
  });
});

describe("what a review shows", () => {
  it.each([
    ["during", false, ["answers"]],
    ["after", false, ["answers", "verdict", "marks", "feedback", "general", "overall"]],
    ["open", true, [...reviewItems]],
    ["closed", false, [...reviewItems]],
  ] as const)("by itself %s, passed %s: %j", (moment, isPassed, shown) => {
    const shows = showsAt({}, moment, { isPassed });
    expect(reviewItems.filter((item) => shows[item])).toEqual(shown);
  });

  it("is what a trainer has decided, item by item and moment by moment", () => {
    for (const moment of reviewMoments) {
      for (const item of reviewItems) {
        const shows = showsAt(matrixOf([`${moment}.${item}`]), moment, { isPassed: true });
        const isNever = moment === "during" && item === "overall";
        expect(
          reviewItems.filter((one) => shows[one]),
          `${moment}.${item}`,
        ).toEqual(isNever ? [] : [item]);
        const other = reviewMoments.find((one) => one !== moment)!;
        expect(Object.values(showsAt(matrixOf([`${moment}.${item}`]), other, notPassed))).not.toContain(true);
      }
    }
  });

  it("follows the standard where nothing is decided, and reads nonsense as nothing", () => {
    expect(showsAt({ after: { marks: false } }, "after", notPassed)).toMatchObject({ marks: false, verdict: true });
    expect(readReviewMatrix({ after: { marks: "yes" } })).toEqual({});
    expect(readReviewMatrix({ after: { marks: true } })).toEqual({ after: { marks: true } });
    expect(readReviewMatrix(null)).toEqual({});
  });

  it("is ticked in a form as it is, and read back the same", () => {
    const matrix = matrixOf(["after.marks", "closed.right", "closed.answers"]);
    expect(tickedIn(matrix)).toEqual(["after.marks", "closed.answers", "closed.right"]);
    expect(matrixOf(tickedIn(matrix))).toEqual(matrix);
  });
});

describe("overall feedback", () => {
  const bands = feedbackBandsSchema.parse([
    { from: 0, text: { en: "Again", fr: "Encore" } },
    { from: "60", text: { en: "Good" } },
  ]);
  it.each([
    [100, "fr", "Good", "en"],
    [60, "en", "Good", "en"],
    [59.99, "fr", "Encore", "fr"],
  ])("of %d in %s", (percent, language, text, shown) => {
    expect(feedbackFor(bands, percent, { language, ownLanguage: "en" })).toEqual({ text, language: shown });
  });
  it("is silent without a grade, and refuses two bands at one place", () => {
    expect(feedbackFor(bands, null, { language: "en", ownLanguage: "en" })).toBeNull();
    expect(feedbackFor([], 50, { language: "en", ownLanguage: "en" })).toBeNull();
    expect(feedbackBandsSchema.safeParse([...bands, bands[0]]).success).toBe(false);
  });
});

describe("the form of the settings", () => {
  it("reads an empty form as the standard, boxes apart", () => {
    const read = quizSettingsSchema.parse({ standardReview: "1", shufflesChoices: "1" });
    expect(read).toEqual(standardSettings);
  });
  it("reads what a form sends", () => {
    const read = quizSettingsSchema.parse({
      timeLimit: "600",
      timeEnd: "grace",
      grace: "60",
      attemptsAllowed: "2",
      penalty: "0.25",
      gradeMethod: "last",
      review: "after.marks",
      overallFeedback: '[{"from":50,"text":{"en":"Half"}}]',
    });
    expect(read).toMatchObject({ timeLimit: 600, grace: 60, attemptsAllowed: 2, penalty: 0.25, shufflesSlots: false });
    expect(read.review.after).toMatchObject({ marks: true, answers: false });
    expect(read.overallFeedback).toEqual([{ from: 50, text: { en: "Half" } }]);
  });
  it.each([
    { timeLimit: "-1" },
    { timeLimit: "x" },
    { penalty: "2" },
    { timeEnd: "explode" },
    { timeEnd: "grace", grace: "0" },
    { overallFeedback: "[{" },
    { attemptsAllowed: "1.5" },
  ])("refuses %j", (wrong) => {
    expect(quizSettingsSchema.safeParse(wrong).success).toBe(false);
  });
});
