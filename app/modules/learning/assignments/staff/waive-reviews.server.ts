import type { CourseStaffAccess } from "#app/modules/learning/courses/staff-access.server.ts";
import { changeTaughtSubmission, gradeScope } from "./taught-submission.server.ts";
import { refused } from "#app/modules/learning/assignments/save-draft.server.ts";
import {
  finalizeSubmission,
  noteGrades,
  peopleAround,
} from "#app/modules/learning/assignments/finalize-submission.server.ts";
import { lockEnrolment } from "#app/modules/learning/enrolment/lock-enrolment.server.ts";
import { recordProgress } from "#app/modules/learning/study/record-progress.server.ts";

/**
 * Waits for no more reviews: with some, they make the score; without any, its people are excused, with the reason in the
 * history of their grades. Throws 400 "assignments.error.settled" for what has a score already, 404.
 */
export async function waiveReviews(
  access: CourseStaffAccess,
  unitId: string,
  id: string,
  { reason }: { reason: string },
  { at = new Date() } = {},
): Promise<void> {
  await changeTaughtSubmission(access, unitId, id, async (tx, { scoredAt, trainerAt, reviews, user, team }) => {
    if (scoredAt || trainerAt) throw refused({ code: "assignments.error.settled" });
    await finalizeSubmission(tx, id, gradeScope(access, unitId, at));
    if (!reviews.some(({ state }) => state === "submitted")) {
      const courseId = access.course.id;
      for (const userId of (team?.members.map((one) => one.user.id) ?? [user.id]).sort()) {
        const enrolment = await lockEnrolment(tx, { userId, courseId });
        if (!enrolment.isEnrolled) continue;
        await tx.gradeOverride.create({
          data: { courseId, unitId, userId, isExcused: true, reason, createdById: access.actor.id, createdAt: at },
          select: { id: true },
        });
        await recordProgress(tx, enrolment, { unitId, at }, {});
      }
    }
    await noteGrades(tx, await peopleAround(tx, [id]), gradeScope(access, unitId, at));
  });
}
