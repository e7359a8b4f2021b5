import { z } from "zod";
import { surveyKinds, type SurveyItem } from "./survey.ts";

const text = (max: number) => z.string().trim().min(1, "error.field.required").max(max, "error.field.too_long");

const translation = z.object({
  prompt: text(500),
  choices: z.array(text(200)).max(20, "surveys.error.choices").optional(),
});

/** One question of a survey, as a package and the editor write it. */
const surveyItemSchema = z
  .object({
    key: z
      .string()
      .regex(/^[a-z0-9]+(?:-[a-z0-9]+)*$/, "error.field.invalid")
      .max(80, "error.field.too_long"),
    kind: z.enum(surveyKinds, "error.field.invalid"),
    isRequired: z.boolean().default(false),
    translations: z.record(z.string().regex(/^[a-z]{2,3}(?:-[A-Za-z0-9]{2,8})*$/), translation),
  })
  .superRefine(({ kind, translations }, context) => {
    const all = Object.values(translations);
    if (all.length === 0) context.addIssue({ code: "custom", path: ["translations"], message: "error.field.required" });
    const counts = new Set(all.map(({ choices }) => choices?.length ?? 0));
    const [count = 0] = counts;
    const isRight =
      counts.size <= 1 && (kind === "text" ? count === 0 : kind === "scale" ? count === 0 || count === 2 : count >= 2);
    if (!isRight) context.addIssue({ code: "custom", path: ["choices"], message: "surveys.error.choices" });
  }) satisfies z.ZodType<SurveyItem, unknown>;

/** A whole survey: 1 to 50 questions, each key once. */
export const surveySchema = z
  .array(surveyItemSchema)
  .min(1, "surveys.error.empty")
  .max(50, "surveys.error.too_many")
  .refine((items) => new Set(items.map(({ key }) => key)).size === items.length, "surveys.error.key_twice");
