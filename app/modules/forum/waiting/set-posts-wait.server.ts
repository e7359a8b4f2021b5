import { fieldError } from "#app/infra/app-error.ts";
import { recordAudit } from "#app/infra/audit.server.ts";
import { transaction } from "#app/infra/transaction.server.ts";
import type { MaybeActor } from "#app/modules/accounts/actor.ts";
import { canFacilitate } from "#app/modules/forum/policy.ts";
import type { PostsWaitInput } from "#app/modules/forum/schemas.ts";
import { requireKeeper } from "./list-waiting.server.ts";

/**
 * Says whose posts wait in a space from now on; what waits already goes on waiting. Leaves an audit line when it changes something.
 * Throws 401, 403, and 400 beside `space` for one that is not there or not the actor's to keep.
 */
export async function setPostsWait(maybe: MaybeActor, { space: code, wait }: PostsWaitInput): Promise<void> {
  const actor = requireKeeper(maybe);
  if (!canFacilitate(actor, code)) throw fieldError("space", "forum.error.no_space");
  await transaction(async (tx) => {
    const space = await tx.space.findUnique({ where: { code }, select: { code: true } });
    if (!space) throw fieldError("space", "forum.error.no_space");
    const where = { code, postsWait: { not: wait } };
    const changed = await tx.space.updateMany({ where, data: { postsWait: wait } });
    if (changed.count === 0) return;
    const line = { action: "forum.posts_wait.changed", subject: `space:${code}`, data: { wait } };
    await recordAudit(tx, { actorId: actor.id, ...line });
  });
}
