import { AppError, forbidden, notFound } from "#app/infra/app-error.ts";
import type { Tx } from "#app/infra/db.server.ts";
import { transaction } from "#app/infra/transaction.server.ts";
import type { Actor, MaybeActor } from "#app/modules/accounts/actor.ts";
import { requireActive, requirePoster } from "#app/modules/accounts/policy.ts";
import { canDelete, isAdmitted } from "#app/modules/forum/policy.ts";
import { isAnsweredTopic, restoreDays } from "#app/modules/forum/post-state.ts";
import { type LockedPost, lockPost, setPostState } from "./set-post-state.server.ts";

/**
 * The author takes a post out of everybody's sight; a topic, with its opening post, while nobody else has replied to it. Doing it
 * again changes nothing. Who is silenced may, too. Throws 401, 403 for somebody else's, 404, 409 "forum.error.answered" for a topic
 * that has replies by others, 409 "forum.error.not_yours_now" when the team has decided about the post meanwhile.
 */
export async function deletePost(maybe: MaybeActor, id: string, { at = new Date() } = {}): Promise<LockedPost> {
  const actor = requireActive(maybe);
  return transaction(async (tx) => {
    const post = await lockOwnPost(tx, actor, id);
    if (post.state === "deleted") return post;
    if (post.state !== "visible") throw new AppError("forum.error.not_yours_now", 409);
    if (isAnsweredTopic(post, post)) throw new AppError("forum.error.answered", 409);
    await setPostState(tx, post, { to: "deleted", by: actor.id, at });
    return post;
  });
}

/**
 * The author brings back what they have deleted, within 30 days. Doing it again changes nothing. Throws as `deletePost`, 403 for who may not
 * write now, and 409 "forum.error.restore_late" after that time.
 */
export async function restorePost(maybe: MaybeActor, id: string, { at = new Date() } = {}): Promise<LockedPost> {
  const actor = requirePoster(maybe);
  return transaction(async (tx) => {
    const post = await lockOwnPost(tx, actor, id);
    if (post.state === "visible") return post;
    if (post.state !== "deleted") throw new AppError("forum.error.not_yours_now", 409);
    if (!isInTime(post, at)) throw new AppError("forum.error.restore_late", 409, { values: { days: restoreDays } });
    await setPostState(tx, post, { to: "visible", by: actor.id, at });
    return post;
  });
}

async function lockOwnPost(tx: Tx, actor: Actor, id: string): Promise<LockedPost> {
  const post = await lockPost(tx, id);
  if (!post || !isAdmitted(actor, { ...post, authorId: post.topicAuthorId })) throw notFound();
  if (!canDelete(actor, post)) throw forbidden();
  return post;
}

/** Whether its author may still restore what was deleted. */
export function isInTime({ stateAt }: { stateAt: Date | null }, at: Date): boolean {
  return stateAt !== null && at.getTime() - stateAt.getTime() <= restoreDays * 86_400_000;
}
