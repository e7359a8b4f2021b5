import { hasTopic } from "#app/modules/forum/posting/post-topic.server.ts";
import { getUnitSettings, saveUnitSettings } from "#app/modules/learning/authoring/save-unit-settings.server.ts";
import { hasWebinar } from "#app/modules/webinars/get-webinar.server.ts";
import type { Scene } from "./scene.ts";

/** Lets a unit lead to a topic or a webinar, by its public number; its other settings stay. */
export async function linkUnit(
  { access }: Scene,
  slug: string,
  { topic = null, webinar = null }: { topic?: number | null; webinar?: number | null },
): Promise<void> {
  const { minutes, weight, hidesGrades, activities, requires } = await getUnitSettings(access, slug);
  const kept = { minutes, weight, hidesGrades, activities, requires };
  await saveUnitSettings(access, slug, { intent: "unit", ...kept, topic, webinar }, { hasTopic, hasWebinar });
}
