import { notFound } from "#app/infra/app-error.ts";
import type { Tx } from "#app/infra/db.server.ts";
import type { CourseStaffAccess } from "./staff-access.server.ts";

/**
 * Locks a unit of the course that somebody works on, until the transaction ends: whoever changes its settings does so one
 * after the other. Throws 404 for a unit of another course.
 */
export async function lockUnit(tx: Tx, { course }: CourseStaffAccess, unitId: string): Promise<void> {
  const rows = await tx.$queryRaw<unknown[]>`
    SELECT 1 FROM units WHERE id = ${unitId}::uuid AND course_id = ${course.id}::uuid FOR UPDATE`;
  if (rows.length === 0) throw notFound();
}
