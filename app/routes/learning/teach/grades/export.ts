import { createReadableStreamFromReadable } from "@remix-run/node";
import { page } from "#app/http/page.server.ts";
import { exportGradebook } from "#app/modules/learning/grades/export-gradebook.server.ts";
import { getTeachingFor } from "#app/modules/learning/courses/staff-access.server.ts";
import { loadCohortChoice } from "#app/routes/learning/teach/frame/cohort-data.server.ts";

/** The gradebook as a file for spreadsheets. */
export const loader = page(async ({ actor, param, language, url, t }) => {
  const teaching = await getTeachingFor(actor, param("slug"), language);
  const { cohort } = await loadCohortChoice(teaching, url);
  const csv = await exportGradebook(teaching, { language, t, cohortId: cohort?.id ?? null });
  const name = ["grades", teaching.course.slug, cohort?.slug].filter(Boolean).join("-");
  return new Response(createReadableStreamFromReadable(csv), {
    headers: {
      "Content-Type": "text/csv; charset=utf-8",
      "Content-Disposition": `attachment; filename="${name}.csv"`,
      "Cache-Control": "private, no-store",
    },
  });
});
