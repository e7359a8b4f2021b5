import { z } from "zod";
import { courseLevels } from "./outcomes.ts";

// What an address says that is no choice of ours is no choice: the page shows everything.
const part = <T extends z.ZodType>(schema: T) => schema.optional().catch(undefined);

/** What the catalogue is narrowed to: the language of courses, an output ("2") or an activity ("2.3"), the level. */
export const catalogueFilterSchema = z.object({
  language: part(z.string().regex(/^[a-z]{2,3}$/)),
  road: part(z.string().regex(/^[1-5](?:\.[1-4])?$/)),
  level: part(z.enum(courseLevels)),
});
export type CatalogueFilter = z.output<typeof catalogueFilterSchema>;

/** The address of the catalogue with a filter, beginning after the course `before`. */
export function cataloguePath(filter: CatalogueFilter, before?: string): string {
  const chosen = Object.entries({ ...filter, before }).filter((one): one is [string, string] => Boolean(one[1]));
  return chosen.length === 0 ? "/courses" : `/courses?${new URLSearchParams(chosen).toString()}`;
}
