import { db } from "#app/infra/db.server.ts";
import { excerpt } from "#app/lib/markdown.ts";
import type { Actor } from "#app/modules/accounts/actor.ts";
import { allPeople } from "#app/modules/accounts/people.server.ts";
import { topicPath } from "./paths.ts";

/** A topic that nobody has answered. */
export type OpenQuestion = {
  topicId: string;
  spaceCode: string;
  title: string;
  language: string;
  authorName: string;
  createdAt: Date;
  excerpt: string;
  href: string;
};

type Row = Omit<OpenQuestion, "href" | "excerpt"> & { publicId: number; slug: string; body: string };
type Wish = { codes: string[]; from: Date; to: Date; limit: number };

/**
 * Topics that others began from `from` (included) to `to` (excluded) in spaces that the actor follows or in the spaces
 * `codes`, that nobody has answered, and that the actor has neither opened nor muted. The oldest first. One statement.
 */
export async function listOpenQuestionsFor(actor: Actor, { codes, from, to, limit }: Wish): Promise<OpenQuestion[]> {
  const rows = await db().$queryRaw<Row[]>`
    SELECT t.id AS "topicId", t.space_code AS "spaceCode", t.title, t.language, u.name AS "authorName",
           t.created_at AS "createdAt", p.body, t.public_id AS "publicId", t.slug
      FROM topics t
      JOIN ${allPeople} u ON u.id = t.author_id
      JOIN replies p ON p.topic_id = t.id AND p.number = 0
      LEFT JOIN topic_readers r ON r.topic_id = t.id AND r.user_id = ${actor.id}::uuid
     WHERE t.space_code IN (
             SELECT unnest(${codes}::text[])
              UNION SELECT space_code FROM space_follows WHERE user_id = ${actor.id}::uuid)
       AND t.first_answer = 0 AND t.created_at >= ${from} AND t.created_at < ${to}
       AND t.author_id <> ${actor.id}::uuid
       AND coalesce(r.last_read, -1) < 0 AND r.level IS DISTINCT FROM 'mute'
     ORDER BY t.created_at, t.id LIMIT ${Math.min(limit, 50)}`;
  return rows.map(({ publicId, slug, body, ...row }) => ({
    ...row,
    excerpt: excerpt(body, 280),
    href: topicPath({ publicId, slug }),
  }));
}
