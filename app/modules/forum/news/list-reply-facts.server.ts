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

/** The facts of all visible replies of a topic, in their order, some hundred at a time. One SQL statement for each part. */
export async function* readReplyFactsOf(topicId: string): AsyncGenerator<ReplyFacts[]> {
  for (let after = 0; ;) {
    const rows = await db().$queryRaw<(ReplyFacts & { number: number })[]>`
      SELECT r.id AS "replyId", t.public_id AS "topicNumber", r.author_id AS "userId", r.number
        FROM ${visibleReplies} r JOIN topics t ON t.id = r.topic_id
       WHERE r.topic_id = ${topicId}::uuid AND r.number > ${after}::int ORDER BY r.number LIMIT 500`;
    const last = rows.at(-1);
    if (!last) return;
    yield rows;
    after = last.number;
  }
}

/** The public number of a topic; null when there is none. One SQL statement. */
export async function findTopicNumber(topicId: string): Promise<number | null> {
  return (await db().topic.findUnique({ where: { id: topicId }, select: { publicId: true } }))?.publicId ?? null;
}
