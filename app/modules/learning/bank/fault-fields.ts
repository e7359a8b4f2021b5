import type { FieldErrors } from "#app/infra/app-error.ts";
import { rowId } from "./fields.ts";
import type { ReadQuestion } from "./read-form.ts";
import type { QuestionFault } from "#app/modules/learning/questions/question-faults.ts";

type Path = readonly (string | number)[];

/** "answers.0.text" as its parts. */
function pathOf(field: string): Path {
  return field.split(".").map((part) => (/^\d+$/.test(part) ? Number(part) : part));
}

const lists: Record<string, { prefix: string; column: string }> = {
  answers: { prefix: "a", column: "text" },
  pairs: { prefix: "p", column: "prompt" },
  extra: { prefix: "x", column: "answer" },
  items: { prefix: "i", column: "text" },
};

/** The id of the form field behind a place in a question, as `checkQuestion` names it. Throws nothing. */
function fieldAt(field: string, { question, origins }: Pick<ReadQuestion, "question" | "origins">): string {
  const [head, ...rest] = pathOf(field);
  if (head === "feedback") return `feedback_${rest[0] ?? "general"}`;
  if (head === "gaps") {
    const [gap, part, ...inner] = rest;
    if (typeof gap !== "number") return "prompt";
    const prefix = `g${gap + 1}`;
    if (part === "answers") return inRow(inner, { prefix, column: "text", origins: origins[`gaps.${gap}`] });
    return part === "weight" || part === "kind" ? `${prefix}_${part}` : prefix;
  }
  const list = lists[String(head)];
  if (!list) return String(head ?? "prompt");
  if (question.kind === "boolean") return "a";
  const column = question.kind === "numeric" ? "value" : list.column;
  return inRow(rest, { ...list, column, origins: origins[String(head)] });
}

/** Problems by the ids of their fields; the first one of a field counts. */
export function assignErrors(faults: readonly QuestionFault[], read: ReadQuestion): FieldErrors {
  const errors: FieldErrors = { ...read.errors };
  for (const { field, code, values } of faults) errors[fieldAt(field, read)] ??= { code, values };
  return errors;
}

function inRow(
  [index, column]: Path,
  list: { prefix: string; column: string; origins: ReadQuestion["origins"][string] | undefined },
): string {
  if (typeof index !== "number") return list.prefix;
  const row = list.origins?.[index]?.row ?? index;
  const name = column === "fraction" ? "worth" : typeof column === "string" ? column : list.column;
  return rowId(list.prefix, name, row);
}
