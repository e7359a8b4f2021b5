import { getRoadmap } from "#app/modules/roadmaps/roadmap.server.ts";
import type { ActivityChoice } from "#app/routes/webinars/webinar-form.tsx";

/** The twenty activities as a form offers them. */
export async function listActivityChoices(language: string): Promise<ActivityChoice[]> {
  const outputs = await getRoadmap(language);
  return outputs.flatMap(({ activities }) => activities.map(({ code, title }) => ({ code, title })));
}
