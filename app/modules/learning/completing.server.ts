import { AppError } from "#app/infra/app-error.ts";
import type { Tx } from "#app/infra/db.server.ts";
import { record, transaction } from "#app/infra/transaction.server.ts";
import type { MaybeActor } from "#app/modules/accounts/actor.ts";
import { requireActive } from "#app/modules/accounts/policy.ts";
import { lockEnrolment } from "#app/modules/learning/enrolments.server.ts";
import { findUnitFor } from "#app/modules/learning/units.server.ts";

type Done = { userId: string; courseId: string; unitId: string; at: Date };

/**
 * Marks a unit as done, and enrols the actor when they are not. Doing it again changes nothing. Returns what became true:
 * `isNewEnrolment`, `isCourseDone` (this step completed the course). Throws 401 for a guest, 404 for no such unit, and
 * 400 "learning.error.pass_first" for a unit that is completed by passing.
 */
export async function completeUnit(
  actor: MaybeActor,
  { courseSlug, unitSlug }: { courseSlug: string; unitSlug: string },
  { at = new Date() } = {},
): Promise<{ isNewEnrolment: boolean; isCourseDone: boolean }> {
  const { id: userId } = requireActive(actor);
  const unit = await findUnitFor(actor, courseSlug, unitSlug);
  if (unit.rule === "passed") throw new AppError("learning.error.pass_first", 400);
  return transaction(async (tx) => {
    const { isNew } = await lockEnrolment(tx, { userId, courseId: unit.courseId, at });
    const { isCourseDone } = await noteDone(tx, { userId, courseId: unit.courseId, unitId: unit.id, at });
    return { isNewEnrolment: isNew, isCourseDone };
  });
}

/**
 * Writes that a unit is complete, unless it was already, and completes the course with its last unit. The caller holds
 * the lock of the enrolment.
 */
export async function noteDone(tx: Tx, { userId, courseId, unitId, at }: Done): Promise<{ isCourseDone: boolean }> {
  const rows = await tx.$queryRaw<unknown[]>`
    INSERT INTO unit_progress (user_id, unit_id, opened_at, completed_at)
    VALUES (${userId}::uuid, ${unitId}::uuid, ${at}, ${at})
    ON CONFLICT (user_id, unit_id) DO UPDATE SET completed_at = excluded.completed_at
     WHERE unit_progress.completed_at IS NULL
    RETURNING unit_id`;
  if (rows.length > 0) await record(tx, "learning.unit.completed", { userId, courseId, unitId });
  const finished = await finishCourse(tx, { courseId, userId, at });
  return { isCourseDone: finished > 0 };
}

/** Writes that a person has opened a unit, the first time only. */
export async function noteOpened(tx: Tx, { userId, unitId, at }: Omit<Done, "courseId">): Promise<void> {
  await tx.$executeRaw`
    INSERT INTO unit_progress (user_id, unit_id, opened_at) VALUES (${userId}::uuid, ${unitId}::uuid, ${at})
    ON CONFLICT (user_id, unit_id) DO NOTHING`;
}

/**
 * Completes the course for whoever has all of its present units and has not completed it before: one person, or
 * everybody when an import took the last missing unit away. One statement looks and writes, so that nobody is completed
 * against a revision whose units were not looked at; each completion records its event once. Returns how many.
 */
export async function finishCourse(
  tx: Tx,
  { courseId, userId = null, at }: { courseId: string; userId?: string | null; at: Date },
): Promise<number> {
  const rows = await tx.$queryRaw<{ userId: string }[]>`
    WITH present AS (
      SELECT u.id FROM units u JOIN course_modules m ON m.id = u.module_id AND m.removed_at IS NULL
       WHERE u.course_id = ${courseId}::uuid AND u.removed_at IS NULL)
    UPDATE enrolments e SET completed_at = ${at}, completed_revision = c.revision
      FROM courses c
     WHERE c.id = e.course_id AND e.course_id = ${courseId}::uuid AND e.completed_at IS NULL
       AND (${userId}::uuid IS NULL OR e.user_id = ${userId}::uuid)
       AND EXISTS (SELECT 1 FROM present)
       AND NOT EXISTS (
         SELECT 1 FROM present LEFT JOIN unit_progress p ON p.unit_id = present.id AND p.user_id = e.user_id
          WHERE p.completed_at IS NULL)
    RETURNING e.user_id AS "userId"`;
  for (const row of rows) await record(tx, "learning.course.completed", { userId: row.userId, courseId });
  return rows.length;
}
