import { z } from "zod";

import { readCompletion } from "#app/modules/learning/courses/completion.ts";
import { courseLevels, tidyOutcomes } from "#app/modules/learning/courses/outcomes.ts";
import { unitKindNames } from "#app/modules/learning/courses/unit-kinds.ts";
import {
  assignmentSchema,
  bankSchema,
  flag,
  quizSchema,
  rubricSchema,
  surveyTranslationSchema,
} from "./part-schemas.ts";
import { moment, number, optionalText, short, slug } from "./fields.ts";

const languagePattern = /^[a-z]{2,3}(?:-[A-Za-z0-9]{2,8})*$/;
export const folderPattern = /^(\d{2,3})-([a-z0-9]+(?:-[a-z0-9]+)*)$/;

const language = z.string("en, fr, …").regex(languagePattern, "en, fr, …");
const texts = (max: number) => z.record(language, short(max), "en: …");
/** Titles must say something; a summary may wait. */
const summaries = (max: number) => z.record(language, optionalText(max), "en: …");
/** A list in each language; kept as lines. */
const outcomes = z.record(
  language,
  z
    .array(short(300), "[…]")
    .max(20, "0–20")
    .transform((lines) => tidyOutcomes(lines.join("\n"))),
  "en: […]",
);
const activities = z
  .array(z.string("1.1–5.4").regex(/^[1-5]\.[1-4]$/, "1.1–5.4"), "[1.1, …]")
  .refine((list) => new Set(list).size === list.length, "[1.1, …]");

const slugs = z
  .array(slug, "[…]")
  .max(20, "0–20")
  .refine((list) => new Set(list).size === list.length, "[…]")
  .default([]);
const enrolmentModes = ["open", "key", "approval", "invitation", "closed"] as const;
const publicNumber = number(1, 999_999_999, /^\d{1,9}$/);

/** `course.yaml`. */
export const manifestSchema = z.strictObject(
  {
    slug,
    version: short(40),
    languages: z
      .array(language, "[en, …]")
      .min(1, "[en, …]")
      .max(30, "[en, …]")
      .refine((list) => new Set(list).size === list.length, "[en, …]"),
    defaultLanguage: language,
    title: texts(200),
    summary: summaries(2000),
    outcomes: outcomes.optional(),
    level: z.enum(courseLevels, courseLevels.join(" | ")).optional(),
    hours: number(0.1, 1000, /^\d{1,4}(?:\.\d{1,2})?$/),
    licence: short(100),
    activities,
    enrolment: z.enum(enrolmentModes, enrolmentModes.join(" | ")).optional(),
    linear: flag.default(false),
    draft: flag.default(false),
    prerequisites: slugs,
    bank: bankSchema.default([]),
    modules: z
      .array(
        z.strictObject(
          { folder: z.string("nn-slug").regex(folderPattern, "nn-slug"), title: texts(200), summary: summaries(2000) },
          "folder, title, summary",
        ),
        "- folder: …",
      )
      .max(200, "0–200"),
  },
  "slug: …",
);

const completionForms =
  "opened | marked done | submitted | graded | passed 1–100 | 2 replies | attended 30 minutes, … and …";
const completion = z.string(completionForms).transform((text, context) => {
  const read = readCompletion(text);
  if (!read) context.addIssue({ code: "custom", message: completionForms });
  return read ?? {};
});

/** The front matter of a unit. */
export const frontMatterSchema = z.strictObject(
  {
    title: short(200),
    kind: z.enum(unitKindNames, unitKindNames.join(" | ")),
    minutes: number(1, 600, /^\d{1,3}$/),
    activities,
    completion,
    draft: flag.default(false),
    requires: slugs,
    weight: number(0, 1000, /^\d{1,4}(?:\.\d{1,6})?$/).default(1),
    hidesGrades: flag.default(false),
    opens: moment.optional(),
    due: moment.optional(),
    closes: moment.optional(),
    topic: publicNumber.optional(),
    webinar: publicNumber.optional(),
    quiz: quizSchema.optional(),
    assignment: assignmentSchema.optional(),
    rubric: rubricSchema.optional(),
    survey: surveyTranslationSchema.optional(),
  },
  "title: …",
);

export type Manifest = z.output<typeof manifestSchema>;
export type FrontMatter = z.output<typeof frontMatterSchema>;
