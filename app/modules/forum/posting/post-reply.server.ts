import type { Tx } from "#app/infra/db.server.ts";
import { noteRecorded, recordSql, transaction } from "#app/infra/transaction.server.ts";
import { newId } from "#app/lib/uuid.ts";
import type { Actor, MaybeActor } from "#app/modules/accounts/actor.ts";
import { requirePoster } from "#app/modules/accounts/policy.ts";
import { endReplySql, noNewerSql, requireNoNewer } from "#app/modules/forum/drafts/end-draft.server.ts";
import { Prisma } from "#prisma/generated/client.ts";
import {
  type EarlierPost,
  earlierPosts,
  judgePosting,
  mayReplySql,
  type PostAttempt,
  type PostedResult,
} from "./check-posting.server.ts";
import { lockPoster } from "#app/modules/forum/lock-poster.server.ts";
import type { ReplyInput } from "#app/modules/forum/schemas.ts";
import { preparePost, whyNoTopic } from "./post-topic.server.ts";

type NewReply = ReplyInput & { publicId: number };

/**
 * Adds a reply under the topic's next number: 1, 2, 3 without a gap, however many post at once. Its author follows the
 * topic unless they chose otherwise, and their draft ends. Sending the same client id again returns the first post. `language`
 * defaults to the author's. Throws 401, 403, 404, 410 for a topic out of sight, 409 "forum.error.same_text" or as
 * `requireNoNewer`, 429 with the seconds to wait. Two SQL statements; more where an old page is refused, or when there is no
 * topic to write in.
 */
export async function postReply(maybe: MaybeActor, reply: NewReply, { at = new Date() } = {}): Promise<PostedResult> {
  const actor = requirePoster(maybe);
  const post = preparePost(actor, reply);
  return transaction(async (tx) => {
    // A statement of its own: what follows sees what was committed while this one waited.
    await lockPoster(tx, actor);
    const found = await writeReply(tx, actor, reply, { kind: "reply", ...post, at });
    const written = found.find((row) => row.why === "new");
    if (!written) {
      const first = judgePosting(found as EarlierPost[], actor, { kind: "reply", ...post, at });
      if (first) return first;
      await requireNoNewer(tx, actor, draftOf(reply), reply);
      throw await whyNoTopic(tx, reply.publicId);
    }
    noteRecorded(tx, written.eventId!);
    const { topicId, publicId, slug, number } = written;
    return { topicId, publicId, slug, number, repeated: false, sameText: true };
  });
}

const draftOf = ({ publicId }: NewReply) => ({ kind: "reply", target: String(publicId) }) as const;

type Attempt = PostAttempt & ReturnType<typeof preparePost>;
type Row = Omit<EarlierPost, "why"> & { why: EarlierPost["why"] | "new"; eventId: bigint | null };

/**
 * Writes a reply with all that changes with it, unless an earlier post is in its way; the earlier posts come back either way.
 * One SQL statement, because whoever posts in the topic waits for its row, which gives the number, and whoever posts in the
 * space for that one's.
 */
function writeReply(tx: Tx, actor: Actor, sent: NewReply, post: Attempt): Promise<Row[]> {
  const { at } = post;
  const id = newId(at.getTime());
  const draft = draftOf(sent);
  return tx.$queryRaw<Row[]>`
    WITH earlier AS MATERIALIZED (${earlierPosts(actor, post)}),
    topic AS (
      UPDATE topics
         SET last_reply_number = last_reply_number + 1, reply_count = reply_count + 1,
             last_reply_at = GREATEST(last_reply_at, ${at}), last_reply_author_id = ${actor.id}::uuid,
             first_answer = CASE WHEN first_answer = 0 AND author_id <> ${actor.id}::uuid
                                 THEN last_reply_number + 1 ELSE first_answer END
       WHERE public_id = ${sent.publicId} AND state = 'visible' AND ${mayReplySql(actor, at)} AND ${noNewerSql(actor, draft, sent)}
      RETURNING id, public_id, slug, space_code, last_reply_number AS number, first_answer
    ), reply AS (
      INSERT INTO replies (id, topic_id, number, author_id, body, html, renderer_version, language, client_id, body_hash,
                           created_at)
      SELECT ${id}::uuid, id, number, ${actor.id}::uuid, ${post.body}, ${post.html}, ${post.rendererVersion}::int,
             ${post.language}, ${post.clientId}, ${post.bodyHash}, ${at}
        FROM topic
    ), reader AS (${readOwnReply(actor, at)}),
    draft AS (${endReplySql(actor, draft, at)}),
    event AS (${recordSql("forum.reply.posted", { replyId: id }, Prisma.sql`topic`)}),
    space AS (
      UPDATE spaces s
         SET reply_count = s.reply_count + 1, last_activity_at = GREATEST(s.last_activity_at, ${at}),
             unanswered_count = s.unanswered_count - (t.first_answer = t.number)::int
        FROM topic t WHERE s.code = t.space_code
    )
    SELECT 'new' AS why, id AS "topicId", public_id AS "publicId", slug, number, '' AS "bodyHash", ${at} AS "createdAt",
           (SELECT id FROM event) AS "eventId"
      FROM topic
    UNION ALL SELECT *, NULL FROM earlier`;
}

/**
 * SQL: one's own reply in `topic` is read when everything before it was: what came in between while one wrote stays unread.
 */
function readOwnReply(actor: Actor, at: Date): Prisma.Sql {
  return Prisma.sql`
    INSERT INTO topic_readers (user_id, topic_id, last_read, level, updated_at)
    SELECT ${actor.id}::uuid, id, CASE number WHEN 1 THEN 1 ELSE -1 END, 'follow', ${at} FROM topic
    ON CONFLICT (user_id, topic_id) DO UPDATE
       SET level = coalesce(topic_readers.level, 'follow'), updated_at = EXCLUDED.updated_at,
           last_read = CASE WHEN topic_readers.last_read = (SELECT number FROM topic) - 1
                            THEN (SELECT number FROM topic) ELSE topic_readers.last_read END`;
}
