import { z } from "zod";
import { optionalNumber } from "#app/modules/learning/courses/fields.ts";
import { type GradeMethod, gradeMethods } from "./grade-method.ts";
import { type FeedbackBand, feedbackBandsSchema } from "./overall-feedback.ts";
import { matrixOf, type ReviewMatrix } from "./review-options.ts";
import type { TimeEnd } from "#app/modules/learning/dates/timing.ts";

/** How a quiz is taken, graded and looked back at. Times in seconds. */
export type QuizSettings = {
  /** 0 = unlimited, as for `attemptsAllowed`. */
  timeLimit: number;
  timeEnd: TimeEnd;
  grace: number;
  attemptsAllowed: number;
  delay: number;
  gradeMethod: GradeMethod;
  shufflesSlots: boolean;
  shufflesChoices: boolean;
  /** 0 = all on one page. */
  questionsPerPage: number;
  /** What a wrong answer costs, as a part of its marks from 0 to 1. */
  penalty: number;
  review: ReviewMatrix;
  overallFeedback: FeedbackBand[];
};

/** A quiz that nobody has set up: untimed, as often as one likes, the best result counts. */
export const standardSettings: QuizSettings = {
  timeLimit: 0,
  timeEnd: "submit",
  grace: 0,
  attemptsAllowed: 0,
  delay: 0,
  gradeMethod: "highest",
  shufflesSlots: false,
  shufflesChoices: true,
  questionsPerPage: 0,
  penalty: 0,
  review: {},
  overallFeedback: [],
};

const thirtyDays = 30 * 86_400;
const whole = (max: number) => optionalNumber({ min: 0, max }, 0);
/** A box of a form is sent when it is ticked, and left out when it is not. */
const ticked = z.preprocess((value) => value !== undefined && value !== false && value !== "", z.boolean());
const list = z.preprocess(
  (value) => (value === undefined ? [] : Array.isArray(value) ? value : [value]),
  z.array(z.string().max(40)).max(50),
);

/**
 * Settings as a form sends them, all at once: numbers as text, boxes only when ticked, `review` as "<moment>.<item>" for
 * each ticked box, `overallFeedback` as JSON ([{ from, text: { language: Markdown } }]). `standardReview` ticked leaves
 * the review to the standard.
 */
export const quizSettingsSchema = z
  .object({
    timeLimit: whole(thirtyDays),
    timeEnd: z.enum(["submit", "grace", "discard"]).default("submit"),
    grace: whole(thirtyDays),
    attemptsAllowed: whole(1000),
    delay: whole(thirtyDays),
    gradeMethod: z.enum(gradeMethods).default("highest"),
    shufflesSlots: ticked,
    shufflesChoices: ticked,
    questionsPerPage: whole(100),
    penalty: optionalNumber({ min: 0, max: 1, decimals: 6 }, 0),
    standardReview: ticked,
    review: list,
    overallFeedback: z.preprocess(readJson, feedbackBandsSchema),
  })
  .transform(({ standardReview, review, ...settings }): QuizSettings => ({
    ...settings,
    review: standardReview ? {} : matrixOf(review),
  }))
  .refine(({ timeEnd, grace }) => timeEnd !== "grace" || grace > 0, {
    path: ["grace"],
    message: "quizzes.error.grace_missing",
  });

function readJson(value: unknown): unknown {
  if (value === undefined || value === "") return [];
  if (typeof value !== "string") return value;
  try {
    return JSON.parse(value);
  } catch {
    return null;
  }
}
