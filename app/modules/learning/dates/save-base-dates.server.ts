import { AppError, notFound } from "#app/infra/app-error.ts";
import { transaction } from "#app/infra/transaction.server.ts";
import type { CourseStaffAccess } from "#app/modules/learning/courses/staff-access.server.ts";
import { auditDates } from "./audit-dates.server.ts";
import { rescheduleAttempts } from "./reschedule-attempts.server.ts";
import type { BaseDates } from "./schemas.ts";

/**
 * Writes the dates of a unit for everybody, and moves the ends of running attempts with them. Throws 403 for a trainer of
 * single cohorts, whose dates are their cohorts'.
 */
export async function saveBaseDates(
  { course, actor, cohortIds }: CourseStaffAccess,
  unit: { id: string },
  { opensAt, dueAt, closesAt }: BaseDates,
  { at = new Date() } = {},
): Promise<void> {
  if (cohortIds !== null) throw new AppError("enrolment.error.base_dates", 403);
  await transaction(async (tx) => {
    const where = { id: unit.id, courseId: course.id };
    const before = await tx.unit.findFirst({ where, select: { opensAt: true, dueAt: true, closesAt: true } });
    if (!before) throw notFound();
    const after = { opensAt, dueAt, closesAt };
    await tx.unit.update({ where, data: after, select: { id: true } });
    await auditDates(tx, { actorId: actor.id, unitId: unit.id, before, after });
    await rescheduleAttempts(tx, { unitId: unit.id, userIds: null, at });
  });
}
