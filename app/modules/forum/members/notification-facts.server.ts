import { db } from "#app/infra/db.server.ts";
import { allPeople } from "#app/modules/accounts/people.server.ts";
import { facilitatorsOf } from "#app/modules/forum/spaces/facilitators-sql.server.ts";
import { Prisma } from "#prisma/generated/client.ts";
import type { SpaceRole } from "#app/modules/accounts/spaces/note-space-role.server.ts";

/** What somebody is in a space now. For notices, not for pages. One SQL statement. */
export async function findSpaceRole(spaceCode: string, userId: string): Promise<SpaceRole> {
  const where = { spaceCode_userId: { spaceCode, userId } };
  return (await db().spaceMember.findUnique({ where, select: { role: true } }))?.role ?? null;
}

/** Whether everybody sees a space; false for one that is not there. For notices, not for pages. One SQL statement. */
export async function isSpaceSeenByAll(code: string): Promise<boolean> {
  const where = { code, joinMode: { not: "members" } } as const;
  return (await db().space.findFirst({ where, select: { code: true } })) !== null;
}

/** Who belongs to an archived space; null for one that is open again. For notices, not for pages. One SQL statement. */
export async function findMembersOfArchived(code: string): Promise<string[] | null> {
  const where = { code, archivedAt: { not: null } };
  const space = await db().space.findFirst({ where, select: { members: { select: { userId: true } } } });
  return space && space.members.map(({ userId }) => userId);
}

/**
 * An open wish with who decides it: the facilitators of the space, and where it has none, moderators and administrators. Null when it
 * was decided or withdrawn. For notices, not for pages. One SQL statement.
 */
export async function findWishToDecide(wishId: string) {
  const [row] = await db().$queryRaw<
    { spaceCode: string; person: { id: string; name: string }; deciderIds: string[] }[]
  >`
    SELECT w.space_code AS "spaceCode", json_build_object('id', u.id, 'name', u.name) AS person,
           ${facilitatorsOf(Prisma.sql`w.space_code`)} AS "deciderIds"
      FROM space_wishes w JOIN ${allPeople} u ON u.id = w.user_id
     WHERE w.id = ${wishId}::uuid AND w.declined_at IS NULL`;
  return row ?? null;
}

/** A wish that was declined, with the reason; null when there is a new one since. For notices, not for pages. One SQL statement. */
export async function findDeclinedWish(wishId: string) {
  return db().spaceWish.findFirst({
    where: { id: wishId, declinedAt: { not: null } },
    select: { spaceCode: true, userId: true, reason: true },
  });
}

/** Whether any of these wishes is still open. One SQL statement. */
export async function isAnyWishOpen(wishIds: readonly string[]): Promise<boolean> {
  const where = { id: { in: [...wishIds] }, declinedAt: null };
  return (await db().spaceWish.findFirst({ where, select: { id: true } })) !== null;
}
