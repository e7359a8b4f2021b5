import { recordAudit } from "#app/infra/audit.server.ts";
import { forbidden } from "#app/infra/app-error.ts";
import { db } from "#app/infra/db.server.ts";
import { transaction } from "#app/infra/transaction.server.ts";
import { assignFreeSeats, lockSeats } from "./assign-seats.server.ts";
import type { entryModes } from "./schemas.ts";
import type { CourseStaffAccess } from "#app/modules/learning/courses/staff-access.server.ts";

export type Entry = { mode: (typeof entryModes)[number]; key: string | null; capacity: number | null };

/** How people come into a course. Throws 403 for a trainer of single cohorts: the key is not theirs to give. */
export async function getEntry({ course, cohortIds }: CourseStaffAccess): Promise<Entry> {
  if (cohortIds !== null) throw forbidden();
  const row = await db().course.findUniqueOrThrow({
    where: { id: course.id },
    select: { enrolmentMode: true, enrolmentKey: true, capacity: true },
  });
  return { mode: row.enrolmentMode, key: row.enrolmentKey, capacity: row.capacity };
}

/**
 * Changes how people come into a course. Who is in stays in, also beyond a smaller capacity; a larger one lets in who
 * waits. Throws 403 for whoever may not edit the course.
 */
export async function changeEntry(
  { course, actor, mayEdit }: CourseStaffAccess,
  { mode, key, capacity }: Entry,
  { at = new Date() } = {},
): Promise<void> {
  if (!mayEdit) throw forbidden();
  await transaction(async (tx) => {
    await lockSeats(tx, course.id);
    const data = { enrolmentMode: mode, enrolmentKey: key, capacity };
    await tx.course.update({ where: { id: course.id }, data, select: { id: true } });
    await recordAudit(tx, {
      actorId: actor.id,
      action: "learning.entry.changed",
      subject: `course:${course.id}`,
      data: { mode, capacity, hasKey: key !== null },
    });
    await assignFreeSeats(tx, { courseId: course.id, at });
  });
}
