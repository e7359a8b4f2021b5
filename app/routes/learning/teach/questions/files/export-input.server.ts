import type { Category } from "#app/modules/learning/bank/change-categories.server.ts";
import type { ExportInput } from "#app/modules/learning/interchange/questions/export-questions.server.ts";
import type { Authoring } from "#app/modules/learning/courses/staff-access.server.ts";

/** What an address asks to have written: `from` is "category:<id>", "unit:<slug>" or "" for the whole bank. */
export function exportInput(
  { course }: Authoring,
  parameters: URLSearchParams,
  categories: readonly Category[],
): Omit<ExportInput, "format"> & { from: string } {
  const wished = parameters.get("text") ?? "";
  const language = course.languages.includes(wished) ? wished : course.defaultLanguage;
  const from = parameters.get("from") ?? "";
  const unitSlug = /^unit:([a-z0-9-]{1,80})$/.exec(from)?.[1];
  if (unitSlug) return { from, language, unitSlug };
  const category = categories.find(({ id }) => from === `category:${id}`);
  return { from: category ? from : "", language, categoryPath: category?.path ?? "" };
}
