import type { CourseStaffAccess } from "#app/modules/learning/courses/staff-access.server.ts";
import { getCohort } from "./get-cohort.server.ts";
import { db } from "#app/infra/db.server.ts";

/** Closes a cohort, or opens it again: nobody joins it any more, its people and what they did stay. Throws 404. */
export async function archiveCohort(
  access: CourseStaffAccess,
  slug: string,
  { isArchived, at = new Date() }: { isArchived: boolean; at?: Date },
): Promise<void> {
  const { id } = await getCohort(access, slug);
  await db().cohort.update({ where: { id }, data: { archivedAt: isArchived ? at : null }, select: { id: true } });
}
