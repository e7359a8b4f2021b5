import { db } from "#app/infra/db.server.ts";
import { excerpt } from "#app/lib/markdown.ts";
import { allPeople } from "#app/modules/accounts/people.server.ts";
import { Prisma } from "#prisma/generated/client.ts";
import { replyPath, topicPath } from "#app/modules/forum/paths.ts";
import { visiblePosts } from "#app/modules/forum/sight.server.ts";

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

/** Replies as they are now, in the order of these ids, without those that are gone. One SQL statement. */
export async function listRepliesForNotification(replyIds: string[]): Promise<PostNews[]> {
  return findNews(Prisma.sql`
    unnest(${replyIds}::uuid[]) WITH ORDINALITY asked(id, place) JOIN ${visiblePosts} r ON r.id = asked.id`);
}

/** A topic's opening post as it is now, or null when it is gone. One SQL statement. */
export async function getTopicForNotification(topicId: string): Promise<PostNews | null> {
  const found = await findNews(Prisma.sql`
    (VALUES (1, ${topicId}::uuid)) asked(place, id) JOIN ${visiblePosts} r ON r.topic_id = asked.id AND r.number = 0`);
  return found[0] ?? null;
}

type Row = Omit<PostNews, "excerpt" | "href"> & { slug: string; body: string };

async function findNews(asked: Prisma.Sql): Promise<PostNews[]> {
  const rows = await db().$queryRaw<Row[]>`
    SELECT r.id AS "replyId", r.number, r.body, r.language, r.created_at AS "createdAt", r.author_id AS "authorId",
           u.name AS "authorName", t.id AS "topicId", t.public_id AS "publicId", t.slug, t.space_code AS "spaceCode", t.title
      FROM ${asked} JOIN topics t ON t.id = r.topic_id JOIN ${allPeople} u ON u.id = r.author_id
     ORDER BY asked.place`;
  return rows.map(({ body, slug, ...news }) => {
    const topic = { publicId: news.publicId, slug };
    const href = news.number === 0 ? topicPath(topic) : replyPath(topic, news.number);
    return { ...news, href, excerpt: excerpt(body, excerptLength) };
  });
}
