import { db } from "#app/infra/db.server.ts";
import { allPeople } from "#app/modules/accounts/people.server.ts";
import { personReads, presentPosts } from "#app/modules/forum/sight.server.ts";

/** What was decided about a post that waited, as its author is told of it; `place` is where it stands when it was let through. */
export type WaitingNews = {
  authorId: string;
  title: string;
  spaceCode: string;
  reason: string;
  version: number;
  place: { publicId: number; slug: string; number: number } | null;
};

/**
 * The decision about a post as it is now; null when it waits again, is gone, or stands where its author reads nothing any more. One SQL
 * statement.
 */
export async function findWaitingNews(waitingId: string): Promise<WaitingNews | null> {
  const [row] = await db().$queryRaw<WaitingNews[]>`
    SELECT w.author_id AS "authorId", coalesce(t.title, w.title) AS title, coalesce(t.space_code, w.space_code) AS "spaceCode", w.reason,
           w.version,
           CASE WHEN p.id IS NOT NULL
                THEN jsonb_build_object('publicId', t.public_id, 'slug', t.slug, 'number', p.number) END AS place
      FROM waiting_posts w
      JOIN ${allPeople} u ON u.id = w.author_id
      LEFT JOIN ${presentPosts} p ON p.id = w.reply_id
      LEFT JOIN topics t ON t.id = coalesce(p.topic_id, w.topic_id)
     WHERE w.id = ${waitingId}::uuid AND (w.state = 'declined' OR p.id IS NOT NULL) AND (t.id IS NULL OR ${personReads})`;
  return row ?? null;
}
