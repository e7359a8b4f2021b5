import type { PageRequest } from "#app/http/page.server.ts";
import { isolate } from "#app/lib/isolate.ts";
import { getUnitSettings } from "#app/modules/learning/authoring/save-unit-settings.server.ts";
import { getAuthoringFor } from "#app/modules/learning/courses/staff-access.server.ts";
import { listActivityChoices } from "#app/modules/roadmaps/list-activity-choices.server.ts";
import { loadTargetChoices } from "#app/routes/learning/teach/content/target-choices.server.ts";
import { withOverview } from "#app/routes/learning/teach/frame/staff-page.server.ts";

/** What the settings of a unit show. */
export async function loadUnitSettings({ actor, param, language, t }: PageRequest) {
  const access = await withOverview(await getAuthoringFor(actor, param("slug"), language));
  const { course, mayEdit, overview } = access;
  const unit = await getUnitSettings(access, param("unit"));
  const title = t("courses.settings.unit.title", { title: isolate(unit.title.text) });
  const choices = await loadTargetChoices(actor, course.slug, unit);
  return { title, access: { course, mayEdit, overview }, unit, choices, activities: await listActivityChoices() };
}

export type UnitSettingsData = Awaited<ReturnType<typeof loadUnitSettings>>;
