import type { CourseStaffAccess } from "#app/modules/learning/courses/staff-access.server.ts";
import { loadSettings } from "#app/modules/learning/assignments/save-assignment.server.ts";
import { db } from "#app/infra/db.server.ts";
import { refused } from "#app/modules/learning/assignments/save-draft.server.ts";
import { transaction } from "#app/infra/transaction.server.ts";
import { startRound } from "#app/modules/learning/assignments/reviews/advance-review-round.server.ts";

/**
 * Chooses the reviewers now: of one cohort, or of everybody whom the teaching person may see. A pool that has them is only
 * looked at. Throws 400 "assignments.error.trainer_marks" where no peers review. Returns how many pools there were.
 */
export async function startReviewing(
  access: CourseStaffAccess,
  unitId: string,
  { cohortId }: { cohortId: string | null },
  { at = new Date() } = {},
): Promise<number> {
  if ((await loadSettings(db(), unitId)).reviews === 0) throw refused({ code: "assignments.error.trainer_marks" });
  const { course, cohortIds } = access;
  const pools = await db().$queryRaw<{ cohortId: string | null }[]>`
    SELECT DISTINCT p.cohort_id AS "cohortId" FROM submissions s
      LEFT JOIN LATERAL (SELECT m.cohort_id FROM cohort_members m JOIN cohorts c ON c.id = m.cohort_id
                          WHERE m.user_id = s.user_id AND c.course_id = ${course.id}::uuid
                          ORDER BY m.joined_at DESC, m.cohort_id LIMIT 1) p ON true
     WHERE s.unit_id = ${unitId}::uuid AND s.state = 'submitted'`;
  const chosen = pools.filter(
    (pool) =>
      (cohortId === null || pool.cohortId === cohortId) &&
      (cohortIds === null || (pool.cohortId !== null && cohortIds.includes(pool.cohortId))),
  );
  for (const pool of chosen) {
    await transaction((tx) => startRound(tx, { unitId, courseId: course.id, cohortId: pool.cohortId }, at));
  }
  return chosen.length;
}
