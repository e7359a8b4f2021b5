import type { CourseStaffAccess } from "#app/modules/learning/courses/staff-access.server.ts";
import { changeTaughtSubmission } from "./taught-submission.server.ts";
import { refused } from "#app/modules/learning/assignments/save-draft.server.ts";

/**
 * Gives a submission back to its people: it is a draft again and may be handed in again, also after the close. Throws 400
 * "assignments.error.reviewed" once somebody has reviewed or marked it, 404.
 */
export async function reopenSubmission(
  access: CourseStaffAccess,
  unitId: string,
  id: string,
  { at = new Date() } = {},
): Promise<void> {
  await changeTaughtSubmission(access, unitId, id, async (tx, { reviews, trainerAt, scoredAt }) => {
    const isReviewed = reviews.some(({ state }) => state === "submitted" || state === "begun");
    if (isReviewed || trainerAt || scoredAt) throw refused({ code: "assignments.error.reviewed" });
    const { userId, teamId } = await tx.submission.findUniqueOrThrow({
      where: { id },
      select: { userId: true, teamId: true },
    });
    const others = await tx.submission.count({
      where: { unitId, state: "draft", ...(teamId ? { teamId } : { userId }) },
    });
    if (others > 0) throw refused({ code: "assignments.error.has_draft" }, 409);
    await tx.peerReview.deleteMany({ where: { submissionId: id } });
    const data = { state: "draft" as const, submittedAt: null, isLate: false, reopenedAt: at, notifiedAt: null };
    await tx.submission.update({ where: { id }, data, select: { id: true } });
  });
}
