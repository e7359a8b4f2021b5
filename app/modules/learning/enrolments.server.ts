import { notFound } from "#app/infra/app-error.ts";
import { db, type Tx } from "#app/infra/db.server.ts";
import { record, transaction } from "#app/infra/transaction.server.ts";
import type { MaybeActor } from "#app/modules/accounts/actor.ts";
import { requireActive } from "#app/modules/accounts/policy.ts";
import { canSeeCourse } from "#app/modules/learning/policy.ts";

/**
 * Enrols the actor in a course; once is enough, a second time changes nothing. Returns whether the enrolment is new.
 * Throws 401 for a guest, 403 for a suspended person, 404 for a course that the actor may not see.
 */
export async function enrol(
  actor: MaybeActor,
  courseSlug: string,
  { at = new Date() } = {},
): Promise<{ isNew: boolean }> {
  const { id: userId } = requireActive(actor);
  const course = await db().course.findUnique({ where: { slug: courseSlug }, select: { id: true, state: true } });
  if (!course || !canSeeCourse(actor, course)) throw notFound();
  return transaction((tx) => lockEnrolment(tx, { userId, courseId: course.id, at }));
}

/**
 * Makes sure that a person is enrolled and locks the enrolment until the transaction ends: whatever somebody does in one
 * course happens one after the other, so two windows never start two attempts or complete a course twice.
 */
export async function lockEnrolment(
  tx: Tx,
  { userId, courseId, at }: { userId: string; courseId: string; at: Date },
): Promise<{ isNew: boolean }> {
  const data = { userId, courseId, createdAt: at };
  const { count } = await tx.enrolment.createMany({ data, skipDuplicates: true });
  if (count > 0) await record(tx, "learning.enrolment.created", { userId, courseId });
  else
    await tx.$queryRaw`SELECT 1 FROM enrolments WHERE user_id = ${userId}::uuid AND course_id = ${courseId}::uuid FOR UPDATE`;
  return { isNew: count > 0 };
}
