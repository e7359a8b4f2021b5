import { pageless } from "#app/http/resource.server.ts";
import { getRosterRun } from "#app/modules/learning/enrolment/roster/request-roster.server.ts";
import { getStaffAccessFor } from "#app/modules/learning/courses/staff-access.server.ts";

/** How far a list of people is, for the page that watches it: `{ done, total, isFinished, text }`. */
export const loader = pageless(async ({ actor, param, language, t }) => {
  const access = await getStaffAccessFor(actor, param("slug"), language);
  const { done, total, isOver } = await getRosterRun(access, param("run"));
  const text = t("enrolment.roster.progress_of", { done, total });
  return Response.json({ done, total, isFinished: isOver, text }, { headers: { "Cache-Control": "no-store" } });
});
