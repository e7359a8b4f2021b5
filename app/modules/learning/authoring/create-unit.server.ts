import { fieldError } from "#app/infra/app-error.ts";
import type { Authoring } from "#app/modules/learning/courses/staff-access.server.ts";
import { unitKinds } from "#app/modules/learning/courses/unit-kinds.ts";
import { changeOutline } from "./change-outline.server.ts";
import { type LinkedTargets, saveUnitSettings } from "./save-unit-settings.server.ts";
import type { NewUnitInput } from "./schemas.ts";

/**
 * Adds a unit at the end of a module, and where it leads when its kind leads somewhere. Returns its slug. Throws 400 for a topic or
 * a webinar that is not there, before anything is added, and 404 for no such module.
 */
export async function createUnit(
  access: Authoring,
  { topic, webinar, ...input }: NewUnitInput,
  linked: LinkedTargets,
): Promise<string> {
  const { leadsTo } = unitKinds[input.kind];
  const number = leadsTo === "topic" ? topic : leadsTo === "webinar" ? webinar : null;
  const isThere = (one: number) => (leadsTo === "topic" ? linked.hasTopic(access.actor, one) : linked.hasWebinar(one));
  if (number && leadsTo && !(await isThere(number)))
    throw fieldError(
      leadsTo,
      leadsTo === "topic" ? "courses.settings.error.no_topic" : "courses.settings.error.no_webinar",
    );
  const { unit } = await changeOutline(access.actor, access.course.slug, { intent: "add-unit", ...input });
  const slug = unit!;
  if (number) {
    const settings = { intent: "unit", minutes: input.minutes, weight: 1, hidesGrades: false } as const;
    await saveUnitSettings(access, slug, { ...settings, activities: [], requires: [], topic, webinar }, linked);
  }
  return slug;
}
