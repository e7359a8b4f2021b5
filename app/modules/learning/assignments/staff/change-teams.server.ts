import { listPeopleAt } from "#app/modules/accounts/find-person.server.ts";
import { withId } from "#app/modules/accounts/person-columns.ts";
import type { MessageKey } from "#app/i18n/catalogues/en.ts";
import { AppError, notFound, fieldError } from "#app/infra/app-error.ts";
import { db, type Tx } from "#app/infra/db.server.ts";
import { transaction } from "#app/infra/transaction.server.ts";
import { lockUnit } from "#app/modules/learning/courses/lock-unit.server.ts";
import type { Authoring } from "#app/modules/learning/courses/staff-access.server.ts";

export type TeamRow = { id: string; name: string; members: { id: string; name: string }[]; hasWork: boolean };

/** The teams of an assignment by name, at most 200. Two SQL statements. */
export async function listTeams(unitId: string): Promise<TeamRow[]> {
  const rows = await db().team.findMany({
    where: { unitId },
    orderBy: { name: "asc" },
    take: 200,
    select: {
      id: true,
      name: true,
      _count: { select: { submissions: true } },
      members: { select: { user: withId }, orderBy: { userId: "asc" } },
    },
  });
  return rows.map(({ members, _count, ...row }) => ({
    ...row,
    members: members.map(({ user }) => user),
    hasWork: _count.submissions > 0,
  }));
}

/**
 * Makes a team of people of the course, given by their addresses. Everybody is in one team of an assignment at most. Throws
 * 400 "error.form" for an address that is not enrolled or has a team, and for a name that is taken.
 */
export async function makeTeam(
  access: Authoring,
  unitId: string,
  { name, emails }: { name: string; emails: readonly string[] },
): Promise<void> {
  const refuse = (field: string, code: MessageKey, values = {}) => fieldError(field, code, values);
  await transaction(async (tx) => {
    await lockUnit(tx, access, unitId);
    if ((await tx.team.count({ where: { unitId, name } })) > 0) throw refuse("name", "assignments.error.team_name");
    const wanted = [...new Set(emails.map((one) => one.toLowerCase()))];
    const people = await listEnrolledAt(tx, access.course.id, wanted);
    const unknown = wanted.filter((email) => !people.some((one) => one.email === email));
    if (unknown.length > 0) throw refuse("emails", "assignments.error.team_unknown", { emails: unknown.join(", ") });
    const busy = await tx.teamMember.findMany({
      where: { team: { unitId }, userId: { in: people.map(({ id }) => id) } },
      select: { userId: true },
    });
    const taken = people.filter(({ id }) => busy.some(({ userId }) => userId === id)).map(({ email }) => email);
    if (taken.length > 0) throw refuse("emails", "assignments.error.team_taken", { emails: taken.join(", ") });
    const members = { create: people.map(({ id }) => ({ userId: id })) };
    await tx.team.create({ data: { unitId, name, members }, select: { id: true } });
  });
}

/** Dissolves a team that has written nothing yet. Throws 400 "assignments.error.team_works" otherwise, 404. */
export async function dissolveTeam({ course }: Authoring, unitId: string, teamId: string): Promise<void> {
  await transaction(async (tx) => {
    const team = await tx.team.findFirst({
      where: { id: teamId, unitId, unit: { courseId: course.id } },
      select: { id: true, _count: { select: { submissions: true } } },
    });
    if (!team) throw notFound();
    if (team._count.submissions > 0) throw new AppError("assignments.error.team_works", 400);
    await tx.team.delete({ where: { id: team.id }, select: { id: true } });
  });
}

/** The people of a course among those with these addresses. */
async function listEnrolledAt(tx: Tx, courseId: string, emails: string[]): Promise<{ id: string; email: string }[]> {
  const people = await listPeopleAt(tx, emails);
  const where = { courseId, userId: { in: people.map(({ id }) => id) } };
  const enrolled = await tx.enrolment.findMany({ where, select: { userId: true } });
  return people.filter(({ id }) => enrolled.some(({ userId }) => userId === id));
}
