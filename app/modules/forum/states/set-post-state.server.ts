import type { Tx } from "#app/infra/db.server.ts";
import { record } from "#app/infra/transaction.server.ts";
import { isUuid } from "#app/lib/uuid.ts";
import type { JoinMode } from "#app/modules/forum/policy.ts";
import type { PostState } from "#app/modules/forum/post-state.ts";
import { visibleReplies, visibleTopics } from "#app/modules/forum/sight.server.ts";

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
  await tx.reply.update({ where: { id: post.id }, data, select: { id: true } });
  const before = await readFigures(tx, post.topicId);
  await tx.$executeRaw`
    UPDATE topics t
       SET state = CASE WHEN ${post.number} = 0 THEN ${to}::post_state ELSE t.state END, reply_count = c.replies,
           first_answer = c.answer, last_reply_at = greatest(t.created_at, c.at), last_reply_author_id = c.by
      FROM (SELECT count(p.id)::int AS replies, max(p.created_at) AS at,
                   coalesce(min(p.number) FILTER (WHERE p.author_id <> its.author_id), 0) AS answer,
                   (array_agg(p.author_id ORDER BY p.number DESC))[1] AS by
              FROM topics its LEFT JOIN ${visibleReplies} p ON p.topic_id = its.id AND p.number > 0
             WHERE its.id = ${post.topicId}::uuid GROUP BY its.id) c
     WHERE t.id = ${post.topicId}::uuid`;
  const after = await readFigures(tx, post.topicId);
  await moveSpace(tx, post.spaceCode, before, after);
  await record(tx, "forum.post.state_changed", { replyId: post.id });
}

/** What a topic adds to the figures of its space; nothing while it is out of sight. */
type Figures = { topics: number; replies: number; unanswered: number };

async function readFigures(tx: Tx, topicId: string): Promise<Figures> {
  const [row] = await tx.$queryRaw<Figures[]>`
    SELECT 1 AS topics, t.reply_count AS replies, (t.first_answer = 0)::int AS unanswered
      FROM ${visibleTopics} t WHERE t.id = ${topicId}::uuid`;
  return row ?? { topics: 0, replies: 0, unanswered: 0 };
}

async function moveSpace(tx: Tx, code: string, before: Figures, after: Figures): Promise<void> {
  // Locked first: the newest activity is looked for when nobody posts in the space any more.
  await tx.$queryRaw`SELECT code FROM spaces WHERE code = ${code} FOR UPDATE`;
  await tx.$executeRaw`
    UPDATE spaces
       SET topic_count = topic_count + ${after.topics - before.topics}::int,
           reply_count = reply_count + ${after.replies - before.replies}::int,
           unanswered_count = unanswered_count + ${after.unanswered - before.unanswered}::int,
           last_activity_at = (SELECT max(t.last_reply_at) FROM ${visibleTopics} t WHERE t.space_code = ${code})
     WHERE code = ${code}`;
}
