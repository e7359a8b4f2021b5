import type { PageRequest } from "#app/http/page.server.ts";
import { countPeopleHere } from "#app/modules/accounts/count-people-here.server.ts";
import { countryName } from "#app/modules/accounts/countries.ts";
import { countMovedTopics } from "#app/modules/forum/topics/count-new-topics.server.ts";
import { listForumFor } from "#app/modules/forum/topics/list-forum.server.ts";
import { countTopicsByActivity } from "#app/modules/forum/topics/list-topics-for-activity.server.ts";
import { countLessonsByActivity } from "#app/modules/learning/courses/list-lessons-for-activity.server.ts";
import { getRoadmap } from "#app/modules/roadmaps/roadmap.server.ts";
import { listComing } from "#app/modules/webinars/list-webinars.server.ts";
import { countWebinarsByActivity } from "#app/modules/webinars/list-webinars-for-activity.server.ts";
import { describeSite } from "#app/routes/site/describe-site.server.ts";
import { mapOutputs } from "#app/ui/road-map/map-outputs.ts";

/** With fewer people than this, figures would say nothing. */
const fewPeople = 5;
/** Countries that are named; the others are counted. */
const namedCountries = 12;

/**
 * The first page of somebody who is not signed in: nothing of it depends on who asks. At most five SQL statements, and two
 * more once in ten minutes.
 */
export async function loadGuestHome({ language, site, t }: Pick<PageRequest, "language" | "site" | "t">) {
  const at = new Date();
  const [roadmap, coming, here, topicsThisMonth, ...alive] = await Promise.all([
    getRoadmap(language),
    listComing(null, { at, limit: 1 }),
    countPeopleHere(),
    countMovedTopics(),
    countLessonsByActivity(),
    countTopicsByActivity(),
    countWebinarsByActivity(),
  ]);
  const webinar = coming.webinars[0] ?? null;
  // A talk stands for the place while no webinar does.
  const topic = webinar ? null : ((await listForumFor(null, { limit: 1 })).topics[0] ?? null);
  const names = here.countries.slice(0, namedCountries).map((code) => countryName(code, language));
  return {
    at,
    outputs: mapOutputs(roadmap, alive, t),
    site: describeSite(site, language),
    webinar,
    topic,
    here: here.people < fewPeople ? null : { people: here.people, countries: here.countries.length, names },
    topicsThisMonth,
  };
}

export type GuestHomeData = Awaited<ReturnType<typeof loadGuestHome>>;
