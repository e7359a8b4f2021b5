import { z } from "zod";
import { stripUnsafeCharacters } from "#app/lib/text.ts";
import { line, linkedNumber, list, typedNumber } from "#app/modules/learning/courses/fields.ts";
import {
  maxHours,
  maxMinutes,
  maxOutcomes,
  maxSlug,
  maxSummary,
  maxTitle,
  slugPattern,
} from "#app/modules/learning/courses/limits.ts";
import { courseLevels, tidyOutcomes } from "#app/modules/learning/courses/outcomes.ts";
import { type Completion, completionRules } from "#app/modules/learning/courses/completion.ts";

const several = list(z.string().max(maxSlug, "error.field.invalid"), 100);
/** A box is sent when it is ticked. */
const ticked = z
  .string()
  .optional()
  .transform((value) => value !== undefined);
const whole = (min: number, max: number) => typedNumber({ min, max });
const decimal = (min: number, max: number) => typedNumber({ min, max, decimals: 6 });
const maybe = <T extends z.ZodType>(schema: T) =>
  z.preprocess((value) => (value === "" || value === undefined ? null : value), schema.nullable());

/**
 * What a course is, as its form sends it: `title-`, `summary-` and `outcomes-<language>` for each language. Whether the course
 * has the language, and its own language a title, is looked at where it is saved.
 */
const courseSettingsSchema = z
  .object({
    intent: z.literal("course"),
    version: line(40),
    languages: several,
    hours: decimal(0.1, maxHours),
    licence: line(100),
    level: maybe(z.enum(courseLevels, "error.field.invalid")),
    activities: several,
    linear: ticked,
    prerequisites: several,
  })
  .catchall(z.union([z.string(), z.array(z.string())]))
  .transform(
    ({ intent, version, languages, hours, licence, level, activities, linear, prerequisites, ...rest }, context) => {
      const textsOf = (field: string, max: number, tidy = stripUnsafeCharacters) =>
        Object.fromEntries(
          Object.entries(rest).flatMap(([name, value]) => {
            const language = new RegExp(`^${field}-([a-z]{2,3}(?:-[A-Za-z0-9]{2,8})*)$`).exec(name)?.[1];
            const text = typeof value === "string" ? tidy(value) : "";
            if (!language || text === "") return [];
            if (text.length > max) {
              context.addIssue({
                code: "too_big",
                origin: "string",
                maximum: max,
                message: "error.field.too_long",
                path: [name],
              });
            }
            return [[language, text]];
          }),
        );
      return {
        intent,
        version,
        languages,
        hours,
        licence,
        level,
        activities,
        prerequisites,
        isLinear: linear,
        title: textsOf("title", maxTitle),
        summary: textsOf("summary", maxSummary),
        outcomes: textsOf("outcomes", maxOutcomes, tidyOutcomes),
      };
    },
  );
export type CourseSettingsInput = z.output<typeof courseSettingsSchema>;

const person = line(200);
export const settingsSchema = z.discriminatedUnion("intent", [
  courseSettingsSchema,
  z.object({ intent: z.literal("add-person"), person, role: z.enum(["author", "trainer"], "error.field.invalid") }),
  z.object({ intent: z.literal("change-person"), handle: person, role: z.enum(["author", "trainer"]) }),
  z.object({ intent: z.literal("remove-person"), handle: person }),
  z.object({ intent: z.literal("state"), state: z.enum(["draft", "published"], "error.field.invalid") }),
  z.object({
    intent: z.literal("duplicate"),
    copyTitle: line(maxTitle),
    copySlug: z
      .string("error.field.required")
      .trim()
      .min(1, "error.field.required")
      .max(maxSlug, "error.field.too_long")
      .regex(slugPattern, "courses.settings.error.slug"),
  }),
]);

/** What a unit is beside its text. */
const unitSettingsSchema = z.object({
  intent: z.literal("unit"),
  minutes: whole(1, maxMinutes),
  weight: maybe(decimal(0, 1000)).transform((value) => value ?? 1),
  hidesGrades: ticked,
  activities: several,
  requires: several,
  topic: linkedNumber("topics", "courses.settings.error.no_topic").optional(),
  webinar: linkedNumber("webinars", "courses.settings.error.no_webinar").optional(),
});
export type UnitSettingsInput = z.output<typeof unitSettingsSchema>;

/** A completion rule as a form sends it: which rules, and the number of those that have one. */
const ruleSchema = z
  .object({
    intent: z.literal("rule"),
    rules: several,
    passed: maybe(decimal(1, 100)),
    replies: maybe(whole(1, 999)),
    attended: maybe(whole(1, 9999)),
    mode: z.enum(["keep", "recompute"]).optional(),
  })
  .transform(({ intent, rules, mode, ...numbers }, context) => {
    const completion: Completion = {};
    for (const rule of completionRules.filter((one) => rules.includes(one))) {
      if (rule === "opened" || rule === "markedDone" || rule === "submitted" || rule === "graded")
        completion[rule] = true;
      else if (numbers[rule] === null)
        context.addIssue({ code: "custom", path: [rule], message: "error.field.required" });
      else completion[rule] = numbers[rule];
    }
    if (Object.keys(completion).length === 0) {
      context.addIssue({ code: "custom", path: ["rules"], message: "courses.structure.error.rule" });
    }
    return { intent, completion, mode: mode ?? null };
  });

export const unitFormSchema = z.discriminatedUnion("intent", [unitSettingsSchema, ruleSchema]);
