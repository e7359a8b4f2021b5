import { z } from "zod";

/** Characters of one answer, an essay of some 7,000 words; longer ones are refused. */
export const maxAnswerLength = 50_000;

const answer = z.string().max(maxAnswerLength, "error.field.too_long");
const whole = z
  .string()
  .regex(/^\d{1,9}$/, "error.field.invalid")
  .transform(Number);
// Whatever a program sends twice counts by its first value.
const one = <T extends z.ZodType>(schema: T) =>
  z.preprocess((value) => (Array.isArray(value) ? (value[0] as unknown) : value), schema);

// The button that was pressed comes after the form's own field.
const last = <T extends z.ZodType>(schema: T) =>
  z.preprocess((value) => (Array.isArray(value) ? (value.at(-1) as unknown) : value), schema);

/** The numbers of questions, "1,2,3" or one field each; an empty one names none. */
const numbers = z
  .union([z.string().max(5000), z.array(z.string().max(5000)).max(1000)])
  .transform((value) => [value].flat().flatMap((text) => text.split(",")))
  .transform((parts) => parts.filter((part) => /^[1-9]\d{0,3}$/.test(part.trim())).map(Number));

/**
 * The answers of a quiz as a form sends them: `q<number>` per question, repeated for several choices and for several
 * places; a question that is not sent is not answered. `page` names the questions that the page holds, when it does not
 * hold all: the others stay as they are. `to` is the page to go to next. Without `version` the saved one is meant, without
 * `attempt` the running one.
 */
export const answersSchema = z
  .object({
    intent: one(z.enum(["save", "submit", "check", "start"]).default("save")),
    version: one(whole.optional()),
    attempt: one(whole.optional()),
    confirm: one(z.literal("1").optional()),
    page: numbers.optional(),
    to: last(whole.optional()),
  })
  .catchall(z.union([answer, z.array(answer).max(100)]))
  .transform(({ intent, version, attempt, confirm, page, to, ...fields }) => ({
    intent,
    version: version ?? null,
    attempt: attempt ?? null,
    isConfirmed: confirm === "1",
    page: page ?? null,
    to: to ?? null,
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
