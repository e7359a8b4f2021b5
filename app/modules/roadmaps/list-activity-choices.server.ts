import { mapActivities } from "#app/modules/roadmaps/roadmap.server.ts";

/** The codes of the activities in the order of the roadmap, as forms offer them. One SQL statement at most. */
export async function listActivityChoices(): Promise<string[]> {
  return [...(await mapActivities()).keys()];
}
