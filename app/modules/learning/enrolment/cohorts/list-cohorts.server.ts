import type { CourseStaffAccess } from "#app/modules/learning/courses/staff-access.server.ts";
import { db } from "#app/infra/db.server.ts";
import { allPeople } from "#app/modules/accounts/people.server.ts";

export type CohortRow = {
  id: string;
  slug: string;
  name: string;
  zone: string;
  startsAt: Date | null;
  endsAt: Date | null;
  capacity: number | null;
  archivedAt: Date | null;
  trainer: string | null;
  people: number;
};

/** The cohorts of a course that the actor may see, running ones first, newest first, at most 200. One SQL statement. */
export async function listCohorts({ course, cohortIds }: CourseStaffAccess): Promise<CohortRow[]> {
  return db().$queryRaw<CohortRow[]>`
    SELECT h.id, h.slug, h.name, h.zone, h.starts_at AS "startsAt", h.ends_at AS "endsAt", h.capacity,
           h.archived_at AS "archivedAt", u.name AS trainer,
           (SELECT count(*)::int FROM cohort_members m WHERE m.cohort_id = h.id) AS people
      FROM cohorts h LEFT JOIN ${allPeople} u ON u.id = h.trainer_id
     WHERE h.course_id = ${course.id}::uuid
       AND (${cohortIds}::uuid[] IS NULL OR h.id = ANY(${cohortIds}::uuid[]))
     ORDER BY h.archived_at IS NOT NULL, h.created_at DESC, h.id DESC LIMIT 200`;
}
