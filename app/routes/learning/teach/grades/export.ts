import { createReadableStreamFromReadable } from "@remix-run/node";
import { pageless } from "#app/http/resource.server.ts";
import { exportGradebook } from "#app/modules/learning/grades/export-gradebook.server.ts";
import { getStaffAccessFor } from "#app/modules/learning/courses/staff-access.server.ts";
import { loadCohortChoice } from "#app/routes/learning/teach/frame/cohort-data.server.ts";

/** The gradebook as a file for spreadsheets. */
export const loader = pageless(async ({ actor, param, language, url, t }) => {
  const access = await getStaffAccessFor(actor, param("slug"), language);
  const { cohort } = await loadCohortChoice(access, url);
  const csv = await exportGradebook(access, { language, t, cohortId: cohort?.id ?? null });
  const name = ["grades", access.course.slug, cohort?.slug].filter(Boolean).join("-");
  return new Response(createReadableStreamFromReadable(csv), {
    headers: {
      "Content-Type": "text/csv; charset=utf-8",
      "Content-Disposition": `attachment; filename="${name}.csv"`,
      "Cache-Control": "private, no-store",
    },
  });
});
