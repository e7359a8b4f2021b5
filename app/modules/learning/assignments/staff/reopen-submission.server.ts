import type { CourseStaffAccess } from "#app/modules/learning/courses/staff-access.server.ts";
import type { Tx } from "#app/infra/db.server.ts";
import { record } from "#app/infra/transaction.server.ts";
import { changeTaughtSubmission } from "./taught-submission.server.ts";
import { refused } from "#app/modules/learning/assignments/save-draft.server.ts";
import { wayToReopen } from "#app/modules/learning/assignments/submission-policy.ts";

/**
 * Gives a submission back to its people: it is a draft again and may be handed in again, also after the close. What moderators have erased,
 * or removed after somebody had reviewed it, stays as it is, and an empty draft stands beside it. Throws 400 "assignments.error.reviewed"
 * once it is marked or scored, and while it is in sight and somebody has reviewed it or does so now; 409 "assignments.error.has_draft"; 404.
 */
export async function reopenSubmission(
  access: CourseStaffAccess,
  unitId: string,
  id: string,
  { at = new Date() } = {},
): Promise<void> {
  await changeTaughtSubmission(access, unitId, id, async (tx, submission) => {
    const way = wayToReopen(submission);
    if (!way) throw refused({ code: "assignments.error.reviewed" });
    const { userId, teamId } = await tx.submission.findUniqueOrThrow({
      where: { id },
      select: { userId: true, teamId: true },
    });
    const owners = teamId ? { teamId } : { userId };
    const others = await tx.submission.count({ where: { unitId, state: "draft", ...owners } });
    if (others > 0) throw refused({ code: "assignments.error.has_draft" }, 409);
    // Of what is out of sight nobody can finish a review; one that was given is its reviewer's.
    await tx.peerReview.deleteMany({
      where: { submissionId: id, ...(way === "new" && { state: { not: "submitted" as const } }) },
    });
    if (way === "new") return beginBeside(tx, { unitId, userId, teamId, language: submission.language, at });
    const data = { state: "draft" as const, submittedAt: null, isLate: false, reopenedAt: at, notifiedAt: null };
    // What comes of it is another text, whatever of it is kept.
    const shown = { sight: "visible" as const, sightReason: null, version: { increment: 1 } };
    await tx.submission.update({ where: { id }, data: { ...data, ...shown }, select: { id: true } });
    await record(tx, "learning.submission.reopened", { submissionId: id, at: at.toISOString() });
  });
}

type Beside = { unitId: string; userId: string; teamId: string | null; language: string; at: Date };

/** An empty draft with a number that neither the person nor their team has used. */
async function beginBeside(tx: Tx, { unitId, userId, teamId, language, at }: Beside): Promise<void> {
  const own = [{ userId }, ...(teamId ? [{ teamId }] : [])];
  const { _max } = await tx.submission.aggregate({ where: { unitId, OR: own }, _max: { number: true } });
  const number = (_max.number ?? 0) + 1;
  const data = { unitId, userId, teamId, number, language, createdAt: at, reopenedAt: at };
  await tx.submission.create({ data, select: { id: true } });
}
