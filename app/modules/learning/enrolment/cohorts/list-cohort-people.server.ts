import { db } from "#app/infra/db.server.ts";
import type { CourseStaffAccess } from "#app/modules/learning/courses/staff-access.server.ts";
import { getCohort } from "./get-cohort.server.ts";

/** The ids of everybody in a cohort. Throws 404 as `getCohort`. Two SQL statements. */
export async function listCohortPeople(access: CourseStaffAccess, slug: string): Promise<string[]> {
  const { id } = await getCohort(access, slug);
  const rows = await db().cohortMember.findMany({ where: { cohortId: id }, select: { userId: true } });
  return rows.map(({ userId }) => userId);
}
