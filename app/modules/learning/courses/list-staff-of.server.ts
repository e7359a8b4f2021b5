import { listAdministrators } from "#app/modules/accounts/find-person.server.ts";
import { db } from "#app/infra/db.server.ts";

/**
 * Who runs a course for one of its learners: its team and the trainers of the person's cohorts (and of the one that they
 * ask for), else the administrators. For notices, not for pages.
 */
export async function listStaffOf(
  courseId: string,
  userId: string,
  { wishedCohortId = null }: { wishedCohortId?: string | null } = {},
): Promise<string[]> {
  const rows = await db().$queryRaw<{ id: string }[]>`
    SELECT t.user_id AS id FROM course_trainers t WHERE t.course_id = ${courseId}::uuid
    UNION SELECT h.trainer_id FROM cohorts h JOIN cohort_members m ON m.cohort_id = h.id
     WHERE h.course_id = ${courseId}::uuid AND m.user_id = ${userId}::uuid AND h.trainer_id IS NOT NULL
    UNION SELECT h.trainer_id FROM cohorts h
     WHERE h.course_id = ${courseId}::uuid AND h.id = ${wishedCohortId}::uuid AND h.trainer_id IS NOT NULL`;
  if (rows.length > 0) return rows.map(({ id }) => id);
  return listAdministrators(db());
}
