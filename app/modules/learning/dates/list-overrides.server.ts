import { db } from "#app/infra/db.server.ts";
import { allPeople } from "#app/modules/accounts/people.server.ts";
import type { CourseStaffAccess } from "#app/modules/learning/courses/staff-access.server.ts";
import { visibleToStaff } from "#app/modules/learning/courses/visible-to-staff.server.ts";
import { Prisma } from "#prisma/generated/client.ts";

export type OverrideRow = {
  id: string;
  opensAt: Date | null;
  dueAt: Date | null;
  closesAt: Date | null;
  timeLimit: number | null;
  attemptsAllowed: number | null;
  reason: string | null;
  createdAt: Date;
  createdBy: { name: string } | null;
  cohort: { id: string; name: string } | null;
  user: { handle: string; name: string } | null;
};

/** The overrides of a unit that the actor may see, newest first, at most 200. One SQL statement. */
export async function listOverrides(access: CourseStaffAccess, unitId: string): Promise<OverrideRow[]> {
  return db().$queryRaw<OverrideRow[]>`
    SELECT o.id, o.opens_at AS "opensAt", o.due_at AS "dueAt", o.closes_at AS "closesAt", o.time_limit AS "timeLimit",
           o.attempts_allowed AS "attemptsAllowed", o.reason, o.created_at AS "createdAt",
           CASE WHEN a.id IS NOT NULL THEN jsonb_build_object('name', a.name) END AS "createdBy",
           CASE WHEN h.id IS NOT NULL THEN jsonb_build_object('id', h.id, 'name', h.name) END AS cohort,
           CASE WHEN u.id IS NOT NULL THEN jsonb_build_object('handle', u.handle, 'name', u.name) END AS "user"
      FROM unit_overrides o
      LEFT JOIN cohorts h ON h.id = o.cohort_id
      LEFT JOIN ${allPeople} u ON u.id = o.user_id
      LEFT JOIN ${allPeople} a ON a.id = o.created_by_id
     WHERE o.unit_id = ${unitId}::uuid AND ${overrideVisibleToStaff(access)}
     ORDER BY o.created_at DESC, o.id DESC LIMIT 200`;
}

/**
 * SQL: whether the teaching person sees the override `o`: everybody's, or only what is said of the cohorts that they train
 * and of the people in these.
 */
export function overrideVisibleToStaff({ cohortIds }: Pick<CourseStaffAccess, "cohortIds">): Prisma.Sql {
  return Prisma.sql`(o.cohort_id = ANY(${cohortIds}::uuid[]) OR ${visibleToStaff({ cohortIds }, "o.user_id")})`;
}
