import type { Actor } from "#app/modules/accounts/actor.ts";
import {
  listDigestNews,
  type ToldText,
  type ToldTopic,
  type TopicNews,
  withTexts,
} from "#app/modules/forum/news/list-digest-news.server.ts";
import { listActivitiesOfOwnCourses } from "#app/modules/learning/courses/list-own-activities.server.ts";
import { type OwnCourse, listOwnCourses } from "#app/modules/learning/outline/list-own-courses.server.ts";
import { type WebinarNews, listWebinarNewsFor } from "#app/modules/webinars/list-webinar-news.server.ts";

const itemsPerSection = 5;

/** One section: its items, five at most, and whether there are more. */
export type Section<T> = { items: T[]; hasMore: boolean };

export type Digest = {
  replies: Section<TopicNews & ToldText>;
  topics: Section<TopicNews & ToldText>;
  questions: Section<ToldTopic & ToldText>;
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
 * What is new for somebody from `from` to `to`, as it is now: read, muted and mailed things are left out. Three SQL
 * statements when there is nothing, and what is common to many when nobody has read it this minute; else six.
 */
export async function collectDigest(actor: Actor, { from, to, until, notifiedTopics }: Window): Promise<Digest> {
  const codes = await listActivitiesOfOwnCourses(actor.id);
  const limit = itemsPerSection + 1;
  const [news, webinars] = await Promise.all([
    listDigestNews(actor, { codes, from, to, notifiedTopics: new Set(notifiedTopics), limit }),
    listWebinarNewsFor(actor, { from, to, until, limit }),
  ]);
  const told = async <T extends ToldTopic>(topics: T[]): Promise<Section<T & ToldText>> => {
    // Only what is shown has its text read.
    const { items, hasMore } = section(topics);
    return { items: await withTexts(actor, items, news.unwanted), hasMore };
  };
  const [replies, begun, open] = await Promise.all([told(news.replies), told(news.topics), told(news.questions)]);
  const sections = { replies, topics: begun, questions: open, webinars: section(webinars) };
  const newCount = Object.values(sections).reduce((sum, { items }) => sum + items.length, 0);
  const courses = newCount === 0 ? [] : (await listOwnCourses(actor)).filter(({ next }) => next !== null);
  return { ...sections, courses: section(courses), newCount };
}

function section<T>(rows: T[]): Section<T> {
  return { items: rows.slice(0, itemsPerSection), hasMore: rows.length > itemsPerSection };
}
