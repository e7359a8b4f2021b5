import type { CourseStaffAccess } from "#app/modules/learning/courses/staff-access.server.ts";
import { changeTaughtSubmission, gradeScope } from "./taught-submission.server.ts";
import { refused } from "#app/modules/learning/assignments/save-draft.server.ts";
import { peopleVisibleToStaff } from "#app/modules/learning/courses/visible-to-staff.server.ts";
import { loadSettings } from "#app/modules/learning/assignments/save-assignment.server.ts";
import { unbegunMilliseconds } from "#app/modules/learning/assignments/reviews/review-pool.ts";
import { record } from "#app/infra/transaction.server.ts";
import { notFound } from "#app/infra/app-error.ts";
import { noteGrades } from "#app/modules/learning/assignments/finalize-submission.server.ts";

/** Asks one more person for a review. Throws 400 for an author, 409 for somebody who is asked already, 404. */
export async function addReviewer(
  access: CourseStaffAccess,
  unitId: string,
  id: string,
  userId: string,
  { at = new Date() } = {},
): Promise<void> {
  await changeTaughtSubmission(access, unitId, id, async (tx, { user, team, reviews }) => {
    const authors = team?.members.map((one) => one.user.id) ?? [user.id];
    if (authors.includes(userId)) throw refused({ code: "assignments.error.own_work" });
    const [reviewer] = await tx.$queryRaw<{ id: string }[]>`
      SELECT u.id FROM ${peopleVisibleToStaff(access)} WHERE u.id = ${userId}::uuid`;
    if (!reviewer) throw refused({ code: "assignments.error.no_reviewer" });
    if (reviews.some(({ reviewer }) => reviewer.id === userId))
      throw refused({ code: "assignments.error.asked_already" }, 409);
    const { reviewDays } = await loadSettings(tx, unitId);
    const leaseUntil = new Date(at.getTime() + unbegunMilliseconds(reviewDays));
    const data = { submissionId: id, reviewerId: userId, allocatedAt: at, leaseUntil };
    await tx.peerReview.create({ data, select: { id: true } });
    await tx.reviewRound.updateMany({ where: { unitId }, data: { closedAt: null } });
    await record(tx, "learning.reviews.asked", { unitId, userId, askedAt: at.toISOString() });
  });
}

/** Takes a review away that was not given yet. Throws 400 "assignments.error.review_given" for one that was, 404. */
export async function removeReviewer(
  access: CourseStaffAccess,
  unitId: string,
  id: string,
  reviewId: string,
  { at = new Date() } = {},
): Promise<void> {
  await changeTaughtSubmission(access, unitId, id, async (tx, { reviews }) => {
    const review = reviews.find((one) => one.id === reviewId);
    if (!review) throw notFound();
    if (review.state === "submitted") throw refused({ code: "assignments.error.review_given" });
    await tx.peerReview.delete({ where: { id: reviewId }, select: { id: true } });
    await noteGrades(tx, [review.reviewer.id], gradeScope(access, unitId, at));
  });
}
