import { forbidden, notFound } from "#app/infra/app-error.ts";
import { type Db, db } from "#app/infra/db.server.ts";
import type { Actor, MaybeActor } from "#app/modules/accounts/actor.ts";
import { requireActive } from "#app/modules/accounts/policy.ts";
import { canFacilitate, canSeeSpace, type JoinMode } from "#app/modules/forum/policy.ts";
import type { PostsWait } from "#app/modules/forum/why-waits.ts";

/** What decides who is in a space and who may come in. */
export type SpaceDoor = {
  code: string;
  activityCode: string | null;
  name: string | null;
  joinMode: JoinMode;
  /** Whose posts wait for its facilitators. */
  postsWait: PostsWait;
};

/** The space of this code, when the actor may see it. Throws 404. One SQL statement. */
export async function requireSpace(actor: MaybeActor, code: string, from: Db = db()): Promise<SpaceDoor> {
  const select = { code: true, activityCode: true, name: true, joinMode: true, postsWait: true } as const;
  const space = await from.space.findUnique({ where: { code }, select });
  if (!space || !canSeeSpace(actor, space)) throw notFound();
  return space;
}

/**
 * A space for whoever facilitates it, and who that is. Throws 401, 404 for one that they may not see, 403
 * "forum.error.not_facilitator". One SQL statement.
 */
export async function requireFacilitator(
  maybe: MaybeActor,
  code: string,
  from: Db = db(),
): Promise<{ actor: Actor; space: SpaceDoor }> {
  const actor = requireActive(maybe);
  const space = await requireSpace(actor, code, from);
  if (!canFacilitate(actor, code)) throw forbidden("forum.error.not_facilitator");
  return { actor, space };
}
