import { db } from "#app/infra/db.server.ts";
import { isUuid } from "#app/lib/uuid.ts";
import { facilitatorsOf } from "#app/modules/forum/spaces/facilitators-sql.server.ts";
import { allPeople } from "#app/modules/accounts/people.server.ts";
import { Prisma } from "#prisma/generated/client.ts";
import { quotedIn } from "#app/modules/forum/mentions/quoted-posts.ts";
import { replyPath, topicPath } from "#app/modules/forum/paths.ts";
import { presentPosts, presentTopics } from "#app/modules/forum/sight.server.ts";

/** A post as notifications tell of it. `href` is a path. */
export type PostNews = {
  replyId: string;
  number: number;
  topicId: string;
  publicId: number;
  spaceCode: string;
  title: string;
  language: string;
  authorId: string;
  authorName: string;
  /** The numbers of the posts of its topic that it quotes. */
  quotes: number[];
  createdAt: Date;
  href: string;
};

/** Replies as they are now, in the order of these ids, without those that are gone. One SQL statement. */
export async function listRepliesForNotification(replyIds: string[]): Promise<PostNews[]> {
  return findNews(Prisma.sql`
    unnest(${replyIds}::uuid[]) WITH ORDINALITY asked(id, place) JOIN ${presentPosts} r ON r.id = asked.id`);
}

/** Where a post stands: whether others may read it, and whose sight it went out of. Null when there is none. One SQL statement. */
export async function findPostStanding(
  replyId: string,
): Promise<{ topicId: string; spaceCode: string; isOpening: boolean; isVisible: boolean } | null> {
  const [row] = await db().$queryRaw<{ topicId: string; spaceCode: string; isOpening: boolean; isVisible: boolean }[]>`
    SELECT r.topic_id AS "topicId", t.space_code AS "spaceCode", r.number = 0 AS "isOpening",
           EXISTS (SELECT 1 FROM ${presentPosts} seen WHERE seen.id = r.id) AS "isVisible"
      FROM replies r JOIN topics t ON t.id = r.topic_id WHERE r.id = ${replyId}::uuid`;
  return row ?? null;
}

/**
 * What events of notifications name (replies, and topics by their own ids), as it is now, without what is gone; `eventId` is what the
 * event has. One SQL statement.
 */
export async function listPostsForNotification(eventIds: string[]): Promise<(PostNews & { eventId: string })[]> {
  const ids = [...new Set(eventIds)].filter(isUuid);
  const found = await findNews(Prisma.sql`
    unnest(${ids}::uuid[]) WITH ORDINALITY asked(id, place)
      JOIN ${presentPosts} r ON r.id = asked.id OR (r.topic_id = asked.id AND r.number = 0)`);
  const known = new Set(ids);
  return found.map((news) => ({ ...news, eventId: known.has(news.replyId) ? news.replyId : news.topicId }));
}

/** A topic's opening post as it is now, or null when it is gone. One SQL statement. */
export async function getTopicForNotification(topicId: string): Promise<PostNews | null> {
  const found = await findNews(Prisma.sql`
    (VALUES (1, ${topicId}::uuid)) asked(place, id) JOIN ${presentPosts} r ON r.topic_id = asked.id AND r.number = 0`);
  return found[0] ?? null;
}

/** Who looks after the space of a topic while it is sealed, as `facilitatorsOf`; nobody of another one. One SQL statement. */
export async function listToldOfSealed(topicId: string): Promise<string[]> {
  const [row] = await db().$queryRaw<{ ids: string[] }[]>`
    SELECT ${facilitatorsOf(Prisma.sql`t.space_code`)} AS ids FROM ${presentTopics} t
     WHERE t.id = ${topicId}::uuid AND t.sealed_at IS NOT NULL`;
  return row?.ids ?? [];
}

type Row = Omit<PostNews, "quotes" | "href"> & { slug: string; body: string };

async function findNews(asked: Prisma.Sql): Promise<PostNews[]> {
  const rows = await db().$queryRaw<Row[]>`
    SELECT r.id AS "replyId", r.number, r.body, r.language, r.created_at AS "createdAt", r.author_id AS "authorId",
           u.name AS "authorName", t.id AS "topicId", t.public_id AS "publicId", t.slug, t.space_code AS "spaceCode", t.title
      FROM ${asked} JOIN topics t ON t.id = r.topic_id JOIN ${allPeople} u ON u.id = r.author_id
     ORDER BY asked.place`;
  return rows.map(({ body, slug, ...news }) => {
    const topic = { publicId: news.publicId, slug };
    const href = news.number === 0 ? topicPath(topic) : replyPath(topic, news.number);
    return { ...news, href, quotes: quotedIn(body, news.publicId) };
  });
}
