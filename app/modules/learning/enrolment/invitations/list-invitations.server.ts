import type { CourseStaffAccess } from "#app/modules/learning/courses/staff-access.server.ts";
import { type Cursor, readCursor, nextCursor } from "#app/lib/cursor.ts";
import { db } from "#app/infra/db.server.ts";

export type InvitationRow = {
  id: string;
  email: string;
  language: string;
  cohort: string | null;
  createdAt: Date;
  expiresAt: Date;
  acceptedAt: Date | null;
  revokedAt: Date | null;
};

/** The invitations to a course, newest first, 50 to a page; a cohort's trainer sees those to their cohorts. One statement. */
export async function listInvitations(
  { course, cohortIds }: CourseStaffAccess,
  { before }: { before?: string | null } = {},
): Promise<{ invitations: InvitationRow[]; next: string | null }> {
  const from: Cursor | null = readCursor(before);
  const rows = await db().$queryRaw<InvitationRow[]>`
    SELECT i.id, i.email, i.language, h.name AS cohort, i.created_at AS "createdAt", i.expires_at AS "expiresAt",
           i.accepted_at AS "acceptedAt", i.revoked_at AS "revokedAt"
      FROM invitations i LEFT JOIN cohorts h ON h.id = i.cohort_id
     WHERE i.course_id = ${course.id}::uuid
       AND (${cohortIds}::uuid[] IS NULL OR i.cohort_id = ANY(${cohortIds}::uuid[]))
       AND (${from?.at ?? null}::timestamptz IS NULL
            OR (i.created_at, i.id) < (${from?.at ?? null}::timestamptz, ${from?.id ?? null}::uuid))
     ORDER BY i.created_at DESC, i.id DESC LIMIT 51`;
  return { invitations: rows.slice(0, 50), next: nextCursor(rows, 50, "createdAt") };
}
