import type { OutputFacts } from "#app/modules/roadmaps/roadmap.server.ts";
import type { MapOutput } from "./road-map-data.ts";

/** How much there is of a kind, by the code of its activity. */
type Counts = Map<string, number>;

/** A roadmap with what is alive at each stop, as the map and its list twin draw it. */
export function mapOutputs(
  roadmap: OutputFacts[],
  [lessons, topics, webinars]: [lessons: Counts, topics: Counts, webinars: Counts],
): MapOutput[] {
  return roadmap.map(({ code, title, short, activities }) => ({
    code,
    title: title.text,
    titleLanguage: title.language,
    short: short.text,
    activities: activities.map((activity) => ({
      code: activity.code,
      wording: activity.wording,
      title: activity.title?.text ?? null,
      titleLanguage: activity.title?.language,
      lessons: lessons.get(activity.code) ?? 0,
      topics: topics.get(activity.code) ?? 0,
      webinars: webinars.get(activity.code) ?? 0,
    })),
  }));
}
