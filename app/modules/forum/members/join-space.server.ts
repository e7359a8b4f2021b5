import { AppError } from "#app/infra/app-error.ts";
import { transaction } from "#app/infra/transaction.server.ts";
import type { MaybeActor } from "#app/modules/accounts/actor.ts";
import { requireActive, requirePoster } from "#app/modules/accounts/policy.ts";
import { requireSpace, requireSpaceToJoin, type SpaceDoor } from "#app/modules/forum/spaces/require-space.server.ts";
import { setSpaceRole } from "#app/modules/forum/spaces/set-space-role.server.ts";
import { bringIn, lockRole, requireOtherFacilitator } from "./change-role.server.ts";

/**
 * Makes the actor a member of an open space; whoever is one stays one. Throws 401, 403 for who may not post (others read who is in
 * a space), 404, 409 when one asks or is invited to be in it ("forum.error.join_asks", "forum.error.join_invited"), and "forum.error.space_archived".
 */
export async function joinSpace(maybe: MaybeActor, code: string, { at = new Date() } = {}): Promise<void> {
  const actor = requirePoster(maybe);
  await transaction(async (tx) => {
    const { joinMode } = await requireSpaceToJoin(actor, code, tx);
    if ((await lockRole(tx, code, actor.id)) !== null) return;
    if (joinMode === "ask") throw new AppError("forum.error.join_asks", 409);
    if (joinMode === "members") throw new AppError("forum.error.join_invited", 409);
    await bringIn(tx, { spaceCode: code, userId: actor.id, role: "member", by: actor, at });
  });
}

/**
 * The actor leaves a space, with the role that they had in it; whoever is not in it stays outside. Throws 401, 403, 404, 409
 * "forum.error.last_facilitator". Returns the space.
 */
export async function leaveSpace(maybe: MaybeActor, code: string, { at = new Date() } = {}): Promise<SpaceDoor> {
  const actor = requireActive(maybe);
  return transaction(async (tx) => {
    const space = await requireSpace(actor, code, tx);
    await requireOtherFacilitator(tx, actor, { spaceCode: code, userId: actor.id });
    await setSpaceRole(tx, { spaceCode: code, userId: actor.id, role: null, by: actor.id, at });
    return space;
  });
}
