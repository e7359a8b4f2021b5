import { teachPath } from "#app/modules/learning/courses/paths.ts";

/** A page below the question bank: a question's id, "new", "categories" … */
export function questionsPath(courseSlug: string, rest = ""): string {
  return teachPath(courseSlug, rest ? `questions/${rest}` : "questions");
}

/** A question in one of its languages. `text`, not `lang`: the reader's own language stays as it is. */
export function questionPath(courseSlug: string, id: string, language?: string): string {
  const path = questionsPath(courseSlug, id);
  return language ? `${path}?text=${language}` : path;
}

/** Where a quiz is built. */
export function builderPath(courseSlug: string, unitSlug: string, rest = ""): string {
  return teachPath(courseSlug, `content/${unitSlug}/quiz${rest ? `/${rest}` : ""}`);
}
