import { unwantedBy } from "#app/modules/accounts/blocks/unwanted.server.ts";
import { allPeople } from "#app/modules/accounts/people.server.ts";
import { db } from "#app/infra/db.server.ts";
import { env } from "#app/infra/env.server.ts";
import { markdownToText } from "#app/lib/markdown.ts";
import { truncate } from "#app/lib/text.ts";
import { replyPath, topicPath } from "#app/modules/forum/paths.ts";
import { isHeard } from "#app/modules/forum/level-sql.server.ts";
import { personReads, presentPosts } from "#app/modules/forum/sight.server.ts";
import { Prisma } from "#prisma/generated/client.ts";

/** A post as a mail carries it. `href` is a path; `text` is plain and may have several paragraphs. */
export type MailedPost = {
  number: number;
  title: string;
  spaceCode: string;
  spaceName: string | null;
  authorName: string;
  createdAt: Date;
  text: string;
  href: string;
};

type Row = Omit<MailedPost, "text" | "href"> & { body: string; publicId: number; slug: string };
type Wish = { replyIds?: string[]; topicIds?: string[]; limit?: number; maxLength?: number; evenRead?: boolean };

/**
 * Of the given replies and of the opening posts of the given topics, those that the person may read, has not read (unless
 * `evenRead`) and whose topic and author they keep away in no way, as they are now, in their order; at most `limit` (5), each at most `maxLength` (3,000) characters
 * long. One statement.
 */
export async function listPostsToMail(
  userId: string,
  { replyIds = [], topicIds = [], limit = 5, maxLength = 3_000, evenRead = false }: Wish,
): Promise<MailedPost[]> {
  const rows = await db().$queryRaw<Row[]>`
    SELECT p.number, t.title, t.space_code AS "spaceCode",
           (SELECT name FROM spaces WHERE code = t.space_code) AS "spaceName", author.name AS "authorName", p.created_at AS "createdAt", p.body,
           t.public_id AS "publicId", t.slug
      FROM ${presentPosts} p
      JOIN topics t ON t.id = p.topic_id
      JOIN ${allPeople} author ON author.id = p.author_id
      JOIN ${allPeople} u ON u.id = ${userId}::uuid
      LEFT JOIN topic_readers r ON r.topic_id = p.topic_id AND r.user_id = ${userId}::uuid
     WHERE (p.id = ANY(${replyIds}::uuid[]) OR (p.topic_id = ANY(${topicIds}::uuid[]) AND p.number = 0))
       AND p.author_id <> ${userId}::uuid AND p.author_id <> ALL(${unwantedBy(userId)}) 
       AND (${evenRead} OR coalesce(r.last_read, -1) < p.number) AND ${isHeard(Prisma.sql`u.id`, Prisma.sql`t`)}
       AND ${personReads}
     ORDER BY p.created_at, p.number LIMIT ${limit}`;
  return rows.map(({ body, publicId, slug, ...row }) => {
    const topic = { publicId, slug };
    const href = row.number === 0 ? topicPath(topic) : replyPath(topic, row.number);
    return { ...row, href, text: truncate(plainText(body), maxLength) };
  });
}

/** Far from the site, an address of the site has to say where that is. */
function plainText(body: string): string {
  return markdownToText(body).replace(/\((\/[^\s()]*)\)/g, `(${env().PUBLIC_URL}$1)`);
}
