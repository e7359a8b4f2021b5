import { AppError, forbidden, notFound } from "#app/infra/app-error.ts";
import { type Db, db, type Tx } from "#app/infra/db.server.ts";
import { transaction } from "#app/infra/transaction.server.ts";
import type { Actor, MaybeActor } from "#app/modules/accounts/actor.ts";
import { requirePoster } from "#app/modules/accounts/policy.ts";
import { endDraft, requireNoNewer } from "#app/modules/forum/drafts/end-draft.server.ts";
import { lockPoster } from "#app/modules/forum/lock-poster.server.ts";
import { canReplyTo, canSeeSpace, canWriteIn, isAdmitted } from "#app/modules/forum/policy.ts";
import type { NewTopicInput } from "#app/modules/forum/schemas.ts";
import { requireInUse, spaceArchived } from "#app/modules/forum/spaces/require-space.server.ts";
import { placed, placedColumns, requireTopic, topicMerged, visibleTopics } from "#app/modules/forum/sight.server.ts";
import { holdPost } from "#app/modules/forum/waiting/hold-post.server.ts";
import { type PostsWait, whyWaits } from "#app/modules/forum/why-waits.ts";
import { insertTopic } from "#app/modules/forum/writing/insert-topic.server.ts";
import { preparePost } from "#app/modules/forum/writing/prepare-post.server.ts";
import { exceedsLinks } from "#app/modules/forum/check-links.ts";
import { checkPosting, type Sent } from "./check-posting.server.ts";

type NewTopic = NewTopicInput & { spaceCode: string };

/**
 * Begins a topic with its opening post (number 0); its author follows it. Sending the same client id again returns the
 * first. Their draft in this space ends with it. `language` defaults to the author's. `sealed`: nobody but the facilitators reads it
 * until its author opens it. Where the space wants to look at it first, or it has more links than its author may publish unseen, it waits for a
 * facilitator (`HeldPost`). Throws 401, 403, 404 for a space that is not there for them, 409 "forum.error.space_archived", "forum.error.same_text" or as `requireNoNewer` and `holdPost`, 429 with the seconds to wait.
 */
export async function postTopic(maybe: MaybeActor, topic: NewTopic, { at = new Date() } = {}): Promise<Sent> {
  const actor = requirePoster(maybe);
  const { spaceCode, title, sealed = false, tags = [], language = actor.language } = topic;
  const post = await preparePost({ ...topic, language });
  return transaction(async (tx) => {
    await lockPoster(tx, actor);
    const first = await checkPosting(tx, actor, { kind: "topic", ...post, at });
    if (first) return first;
    const draft = { kind: "topic", target: spaceCode } as const;
    await requireNoNewer(tx, actor, draft, topic);
    const space = await findSpaceToWriteIn(tx, actor, spaceCode);
    await endDraft(tx, actor, draft, topic, at);
    const why = whyWaits(actor, space, { exceeds: exceedsLinks(actor, post.html) });
    if (why) return holdPost(tx, actor, { spaceCode, topicId: null, title, sealed, tags, post }, { why, at });
    await requireInUse(tx, spaceCode);
    const written = await insertTopic(tx, { authorId: actor.id, spaceCode, title, sealed, tags, post, at });
    const { topicId, publicId, slug } = written;
    return { topicId, publicId, slug, number: 0, repeated: false, sameText: true };
  });
}

async function findSpaceToWriteIn(tx: Tx, actor: Actor, code: string) {
  const columns = { code: true, joinMode: true, postsWait: true, archivedAt: true } as const;
  const space = await tx.space.findUnique({ where: { code }, select: columns });
  if (!space || !canSeeSpace(actor, space)) throw notFound();
  if (space.archivedAt) throw spaceArchived();
  if (!canWriteIn(actor, { ...space, isArchived: false })) throw notAMember();
  return space;
}

/** Who reads a space and does not belong to it writes nothing there. */
const notAMember = () => forbidden("forum.error.not_a_member");

/**
 * The topic of this number, for a reply that was not written, and whose posts wait there. Throws why the actor cannot write in it: 410 when it is out of sight, with its space, or was merged into
 * another one, with that (`MergedTopic`); 403 "forum.error.not_a_member" for
 * one whose space they do not belong to, or not any more; 409 "forum.error.topic_closed" and "forum.error.space_archived"; else 404. One SQL statement.
 */
export async function findReplyTarget(
  from: Db,
  actor: Actor,
  publicId: number,
): Promise<{ id: string; code: string; postsWait: PostsWait }> {
  const topic = await from.topic.findUnique({
    where: { publicId },
    select: {
      closedAt: true,
      id: true,
      ...placedColumns,
      space: { select: { joinMode: true, postsWait: true, archivedAt: true } },
      mergedInto: { select: { publicId: true, slug: true, ...placedColumns } },
      readers: { where: { userId: actor.id }, select: { userId: true } },
    },
  });
  if (!topic) throw notFound();
  const { spaceCode, joinMode } = placed(topic);
  // Who has been there before knows that it is there.
  if (!canSeeSpace(actor, { code: spaceCode, joinMode }) && topic.readers.length > 0) throw notAMember();
  const { mergedInto } = topic;
  // Only who reads the other one is told which it is.
  if (mergedInto && isAdmitted(actor, placed(topic)) && isAdmitted(actor, placed(mergedInto)))
    throw topicMerged({ publicId: mergedInto.publicId, slug: mergedInto.slug });
  requireTopic(actor, placed(topic), { onlyVisible: true });
  if (topic.space.archivedAt) throw spaceArchived();
  const space = { joinMode, isArchived: false };
  if (!canWriteIn(actor, { code: spaceCode, ...space })) throw notAMember();
  const isClosed = topic.closedAt !== null;
  if (!canReplyTo(actor, { spaceCode, ...space, isClosed })) throw new AppError("forum.error.topic_closed", 409);
  return { id: topic.id, code: spaceCode, postsWait: topic.space.postsWait };
}

/** Whether there is a topic of this number that the actor may read. */
export async function hasTopic(actor: MaybeActor, publicId: number): Promise<boolean> {
  const rows = await db().$queryRaw<unknown[]>`SELECT 1 FROM ${visibleTopics(actor)} t WHERE public_id = ${publicId}`;
  return rows.length > 0;
}

/** The id of the topic of this number, or null. */
export async function findTopicId(publicId: number): Promise<string | null> {
  return (await db().topic.findUnique({ where: { publicId }, select: { id: true } }))?.id ?? null;
}
