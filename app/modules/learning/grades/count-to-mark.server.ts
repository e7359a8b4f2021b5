import { db } from "#app/infra/db.server.ts";
import type { CourseStaffAccess } from "#app/modules/learning/courses/staff-access.server.ts";
import { presentUnits } from "#app/modules/learning/courses/sql.server.ts";
import { visibleToStaff } from "#app/modules/learning/courses/visible-to-staff.server.ts";
import { isAttemptToMark, isSubmissionToMark } from "#app/modules/learning/outline/to-mark.server.ts";
import { Prisma } from "#prisma/generated/client.ts";

/**
 * How much of each unit waits for a mark of the staff, by the unit's id, of the people that the teaching person sees (of one
 * cohort, if given). Units of which nothing waits are left out. One SQL statement.
 */
export async function countToMark(
  { course, cohortIds }: CourseStaffAccess,
  { cohortId = null }: { cohortId?: string | null } = {},
): Promise<Record<string, number>> {
  const isOurs = Prisma.sql`e.course_id = ${course.id}::uuid AND ${visibleToStaff({ cohortIds }, "e.user_id", cohortId)}`;
  const rows = await db().$queryRaw<{ unitId: string; count: number }[]>`
    SELECT w.unit_id AS "unitId", count(*)::int AS count
      FROM (SELECT a.unit_id FROM attempts a JOIN (${presentUnits}) ON u.id = a.unit_id
              JOIN enrolments e ON e.user_id = a.user_id AND ${isOurs}
             WHERE u.course_id = ${course.id}::uuid AND ${isAttemptToMark}
             UNION ALL
            SELECT s.unit_id FROM submissions s JOIN (${presentUnits}) ON u.id = s.unit_id
              LEFT JOIN assignments q ON q.unit_id = s.unit_id
              JOIN enrolments e ON e.user_id = s.user_id AND ${isOurs}
             WHERE u.course_id = ${course.id}::uuid AND ${isSubmissionToMark}) w
     GROUP BY w.unit_id`;
  return Object.fromEntries(rows.map(({ unitId, count }) => [unitId, count]));
}
