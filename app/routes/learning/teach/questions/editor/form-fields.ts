import { z } from "zod";
import type { Fields } from "#app/modules/learning/bank/fields.ts";

/** Any form, with all values of each name in order: what its names mean depends on the kind of question. */
export const fieldsSchema = z
  .record(z.string().max(60), z.union([z.string().max(100_000), z.array(z.string().max(100_000)).max(200)]))
  .transform((form): Fields => Object.fromEntries(Object.entries(form).map(([name, value]) => [name, [value].flat()])));

/** The first value of a name. */
export function first(fields: Fields, name: string): string {
  return fields[name]?.[0] ?? "";
}
