import type { CourseStaffAccess } from "#app/modules/learning/courses/staff-access.server.ts";
import { record } from "#app/infra/transaction.server.ts";
import { changeTaughtSubmission } from "./taught-submission.server.ts";
import { refused } from "#app/modules/learning/assignments/save-draft.server.ts";
import { isReviewedForGood } from "#app/modules/learning/assignments/submission-policy.ts";

/**
 * Gives a submission back to its people: it is a draft again and may be handed in again, also after the close. Throws 400
 * "assignments.error.reviewed" once somebody has reviewed or marked it, or reviews it and sees it, and
 * "assignments.error.work_erased" for what moderators have erased; 404.
 */
export async function reopenSubmission(
  access: CourseStaffAccess,
  unitId: string,
  id: string,
  { at = new Date() } = {},
): Promise<void> {
  await changeTaughtSubmission(access, unitId, id, async (tx, submission) => {
    // Its files are still to be deleted by their job: nothing of it comes back.
    if (submission.sight === "purged") throw refused({ code: "assignments.error.work_erased" });
    if (isReviewedForGood(submission)) throw refused({ code: "assignments.error.reviewed" });
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
    // What comes of it is another text, whatever of it is kept.
    const shown = { sight: "visible" as const, sightReason: null, version: { increment: 1 } };
    await tx.submission.update({ where: { id }, data: { ...data, ...shown }, select: { id: true } });
    await record(tx, "learning.submission.reopened", { submissionId: id, at: at.toISOString() });
  });
}
