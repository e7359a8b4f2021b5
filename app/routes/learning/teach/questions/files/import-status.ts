import { pageless } from "#app/http/resource.server.ts";
import { getQuestionImportFor } from "#app/modules/learning/interchange/questions/run-question-import.server.ts";
import { getAuthoringFor } from "#app/modules/learning/courses/staff-access.server.ts";

/** How far an import of questions is, for the page that watches it: `{ state, done, total, isFinished, text }`. */
export const loader = pageless(async ({ actor, param, language, t }) => {
  const access = await getAuthoringFor(actor, param("slug"), language);
  const { state, done, total, isOver } = await getQuestionImportFor(access, param("run"));
  const text = total > 0 ? t("admin.imports.progress_of", { done, total }) : "";
  return Response.json({ state, done, total, isFinished: isOver, text }, { headers: { "Cache-Control": "no-store" } });
});
