import { z } from "zod";

import { readCompletion } from "../completion.ts";
import { stripUnsafeCharacters } from "#app/lib/text.ts";

// The messages are what is expected, in a form that needs no translation: a pattern, a list or a range.
const short = (max: number) =>
  z
    .string(`1–${max}`)
    .transform((text) => stripUnsafeCharacters(text))
    .pipe(z.string().min(1, `1–${max}`).max(max, `1–${max}`));
const number = (min: number, max: number, pattern: RegExp) =>
  z
    .string(`${min}–${max}`)
    .regex(pattern, `${min}–${max}`)
    .transform(Number)
    .pipe(z.number().min(min, `${min}–${max}`).max(max, `${min}–${max}`));

const slugPattern = /^[a-z0-9]+(?:-[a-z0-9]+)*$/;
const languagePattern = /^[a-z]{2,3}(?:-[A-Za-z0-9]{2,8})*$/;
export const folderPattern = /^(\d{2})-([a-z0-9]+(?:-[a-z0-9]+)*)$/;

const slug = z.string("a-z 0-9 -").regex(slugPattern, "a-z 0-9 -").max(80, "a-z 0-9 -, 1–80");
const language = z.string("en, fr, …").regex(languagePattern, "en, fr, …");
const texts = (max: number) => z.record(language, short(max), "en: …");
const activities = z
  .array(z.string("1.1–5.4").regex(/^[1-5]\.[1-4]$/, "1.1–5.4"), "[1.1, …]")
  .refine((list) => new Set(list).size === list.length, "[1.1, …]");

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
    summary: texts(2000),
    hours: number(0.1, 1000, /^\d{1,4}(?:\.\d{1,2})?$/),
    licence: short(100),
    activities,
    modules: z
      .array(
        z.strictObject(
          { folder: z.string("nn-slug").regex(folderPattern, "nn-slug"), title: texts(200), summary: texts(2000) },
          "folder, title, summary",
        ),
        "- folder: …",
      )
      .min(1, "- folder: …"),
  },
  "slug: …",
);

const completionForms = "opened | marked done | submitted | passed 1–100 | 2 replies | attended 30 minutes, … and …";
const completion = z.string(completionForms).transform((text, context) => {
  const read = readCompletion(text);
  if (!read) context.addIssue({ code: "custom", message: completionForms });
  return read ?? {};
});

/** The front matter of a unit. */
export const frontMatterSchema = z.strictObject(
  {
    title: short(200),
    kind: z.enum(["lesson", "quiz"], "lesson | quiz"),
    minutes: number(1, 600, /^\d{1,3}$/),
    activities,
    completion,
  },
  "title: …",
);

export type Manifest = z.output<typeof manifestSchema>;
export type FrontMatter = z.output<typeof frontMatterSchema>;
