import type { FieldErrors } from "#app/infra/app-error.ts";
import { assignErrors } from "./fault-fields.ts";
import type { ReadQuestion } from "./read-form.ts";
import { checkQuestion } from "#app/modules/learning/questions/questions.schema.ts";

const longestTitle = 200;

/** What is wrong with a question that was read from a form, by the ids of its fields; nothing when it can be asked. */
export function checkDraft(read: ReadQuestion): FieldErrors {
  const { title } = read.question;
  const errors = assignErrors(checkQuestion(read.question), read);
  return title && title.length > longestTitle
    ? { ...errors, title: { code: "error.field.too_long", values: { max: longestTitle } } }
    : errors;
}
