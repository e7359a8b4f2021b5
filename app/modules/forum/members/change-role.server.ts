import { AppError } from "#app/infra/app-error.ts";
import type { Tx } from "#app/infra/db.server.ts";
import { record, recordAll } from "#app/infra/transaction.server.ts";
import type { Actor } from "#app/modules/accounts/actor.ts";
import type { SpaceRole } from "#app/modules/accounts/spaces/note-space-role.server.ts";
import { keepsForum } from "#app/modules/forum/policy.ts";
import { requireInUse } from "#app/modules/forum/spaces/require-space.server.ts";
import { addSpaceMembers, lockPersonInSpace, setSpaceRole } from "#app/modules/forum/spaces/set-space-role.server.ts";

type Change = { spaceCode: string; userId: string; role: SpaceRole; at: Date };

/** What somebody is in a space now, held to the end of the transaction. Two SQL statements. */
export async function lockRole(tx: Tx, spaceCode: string, userId: string): Promise<SpaceRole> {
  await lockPersonInSpace(tx, spaceCode, userId);
  const where = { spaceCode_userId: { spaceCode, userId } };
  return (await tx.spaceMember.findUnique({ where, select: { role: true } }))?.role ?? null;
}

/**
 * Brings somebody in: what they wished is no wish any more, and they are told when somebody else (`by`) did it. Whoever calls has
 * judged who may, and found that they are not in already. Throws 409 "forum.error.space_archived".
 */
export async function bringIn(tx: Tx, { by, ...change }: Change & { by: Actor }): Promise<void> {
  const { spaceCode, userId, role, at } = change;
  await requireInUse(tx, spaceCode);
  await setSpaceRole(tx, { ...change, by: by.id });
  await tx.spaceWish.deleteMany({ where: { spaceCode, userId } });
  if (by.id !== userId) await tellOfRole(tx, { spaceCode, userId, role, at });
}

/** The same for many people at once who become members. Five SQL statements. */
export async function bringInAll(
  tx: Tx,
  change: { spaceCode: string; userIds: readonly string[]; by: Actor; at: Date },
): Promise<void> {
  const { spaceCode, userIds, by, at } = change;
  await requireInUse(tx, spaceCode);
  await addSpaceMembers(tx, { ...change, by: by.id });
  await tx.spaceWish.deleteMany({ where: { spaceCode, userId: { in: [...userIds] } } });
  const moment = at.toISOString();
  const facts = userIds.filter((id) => id !== by.id).map((userId) => ({ spaceCode, userId, at: moment }));
  await recordAll(tx, "forum.member.added", facts);
}

/** Hands on that somebody is told of the role that they have now. */
export async function tellOfRole(tx: Tx, { role, at, ...who }: Change): Promise<void> {
  const fact = role === "facilitator" ? "forum.facilitator.appointed" : "forum.member.added";
  await record(tx, fact, { ...who, at: at.toISOString() });
}

/** Hands on that somebody is told of what they are not any more: in the space, or, being a member still, a facilitator of it. */
export async function tellOfLoss(tx: Tx, { role, at, ...who }: Change): Promise<void> {
  const fact = role === null ? "forum.member.removed" : "forum.facilitator.dismissed";
  await record(tx, fact, { ...who, at: at.toISOString() });
}

/**
 * Throws 409 "forum.error.last_facilitator" when a space would be left without the last of its facilitators: only moderators and
 * administrators, who keep it then, may do that. Holds the number of its facilitators to the end of the transaction; call it before
 * the person is locked. Two SQL statements.
 */
export async function requireOtherFacilitator(
  tx: Tx,
  actor: Actor,
  { spaceCode, userId }: { spaceCode: string; userId: string },
): Promise<void> {
  await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended(${`facilitators:${spaceCode}`}, 0))`;
  if (keepsForum(actor)) return;
  const [left] = await tx.$queryRaw<{ isLast: boolean }[]>`
    SELECT bool_or(user_id = ${userId}::uuid) AND count(*) = 1 AS "isLast"
      FROM space_members WHERE space_code = ${spaceCode} AND role = 'facilitator'`;
  if (left?.isLast) throw new AppError("forum.error.last_facilitator", 409);
}
