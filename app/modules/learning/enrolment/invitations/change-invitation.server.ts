import type { CourseStaffAccess } from "#app/modules/learning/courses/staff-access.server.ts";
import { db } from "#app/infra/db.server.ts";
import { notFound, AppError } from "#app/infra/app-error.ts";
import { transaction, record } from "#app/infra/transaction.server.ts";
import { invitationLifetime, resendPause } from "./invite-people.server.ts";

/** Takes an open invitation back: its link opens nothing any more. Throws 404 for one that is not the actor's to change. */
export async function revokeInvitation(access: CourseStaffAccess, id: string, { at = new Date() } = {}): Promise<void> {
  const data = { revokedAt: at };
  const { count } = await db().invitation.updateMany({ where: { ...own(access, id), revokedAt: null }, data });
  if (count === 0 && (await db().invitation.count({ where: own(access, id) })) === 0) throw notFound();
}

/**
 * Sends an invitation once more, with a new link and 30 more days; the old link opens nothing any more. Throws 404, 400
 * "enrolment.error.invitation_soon" within an hour of the last time.
 */
export async function sendInvitationAgain(
  access: CourseStaffAccess,
  id: string,
  { at = new Date() } = {},
): Promise<void> {
  await transaction(async (tx) => {
    const old = await tx.invitation.findFirst({ where: own(access, id), select: { expiresAt: true } });
    if (!old) throw notFound();
    if (old.expiresAt.getTime() - invitationLifetime > at.getTime() - resendPause)
      throw new AppError("enrolment.error.invitation_soon", 400);
    const data = { expiresAt: new Date(at.getTime() + invitationLifetime), revokedAt: null };
    await tx.invitation.update({ where: { id }, data, select: { id: true } });
    await record(tx, "learning.invitation.sent", { invitationId: id });
  });
}

function own({ course, cohortIds }: CourseStaffAccess, id: string) {
  return { id, courseId: course.id, acceptedAt: null, ...(cohortIds && { cohortId: { in: cohortIds } }) };
}
