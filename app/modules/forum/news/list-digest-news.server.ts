import { db } from "#app/infra/db.server.ts";
import type { Actor } from "#app/modules/accounts/actor.ts";
import { unwantedBy } from "#app/modules/accounts/blocks/unwanted.server.ts";
import { mergeSorted } from "./merge-sorted.ts";
import { hearsNews, type Level, levelOf } from "#app/modules/forum/level.ts";
import { ownLevel } from "#app/modules/forum/level-sql.server.ts";
import { replyPath, topicPath } from "#app/modules/forum/paths.ts";
import { isAdmitted } from "#app/modules/forum/policy.ts";
import { visibleTopics } from "#app/modules/forum/sight.server.ts";
import {
  isOpenQuestion,
  latestFirst,
  type MovedTopic,
  oldestFirst,
  readSpaceWindows,
  readTopicsMoved,
  type SpaceWindow,
  type Window,
} from "./read-space-window.server.ts";
import { type PostRef, type PostText, readPostTexts, type TranslatedText } from "./read-post-texts.server.ts";
import { Prisma } from "#prisma/generated/client.ts";

/** A topic that somebody is told of, without the text of the post that stands for it. */
export type ToldTopic = {
  topicId: string;
  spaceCode: string;
  spaceName: string | null;
  title: string;
  /** Leads to the post. */
  href: string;
  post: PostRef;
};

/** A topic with news that somebody follows: for itself, for a tag or for its space. */
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
  /** Whom the actor keeps away: what those have translated is shown as it was written. */
  unwanted: ReadonlySet<string>;
};

type Wish = Window & {
  codes: readonly string[];
  /** Topics that somebody was told of already. */
  notifiedTopics: ReadonlySet<string>;
  /** Of each kind. */
  limit: number;
};

type Reader = { lastRead: number; level: Level | null };

/**
 * What came for the actor from `from` (included) to `to` (excluded), without what they have read, muted or been told of, and
 * without what those wrote whom they have muted or blocked:
 * topics with posts by others where they follow or watch the topic (`levelOf`), and topics of others that nobody has answered, in
 * the spaces that they follow or in the spaces `codes`. One statement, one for followed topics of other spaces, and what
 * `readSpaceWindows` has to read.
 */
export async function listDigestNews(
  actor: Actor,
  { codes, notifiedTopics, limit, ...window }: Wish,
): Promise<ForumNews> {
  const { levelIn, spaces, readers, apartIds, unwanted } = await findReading(actor, window.from);
  const around = { actor, window, unwanted };
  const [followed, others] = await Promise.all([
    readSpaceWindows(spaces, window),
    readSpaceWindows(
      codes.filter((code) => !spaces.has(code)),
      window,
    ),
  ]);
  // What the windows hold is everybody's: who may read it is asked here.
  const isPassedOver = (topic: MovedTopic) =>
    levelIn(topic) === "mute" ||
    notifiedTopics.has(topic.topicId) ||
    unwanted.has(topic.authorId) ||
    !isAdmitted(actor, topic);
  const isQuestion = (topic: MovedTopic) =>
    (readers.get(topic.topicId)?.lastRead ?? -1) < 0 && isOpenToActor(topic, around);

  const news: ForumNews = { replies: [], topics: [], questions: [], unwanted };
  const apart = await readTopicsMoved(notAmong(followed, apartIds), window);
  for (const topic of mergeSorted([...followed.map(({ moved }) => moved.values()), apart], latestFirst)) {
    if (news.replies.length === limit && news.topics.length === limit) break;
    const offers = spaces.has(topic.spaceCode) || codes.includes(topic.spaceCode);
    if (!hearsNews(levelIn(topic)) || isPassedOver(topic) || (offers && isQuestion(topic))) continue;
    const found = newsOf(topic, { ...around, lastRead: readers.get(topic.topicId)?.lastRead ?? -1 });
    const list = found?.isNew ? news.topics : news.replies;
    if (found && list.length < limit) list.push(found);
  }
  for (const topic of mergeSorted(
    [...followed, ...others].map(({ unanswered }) => unanswered),
    oldestFirst,
  )) {
    if (news.questions.length === limit) break;
    const isOffered = codes.includes(topic.spaceCode) || hearsNews(levelIn(topic));
    if (isOffered && !isPassedOver(topic) && isQuestion(topic)) news.questions.push(told(topic, 0));
  }
  return news;
}

/** Those of some topics that stand in none of these spaces' lists. */
function notAmong(windows: readonly SpaceWindow[], topicIds: readonly string[]): string[] {
  return topicIds.filter((topicId) => !windows.some(({ moved }) => moved.has(topicId)));
}

/** A post as its reader is told it: in their language where somebody has translated it, and by whom (null for as it was written). */
export type ToldText = { title: string; excerpt: string; authorName: string; translator: string | null };

/**
 * The same topics with the texts of their posts in the language of the actor: the translation that stands there and is not out of date, else what
 * the author wrote; one whose post is gone by now is left out.
 */
export async function withTexts<T extends ToldTopic>(
  actor: Actor,
  topics: readonly T[],
  unwanted: ReadonlySet<string>,
): Promise<(T & ToldText)[]> {
  const texts = await readPostTexts(
    topics.map(({ post }) => post),
    actor.language,
  );
  return topics.flatMap((topic, index) =>
    texts[index] ? [{ ...topic, ...toldIn(topic, texts[index], unwanted) }] : [],
  );
}

function toldIn({ title }: ToldTopic, { translation, ...post }: PostText, unwanted: ReadonlySet<string>): ToldText {
  const shown: TranslatedText | null = translation && !unwanted.has(translation.authorId) ? translation : null;
  if (!shown) return { ...post, title, translator: null };
  return { ...post, title: shown.title ?? title, excerpt: shown.excerpt, translator: shown.authorName };
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

function told({ topicId, publicId, slug, spaceCode, spaceName, title }: MovedTopic, number: number): ToldTopic {
  const topic = { publicId, slug };
  const href = number === 0 ? topicPath(topic) : replyPath(topic, number);
  return { topicId, spaceCode, spaceName, title, href, post: { topicId, number } };
}

type Reading = {
  /** How much they want to hear of a topic. */
  levelIn: (topic: MovedTopic) => Level;
  /** The spaces that they follow or watch. */
  spaces: Set<string>;
  readers: Map<string, Reader>;
  /** Topics that they follow or watch for themselves or for a tag, wherever they stand. */
  apartIds: string[];
  unwanted: Set<string>;
};

/** Topics of followed tags that are looked at. A digest names five of a kind. */
const mostTagged = 200;

/** What somebody wants to hear, how far they have read what moved since, and whom they have muted or blocked. */
async function findReading(actor: Actor, from: Date): Promise<Reading> {
  const userId = actor.id;
  type Row = {
    spaces: [string, Level][];
    tags: [string, Level][];
    readers: [string, Reader][];
    tagged: string[];
    unwanted: string[];
  };
  const [row] = await db().$queryRaw<Row[]>`
    SELECT ${unwantedBy(userId)} AS unwanted,
           (SELECT coalesce(jsonb_agg(jsonb_build_array(space_code, level)), '[]')
              FROM space_follows WHERE user_id = ${userId}::uuid) AS spaces,
           (SELECT coalesce(jsonb_agg(jsonb_build_array(tag, level)), '[]')
              FROM tag_levels WHERE user_id = ${userId}::uuid) AS tags,
           ARRAY(SELECT t.id FROM ${visibleTopics(actor)} t
                  WHERE t.last_reply_at >= ${from}
                    AND t.id IN (SELECT g.topic_id FROM topic_tags g JOIN tag_levels l ON l.tag = g.tag
                                  WHERE l.user_id = ${userId}::uuid AND l.level IN ('watch', 'follow'))
                  ORDER BY t.last_reply_at DESC, t.id DESC LIMIT ${mostTagged}) AS tagged,
           (SELECT coalesce(jsonb_agg(jsonb_build_array(r.topic_id, jsonb_build_object(
                     'lastRead', r.last_read, 'level', ${ownLevel(Prisma.sql`r`)}))), '[]')
              FROM topic_readers r JOIN ${visibleTopics(actor)} t ON t.id = r.topic_id
             WHERE r.user_id = ${userId}::uuid AND t.last_reply_at >= ${from}) AS readers`;
  const [spaces, tags, readers] = [new Map(row!.spaces), new Map(row!.tags), new Map(row!.readers)];
  const follows = [...readers].flatMap(([topicId, { level }]) => (level && hearsNews(level) ? [topicId] : []));
  return {
    levelIn: ({ topicId, tags: its, spaceCode }) =>
      levelOf({
        topic: readers.get(topicId)?.level ?? null,
        tags: its.flatMap((tag) => tags.get(tag) ?? []),
        space: spaces.get(spaceCode) ?? null,
      }),
    spaces: new Set([...spaces].flatMap(([code, level]) => (hearsNews(level) ? [code] : []))),
    readers,
    apartIds: [...new Set([...follows, ...row!.tagged])],
    unwanted: new Set(row!.unwanted),
  };
}
