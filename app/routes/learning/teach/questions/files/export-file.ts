import { resource } from "#app/http/resource.server.ts";
import { notFound } from "#app/infra/app-error.ts";
import { listCategories } from "#app/modules/learning/bank/change-categories.server.ts";
import { exportQuestions } from "#app/modules/learning/interchange/questions/export-questions.server.ts";
import { getAuthoringFor } from "#app/modules/learning/courses/staff-access.server.ts";
import { exportInput } from "./export-input.server.ts";

/** Questions as a file of GIFT or Moodle XML. */
export const loader = resource(async ({ actor, param, url, language: reader }) => {
  const access = await getAuthoringFor(actor, param("slug"), reader);
  const format = param("format");
  if (format !== "gift" && format !== "xml") throw notFound();
  const categories = await listCategories(access, reader);
  const { from: _from, ...input } = exportInput(access, url.searchParams, categories);
  const { text, fileName, type } = await exportQuestions(access, { ...input, format });
  return new Response(text, {
    headers: {
      "Content-Type": type,
      "Content-Disposition": `attachment; filename="${fileName}"`,
      "Cache-Control": "private, no-store",
    },
  });
});
