import { z } from "zod";
import { type Text, textIn } from "#app/modules/learning/courses/text.ts";

/** Language -> text. */
type Texts = Record<string, string>;
type RubricLevel = { points: number; title: Texts; explanation: Texts };
export type Criterion = { key: string; title: Texts; description: Texts; levels: RubricLevel[] };

const texts = (max: number) =>
  z.record(z.string().regex(/^[a-z]{2,3}$/), z.string().trim().max(max, "error.field.too_long"));
const named = (max: number) =>
  texts(max).refine((translations) => Object.values(translations).some(Boolean), "error.field.required");

const level = z.object({
  points: z.number().min(0, "error.field.invalid").max(1000, "error.field.invalid"),
  title: named(200),
  explanation: texts(2000).default({}),
});

/**
 * A rubric: criteria with levels, each worth points. Keys and the points of a criterion's levels differ, so that the
 * points of a mark say which level was meant.
 */
export const rubricSchema = z
  .array(
    z.object({
      key: z.string().regex(/^[a-z0-9-]{1,80}$/, "error.field.invalid"),
      title: named(200),
      description: texts(2000).default({}),
      levels: z
        .array(level)
        .min(1, "assignments.error.levels")
        .max(10, "assignments.error.levels")
        .refine((levels) => new Set(levels.map(({ points }) => points)).size === levels.length, {
          message: "assignments.error.same_points",
        }),
    }),
  )
  .max(30, "assignments.error.too_many_criteria")
  .refine((criteria) => new Set(criteria.map(({ key }) => key)).size === criteria.length, {
    message: "assignments.error.same_key",
  });

/** Criterion key -> the points given and why. */
export type Marks = Record<string, { points: number; comment: string }>;

/** The points that a criterion can give. */
export function range({ levels }: Pick<Criterion, "levels">): { min: number; max: number } {
  const points = levels.map((one) => one.points);
  return { min: Math.min(...points), max: Math.max(...points) };
}

/** The most that a rubric gives. */
export function fullPoints(criteria: readonly Criterion[]): number {
  return criteria.reduce((sum, criterion) => sum + range(criterion).max, 0);
}

/** The keys of the criteria that `marks` gives no points for that one of their levels is worth. */
export function missingMarks(criteria: readonly Criterion[], marks: Marks): string[] {
  return criteria
    .filter(({ key, levels }) => !levels.some(({ points }) => points === marks[key]?.points))
    .map(({ key }) => key);
}

/** A criterion in one language, or in the course's own where that layer is missing. */
export type ShownCriterion = {
  key: string;
  title: Text;
  description: Text;
  max: number;
  levels: { points: number; title: Text; explanation: Text }[];
};

export function showRubric(criteria: readonly Criterion[], language: string, ownLanguage: string): ShownCriterion[] {
  const show = (translations: Texts) => textIn(translations, language, ownLanguage);
  return criteria.map(({ key, title, description, levels, ...criterion }) => ({
    key,
    title: show(title),
    description: show(description),
    max: range({ levels, ...criterion }).max,
    levels: levels.map((one) => ({ points: one.points, title: show(one.title), explanation: show(one.explanation) })),
  }));
}
