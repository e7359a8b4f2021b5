import type { CourseStaffAccess } from "#app/modules/learning/courses/staff-access.server.ts";
import { db } from "#app/infra/db.server.ts";
import { withHandle } from "#app/modules/accounts/person-columns.ts";
import { notFound } from "#app/infra/app-error.ts";

export type CohortView = {
  id: string;
  slug: string;
  name: string;
  zone: string;
  startsAt: Date | null;
  endsAt: Date | null;
  key: string | null;
  capacity: number | null;
  topicNumber: number | null;
  archivedAt: Date | null;
  trainer: { name: string; handle: string } | null;
};

/** One cohort by its address. Throws 404, also for a cohort that the actor does not train. */
export async function getCohort({ course, cohortIds }: CourseStaffAccess, slug: string): Promise<CohortView> {
  const row = await db().cohort.findFirst({
    where: { courseId: course.id, slug, ...(cohortIds && { id: { in: cohortIds } }) },
    select: {
      id: true,
      slug: true,
      name: true,
      zone: true,
      startsAt: true,
      endsAt: true,
      key: true,
      capacity: true,
      topicNumber: true,
      archivedAt: true,
      trainer: withHandle,
    },
  });
  if (!row) throw notFound();
  return row;
}
