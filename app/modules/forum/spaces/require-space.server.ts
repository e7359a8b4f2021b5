import { AppError, forbidden, notFound } from "#app/infra/app-error.ts";
import { type Db, db, type Tx } from "#app/infra/db.server.ts";
import type { Actor, MaybeActor } from "#app/modules/accounts/actor.ts";
import { requireActive } from "#app/modules/accounts/policy.ts";
import { canFacilitate, canSeeSpace, type JoinMode, type SpaceKind } from "#app/modules/forum/policy.ts";
import type { PostsWait } from "#app/modules/forum/why-waits.ts";

/** What decides who is in a space and who may come in. */
export type SpaceDoor = {
  code: string;
  kind: SpaceKind;
  activityCode: string | null;
  name: string | null;
  joinMode: JoinMode;
  /** Whose posts wait for its facilitators. */
  postsWait: PostsWait;
  /** Since when nobody writes in it, and why; null while people do. */
  archivedAt: Date | null;
  archivedReason: string | null;
};

/** What whoever writes in an archived space is told, or wants to come into it: 409 in words. */
export const spaceArchived = () => new AppError("forum.error.space_archived", 409);

const columns = {
  code: true,
  kind: true,
  activityCode: true,
  name: true,
  joinMode: true,
  postsWait: true,
  archivedAt: true,
  archivedReason: true,
} as const;

/** The space of this code, when the actor may see it. Throws 404. One SQL statement. */
export async function requireSpace(actor: MaybeActor, code: string, from: Db = db()): Promise<SpaceDoor> {
  const space = await from.space.findUnique({ where: { code }, select: columns });
  if (!space || !canSeeSpace(actor, space)) throw notFound();
  return space;
}

/** The same for whoever wants to come into it, or bring somebody in. Throws 409 "forum.error.space_archived", too. One SQL statement. */
export async function requireSpaceToJoin(actor: MaybeActor, code: string, from: Db = db()): Promise<SpaceDoor> {
  const space = await requireSpace(actor, code, from);
  if (space.archivedAt) throw spaceArchived();
  return space;
}

/**
 * Keeps a space from being archived until the transaction ends. Throws 409 "forum.error.space_archived" where it is so already. One SQL
 * statement, which waits for nobody but who archives it.
 */
export async function requireInUse(tx: Tx, code: string): Promise<void> {
  const [space] = await tx.$queryRaw<{ isArchived: boolean }[]>`
    SELECT archived_at IS NOT NULL AS "isArchived" FROM spaces WHERE code = ${code} FOR KEY SHARE`;
  if (space?.isArchived) throw spaceArchived();
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
