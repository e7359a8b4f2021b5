import { db } from "#app/infra/db.server.ts";
import type { Actor } from "#app/modules/accounts/actor.ts";
import { mergeSorted } from "./merge-sorted.ts";
import { replyPath, topicPath } from "#app/modules/forum/paths.ts";
import { visibleTopics } from "#app/modules/forum/sight.server.ts";
import {
  isOpenQuestion,
  latestFirst,
  type MovedTopic,
  oldestFirst,
  type PostRef,
  type PostText,
  readPostTexts,
  readSpaceWindows,
  readTopicsMoved,
  type SpaceWindow,
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

/** What is told of the forum, each at most as many as were asked for. */
export type ForumNews = {
  /** Topics with new replies, what moved last first. */
  replies: TopicNews[];
  /** New topics, what moved last first; one that waits for an answer stands under `questions` only. */
  topics: TopicNews[];
  /** Topics that nobody has answered, the oldest first. */
  questions: ToldTopic[];
};

type Wish = Window & {
  codes: readonly string[];
  /** Topics that somebody was told of already. */
  notifiedTopics: ReadonlySet<string>;
  /** Of each kind. */
  limit: number;
};

type Reader = { lastRead: number; level: "follow" | "normal" | "mute" | null; spaceCode: string };

/**
 * What came for the actor from `from` (included) to `to` (excluded), without what they have read, muted or been told of:
 * topics with posts by others where they follow the topic or its space, and topics of others that nobody has answered, in
 * these spaces or in the spaces `codes`. One statement, one for followed topics of other spaces, and what
 * `readSpaceWindows` has to read.
 */
export async function listDigestNews(
  actor: Actor,
  { codes, notifiedTopics, limit, ...window }: Wish,
): Promise<ForumNews> {
  const { spaces, readers } = await findReading(actor.id, window.from);
  const around = { actor, window };
  const [followed, others] = await Promise.all([
    readSpaceWindows(spaces, window),
    readSpaceWindows(
      codes.filter((code) => !spaces.has(code)),
      window,
    ),
  ]);
  const isPassedOver = ({ topicId }: MovedTopic) =>
    readers.get(topicId)?.level === "mute" || notifiedTopics.has(topicId);
  const isQuestion = (topic: MovedTopic) =>
    (readers.get(topic.topicId)?.lastRead ?? -1) < 0 && isOpenToActor(topic, around);

  const news: ForumNews = { replies: [], topics: [], questions: [] };
  const apart = await readTopicsMoved(followedApart(readers, followed), window);
  for (const topic of mergeSorted([...followed.map(({ moved }) => moved.values()), apart], latestFirst)) {
    if (news.replies.length === limit && news.topics.length === limit) break;
    const offers = spaces.has(topic.spaceCode) || codes.includes(topic.spaceCode);
    if (isPassedOver(topic) || (offers && isQuestion(topic))) continue;
    const found = newsOf(topic, { ...around, lastRead: readers.get(topic.topicId)?.lastRead ?? -1 });
    const list = found?.isNew ? news.topics : news.replies;
    if (found && list.length < limit) list.push(found);
  }
  for (const topic of mergeSorted(
    [...followed, ...others].map(({ unanswered }) => unanswered),
    oldestFirst,
  )) {
    if (news.questions.length === limit) break;
    if (!isPassedOver(topic) && isQuestion(topic)) news.questions.push(told(topic, 0));
  }
  return news;
}

/** The topics that somebody follows and that stand in none of these spaces' lists. */
function followedApart(readers: ReadonlyMap<string, Reader>, windows: readonly SpaceWindow[]): string[] {
  const follows = [...readers].filter(([, { level }]) => level === "follow").map(([topicId]) => topicId);
  return follows.filter((topicId) => !windows.some(({ moved }) => moved.has(topicId)));
}

/** The same topics with the texts of their posts; one whose post is gone by now is left out. */
export async function withTexts<T extends ToldTopic>(topics: readonly T[]): Promise<(T & PostText)[]> {
  const texts = await readPostTexts(topics.map(({ post }) => post));
  return topics.flatMap((topic, index) => (texts[index] ? [{ ...topic, ...texts[index] }] : []));
}

type Around = { actor: Actor; window: Window; unwanted: ReadonlySet<string> };

function newsOf(topic: MovedTopic, around: Around & { lastRead: number }): TopicNews | null {
  const { lastRead, actor, window, unwanted } = around;
  const [from, to] = [window.from.getTime(), window.to.getTime()];
  const found = topic.numbers.filter((number, index) => {
    const at = topic.times[index]!;
    const authorId = topic.authorIds[index]!;
    return number > lastRead && at >= from && at < to && authorId !== actor.id && !unwanted.has(authorId);
  });
  const [first] = found;
  if (first === undefined) return null;
  const isNew = first === 0;
  return { ...told(topic, first), isNew, newReplies: found.length - (isNew ? 1 : 0) };
}

function isOpenToActor(topic: MovedTopic, { actor, window }: Around): boolean {
  const { createdAt, authorId } = topic;
  return isOpenQuestion(topic) && createdAt >= window.from && createdAt < window.to && authorId !== actor.id;
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
              FROM topic_readers r JOIN ${visibleTopics} t ON t.id = r.topic_id
             WHERE r.user_id = ${userId}::uuid AND t.last_reply_at >= ${from}) AS readers`;
  const [spaces, tags, readers] = [new Map(row!.spaces), new Map(row!.tags), new Map(row!.readers)];
}
