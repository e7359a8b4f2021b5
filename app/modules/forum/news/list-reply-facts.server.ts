import { db } from "#app/infra/db.server.ts";

/** Whose reply it is and in which topic, by its public number. */
export type ReplyFacts = { replyId: string; topicNumber: number; userId: string };

/** The facts of replies; nothing for an opening post and for what is gone. One SQL statement. */
export async function listReplyFacts(replyIds: string[]): Promise<ReplyFacts[]> {
  return db().$queryRaw<ReplyFacts[]>`
    SELECT r.id AS "replyId", t.public_id AS "topicNumber", r.author_id AS "userId"
      FROM replies r JOIN topics t ON t.id = r.topic_id
     WHERE r.id = ANY(${replyIds}::uuid[]) AND r.number > 0
     ORDER BY r.created_at, r.id`;
}
