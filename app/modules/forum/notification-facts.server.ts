import { db } from "#app/infra/db.server.ts";
import { excerpt } from "#app/lib/markdown.ts";
import type { Actor } from "#app/modules/accounts/actor.ts";
import { withName } from "#app/modules/accounts/person-columns.ts";
import { allPeople } from "#app/modules/accounts/people.server.ts";
import { replyPath, topicPath } from "./paths.ts";

const excerptLength = 280;

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
  excerpt: string;
  createdAt: Date;
  href: string;
};

const columns = {
  id: true,
  number: true,
  body: true,
  language: true,
  createdAt: true,
  authorId: true,
  author: withName,
  topic: { select: { id: true, publicId: true, slug: true, spaceCode: true, title: true } },
} as const;

/** A reply as it is now, or null when it is gone. */
export async function getReplyForNotification(replyId: string): Promise<PostNews | null> {
  const row = await db().reply.findUnique({ where: { id: replyId }, select: columns });
  return row && newsOf(row);
}

/** A topic's opening post as it is now, or null when it is gone. */
export async function getTopicForNotification(topicId: string): Promise<PostNews | null> {
  const where = { topicId_number: { topicId, number: 0 } };
  const row = await db().reply.findUnique({ where, select: columns });
  return row && newsOf(row);
}

type Row = {
  id: string;
  number: number;
  body: string;
  language: string;
  createdAt: Date;
  authorId: string;
  author: { name: string };
  topic: { id: string; publicId: number; slug: string; spaceCode: string; title: string };
};

function newsOf({ id, number, body, author, topic, ...rest }: Row): PostNews {
  const { publicId, spaceCode, title } = topic;
  const href = number === 0 ? topicPath(topic) : replyPath(topic, number);
  const place = { replyId: id, number, topicId: topic.id, publicId, spaceCode, title, href };
  return { ...rest, ...place, authorName: author.name, excerpt: excerpt(body, excerptLength) };
}

/** A topic with news for somebody: begun in a space that they follow, or replied to where they follow the topic. */
export type TopicNews = {
  topicId: string;
  publicId: number;
  spaceCode: string;
  title: string;
  language: string;
  authorName: string;
  /** Whether the topic itself is new. */
  isNew: boolean;
  /** Replies by others in the time asked for. */
  newReplies: number;
  excerpt: string;
  lastReplyAt: Date;
  /** Leads to the first of the new posts. */
  href: string;
};

type NewsRow = Omit<TopicNews, "href" | "excerpt"> & { slug: string; body: string; first: number };

/**
 * What came for the actor from `from` (included) to `to` (excluded): topics with new posts by others, where they follow
 * the topic or its space, that they have not read or muted. The newest first, `limit` (20) at most. One statement.
 */
export async function listTopicsSinceFor(
  actor: Actor,
  { from, to, limit = 20 }: { from: Date; to: Date; limit?: number },
): Promise<TopicNews[]> {
  const rows = await db().$queryRaw<NewsRow[]>`
    WITH followed AS (
      SELECT t.id FROM space_follows f JOIN topics t ON t.space_code = f.space_code
       WHERE f.user_id = ${actor.id}::uuid AND t.last_reply_at >= ${from}
      UNION
      SELECT t.id FROM topic_readers r JOIN topics t ON t.id = r.topic_id
       WHERE r.user_id = ${actor.id}::uuid AND r.level = 'follow' AND t.last_reply_at >= ${from}
    )
    SELECT t.id AS "topicId", t.public_id AS "publicId", t.slug, t.space_code AS "spaceCode", t.title, t.language,
           author.name AS "authorName", news.first = 0 AS "isNew", news.replies AS "newReplies", news.first,
           t.last_reply_at AS "lastReplyAt", first.body
      FROM followed
      JOIN topics t ON t.id = followed.id
      LEFT JOIN topic_readers r ON r.topic_id = t.id AND r.user_id = ${actor.id}::uuid
     CROSS JOIN LATERAL (
       SELECT min(p.number) AS first, count(*) FILTER (WHERE p.number > 0)::int AS replies FROM replies p
        WHERE p.topic_id = t.id AND p.number > coalesce(r.last_read, -1) AND p.author_id <> ${actor.id}::uuid
          AND p.created_at >= ${from} AND p.created_at < ${to}
     ) news
      JOIN replies first ON first.topic_id = t.id AND first.number = news.first
      JOIN ${allPeople} author ON author.id = first.author_id
     WHERE r.level IS DISTINCT FROM 'mute'
     ORDER BY t.last_reply_at DESC, t.id DESC LIMIT ${limit}`;
  return rows.map(({ slug, body, first, ...row }) => ({
    ...row,
    excerpt: excerpt(body, excerptLength),
    href:
      first === 0 ? topicPath({ publicId: row.publicId, slug }) : replyPath({ publicId: row.publicId, slug }, first),
  }));
}
