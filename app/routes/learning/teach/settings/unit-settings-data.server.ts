import type { PageRequest } from "#app/http/page.server.ts";
import { isolate } from "#app/lib/isolate.ts";
import { getUnitSettings } from "#app/modules/learning/authoring/save-unit-settings.server.ts";
import { getAuthoringFor } from "#app/modules/learning/courses/staff-access.server.ts";
import { listActivityChoices } from "#app/modules/roadmaps/list-activity-choices.server.ts";

/** What the settings of a unit show. */
export async function loadUnitSettings({ actor, param, language, t }: PageRequest) {
  const access = await getAuthoringFor(actor, param("slug"), language);
  const { course, mayEdit } = access;
  const unit = await getUnitSettings(access, param("unit"));
  const title = t("courses.settings.unit.title", { title: isolate(unit.title.text) });
  return { title, access: { course, mayEdit }, unit, activities: await listActivityChoices(language) };
}

export type UnitSettingsData = Awaited<ReturnType<typeof loadUnitSettings>>;
