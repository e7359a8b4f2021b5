import type { CourseStaffAccess } from "#app/modules/learning/courses/staff-access.server.ts";
import { getCohort } from "./get-cohort.server.ts";
import { db } from "#app/infra/db.server.ts";

/** Ties a cohort to its topic in the forum, once. Returns false when it has one already. Throws 404. */
export async function setCohortTopic(access: CourseStaffAccess, slug: string, topicNumber: number): Promise<boolean> {
  const { id } = await getCohort(access, slug);
  const { count } = await db().cohort.updateMany({ where: { id, topicNumber: null }, data: { topicNumber } });
  return count > 0;
}
