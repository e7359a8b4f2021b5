import { shortTitle } from "#app/i18n/short-titles.ts";
import type { OutputFacts } from "#app/modules/roadmaps/roadmap.server.ts";
import type { Translate } from "#app/ui/text/translate.ts";
import type { MapOutput } from "./road-map-data.ts";

/** How much there is of a kind, by the code of its activity. */
type Counts = Map<string, number>;

/** A roadmap with what is alive at each stop, as the map and its list twin draw it, short titles in the language of `t`. */
export function mapOutputs(
  roadmap: OutputFacts[],
  [lessons, topics, webinars]: [lessons: Counts, topics: Counts, webinars: Counts],
  t: Translate,
): MapOutput[] {
  return roadmap.map(({ code, title, activities }) => ({
    code,
    title: shortTitle(code, t),
    official: title,
    activities: activities.map((activity) => ({
      code: activity.code,
      wording: activity.wording,
      title: shortTitle(activity.code, t),
      lessons: lessons.get(activity.code) ?? 0,
      topics: topics.get(activity.code) ?? 0,
      webinars: webinars.get(activity.code) ?? 0,
    })),
  }));
}

/** The map for a small picture, which shows no words: with the stops that are done filled in, and those that were begun half. */
export function mapOfStops({ done, begun = [] }: { done: readonly string[]; begun?: readonly string[] }): MapOutput[] {
  return ["1", "2", "3", "4", "5"].map((output) => ({
    code: output,
    title: "",
    activities: [1, 2, 3, 4].map((stop) => {
      const code = `${output}.${stop}`;
      const nothing = { title: "", wording: "official" as const, lessons: 0, topics: 0, webinars: 0 };
      return { code, ...nothing, done: done.includes(code), begun: begun.includes(code) };
    }),
  }));
}
