import { parseTypedNumber } from "#app/modules/learning/courses/numbers.ts";
import type { Question } from "./questions.ts";
import type { Response } from "./responses.ts";

/** What was typed where a number is asked for and is none ("abc", "25 km"), in order; an empty field is no answer. Throws nothing. */
export function unreadNumbers(question: Question, response: Response): string[] {
  const asked = (at: number) =>
    question.kind === "numeric" || (question.kind === "cloze" && question.gaps[at]?.kind === "numeric");
  return response.filter((typed, at) => asked(at) && typed.trim() !== "" && parseTypedNumber(typed) === null);
}
