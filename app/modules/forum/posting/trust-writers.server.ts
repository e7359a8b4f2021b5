import { db } from "#app/infra/db.server.ts";
import { newPeople, trustPeople } from "#app/modules/accounts/records/trust-people.server.ts";
import { trustedAfter } from "#app/modules/forum/limits.ts";
import { presentPosts } from "#app/modules/forum/sight.server.ts";

export const trustBatch = 500;

/**
 * Sweep: ends the limits of new people for those who joined a day ago or earlier, have read five topics, and have a reply that
 * is visible (`trustedAfter`). Nothing that others do to their posts counts but taking them out of sight. Returns how many.
 */
export async function trustWriters({ at = new Date(), limit = trustBatch } = {}): Promise<number> {
  const joined = new Date(at.getTime() - trustedAfter.days * 86_400_000);
  const rows = await db().$queryRaw<{ id: string }[]>`
    SELECT p.id FROM ${newPeople} p
     WHERE p.created_at <= ${joined}
       AND (SELECT count(*) FROM (SELECT 1 FROM topic_readers r WHERE r.user_id = p.id AND r.last_read >= 0
                                   LIMIT ${trustedAfter.topicsRead}) read) >= ${trustedAfter.topicsRead}
       AND (SELECT count(*) FROM (SELECT 1 FROM ${presentPosts} w WHERE w.author_id = p.id AND w.number > 0
                                   LIMIT ${trustedAfter.replies}) written) >= ${trustedAfter.replies}
     ORDER BY p.created_at LIMIT ${limit}`;
  return rows.length === 0
    ? 0
    : trustPeople(
        rows.map(({ id }) => id),
        { at },
      );
}
