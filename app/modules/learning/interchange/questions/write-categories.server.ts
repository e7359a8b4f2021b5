import { AppError, notFound } from "#app/infra/app-error.ts";
import type { Tx } from "#app/infra/db.server.ts";
import { maxCategories, maxDepth } from "#app/modules/learning/bank/change-categories.server.ts";
import { categoryPath } from "#app/modules/learning/interchange/notation/category-names.ts";

/** What a package takes as a path. */
const maxPath = 200;

type Wish = {
  /** The path of the category that all others stand in; "" = the top. */
  base: string;
  /** Names, the outermost first; with none, the base itself. */
  needed: readonly string[][];
  language: string;
};

/**
 * Makes the categories that are missing, parents too, with their names as titles; what is there keeps its own. Returns
 * the ids by path. The caller holds `lockBank`. Throws 404 for a base that is not there, 409 for too many or too deep.
 */
export async function writeCategories(
  tx: Tx,
  { id: courseId }: { id: string },
  { base, needed, language }: Wish,
): Promise<Map<string, string>> {
  const rows = await tx.questionCategory.findMany({ where: { courseId }, select: { id: true, path: true } });
  const ids = new Map(rows.map(({ id, path }) => [path, id]));
  if (base && !ids.has(base)) throw notFound();
  for (const names of needed) {
    for (let depth = 1; depth <= names.length; depth += 1) {
      const path = [base, categoryPath(names.slice(0, depth))].filter(Boolean).join("/");
      if (ids.has(path)) continue;
      if (path.split("/").length > maxDepth || path.length > maxPath) {
        throw new AppError("authoring.bank.error.too_deep", 409, { values: { max: maxDepth } });
      }
      if (ids.size >= maxCategories)
        throw new AppError("authoring.bank.error.too_many", 409, { values: { max: maxCategories } });
      const data = { courseId, path, title: { [language]: names[depth - 1] ?? "" } };
      ids.set(path, (await tx.questionCategory.create({ data, select: { id: true } })).id);
    }
  }
  return ids;
}
