import { db } from "#app/infra/db.server.ts";
import { allPeople } from "#app/modules/accounts/people.server.ts";
import type { CourseStaffAccess } from "#app/modules/learning/courses/staff-access.server.ts";
import { visibleToStaff } from "#app/modules/learning/courses/visible-to-staff.server.ts";
import type { Change } from "./change-members.server.ts";

/** What a change of members would bring about, before it is made. */
export type ChangePreview = {
  people: { userId: string; name: string }[];
  /** Of them, who has completed the course: nobody takes them out of it. */
  completed: number;
  /** Who waits for a place that becomes free, in the course or in its cohorts. */
  waiting: number;
  /** The cohort that it is about, and how many places it still has; null = as many as come. */
  cohort: { name: string; places: number | null } | null;
};

/** Looks what `changeMembers` would do to the people whom the teaching person sees. Two SQL statements; changes nothing. */
export async function previewChange(
  { course, cohortIds }: CourseStaffAccess,
  { person, cohort }: Pick<Change, "person" | "cohort">,
): Promise<ChangePreview> {
  const people = await db().$queryRaw<{ userId: string; name: string; isCompleted: boolean }[]>`
    SELECT u.id AS "userId", u.name, e.completed_at IS NOT NULL AS "isCompleted"
      FROM enrolments e JOIN ${allPeople} u ON u.id = e.user_id
     WHERE e.course_id = ${course.id}::uuid AND e.user_id = ANY(${person}::uuid[])
       AND ${visibleToStaff({ cohortIds }, "e.user_id")}
     ORDER BY lower(u.name), u.id`;
  const [facts] = await db().$queryRaw<{ waiting: number; name: string | null; places: number | null }[]>`
    SELECT (SELECT count(*)::int FROM enrolment_requests r
             WHERE r.course_id = ${course.id}::uuid AND r.state = 'open' AND r.kind = 'waiting') AS waiting,
           h.name, greatest(h.capacity - (SELECT count(*)::int FROM cohort_members m WHERE m.cohort_id = h.id), 0) AS places
      FROM (SELECT 1) one
      LEFT JOIN cohorts h ON h.id = ${cohort}::uuid AND h.course_id = ${course.id}::uuid
           AND (${cohortIds}::uuid[] IS NULL OR h.id = ANY(${cohortIds}::uuid[]))`;
  const { waiting, name, places } = facts!;
  return {
    people: people.map(({ userId, name: own }) => ({ userId, name: own })),
    completed: people.filter(({ isCompleted }) => isCompleted).length,
    waiting,
    cohort: name === null ? null : { name, places },
  };
}
