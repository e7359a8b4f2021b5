import { z } from "zod";

/** Longer answers are refused; grading looks at no more. */
export const maxAnswerLength = 10_000;

const answer = z.string().max(maxAnswerLength, "error.field.too_long");
const whole = z
  .string()
  .regex(/^\d{1,9}$/, "error.field.invalid")
  .transform(Number);
// Whatever a program sends twice counts by its first value.
const one = <T extends z.ZodType>(schema: T) =>
  z.preprocess((value) => (Array.isArray(value) ? (value[0] as unknown) : value), schema);

/**
 * The answers of a quiz as a form sends them: `q<number>` per question, repeated for several choices; a question that is
 * not sent is not answered. Without `version` the saved one is meant, without `attempt` the running one.
 */
export const answersSchema = z
  .object({
    intent: one(z.enum(["save", "submit"]).default("save")),
    version: one(whole.optional()),
    attempt: one(whole.optional()),
    confirm: one(z.literal("1").optional()),
  })
  .catchall(z.union([answer, z.array(answer).max(100)]))
  .transform(({ intent, version, attempt, confirm, ...fields }) => ({
    intent,
    version: version ?? null,
    attempt: attempt ?? null,
    isConfirmed: confirm === "1",
    answers: answersIn(fields),
  }));

export type AnswersInput = z.output<typeof answersSchema>;

/** Question number -> what was chosen or typed. */
export type Answers = Record<number, string[]>;

function answersIn(fields: Record<string, unknown>): Answers {
  const answers: Answers = {};
  for (const [name, value] of Object.entries(fields)) {
    const number = /^q([1-9]\d{0,3})$/.exec(name)?.[1];
    if (number) answers[Number(number)] = (Array.isArray(value) ? value : [value]) as string[];
  }
  return answers;
}
