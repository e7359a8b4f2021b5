import { pageless } from "#app/http/resource.server.ts";
import { findQuizOf } from "#app/modules/learning/quizzes/staff/list-attempts.server.ts";
import { getRegrade } from "#app/modules/learning/quizzes/staff/run-regrade.server.ts";
import { getStaffAccessFor } from "#app/modules/learning/courses/staff-access.server.ts";

/** How far a regrade is, for the page that watches it: `{ state, done, total, isFinished, text }`. */
export const loader = pageless(async ({ actor, param, language, t }) => {
  const access = await getStaffAccessFor(actor, param("slug"), language);
  const unit = await findQuizOf(access, param("unit"), language);
  const { state, done, total } = await getRegrade(access, unit.id, param("id"));
  const text = total > 0 ? t("admin.imports.progress_of", { done, total }) : "";
  const isFinished = state === "done" || state === "failed";
  return Response.json({ state, done, total, isFinished, text }, { headers: { "Cache-Control": "no-store" } });
});
