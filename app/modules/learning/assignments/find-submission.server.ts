import type { Db } from "#app/infra/db.server.ts";
import type { MaybeActor } from "#app/modules/accounts/actor.ts";
import { withId } from "#app/modules/accounts/person-columns.ts";
import { findUnitOfKindFor, type UnitKey } from "#app/modules/learning/courses/find-unit.server.ts";

export type AssignmentAddress = { courseSlug: string; unitSlug: string };

/** The unit of an assignment. Throws 404 for what is no assignment that the actor may see. */
export function findAssignmentFor(actor: MaybeActor, address: AssignmentAddress): Promise<UnitKey> {
  return findUnitOfKindFor(actor, "assignment", address);
}

export type OwnTeam = { id: string; name: string; members: { id: string; name: string }[] };

/** The team that a person is in for a unit, if any. */
export async function findTeam(from: Db, unitId: string, userId: string): Promise<OwnTeam | null> {
  const row = await from.team.findFirst({
    where: { unitId, members: { some: { userId } } },
    select: {
      id: true,
      name: true,
      members: { select: { user: withId }, orderBy: { userId: "asc" } },
    },
  });
  return row && { ...row, members: row.members.map(({ user }) => user) };
}

/** What belongs to a person: their own submissions, and those of their team once they are in one. */
function ownedBy(unitId: string, userId: string, team: { id: string } | null) {
  return { unitId, ...(team ? { teamId: team.id } : { userId, teamId: null }) };
}

const columns = {
  id: true,
  number: true,
  state: true,
  version: true,
  body: true,
  html: true,
  language: true,
  savedAt: true,
  submittedAt: true,
  isLate: true,
  scoredAt: true,
  peerPercent: true,
  trainerPercent: true,
  trainerMarks: true,
  trainerComment: true,
  trainerAt: true,
  reopenedAt: true,
  rubricId: true,
  userId: true,
  sight: true,
  sightReason: true,
  files: { select: { id: true, name: true, type: true, bytes: true }, orderBy: { id: "asc" } },
} as const;

/** A person's draft and what they handed in last. One SQL statement for both, and their files. */
export async function findOwn(from: Db, unitId: string, userId: string, team: { id: string } | null) {
  const rows = await from.submission.findMany({
    where: ownedBy(unitId, userId, team),
    orderBy: { number: "desc" },
    take: 2,
    select: columns,
  });
  return {
    draft: rows.find(({ state }) => state === "draft") ?? null,
    current: rows.find(({ state }) => state === "submitted") ?? null,
  };
}

export type OwnSubmission = NonNullable<Awaited<ReturnType<typeof findOwn>>["draft"]>;
