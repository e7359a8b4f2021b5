import { type ActivityFacts, getRoadmap } from "#app/modules/roadmaps/roadmap.server.ts";

/** An activity as a form offers it. */
export type ActivityChoice = Pick<ActivityFacts, "code" | "title">;

/** The activities in the order of the roadmap, titles in `language`. One SQL statement at most. */
export async function listActivityChoices(language: string): Promise<ActivityChoice[]> {
  const outputs = await getRoadmap(language);
  return outputs.flatMap(({ activities }) => activities.map(({ code, title }) => ({ code, title })));
}
