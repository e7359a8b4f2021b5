import { pageless } from "#app/http/resource.server.ts";
import { listWeeksFor } from "#app/modules/administration/figures.server.ts";
import { csvResponse } from "#app/http/csv.server.ts";

/** The activity of the site week by week, as a file. */
export const loader = pageless(async ({ actor, language, t }) => {
  const weeks = await listWeeksFor(actor);
  return csvResponse("weeks", language, [
    [
      ...[t("admin.figures.week_of"), t("admin.figures.joined")],
      ...[t("admin.figures.completions"), t("admin.figures.replies")],
    ],
    ...weeks.map(({ monday, joined, completed, replies }) => [monday, joined, completed, replies]),
  ]);
});
