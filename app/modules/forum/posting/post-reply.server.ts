import { notFound } from "#app/infra/app-error.ts";
import type { Tx } from "#app/infra/db.server.ts";
import { lockedStatement, noteRecorded, transaction } from "#app/infra/transaction.server.ts";
import { newId } from "#app/lib/uuid.ts";
import type { Actor, MaybeActor } from "#app/modules/accounts/actor.ts";
import { requirePoster } from "#app/modules/accounts/policy.ts";
import { endDraft, endReplySql, noNewerSql, requireNoNewer } from "#app/modules/forum/drafts/end-draft.server.ts";
import { lockPoster, posterLock } from "#app/modules/forum/lock-poster.server.ts";
import type { ReplyInput } from "#app/modules/forum/schemas.ts";
import { seesTopic, writesInTopic } from "#app/modules/forum/sight.server.ts";
import { type HeldPost, holdPost } from "#app/modules/forum/waiting/hold-post.server.ts";
import { isPostAtOnce } from "#app/modules/forum/waiting/post-at-once.server.ts";
import { whyWaits } from "#app/modules/forum/why-waits.ts";
import { insertReplySql } from "#app/modules/forum/writing/insert-reply.server.ts";
import { type PreparedPost, preparePost } from "#app/modules/forum/writing/prepare-post.server.ts";
import { Prisma } from "#prisma/generated/client.ts";
import { exceedsLinks } from "#app/modules/forum/check-links.ts";
import {
  type EarlierPost,
  earlierPosts,
  judgePosting,
  mayReplySql,
  type PostAttempt,
  type Sent,
} from "./check-posting.server.ts";
import { findReplyTarget } from "./post-topic.server.ts";

type NewReply = ReplyInput & { publicId: number };

/**
 * Adds a reply under the topic's next number: 1, 2, 3 without a gap, however many post at once. Its author follows the
 * topic unless they chose otherwise, and their draft ends. Sending the same client id again returns the first post. Where its space
 * wants to look at it first, or it has more links than its author may publish unseen, it waits for a facilitator instead (`HeldPost`). `language`
 * defaults to the author's. Throws 401, 403, 404, 410 for a topic out of sight, 409 "forum.error.topic_closed", "forum.error.space_archived", "forum.error.same_text" or as
 * `requireNoNewer` and `holdPost`, 429 with the seconds to wait. One SQL statement; one more for a text with an "@"; more where an old page is
 * refused, where it waits, or when there is no topic to write in.
 */
export async function postReply(maybe: MaybeActor, reply: NewReply, { at = new Date() } = {}): Promise<Sent> {
  const actor = requirePoster(maybe);
  const { language = actor.language } = reply;
  const post = await preparePost({ ...reply, language });
  const attempt = { kind: "reply", exceeds: exceedsLinks(actor, post.html), at, ...post } as const;
  const found = await lockedStatement(posterLock(actor), replySql(actor, reply, attempt), eventOf);
  return outcomeOf(found, actor, attempt) ?? replyOtherwise(actor, reply, post, attempt);
}

/**
 * What becomes of a reply that was not written though no earlier post is in its way: it waits, or is refused. It is tried once more, since
 * all of this is looked at under one lock.
 */
async function replyOtherwise(actor: Actor, reply: NewReply, post: PreparedPost, attempt: Attempt): Promise<Sent> {
  return transaction(async (tx) => {
    // A statement of its own: what follows sees what was committed while this one waited.
    await lockPoster(tx, actor);
    const found = await tx.$queryRaw<Row[]>(replySql(actor, reply, attempt));
    for (const id of eventOf(found)) noteRecorded(tx, id);
    const outcome = outcomeOf(found, actor, attempt);
    if (outcome) return outcome;
    await requireNoNewer(tx, actor, draftOf(reply), reply);
    return holdReply(tx, actor, reply, post, attempt);
  });
}

const draftOf = ({ publicId }: NewReply) => ({ kind: "reply", target: String(publicId) }) as const;

type Attempt = PostAttempt & PreparedPost & { exceeds: boolean };
type Row = Omit<EarlierPost, "why"> & { why: EarlierPost["why"] | "new"; eventId: bigint | null };

const isNew = ({ why }: Row) => why === "new";
const eventOf = (rows: Row[]) => rows.filter(isNew).map(({ eventId }) => eventId!);

/** The reply that was written, or the earlier one that it repeats; null where neither is there. Throws as `judgePosting`. */
function outcomeOf(found: Row[], actor: Actor, attempt: Attempt): Sent | null {
  const written = found.find(isNew);
  if (!written) return judgePosting(found as EarlierPost[], actor, attempt);
  const { topicId, publicId, slug, number } = written;
  return { topicId, publicId, slug, number, repeated: false, sameText: true };
}

/** SQL: writes a reply, unless an earlier post is in its way or it is to wait; the earlier posts come back either way. */
function replySql(actor: Actor, sent: NewReply, post: Attempt): Prisma.Sql {
  const { at } = post;
  const id = newId(at.getTime());
  const draft = draftOf(sent);
  const mayStand = Prisma.sql`public_id = ${sent.publicId} AND ${seesTopic(actor)} AND ${writesInTopic(actor)} AND ${isPostAtOnce(actor, post)}
         AND ${mayReplySql(actor, at)} AND ${noNewerSql(actor, draft, sent)}`;
  return Prisma.sql`
    WITH earlier AS MATERIALIZED (${earlierPosts(actor, post)}),
    ${insertReplySql({ id, authorId: actor.id, post, at }, mayStand)},
    draft AS (${endReplySql(actor, draft, at)})
    SELECT 'new' AS why, id AS "topicId", public_id AS "publicId", slug, number, '' AS "bodyHash", ${at} AS "createdAt",
           (SELECT id FROM event) AS "eventId"
      FROM topic
    UNION ALL SELECT *, NULL FROM earlier`;
}

/**
 * Keeps a reply for the facilitators when that is why it was not written. Throws as `findReplyTarget` why else it was not. Two SQL
 * statements more than that where it waits.
 */
async function holdReply(
  tx: Tx,
  actor: Actor,
  sent: NewReply,
  post: PreparedPost,
  { at, exceeds }: Attempt,
): Promise<HeldPost> {
  const { id, ...space } = await findReplyTarget(tx, actor, sent.publicId);
  const why = whyWaits(actor, space, { exceeds });
  if (!why) throw notFound();
  const held = await holdPost(tx, actor, { spaceCode: space.code, topicId: id, post }, { why, at });
  await endDraft(tx, actor, draftOf(sent), sent, at);
  return held;
}
