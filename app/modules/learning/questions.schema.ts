import { z } from "zod";

import type { Question } from "./questions.ts";

const fraction = z.number().min(-1).max(1);
const feedback = z.string().optional();
const textAnswer = z.object({ text: z.string().min(1), fraction, feedback });
const bound = z.number().nullable();
const numericAnswer = z.union([
  z.object({ value: z.number(), tolerance: z.number().min(0), fraction, feedback }),
  z.object({ min: bound, max: bound, fraction, feedback }),
]);

const base = {
  key: z.string().min(1).max(80),
  title: z.string().nullable(),
  prompt: z.string().min(1),
  format: z.enum(["plain", "markdown", "html"]),
  marks: z.number().positive(),
  feedback: z.object({ general: feedback, right: feedback, wrong: feedback }).optional(),
  category: z.string().nullable(),
  line: z.number().int().min(1),
};

/** A question as it is stored and read back (the JSON column of a question version, an export, a test). */
export const questionSchema = z.discriminatedUnion("kind", [
  z.object({ ...base, kind: z.enum(["single", "several"]), answers: z.array(textAnswer).min(2) }),
  z.object({ ...base, kind: z.literal("boolean"), answers: z.array(textAnswer).length(2) }),
  z.object({ ...base, kind: z.literal("short"), answers: z.array(textAnswer).min(1) }),
  z.object({ ...base, kind: z.literal("numeric"), answers: z.array(numericAnswer).min(1) }),
]) satisfies z.ZodType<Question>;
