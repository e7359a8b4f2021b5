import type { Tx } from "#app/infra/db.server.ts";
import { noteMembers, noteSpaceRole, type SpaceRole } from "#app/modules/accounts/spaces/note-space-role.server.ts";

type Change = { spaceCode: string; userId: string; role: SpaceRole; by: string | null; at: Date };

/**
 * Makes somebody a member or a facilitator of a space, or, with null, neither; with whatever is kept beside the row. Returns what
 * they were before. Whoever calls has judged who may. At most five SQL statements.
 */
export async function setSpaceRole(tx: Tx, { spaceCode, userId, role, by, at }: Change): Promise<SpaceRole> {
  await lockPersonInSpace(tx, spaceCode, userId);
  const where = { spaceCode_userId: { spaceCode, userId } };
  const before = (await tx.spaceMember.findUnique({ where, select: { role: true } }))?.role ?? null;
  if (before === role) return before;
  if (role === null) {
    await tx.spaceMember.delete({ where, select: { role: true } });
    await noteLeaver(tx, spaceCode, userId, at);
  } else {
    const create = { spaceCode, userId, role, addedById: by, since: at };
    await tx.spaceMember.upsert({ where, create, update: { role }, select: { role: true } });
  }
  await noteSpaceRole(tx, userId, spaceCode, role);
  return before;
}

/**
 * Makes people members of a space who do not belong to it; with whatever is kept beside the rows. Whoever calls has judged who may, and
 * holds them by `lockPeopleInSpace`. Two SQL statements.
 */
export async function addSpaceMembers(
  tx: Tx,
  { spaceCode, userIds, by, at }: { spaceCode: string; userIds: readonly string[]; by: string; at: Date },
): Promise<void> {
  const data = userIds.map((userId) => ({ spaceCode, userId, role: "member" as const, addedById: by, since: at }));
  await tx.spaceMember.createMany({ data });
  await noteMembers(tx, userIds, spaceCode);
}

/** Holds what somebody is in a space, and what they wish to be, to the end of the transaction, also before there is a row to lock. */
export async function lockPersonInSpace(tx: Tx, spaceCode: string, userId: string): Promise<void> {
  await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended(${lockName(spaceCode, userId)}, 0))`;
}

/** The same for many people, one after the other in one order, so that two who do this do not wait for each other. One SQL statement. */
export async function lockPeopleInSpace(tx: Tx, spaceCode: string, userIds: readonly string[]): Promise<void> {
  const names = userIds.toSorted().map((id) => lockName(spaceCode, id));
  await tx.$executeRaw`
    SELECT pg_advisory_xact_lock(hashtextextended(name, 0)) FROM unnest(${names}::text[]) AS those(name)`;
}

const lockName = (spaceCode: string, userId: string) => `space:${spaceCode}:${userId}`;

/** Whoever is out of the space of a group is not brought in again with the group, whoever decided it. */
async function noteLeaver(tx: Tx, spaceCode: string, userId: string, at: Date): Promise<void> {
  await tx.$executeRaw`
    INSERT INTO space_leavers (space_code, user_id, left_at)
    SELECT code, ${userId}::uuid, ${at} FROM spaces WHERE code = ${spaceCode} AND made_for IS NOT NULL
        ON CONFLICT DO NOTHING`;
}
