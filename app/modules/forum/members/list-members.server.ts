import { db } from "#app/infra/db.server.ts";
import { type Cursor, readCursor, writeCursor } from "#app/lib/cursor.ts";
import type { MaybeActor } from "#app/modules/accounts/actor.ts";
import { allPeople } from "#app/modules/accounts/people.server.ts";
import { canSeeSuspended } from "#app/modules/accounts/policy.ts";
import { canFacilitate } from "#app/modules/forum/policy.ts";
import type { TagCount } from "#app/modules/forum/tags/list-tags.server.ts";
import { tagsOfSpace } from "#app/modules/forum/tags/space-tags-sql.server.ts";
import { Prisma } from "#prisma/generated/client.ts";

export type MemberRow = {
  userId: string;
  role: "facilitator" | "member";
  since: Date;
  name: string;
  handle: string;
  picture: string | null;
  country: string;
};

/** People on one page of the members of a space. */
export const membersPerPage = 50;

const { sql } = Prisma;
const cursorPattern = /^([fm])\.(.+)$/;

/**
 * Who is in a space: its facilitators, then its members, each in the order in which they came; a page of them after `after`. Who is
 * suspended is shown to whoever facilitates the space. Whoever calls has judged whether the actor sees the space. One SQL statement.
 */
export async function listMembers(
  actor: MaybeActor,
  code: string,
  { after }: { after?: string | null } = {},
): Promise<{ members: MemberRow[]; next: string | null }> {
  const [, letter, rest] = cursorPattern.exec(after ?? "") ?? [];
  const from = readCursor(rest);
  const seesAll = canSeeSuspended(actor) || canFacilitate(actor, code);
  const shown = seesAll ? Prisma.empty : sql`AND (u.suspended_until IS NULL OR u.suspended_until <= now())`;
  const some = (role: MemberRow["role"], cursor: Cursor | null) => sql`(
    SELECT m.user_id AS "userId", m.role::text AS role, m.since, u.name, u.handle, u.picture, u.country
      FROM space_members m JOIN ${allPeople} u ON u.id = m.user_id
     WHERE m.space_code = ${code} AND m.role = ${role}::space_role ${shown}
       ${cursor ? sql`AND (m.since, m.user_id) > (${cursor.at}, ${cursor.id}::uuid)` : Prisma.empty}
     ORDER BY m.since, m.user_id LIMIT ${membersPerPage + 1})`;
  const isPastFacilitators = letter === "m" && from !== null;
  const both = isPastFacilitators
    ? some("member", from)
    : sql`${some("facilitator", from)} UNION ALL ${some("member", null)}`;
  const rows = await db().$queryRaw<MemberRow[]>`
    SELECT * FROM (${both}) found
     ORDER BY role, since, "userId" LIMIT ${membersPerPage + 1}`;
  const members = rows.slice(0, membersPerPage);
  const last = members.at(-1);
  const next = last && `${last.role[0]}.${writeCursor({ at: last.since, id: last.userId })}`;
  return { members, next: rows.length > membersPerPage ? next! : null };
}

export type Facilitator = Pick<MemberRow, "name" | "handle" | "picture">;

/** Facilitators that the page of a space names. */
const namedFacilitators = 5;

export type BesideSpace = {
  facilitators: Facilitator[];
  hasMore: boolean;
  wishedAt: Date | null;
  waiting: number;
  tags: TagCount[];
};

/**
 * Who facilitates a space, the first of them in the order in which they came, and whether there are more; what the actor wishes
 * there; and the tags of what they may read in it (`tagsOfSpace`). One SQL statement.
 */
export async function getBesideSpace(actor: MaybeActor, code: string): Promise<BesideSpace> {
  const [own, keeps] = [actor?.id ?? null, canFacilitate(actor, code)];
  const [found] = await db().$queryRaw<(Omit<BesideSpace, "facilitators" | "hasMore"> & { people: Facilitator[] })[]>`
    SELECT coalesce((SELECT json_agg(p) FROM (
             SELECT u.name, u.handle, u.picture FROM space_members m JOIN ${allPeople} u ON u.id = m.user_id
              WHERE m.space_code = ${code} AND m.role = 'facilitator'
                AND (u.suspended_until IS NULL OR u.suspended_until <= now())
              ORDER BY m.since, m.user_id LIMIT ${namedFacilitators + 1}) p), '[]') AS people,
           (SELECT created_at FROM space_wishes
             WHERE space_code = ${code} AND user_id = ${own}::uuid AND declined_at IS NULL) AS "wishedAt",
           (SELECT count(*)::int FROM space_wishes
             WHERE ${keeps} AND space_code = ${code} AND declined_at IS NULL) AS waiting,
           (${tagsOfSpace(actor, code)}) AS tags`;
  const { people, ...rest } = found!;
  return {
    facilitators: people.slice(0, namedFacilitators),
    hasMore: people.length > namedFacilitators,
    ...rest,
  };
}
