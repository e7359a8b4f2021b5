import { isolate } from "#app/lib/isolate.ts";

/** What is said beside a question whose answer is no number; `typed` are the answers of its fields that are none. */
export function noNumber([typed = ""]: string[]) {
  return { code: "quizzes.error.no_number", values: { typed: isolate(typed.slice(0, 60)) } } as const;
}
