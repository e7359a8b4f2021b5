import { withName } from "#app/modules/accounts/person-columns.ts";
import { hashSecret } from "#app/modules/accounts/tokens.server.ts";
import { db } from "#app/infra/db.server.ts";
import { notFound } from "#app/infra/app-error.ts";

/** What is read of an invitation. */
export const invitationColumns = {
  id: true,
  email: true,
  language: true,
  courseId: true,
  cohortId: true,
  createdAt: true,
  expiresAt: true,
  acceptedAt: true,
  revokedAt: true,
  invitedBy: withName,
  cohort: { select: { name: true } },
  course: { select: { slug: true, title: true, defaultLanguage: true, state: true } },
} as const;

/** The invitation behind a mailed link to a published course. Throws 404. */
export async function findInvitation(token: string) {
  const where = { tokenHash: hashSecret(token) };
  const row = /^[\w-]{32}$/.test(token) ? await db().invitation.findUnique({ where, select: invitationColumns }) : null;
  if (!row || row.course.state !== "published") throw notFound();
  return row;
}
