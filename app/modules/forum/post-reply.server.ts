import { notFound } from "#app/infra/app-error.ts";
import type { Tx } from "#app/infra/db.server.ts";
import { record, transaction } from "#app/infra/transaction.server.ts";
import type { Actor, MaybeActor } from "#app/modules/accounts/actor.ts";
import { requirePoster } from "#app/modules/accounts/policy.ts";
import { checkPosting, lockPoster, type PostedResult } from "./check-posting.server.ts";
import type { ReplyInput } from "./schemas.ts";
import { preparePost } from "./post-topic.server.ts";

type NewReply = ReplyInput & { publicId: number };

/**
 * Adds a reply under the topic's next number: 1, 2, 3 without a gap, however many post at once. Its author follows the
 * topic unless they chose otherwise. Sending the same client id again returns the first post. `language` defaults to the
 * author's. Throws 401, 403, 404, 409 "forum.error.same_text", 429 with the seconds to wait.
 */
export async function postReply(maybe: MaybeActor, reply: NewReply, { at = new Date() } = {}): Promise<PostedResult> {
  const actor = requirePoster(maybe);
  const post = preparePost(actor, reply);
  return transaction(async (tx) => {
    await lockPoster(tx, actor);
    const first = await checkPosting(tx, actor, { kind: "reply", ...post, at });
    if (first) return first;
    const topic = await takeNumber(tx, actor, reply.publicId, at);
    const data = { ...post, topicId: topic.id, number: topic.number, createdAt: at };
    const { id } = await tx.reply.create({ data, select: { id: true } });
    await noteOwnReply(tx, actor, topic, at);
    await record(tx, "forum.reply.posted", { replyId: id });
    // Last, because every post in the space waits for this row.
    await tx.$executeRaw`
      UPDATE spaces
         SET reply_count = reply_count + 1, last_activity_at = GREATEST(last_activity_at, ${at}),
             unanswered_count = unanswered_count - ${topic.firstAnswer === topic.number ? 1 : 0}
       WHERE code = ${topic.spaceCode}`;
    const { publicId, slug, number } = topic;
    return { topicId: topic.id, publicId, slug, number, repeated: false, sameText: true };
  });
}

type Numbered = { id: string; publicId: number; slug: string; spaceCode: string; number: number; firstAnswer: number };

/** The row lock that gives the number is held until the reply is committed or the number is given back. */
async function takeNumber(tx: Tx, actor: Actor, publicId: number, at: Date): Promise<Numbered> {
  const [topic] = await tx.$queryRaw<Numbered[]>`
    UPDATE topics
       SET last_reply_number = last_reply_number + 1, reply_count = reply_count + 1,
           last_reply_at = GREATEST(last_reply_at, ${at}), last_reply_author_id = ${actor.id}::uuid,
           first_answer = CASE WHEN first_answer = 0 AND author_id <> ${actor.id}::uuid
                               THEN last_reply_number + 1 ELSE first_answer END
     WHERE public_id = ${publicId}
    RETURNING id, public_id AS "publicId", slug, space_code AS "spaceCode", last_reply_number AS number,
              first_answer AS "firstAnswer"`;
  if (!topic) throw notFound();
  return topic;
}

/** One's own reply is read when everything before it was: what came in between while one wrote stays unread. */
async function noteOwnReply(tx: Tx, actor: Actor, { id, number }: Numbered, at: Date): Promise<void> {
  await tx.$executeRaw`
    INSERT INTO topic_readers (user_id, topic_id, last_read, level, updated_at)
    VALUES (${actor.id}::uuid, ${id}::uuid, ${number === 1 ? 1 : -1}, 'follow', ${at})
    ON CONFLICT (user_id, topic_id) DO UPDATE
       SET level = coalesce(topic_readers.level, 'follow'), updated_at = ${at},
           last_read = CASE WHEN topic_readers.last_read = ${number} - 1 THEN ${number}
                            ELSE topic_readers.last_read END`;
}
