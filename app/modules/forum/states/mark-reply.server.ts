import { AppError, forbidden, notFound } from "#app/infra/app-error.ts";
import { db, type Tx } from "#app/infra/db.server.ts";
import { record, transaction } from "#app/infra/transaction.server.ts";
import type { Actor, MaybeActor } from "#app/modules/accounts/actor.ts";
import { requirePoster } from "#app/modules/accounts/policy.ts";
import { type FoundPost, getOpenPostFor } from "#app/modules/forum/find-post.server.ts";
import { canConsult, canMark } from "#app/modules/forum/policy.ts";
import { noteInLog } from "#app/modules/forum/spaces/note-in-log.server.ts";
import { isVisible } from "#app/modules/forum/sight.server.ts";
import { type Switch, switched } from "#app/modules/forum/switch.ts";
import { lockPost } from "./set-post-state.server.ts";

/** What one reply can be to its topic: the answer to its question, or what became of it. */
export type ReplyMark = "answer" | "outcome";

const marks = {
  answer: {
    column: "acceptedReplyId",
    event: "forum.answer.accepted",
    action: "forum.answer.changed",
    ofOpening: "forum.error.accept_opening",
  },
  outcome: {
    column: "outcomeReplyId",
    event: "forum.outcome.marked",
    action: "forum.outcome.changed",
    ofOpening: "forum.error.outcome_opening",
  },
} as const;

/** A post of whose topic the actor may say which reply answers it and what became of it. Throws 401, 403, 404, 410. One SQL statement. */
export async function getPostToMark(maybe: MaybeActor, id: string): Promise<FoundPost> {
  const actor = requirePoster(maybe);
  const post = await getOpenPostFor(actor, id);
  if (!canMark(actor, post.topic)) throw forbidden();
  return post;
}

/**
 * Says of a reply that it is this to its topic, in the place of whichever was before (`set` on), or that it is not (off); null:
 * whichever of them changes something. `isFirst`: only where there is no outcome that can be read (else 409). Of an answer its author is told, of an outcome everybody who took part. Throws as
 * `getPostToMark`, 409 for the opening post; of a consultation, 403 for who does not facilitate its space, 409 while it is open.
 */
export async function markReply(
  maybe: MaybeActor,
  { id, set, as, isFirst = false }: { id: string; set: Switch | null; as: ReplyMark; isFirst?: boolean },
): Promise<FoundPost & { isMarked: boolean }> {
  const post = await getPostToMark(maybe, id);
  const { column, event, action, ofOpening } = marks[as];
  if (post.number === 0) throw new AppError(ofOpening, 409);
  return transaction(async (tx) => {
    const locked = await lockPost(tx, post.id);
    if (locked?.state !== "visible") throw notFound();
    if (as === "outcome") await requireConcluded(tx, maybe!, locked);
    const where = { id: locked.topicId };
    const select = { acceptedReplyId: true, outcomeReplyId: true };
    const was = (await tx.topic.findUniqueOrThrow({ where, select }))[column] === post.id;
    const isMarked = switched(was, set);
    if (was === isMarked) return { ...post, isMarked };
    // One that is out of sight is none.
    if (isFirst && (await tx.topic.count({ where: { ...where, outcomeReply: isVisible } })) > 0)
      throw new AppError("forum.error.consultation_outcome", 409);
    await tx.topic.update({ where, data: { [column]: isMarked ? post.id : null }, select: { id: true } });
    if (isMarked) await record(tx, event, { replyId: post.id, userId: maybe!.id });
    // Of another's topic: who asked may say so without the team.
    const asked = { ...post, authorId: post.topic.authorId };
    await noteInLog(tx, maybe!, asked, action, { state: isMarked ? "on" : "off" });
    return { ...post, isMarked };
  });
}

/** What became of a consultation its facilitators say, once it is closed. Call it under the lock of the topic. */
async function requireConcluded(tx: Tx, actor: Actor, topic: { topicId: string; spaceCode: string }): Promise<void> {
  const { topicId } = topic;
  const consultation = await tx.consultation.findUnique({ where: { topicId }, select: { closesAt: true } });
  if (!consultation) return;
  if (!canConsult(actor, topic)) throw forbidden("forum.error.not_facilitator");
  if (consultation.closesAt > new Date()) throw new AppError("forum.error.consultation_open", 409);
}

/** Whether a reply is still this to its topic. One SQL statement. */
export async function isMarked(post: { id: string; topicId: string }, as: ReplyMark): Promise<boolean> {
  return (await db().topic.count({ where: { id: post.topicId, [marks[as].column]: post.id } })) > 0;
}
