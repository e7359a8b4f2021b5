import { page } from "#app/http/page.server.ts";
import { findQuizOf } from "#app/modules/learning/quizzes/staff/list-attempts.server.ts";
import { getRegrade } from "#app/modules/learning/quizzes/staff/run-regrade.server.ts";
import { getTeachingFor } from "#app/modules/learning/courses/staff-access.server.ts";

/** How far a regrade is, for the page that watches it: `{ state, done, total, isFinished, text }`. */
export const loader = page(async ({ actor, param, language, t }) => {
  const teaching = await getTeachingFor(actor, param("slug"), language);
  const unit = await findQuizOf(teaching, param("unit"), language);
  const { state, done, total } = await getRegrade(teaching, unit.id, param("id"));
  const text = total > 0 ? t("admin.imports.progress_of", { done, total }) : "";
  const isFinished = state === "done" || state === "failed";
  return Response.json({ state, done, total, isFinished, text }, { headers: { "Cache-Control": "no-store" } });
});
