import { db } from "#app/infra/db.server.ts";
import { visibleReplies } from "#app/modules/forum/sight.server.ts";

/** Whose reply it is and in which topic, by its public number. */
export type ReplyFacts = { replyId: string; topicNumber: number; userId: string };

/** The facts of replies; nothing for an opening post and for what is gone or out of sight by itself. One SQL statement. */
export async function listReplyFacts(replyIds: string[]): Promise<ReplyFacts[]> {
  return db().$queryRaw<ReplyFacts[]>`
    SELECT r.id AS "replyId", t.public_id AS "topicNumber", r.author_id AS "userId"
      FROM ${visibleReplies} r JOIN topics t ON t.id = r.topic_id
     WHERE r.id = ANY(${replyIds}::uuid[]) AND r.number > 0
     ORDER BY r.created_at, r.id`;
}

/** The facts of a reply in whatever state, and whether it is in sight by itself; null for an opening post. One SQL statement. */
export async function findReplyFacts(replyId: string): Promise<(ReplyFacts & { isVisible: boolean }) | null> {
  const [row] = await db().$queryRaw<(ReplyFacts & { isVisible: boolean })[]>`
    SELECT r.id AS "replyId", t.public_id AS "topicNumber", r.author_id AS "userId", r.state = 'visible' AS "isVisible"
      FROM replies r JOIN topics t ON t.id = r.topic_id WHERE r.id = ${replyId}::uuid AND r.number > 0`;
  return row ?? null;
}
