import type { Tx } from "#app/infra/db.server.ts";
import { record } from "#app/infra/transaction.server.ts";
import { isUuid } from "#app/lib/uuid.ts";
import type { JoinMode } from "#app/modules/forum/policy.ts";
import type { PostState } from "#app/modules/forum/post-state.ts";
import { recounting } from "#app/modules/forum/topics/recount-topic.server.ts";

/** A post whose topic nobody else writes in, and whose state nobody else changes, until the transaction ends. */
export type LockedPost = {
  id: string;
  number: number;
  authorId: string;
  state: PostState;
  stateAt: Date | null;
  topicId: string;
  publicId: number;
  slug: string;
  spaceCode: string;
  firstAnswer: number;
  topicAuthorId: string;
  isSealed: boolean;
  joinMode: JoinMode;
};

/** Locks a post with its topic, in the order in which posting does, and reads it under the lock; null when there is none. */
export async function lockPost(tx: Tx, id: string): Promise<LockedPost | null> {
  if (!isUuid(id)) return null;
  await tx.$queryRaw`
    SELECT t.id FROM topics t WHERE t.id = (SELECT topic_id FROM replies WHERE id = ${id}::uuid) FOR UPDATE`;
  // A statement of its own: it sees what was committed while the first one waited.
  const [post] = await tx.$queryRaw<LockedPost[]>`
    SELECT p.id, p.number, p.author_id AS "authorId", p.state::text, p.state_at AS "stateAt", t.id AS "topicId",
           t.public_id AS "publicId", t.slug, t.space_code AS "spaceCode", t.first_answer AS "firstAnswer",
           t.author_id AS "topicAuthorId", t.sealed_at IS NOT NULL AS "isSealed",
           (SELECT join_mode::text FROM spaces WHERE code = t.space_code) AS "joinMode"
      FROM replies p JOIN topics t ON t.id = p.topic_id WHERE p.id = ${id}::uuid FOR UPDATE OF p, t`;
  return post ?? null;
}

export type StateChange = { to: PostState; by: string | null; reason?: string | null; at: Date };

/**
 * Brings a locked post into another state, and the topic with it when it is the opening post. What is counted of the topic and
 * its space (replies, first answer, last reply, last activity) is right again when the transaction ends; numbers stay. Records
 * "forum.post.state_changed".
 */
export async function setPostState(
  tx: Tx,
  post: LockedPost,
  { to, by, reason = null, at }: StateChange,
): Promise<void> {
  const data = { state: to, stateAt: at, stateById: by, stateReason: reason };
  await recounting(tx, [post.topicId], async () => {
    await tx.reply.update({ where: { id: post.id }, data, select: { id: true } });
    if (post.number > 0) return;
    await tx.topic.update({ where: { id: post.topicId }, data: { state: to }, select: { id: true } });
  });
  await record(tx, "forum.post.state_changed", { replyId: post.id });
}
