import { messageKey } from "#app/i18n/message-key.ts";
import { z } from "zod";

import { findFaults, type QuestionFault } from "./question-faults.ts";
import type { Question } from "./questions.ts";

const fraction = z.number().min(-1).max(1);
const feedback = z.string().max(10_000).optional();
// Kept as it is written, spaces and all, so that an export comes back unchanged; but not blank.
const text = z.string().regex(/\S/).max(20_000);
const textAnswer = z.object({ text, fraction, feedback });
const bound = z.number().nullable();
const numericAnswer = z.union([
  z.object({ value: z.number(), tolerance: z.number().min(0), fraction, feedback }),
  z.object({ min: bound, max: bound, fraction, feedback }),
]);
/** As many values as a form may send for one question (`answersSchema`). */
const most = 100;

const base = {
  key: z.string().min(1).max(80),
  title: z.string().nullable(),
  prompt: z.string().regex(/\S/).max(50_000),
  format: z.enum(["plain", "markdown", "html"]),
  marks: z.number().min(0).max(1_000),
  feedback: z.object({ general: feedback, right: feedback, partly: feedback, wrong: feedback }).optional(),
  penalty: z.number().min(0).max(1).optional(),
  tags: z.array(z.string().min(1).max(60)).max(30).optional(),
  files: z.array(z.string().min(1).max(200)).max(100).optional(),
  category: z.string().nullable(),
  line: z.number().int().min(1),
};

const weight = z.number().min(0).max(1000);
const gap = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("choice"), weight, answers: z.array(textAnswer).min(1).max(most) }),
  z.object({ kind: z.literal("short"), weight, answers: z.array(textAnswer).min(1).max(most) }),
  z.object({ kind: z.literal("numeric"), weight, answers: z.array(numericAnswer).min(1).max(most) }),
]);
/** As many words as an answer has room for (`maxAnswerLength`). */
export const mostWords = 7_000;
const words = z.number().int().min(1).max(mostWords).optional();

const shape = z.discriminatedUnion("kind", [
  z.object({ ...base, kind: z.enum(["single", "several"]), answers: z.array(textAnswer).min(2).max(most) }),
  z.object({ ...base, kind: z.literal("boolean"), answers: z.array(textAnswer).length(2) }),
  z.object({ ...base, kind: z.literal("short"), answers: z.array(textAnswer).min(1).max(most) }),
  z.object({ ...base, kind: z.literal("numeric"), answers: z.array(numericAnswer).min(1).max(most) }),
  z.object({
    ...base,
    kind: z.literal("matching"),
    pairs: z
      .array(z.object({ prompt: text, answer: text }))
      .min(1)
      .max(most),
    extra: z.array(text).max(most),
  }),
  z.object({ ...base, kind: z.literal("ordering"), items: z.array(text).min(2).max(most) }),
  z.object({ ...base, kind: z.literal("cloze"), gaps: z.array(gap).min(1).max(most) }),
  z.object({
    ...base,
    kind: z.literal("essay"),
    template: z.string().max(10_000).optional(),
    minWords: words,
    maxWords: words,
    notes: z.string().max(10_000).optional(),
  }),
]) satisfies z.ZodType<Question>;

/** A question as it is stored and read back (the JSON column of a question version, an export, a form). */
export const questionSchema = shape.superRefine((question, context) => {
  for (const { field, code, values } of findFaults(question)) {
    context.addIssue({ code: "custom", path: field.split("."), message: code, params: values });
  }
});

/**
 * What is wrong with a question, from its shape to its sense: for each fault the field as a path into the question
 * ("answers.0.text", "prompt"), a translation key and its values. Empty when the question can be asked. Never throws,
 * whatever it is given.
 */
export function checkQuestion(question: unknown): QuestionFault[] {
  const result = questionSchema.safeParse(question);
  return result.success ? [] : result.error.issues.flatMap((issue) => faultsOf(issue));
}

type Issue = z.core.$ZodIssue;

function faultsOf(issue: Issue, above: readonly PropertyKey[] = []): QuestionFault[] {
  const path = [...above, ...issue.path];
  // Neither a value with its tolerance nor a range: what is missing of the first is what there is to say.
  if (issue.code === "invalid_union" && issue.errors[0]) return issue.errors[0].flatMap((one) => faultsOf(one, path));
  return [{ field: path.join("."), ...faultOf(issue) }];
}

function faultOf(issue: Issue): Omit<QuestionFault, "field"> {
  switch (issue.code) {
    case "custom":
      return { code: messageKey(issue.message), values: (issue.params ?? {}) as QuestionFault["values"] };
    case "too_small":
      if (issue.origin === "array") return { code: "quizzes.check.too_few", values: { min: Number(issue.minimum) } };
      if (issue.origin === "string") return { code: "quizzes.check.required", values: {} };
      return outOfRange(issue.path);
    case "too_big":
      if (issue.origin === "array") return { code: "quizzes.check.too_many", values: { max: Number(issue.maximum) } };
      if (issue.origin === "string") return { code: "quizzes.check.too_long", values: { max: Number(issue.maximum) } };
      return outOfRange(issue.path);
    case "invalid_type":
      return { code: issue.expected === "number" ? "quizzes.check.value" : "quizzes.check.required", values: {} };
    default:
      return { code: "quizzes.check.required", values: {} };
  }
}

const ranges: Record<string, { min: number; max: number }> = {
  fraction: { min: -100, max: 100 },
  penalty: { min: 0, max: 100 },
  minWords: { min: 1, max: mostWords },
  maxWords: { min: 1, max: mostWords },
  tolerance: { min: 0, max: 1e9 },
};

/** Weights and penalties are stored as parts of one and written in per cent. */
function outOfRange(path: readonly PropertyKey[]): Omit<QuestionFault, "field"> {
  return { code: "quizzes.check.number", values: ranges[String(path.at(-1))] ?? { min: 0, max: 1_000 } };
}
