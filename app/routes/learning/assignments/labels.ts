import type { MessageKey } from "#app/i18n/catalogues/en.ts";
import type { Standing } from "#app/modules/learning/assignments/get-assignment.server.ts";
import { isolate } from "#app/lib/isolate.ts";
import type { Marks, ShownCriterion } from "#app/modules/learning/assignments/rubric.ts";

/** What one does next, in a sentence. */
export const nextLabels: Record<Standing["next"], MessageKey> = {
  team: "assignments.next.team",
  begin: "assignments.next.begin",
  continue: "assignments.next.continue",
  closed: "assignments.next.closed",
  review: "assignments.next.review",
  wait_start: "assignments.next.wait_start",
  wait_reviews: "assignments.next.wait_reviews",
  wait_trainer: "assignments.next.wait_trainer",
  done: "assignments.next.done",
};

export const reviewStates: Record<"allocated" | "begun" | "submitted" | "lapsed", MessageKey> = {
  allocated: "assignments.review.state.allocated",
  begun: "assignments.review.state.begun",
  submitted: "assignments.review.state.submitted",
  lapsed: "assignments.review.state.lapsed",
};

/** The marks of a rubric's form: `points-<key>` and `comment-<key>`. What was not chosen has no points. */
export function readMarks(fields: Record<string, unknown>): Marks {
  const marks: Marks = {};
  const one = (value: unknown) => String((Array.isArray(value) ? (value[0] as unknown) : value) ?? "");
  for (const [name, value] of Object.entries(fields)) {
    const [, kind, key] = /^(points|comment)-([a-z0-9-]{1,80})$/.exec(name) ?? [];
    if (!kind || !key) continue;
    const text = one(value);
    const mark = (marks[key] ??= { points: NaN, comment: "" });
    if (kind === "comment") mark.comment = text;
    else if (/^\d{1,4}(\.\d{1,6})?$/.test(text)) mark.points = Number(text);
  }
  // JSON has no NaN: points that were not chosen are not there.
  return Object.fromEntries(
    Object.entries(marks).map(([key, { points, comment }]) => [
      key,
      Number.isNaN(points) ? ({ comment } as never) : { points, comment },
    ]),
  );
}

/** The same the other way: marks by the names of a form's fields. */
export function marksAsFields(marks: Marks): Record<string, string> {
  return Object.fromEntries(
    Object.entries(marks).flatMap(([key, { points, comment }]) => [
      [`points-${key}`, points === undefined ? "" : String(points)],
      [`comment-${key}`, comment],
    ]),
  );
}

/** The names of the fields in which a level is chosen, for what is said of them together. */
export function criterionNames(rubric: readonly ShownCriterion[]): Record<string, string> {
  return Object.fromEntries(rubric.map(({ key, title }) => [`points-${key}`, isolate(title.text)]));
}
