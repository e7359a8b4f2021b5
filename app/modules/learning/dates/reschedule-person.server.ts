import type { Tx } from "#app/infra/db.server.ts";
import { rescheduleAttempts } from "./reschedule-attempts.server.ts";

/** Moves the ends of somebody's running attempts in a course, after they came into a cohort or left one. */
export async function reschedulePerson(
  tx: Tx,
  { courseId, userId, at }: { courseId: string; userId: string; at: Date },
): Promise<void> {
  const rows = await tx.$queryRaw<{ unitId: string }[]>`
    SELECT DISTINCT a.unit_id AS "unitId" FROM attempts a JOIN units u ON u.id = a.unit_id
     WHERE u.course_id = ${courseId}::uuid AND a.user_id = ${userId}::uuid AND a.state IN ('in_progress', 'overdue')`;
  for (const { unitId } of rows) await rescheduleAttempts(tx, { unitId, userIds: [userId], at });
}
