import type { Actor } from "#app/modules/accounts/actor.ts";
import { type TopicNews, listTopicsSinceFor } from "#app/modules/forum/notification-facts.server.ts";
import { type OpenQuestion, listOpenQuestionsFor } from "#app/modules/forum/list-open-questions.server.ts";
import { listActivitiesOfOwnCourses } from "#app/modules/learning/courses/list-own-activities.server.ts";
import { type OwnCourse, listOwnCourses } from "#app/modules/learning/outline/list-own-courses.server.ts";
import { type WebinarNews, listWebinarNewsFor } from "#app/modules/webinars/list-webinar-news.server.ts";

const itemsPerSection = 5;
const topicsRead = 50;

/** One section: its items, five at most, and whether there are more. */
export type Section<T> = { items: T[]; hasMore: boolean };

export type Digest = {
  replies: Section<TopicNews>;
  topics: Section<TopicNews>;
  questions: Section<OpenQuestion>;
  webinars: Section<WebinarNews>;
  courses: Section<OwnCourse>;
  /** Items that are news; courses in progress are company for them and no reason to write. */
  newCount: number;
};

type Window = {
  from: Date;
  to: Date;
  /** When the next digest is due: webinars before that have no later one to stand in. */
  until: Date;
  /** Topics that a mail or a read notification has told of. */
  notifiedTopics: string[];
};

/**
 * What is new for somebody from `from` to `to`, as it is now: read, muted and mailed things are left out. Four SQL
 * statements when there is nothing, else seven.
 */
export async function collectDigest(actor: Actor, { from, to, until, notifiedTopics }: Window): Promise<Digest> {
  const codes = await listActivitiesOfOwnCourses(actor.id);
  const limit = itemsPerSection + 1;
  const [news, open, webinars] = await Promise.all([
    listTopicsSinceFor(actor, { from, to, limit: topicsRead }),
    listOpenQuestionsFor(actor, { codes, from, to, limit: limit + notifiedTopics.length }),
    listWebinarNewsFor(actor, { from, to, until, limit }),
  ]);
  const isUnnotified = ({ topicId }: { topicId: string }) => !notifiedTopics.includes(topicId);
  const questions = section(open.filter(isUnnotified));
  // A new topic that waits for an answer stands there and not here.
  const isElsewhere = ({ topicId }: TopicNews) => open.some((question) => question.topicId === topicId);
  const topics = news.filter((topic) => isUnnotified(topic) && !isElsewhere(topic));
  const sections = {
    replies: section(topics.filter(({ isNew }) => !isNew)),
    topics: section(topics.filter(({ isNew }) => isNew)),
    questions,
    webinars: section(webinars),
  };
  const newCount = Object.values(sections).reduce((sum, { items }) => sum + items.length, 0);
  const courses =
    newCount === 0 ? [] : (await listOwnCourses(actor)).filter(({ continueHref }) => continueHref !== null);
  return { ...sections, courses: section(courses), newCount };
}

function section<T>(rows: T[]): Section<T> {
  return { items: rows.slice(0, itemsPerSection), hasMore: rows.length > itemsPerSection };
}
