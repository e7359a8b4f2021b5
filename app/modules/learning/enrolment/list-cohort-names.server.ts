import { db } from "#app/infra/db.server.ts";
import type { CourseStaffAccess } from "#app/modules/learning/courses/staff-access.server.ts";

/** The cohorts whose people the teaching person sees, newest first, at most 200. One SQL statement. */
export async function listCohortNames({
  course,
  cohortIds,
}: CourseStaffAccess): Promise<{ id: string; slug: string; name: string }[]> {
  return db().cohort.findMany({
    where: { courseId: course.id, ...(cohortIds && { id: { in: cohortIds } }) },
    select: { id: true, slug: true, name: true },
    orderBy: [{ createdAt: "desc" }, { id: "desc" }],
    take: 200,
  });
}
