import { pageless } from "#app/http/resource.server.ts";
import { getImportProgressFor } from "#app/modules/learning/interchange/courses/run-import.server.ts";

/** How far an import is, for the page that watches it: `{ state, done, total, isFinished, text }`. */
export const loader = pageless(async ({ actor, param, t }) => {
  const progress = await getImportProgressFor(actor, param("id"));
  const { done, total } = progress;
  const text = total > 0 ? t("admin.imports.progress_of", { done, total }) : "";
  return Response.json({ ...progress, text }, { headers: { "Cache-Control": "no-store" } });
});
