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
  feedback: z.object({ general: feedback, right: feedback, partly: feedback, wrong: feedback }).optional(),
  penalty: z.number().min(0).max(1).optional(),
  tags: z.array(z.string().min(1).max(60)).max(30).optional(),
  files: z.array(z.string().min(1).max(200)).max(100).optional(),
  category: z.string().nullable(),
  line: z.number().int().min(1),
};

const weight = z.number().positive().max(1000);
const gap = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("choice"), weight, answers: z.array(textAnswer).min(2) }),
  z.object({ kind: z.literal("short"), weight, answers: z.array(textAnswer).min(1) }),
  z.object({ kind: z.literal("numeric"), weight, answers: z.array(numericAnswer).min(1) }),
]);
const words = z.number().int().min(1).max(20_000).optional();

/** A question as it is stored and read back (the JSON column of a question version, an export, a test). */
export const questionSchema = z.discriminatedUnion("kind", [
  z.object({ ...base, kind: z.enum(["single", "several"]), answers: z.array(textAnswer).min(2) }),
  z.object({ ...base, kind: z.literal("boolean"), answers: z.array(textAnswer).length(2) }),
  z.object({ ...base, kind: z.literal("short"), answers: z.array(textAnswer).min(1) }),
  z.object({ ...base, kind: z.literal("numeric"), answers: z.array(numericAnswer).min(1) }),
  z.object({
    ...base,
    kind: z.literal("matching"),
    pairs: z.array(z.object({ prompt: z.string().min(1), answer: z.string().min(1) })).min(2),
    extra: z.array(z.string().min(1)),
  }),
  z.object({ ...base, kind: z.literal("ordering"), items: z.array(z.string().min(1)).min(2) }),
  z.object({ ...base, kind: z.literal("cloze"), gaps: z.array(gap).min(1) }),
  z.object({
    ...base,
    kind: z.literal("essay"),
    template: z.string().optional(),
    minWords: words,
    maxWords: words,
    notes: z.string().optional(),
  }),
]) satisfies z.ZodType<Question>;
