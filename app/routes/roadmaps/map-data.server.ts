import { countTopicsByActivity } from "#app/modules/forum/list-topics-for-activity.server.ts";
import { countLessonsByActivity } from "#app/modules/learning/courses/list-lessons-for-activity.server.ts";
import type { OutputFacts } from "#app/modules/roadmaps/roadmap.server.ts";
import { countWebinarsByActivity } from "#app/modules/webinars/list-webinars-for-activity.server.ts";
import type { MapOutput } from "#app/ui/road-map/road-map.tsx";

/** A roadmap with what is alive at each stop, as the map and its list twin draw it. Three SQL statements. */
export async function loadMap(roadmap: OutputFacts[]): Promise<MapOutput[]> {
  const [lessons, topics, webinars] = await Promise.all([
    countLessonsByActivity(),
    countTopicsByActivity(),
    countWebinarsByActivity(),
  ]);
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
