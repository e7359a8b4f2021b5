import { AppError, forbidden, notFound } from "#app/infra/app-error.ts";
import { recordAudit } from "#app/infra/audit.server.ts";
import type { Tx } from "#app/infra/db.server.ts";
import { transaction } from "#app/infra/transaction.server.ts";
import { isolate } from "#app/lib/isolate.ts";
import type { Actor, MaybeActor } from "#app/modules/accounts/actor.ts";
import { requireActive } from "#app/modules/accounts/policy.ts";
import { claimMinutes, minutesLeft } from "#app/modules/moderation/limits.ts";
import { canDecideAbout } from "#app/modules/moderation/policy.ts";
import { requireNotKept } from "./kept-from.server.ts";
import { type LockedCase, lockCase } from "./lock-case.server.ts";

/**
 * Takes a case for fifteen minutes, in which nobody else decides it; its holder prolongs it by taking it again. Throws 401, 403,
 * 404, 409 "moderation.error.claimed" with who has it and for how long, and 409 when it is decided.
 */
export async function claimCase(maybe: MaybeActor, publicId: number, { at = new Date() } = {}): Promise<void> {
  const actor = requireActive(maybe);
  await transaction(async (tx) => {
    const found = await lockCaseFor(tx, actor, publicId);
    if (found.state === "decided") throw new AppError("moderation.error.nothing_to_claim", 409);
    requireUndecidedBy(actor, found);
    await takeClaim(tx, actor, found, at);
    await recordAudit(tx, { actorId: actor.id, action: "moderation.case.claimed", subject: `case:${publicId}` });
  });
}

/** Gives a case back that the actor has claimed; of one that is not theirs it changes nothing. Throws 401, 403, 404. */
export async function releaseCase(maybe: MaybeActor, publicId: number): Promise<void> {
  const actor = requireActive(maybe);
  await transaction(async (tx) => {
    const { id, claimedBy } = await lockCaseFor(tx, actor, publicId);
    if (claimedBy?.id !== actor.id) return;
    const data = { claimedById: null, claimedUntil: null };
    await tx.moderationCase.update({ where: { id }, data, select: { id: true } });
    await recordAudit(tx, { actorId: actor.id, action: "moderation.case.released", subject: `case:${publicId}` });
  });
}

/** The case of this number, locked, for who may decide it. Throws 404, 403. */
export async function lockCaseFor(tx: Tx, actor: Actor, publicId: number): Promise<LockedCase> {
  const found = await lockCase(tx, { publicId });
  if (!found) throw notFound();
  if (!canDecideAbout(actor, found)) throw forbidden();
  await requireNotKept(tx, actor, found);
  if (found.authorId === actor.id) throw forbidden("moderation.error.own_thing");
  return found;
}

/** Throws 403 for whoever came to the decision that an appeal is about. */
export function requireUndecidedBy(actor: Actor, { state, decisions }: LockedCase): void {
  if (state === "appealed" && decisions[0]?.decidedById === actor.id) throw forbidden("moderation.error.own_decision");
}

/** Throws 409 when somebody else has the case now. */
export function requireFree(actor: Actor, { claimedBy, claimedUntil }: LockedCase, at: Date): void {
  if (!claimedBy || !claimedUntil || claimedBy.id === actor.id || claimedUntil <= at) return;
  const minutes = minutesLeft(claimedUntil, at);
  throw new AppError("moderation.error.claimed", 409, { values: { name: isolate(claimedBy.name), minutes } });
}

/** Gives a locked case to the actor. Throws as `requireFree`. */
export async function takeClaim(tx: Tx, actor: Actor, found: LockedCase, at: Date): Promise<void> {
  requireFree(actor, found, at);
  const claimedUntil = new Date(at.getTime() + claimMinutes * 60_000);
  const data = { claimedById: actor.id, claimedUntil };
  await tx.moderationCase.update({ where: { id: found.id }, data, select: { id: true } });
}
