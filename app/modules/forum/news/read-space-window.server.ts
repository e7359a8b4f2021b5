import { db } from "#app/infra/db.server.ts";
import { ShortMemory } from "#app/lib/memory/short-memory.ts";
import { singleton } from "#app/lib/singleton.ts";
import type { JoinMode } from "#app/modules/forum/policy.ts";
import { isInUse, presentTopics, visibleReplies } from "#app/modules/forum/sight.server.ts";
import { Prisma } from "#prisma/generated/client.ts";

/** A topic that moved in a time, with what was posted in it then: three lists of equal length, by number. */
export type MovedTopic = {
  topicId: string;
  publicId: number;
  slug: string;
  spaceCode: string;
  /** Of a space that somebody has made. */
  spaceName: string | null;
  title: string;
  authorId: string;
  /** Who may read it (`isAdmitted`). */
  isSealed: boolean;
  joinMode: JoinMode;
  createdAt: Date;
  lastReplyAt: Date;
  /** The number of the first reply by somebody else; 0 when nobody has answered. */
  firstAnswer: number;
  isClosed: boolean;
  tags: string[];
  numbers: number[];
  authorIds: string[];
  /** Milliseconds since 1970. */
  times: number[];
};

export type Window = { from: Date; to: Date };

/** What a space has for digests: of each kind the first `mostTopics`. */
export type SpaceWindow = {
  /** By id, what moved last first. */
  moved: ReadonlyMap<string, MovedTopic>;
  /** Begun in this time and answered by nobody, the oldest first. */
  unanswered: readonly MovedTopic[];
};

const hour = 3_600_000;
/** Topics of one space and window that are looked at, of either kind. A digest names five of a kind. */
const mostTopics = 200;
/** What was read half a minute ago is what everybody of this minute's digests is told. */
const kept = { milliseconds: 30_000, room: 400_000 };

/**
 * The topics of some spaces that moved from `from` to `to`, with the posts of that time: what digests have in common. Read
 * once for everybody who asks within half a minute, so it may hold posts from up to an hour before `from`, and is not to be
 * changed. One statement for a space that nobody has asked for.
 */
export function readSpaceWindows(codes: Iterable<string>, { from, to }: Window): Promise<SpaceWindow[]> {
  const since = new Date(Math.floor(from.getTime() / hour) * hour);
  const memory = singleton(
    "forum.space-windows",
    () => new ShortMemory<SpaceWindow>({ ...kept, sizeOf: ({ moved }) => sizeOf([...moved.values()]) }),
  );
  const read = (code: string) =>
    memory.get(`${code} ${since.getTime()} ${to.getTime()}`, () => loadWindow(code, { from: since, to }));
  return Promise.all([...codes].map(read));
}

/** The same of these topics, wherever they stand, what moved last first. One statement; none for no topic. */
export async function readTopicsMoved(ids: readonly string[], window: Window): Promise<MovedTopic[]> {
  if (ids.length === 0) return [];
  return loadTopics(Prisma.sql`SELECT * FROM ${presentTopics} t WHERE id = ANY(${ids}::uuid[])`, window);
}

/** Whether a topic waits for an answer. */
export function isOpenQuestion({ firstAnswer, isClosed }: MovedTopic): boolean {
  return firstAnswer === 0 && !isClosed;
}

async function loadWindow(code: string, window: Window): Promise<SpaceWindow> {
  const { from, to } = window;
  const moved = await loadTopics(
    Prisma.sql`
      (SELECT * FROM ${presentTopics} t WHERE space_code = ${code} AND last_reply_at >= ${from}
        ORDER BY last_reply_at DESC, id DESC LIMIT ${mostTopics})
       UNION
      (SELECT * FROM ${presentTopics} t
        WHERE space_code = ${code} AND first_answer = 0 AND closed_at IS NULL AND created_at >= ${from} AND created_at < ${to}
        ORDER BY created_at, id LIMIT ${mostTopics})`,
    window,
  );
  const unanswered = moved.filter((topic) => isOpenQuestion(topic) && topic.createdAt >= from);
  return { moved: new Map(moved.map((topic) => [topic.topicId, topic])), unanswered: unanswered.sort(oldestFirst) };
}

async function loadTopics(topics: Prisma.Sql, { from, to }: Window): Promise<MovedTopic[]> {
  const rows = await db().$queryRaw<MovedTopic[]>`
    SELECT t.id AS "topicId", t.public_id AS "publicId", t.slug, t.space_code AS "spaceCode",
           (SELECT name FROM spaces WHERE code = t.space_code) AS "spaceName", t.title,
           t.author_id AS "authorId", t.sealed_at IS NOT NULL AS "isSealed",
           (SELECT join_mode::text FROM spaces WHERE code = t.space_code) AS "joinMode", t.created_at AS "createdAt", t.last_reply_at AS "lastReplyAt",
           t.first_answer AS "firstAnswer", t.closed_at IS NOT NULL OR NOT (${isInUse}) AS "isClosed",
           ARRAY(SELECT g.tag FROM topic_tags g WHERE g.topic_id = t.id) AS tags, posts.*
      FROM (${topics}) t
     CROSS JOIN LATERAL (
       SELECT array_agg(p.number ORDER BY p.number) AS numbers,
              array_agg(p.author_id::text ORDER BY p.number) AS "authorIds",
              array_agg(extract(epoch FROM p.created_at)::float8 * 1000 ORDER BY p.number) AS times
         FROM ${visibleReplies} p WHERE p.topic_id = t.id AND p.created_at >= ${from} AND p.created_at < ${to}
     ) posts
     WHERE posts.numbers IS NOT NULL
     ORDER BY t.last_reply_at DESC, t.id DESC`;
  // Each name of an author is held once, however much they wrote.
  const held = new Map<string, string>();
  const same = (id: string) => held.get(id) ?? (held.set(id, id), id);
  return rows.map((row) => ({ ...row, authorIds: row.authorIds.map(same) }));
}

/** What moved last first, as lists are made here. */
export function latestFirst(a: MovedTopic, b: MovedTopic): number {
  return b.lastReplyAt.getTime() - a.lastReplyAt.getTime() || (a.topicId < b.topicId ? 1 : -1);
}

export function oldestFirst(a: MovedTopic, b: MovedTopic): number {
  return a.createdAt.getTime() - b.createdAt.getTime() || (a.topicId < b.topicId ? -1 : 1);
}

function sizeOf(topics: readonly MovedTopic[]): number {
  return topics.reduce((sum, { numbers }) => sum + 5 + numbers.length, 1);
}
