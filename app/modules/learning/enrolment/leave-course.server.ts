import { AppError, notFound } from "#app/infra/app-error.ts";
import { db, type Tx } from "#app/infra/db.server.ts";
import { transaction } from "#app/infra/transaction.server.ts";
import type { MaybeActor } from "#app/modules/accounts/actor.ts";
import { requireActive } from "#app/modules/accounts/policy.ts";
import { assignFreeSeats, lockSeats } from "./assign-seats.server.ts";
import { canSeeCourse } from "#app/modules/learning/courses/policy.ts";

/**
 * Takes the actor out of a course, or takes back the wish to come in. What they have done is kept and found again when
 * they come back; the seat goes to the first who waits. Doing it again changes nothing. Throws 401, 403, 404, and 409
 * "enrolment.error.completed" for whoever has completed the course: that stays.
 */
export async function leaveCourse(maybe: MaybeActor, courseSlug: string, { at = new Date() } = {}): Promise<void> {
  const actor = requireActive(maybe);
  const select = { id: true, state: true } as const;
  const course = await db().course.findUnique({ where: { slug: courseSlug }, select });
  if (!course || !canSeeCourse(actor, course)) throw notFound();
  await transaction(async (tx) => {
    await lockSeats(tx, course.id);
    const where = { courseId: course.id, userId: actor.id };
    await tx.enrolmentRequest.updateMany({
      where: { ...where, state: "open" },
      data: { state: "withdrawn", decidedAt: at },
    });
    if (!(await unenrol(tx, where))) throw new AppError("enrolment.error.completed", 409);
    await assignFreeSeats(tx, { courseId: course.id, at });
  });
}

/**
 * Ends an enrolment and the memberships in the course's cohorts; facts, attempts and grades stay. Returns false, and
 * changes nothing, for somebody who has completed the course. The caller has called `lockSeats`, and assigns
 * the free seats.
 */
export async function unenrol(tx: Tx, where: { courseId: string; userId: string }): Promise<boolean> {
  const [enrolment] = await tx.$queryRaw<{ completedAt: Date | null }[]>`
    SELECT completed_at AS "completedAt" FROM enrolments
     WHERE course_id = ${where.courseId}::uuid AND user_id = ${where.userId}::uuid FOR UPDATE`;
  if (!enrolment) return true;
  if (enrolment.completedAt) return false;
  const { userId, courseId } = where;
  await tx.cohortMember.deleteMany({ where: { userId, cohort: { courseId } } });
  await tx.enrolment.deleteMany({ where });
  return true;
}
