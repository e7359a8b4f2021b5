import { findPersonCalled } from "#app/modules/accounts/find-person.server.ts";
import { allPeople } from "#app/modules/accounts/people.server.ts";
import { AppError, notFound, fieldError } from "#app/infra/app-error.ts";
import { db, type Tx } from "#app/infra/db.server.ts";
import { transaction } from "#app/infra/transaction.server.ts";
import { lockStructure } from "#app/modules/learning/study/publish-unit.server.ts";
import type { Authoring } from "#app/modules/learning/courses/staff-access.server.ts";

export type TeamRole = "author" | "trainer";
export type TeamMember = { name: string; handle: string; role: TeamRole };

/** The people who make and run a course, authors first, by name; at most 200. */
export async function listTeam({ course }: Authoring): Promise<TeamMember[]> {
  return db().$queryRaw<TeamMember[]>`
    SELECT u.name, u.handle, t.role::text AS role
      FROM course_trainers t JOIN ${allPeople} u ON u.id = t.user_id
     WHERE t.course_id = ${course.id}::uuid
     ORDER BY t.role, u.name, t.user_id LIMIT 200`;
}

/**
 * Adds somebody to the team, by their handle or their address; whoever is in it gets the role. Throws 400 on
 * the field when there is no such person, 409 when the last author would become a trainer.
 */
export async function addToTeam(
  access: Authoring,
  { person, role }: { person: string; role: TeamRole },
): Promise<void> {
  await changeTeam(access, async (tx, courseId) => {
    const user = await findPersonCalled(tx, person);
    if (!user) {
      throw fieldError("person", "courses.settings.error.no_person");
    }
    const where = { courseId_userId: { courseId, userId: user.id } };
    const create = { courseId, userId: user.id, role };
    await tx.courseTrainer.upsert({ where, create, update: { role }, select: { userId: true } });
  });
}

/** Gives a member of the team another role. Throws as `addToTeam`, and 404 for whoever is not in it. */
export async function changeRole(
  access: Authoring,
  { handle, role }: { handle: string; role: TeamRole },
): Promise<void> {
  await changeTeam(access, async (tx, courseId) => {
    const { count } = await tx.courseTrainer.updateMany({ where: await rankOf(tx, courseId, handle), data: { role } });
    if (count === 0) throw notFound();
  });
}

/** Takes somebody out of the team; what they wrote stays. Throws as `changeRole`. */
export async function removeFromTeam(access: Authoring, { handle }: { handle: string }): Promise<void> {
  await changeTeam(access, async (tx, courseId) => {
    const { count } = await tx.courseTrainer.deleteMany({ where: await rankOf(tx, courseId, handle) });
    if (count === 0) throw notFound();
  });
}

/** One change after the other: two authors who leave at once never leave a course without one. */
async function changeTeam({ course }: Authoring, change: (tx: Tx, courseId: string) => Promise<void>) {
  await transaction(async (tx) => {
    await lockStructure(tx, course.id);
    const authors = () => tx.courseTrainer.count({ where: { courseId: course.id, role: "author" } });
    const before = await authors();
    await change(tx, course.id);
    if (before > 0 && (await authors()) === 0) throw new AppError("courses.settings.error.last_author", 409);
  });
}

/** Where the person with this handle stands in the team of the course. Throws 404 for nobody. */
async function rankOf(tx: Tx, courseId: string, handle: string): Promise<{ courseId: string; userId: string }> {
  const person = await findPersonCalled(tx, handle);
  if (!person) throw notFound();
  return { courseId, userId: person.id };
}
