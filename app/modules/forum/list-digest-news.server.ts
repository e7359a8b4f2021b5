import { db } from "#app/infra/db.server.ts";
import type { Actor } from "#app/modules/accounts/actor.ts";
import { replyPath, topicPath } from "./paths.ts";
import {
  type MovedTopic,
  type PostRef,
  type PostText,
  readPostTexts,
  readSpaceWindows,
  type Window,
} from "./read-space-window.server.ts";

/** A topic that somebody is told of, without the text of the post that stands for it. */
export type ToldTopic = {
  topicId: string;
  spaceCode: string;
  title: string;
  /** Leads to the post. */
  href: string;
  post: PostRef;
};

/** A topic with news: begun in a space that somebody follows, or replied to where they follow the topic. */
export type TopicNews = ToldTopic & {
  /** Whether the topic itself is new. */
  isNew: boolean;
  /** Replies by others in the time asked for. */
  newReplies: number;
};

export type ForumNews = {
  /** What moved last first. */
  topics: TopicNews[];
  /** Topics that nobody has answered, the oldest first. */
  questions: ToldTopic[];
};

type Reader = { lastRead: number; level: "follow" | "normal" | "mute" | null; spaceCode: string };

/**
 * What came for the actor from `from` (included) to `to` (excluded), without what they have read or muted: topics with
 * posts by others where they follow the topic or its space, and topics of others that nobody has answered, in these spaces
 * or in the spaces `codes`. One statement, and what `readSpaceWindows` has to read.
 */
export async function listDigestNews(
  actor: Actor,
  { codes, ...window }: Window & { codes: readonly string[] },
): Promise<ForumNews> {
  const { spaces, readers } = await findReading(actor.id, window.from);
  const wide = new Set([...spaces, ...codes]);
  const follows = [...readers.values()].filter(({ level }) => level === "follow");
  const moved = await readSpaceWindows(new Set([...wide, ...follows.map(({ spaceCode }) => spaceCode)]), window);
  const topics: (TopicNews & { at: Date })[] = [];
  const questions: (ToldTopic & { at: Date })[] = [];
  for (const topic of moved) {
    const reader = readers.get(topic.topicId);
    if (reader?.level === "mute") continue;
    const lastRead = reader?.lastRead ?? -1;
    if (spaces.has(topic.spaceCode) || reader?.level === "follow") {
      const news = newsOf(topic, { lastRead, actor, window });
      if (news) topics.push({ ...news, at: topic.lastReplyAt });
    }
    if (wide.has(topic.spaceCode) && lastRead < 0 && isOpenQuestion(topic, { actor, window })) {
      questions.push({ ...told(topic, 0), at: topic.createdAt });
    }
  }
  const latestFirst = (a: { at: Date; topicId: string }, b: { at: Date; topicId: string }) =>
    b.at.getTime() - a.at.getTime() || (a.topicId < b.topicId ? 1 : -1);
  return { topics: topics.sort(latestFirst), questions: questions.sort((a, b) => latestFirst(b, a)) };
}

/** The same topics with the texts of their posts; one whose post is gone by now is left out. */
export async function withTexts<T extends ToldTopic>(topics: readonly T[]): Promise<(T & PostText)[]> {
  const texts = await readPostTexts(topics.map(({ post }) => post));
  return topics.flatMap((topic, index) => (texts[index] ? [{ ...topic, ...texts[index] }] : []));
}

type Around = { actor: Actor; window: Window };

function newsOf(topic: MovedTopic, { lastRead, actor, window }: Around & { lastRead: number }): TopicNews | null {
  const [from, to] = [window.from.getTime(), window.to.getTime()];
  const found = topic.numbers.filter((number, index) => {
    const at = topic.times[index]!;
    return number > lastRead && at >= from && at < to && topic.authorIds[index] !== actor.id;
  });
  const [first] = found;
  if (first === undefined) return null;
  const isNew = first === 0;
  return { ...told(topic, first), isNew, newReplies: found.length - (isNew ? 1 : 0) };
}

function isOpenQuestion({ firstAnswer, createdAt, authorId }: MovedTopic, { actor, window }: Around): boolean {
  return firstAnswer === 0 && createdAt >= window.from && createdAt < window.to && authorId !== actor.id;
}

function told({ topicId, publicId, slug, spaceCode, title }: MovedTopic, number: number): ToldTopic {
  const topic = { publicId, slug };
  const href = number === 0 ? topicPath(topic) : replyPath(topic, number);
  return { topicId, spaceCode, title, href, post: { topicId, number } };
}

/** What somebody follows, and how far they have read what moved since. */
async function findReading(userId: string, from: Date): Promise<{ spaces: Set<string>; readers: Map<string, Reader> }> {
  const [row] = await db().$queryRaw<{ spaces: string[]; readers: [string, Reader][] }[]>`
    SELECT ARRAY(SELECT space_code FROM space_follows WHERE user_id = ${userId}::uuid) AS spaces,
           (SELECT coalesce(jsonb_agg(jsonb_build_array(r.topic_id, jsonb_build_object(
                     'lastRead', r.last_read, 'level', r.level, 'spaceCode', t.space_code))), '[]')
              FROM topic_readers r JOIN topics t ON t.id = r.topic_id
             WHERE r.user_id = ${userId}::uuid AND t.last_reply_at >= ${from}) AS readers`;
  return { spaces: new Set(row!.spaces), readers: new Map(row!.readers) };
}
