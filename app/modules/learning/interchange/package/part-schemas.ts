import { z } from "zod";

import type { GradeMethod } from "#app/modules/learning/quizzes/grade-method.ts";
import { reviewItems, reviewMoments, type ReviewMatrix } from "#app/modules/learning/quizzes/review-options.ts";
import { scaleEnd, surveyKinds } from "#app/modules/learning/surveys/survey.ts";
import { number, optionalText, short, slug } from "./fields.ts";

const whole = (max: number, min = 0) => number(min, max, /^\d{1,9}$/);
const decimal = (min: number, max: number) => number(min, max, /^\d{1,6}(?:\.\d{1,6})?$/);
export const flag = z.enum(["true", "false"], "true | false").transform((text) => text === "true");
const list = <T extends z.ZodType>(schema: T, max: number, form: string) => z.array(schema, form).max(max, `0–${max}`);

const categoryPath = z
  .string("a/b")
  .regex(/^[a-z0-9]+(?:-[a-z0-9]+)*(?:\/[a-z0-9]+(?:-[a-z0-9]+)*)*$/, "a/b")
  .max(200, "1–200");
const tags = list(short(60), 30, "[…]").default([]);
const marks = decimal(0.01, 1000).nullable().default(null);

const slot = z.union(
  [
    z.strictObject({ draws: whole(200, 1), from: categoryPath, tags, marks }),
    z.strictObject({ question: short(80), from: categoryPath.nullable().default(null), marks }),
  ],
  "question: … | draws: 2, from: …",
);

/** What is shown when: `during: [answers, marks]`; what a moment does not name is hidden then. */
const review = z
  .partialRecord(
    z.enum(reviewMoments, reviewMoments.join(" | ")),
    list(z.enum(reviewItems, reviewItems.join(" | ")), 7, "[…]"),
  )
  .transform((shown): ReviewMatrix =>
    Object.fromEntries(
      Object.entries(shown).map(([moment, items]) => [
        moment,
        Object.fromEntries(reviewItems.map((item) => [item, items.includes(item)])),
      ]),
    ),
  );

const gradeMethods = ["highest", "average", "first", "last"] as const satisfies readonly GradeMethod[];
const thirtyDays = 30 * 86_400;

/** `quiz:` in the front matter of a quiz. */
export const quizSchema = z.strictObject(
  {
    timeLimit: whole(thirtyDays).default(0),
    timeEnd: z.enum(["submit", "grace", "discard"], "submit | grace | discard").default("submit"),
    grace: whole(thirtyDays).default(0),
    attempts: whole(1000).default(0),
    delay: whole(thirtyDays).default(0),
    grade: z.enum(gradeMethods, gradeMethods.join(" | ")).default("highest"),
    shuffleQuestions: flag.default(false),
    shuffleAnswers: flag.default(true),
    perPage: whole(100).default(0),
    penalty: decimal(0, 1).default(0),
    review: review.default({}),
    feedback: list(z.strictObject({ from: decimal(0, 100), text: short(5000) }), 20, "- from: 80").default([]),
    places: list(slot, 500, "- question: …").nullable().default(null),
  },
  "timeLimit: …",
);

/** `assignment:` in the front matter of an assignment. */
export const assignmentSchema = z.strictObject(
  {
    form: z.enum(["text", "files", "both"], "text | files | both").default("both"),
    maxFiles: whole(20, 1).default(3),
    maxBytes: whole(100 * 1024 * 1024, 1).default(10_485_760),
    maxWords: whole(100_000, 1).nullable().default(null),
    team: flag.default(false),
    again: flag.default(true),
    reviews: whole(10).default(0),
    anonymous: flag.default(true),
    reviewDays: whole(60, 1).default(7),
    reviewingWeight: whole(100).default(20),
  },
  "form: …",
);

/** `rubric:` in the front matter of an assignment, the words in the language of the file. */
export const rubricSchema = list(
  z.strictObject({
    key: slug,
    title: short(200),
    description: optionalText(2000),
    levels: z
      .array(
        z.strictObject({ points: decimal(0, 1000), title: short(200), explanation: optionalText(2000) }),
        "- points: …",
      )
      .min(2, "- points: …")
      .max(10, "2–10"),
  }),
  30,
  "- key: …",
);

/** `survey:` in the front matter of a survey, the words in the language of the file. */
export const surveyTranslationSchema = list(
  z
    .strictObject({
      key: slug,
      kind: z.enum(surveyKinds, surveyKinds.join(" | ")),
      required: flag.default(false),
      prompt: short(500),
      choices: list(short(200), 20, "[…]").default([]),
    })
    .superRefine(({ kind, choices }, context) => {
      const { length } = choices;
      const isRight = kind === "text" ? length === 0 : kind === "scale" ? length === 0 || length === 2 : length >= 2;
      const message = kind === "scale" ? `1–${scaleEnd}: [….., …..]` : kind === "text" ? "–" : "[…, …]";
      if (!isRight) context.addIssue({ code: "custom", path: ["choices"], message });
    }),
  50,
  "- key: …",
);

export const bankSchema = list(
  z.strictObject({ category: categoryPath, title: z.record(z.string(), short(200), "en: …") }),
  200,
  "- category: …",
);
