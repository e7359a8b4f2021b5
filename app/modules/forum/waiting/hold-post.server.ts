import { AppError } from "#app/infra/app-error.ts";
import type { Tx } from "#app/infra/db.server.ts";
import { record } from "#app/infra/transaction.server.ts";
import type { Actor } from "#app/modules/accounts/actor.ts";
import { limitsFor, sameTextMinutes, waitingAtMost } from "#app/modules/forum/limits.ts";
import { refuseUntil } from "#app/modules/forum/refuse-until.ts";
import { requireInUse } from "#app/modules/forum/spaces/require-space.server.ts";
import type { PreparedPost } from "#app/modules/forum/writing/prepare-post.server.ts";
import type { WaitReason } from "#app/modules/forum/why-waits.ts";

/**
 * A post that waits for a facilitator. `repeated`: it had been sent before, and this is what waits since then; `sameText`: whether
 * that says what was sent now.
 */
export type HeldPost = { waitingId: string; repeated: boolean; sameText: boolean };

type Sent = {
  spaceCode: string;
  topicId: string | null;
  title?: string;
  sealed?: boolean;
  tags?: string[];
  post: PreparedPost;
};

/**
 * Keeps what somebody has sent until a facilitator looks at it. The same text that waits already is kept once. Throws 429
 * "forum.error.too_fast" with the seconds to wait, 409 "forum.error.waiting_many" when five of theirs wait already,
 * "forum.error.space_archived". Call it under `lockPoster`.
 */
export async function holdPost(
  tx: Tx,
  actor: Actor,
  { spaceCode, topicId, title = "", sealed = false, tags = [], post }: Sent,
  { why, at }: { why: WaitReason; at: Date },
): Promise<HeldPost> {
  const own = await tx.waitingPost.findMany({
    where: { authorId: actor.id, state: "waiting" },
    select: { id: true, bodyHash: true, sentAt: true, topicId: true },
    orderBy: { sentAt: "desc" },
    take: waitingAtMost,
  });
  const since = at.getTime() - sameTextMinutes * 60_000;
  const same = own.find(({ bodyHash, sentAt }) => bodyHash === post.bodyHash && sentAt.getTime() > since);
  if (same) return { waitingId: same.id, repeated: true, sameText: true };
  requirePause(actor, own.find((one) => (one.topicId === null) === (topicId === null))?.sentAt, topicId === null, at);
  requireRoom(own.length);
  await requireInUse(tx, spaceCode);
  const { body, language, clientId, bodyHash } = post;
  const data = { authorId: actor.id, spaceCode, topicId, title, tags, isSealed: sealed, why, sentAt: at };
  const { id } = await tx.waitingPost.create({
    data: { ...data, body, language, clientId, bodyHash },
    select: { id: true },
  });
  await record(tx, "forum.waiting.held", { waitingId: id });
  return { waitingId: id, repeated: false, sameText: true };
}

/** Throws 409 "forum.error.waiting_many" for whoever has this many posts waiting when that is all they may have. */
export function requireRoom(count: number): void {
  if (count >= waitingAtMost) throw new AppError("forum.error.waiting_many", 409, { values: { count: waitingAtMost } });
}

function requirePause(actor: Actor, last: Date | undefined, isTopic: boolean, at: Date): void {
  const limits = limitsFor(actor);
  if (!limits) return;
  refuseUntil(last, isTopic ? limits.secondsBetweenTopics : limits.secondsBetweenReplies, at, "forum.error.too_fast");
}
