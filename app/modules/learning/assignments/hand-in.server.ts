import { record } from "#app/infra/transaction.server.ts";
import type { MaybeActor } from "#app/modules/accounts/actor.ts";
import { recordProgress } from "#app/modules/learning/study/record-progress.server.ts";
import { AppError } from "#app/infra/app-error.ts";
import { deleteFile } from "#app/infra/storage.server.ts";
import { withDraft, refused, takeDraft } from "./save-draft.server.ts";
import { isLateAt, whyNotThis } from "./submission-policy.ts";
import type { AssignmentAddress } from "./find-submission.server.ts";
import { loadRubric } from "./save-assignment.server.ts";

/**
 * Hands the draft in, for the actor or for all of their team: it gets the rubric of this moment, and the flag "late" after
 * the due date. Handing in again counts instead of the earlier one. Doing it twice hands in once. Throws 409
 * "assignments.error.stale" when the draft is not the one that was looked at, 400 "assignments.error.…" for an empty or too
 * long text or a missing file, and after the close; and as `withDraft`.
 */
export async function handIn(
  actor: MaybeActor,
  address: AssignmentAddress,
  { version }: { version: number },
  { at = new Date() } = {},
): Promise<{ submissionId: string; number: number; isCourseDone: boolean }> {
  return withDraft(actor, address, at, async (tx, desk) => {
    const { draft, current, unit, settings, limits } = desk;
    if (!draft) {
      if (!current) throw refused({ code: "assignments.error.empty" });
      return { submissionId: current.id, number: current.number, isCourseDone: false };
    }
    await takeDraft(tx, desk, draft.language);
    if (draft.version !== version) {
      const saved = { body: draft.body, version: draft.version, savedAt: draft.savedAt };
      throw new AppError("assignments.error.stale", 409, { data: { saved, typed: null } });
    }
    const missing = whyNotThis(settings, { body: draft.body, files: draft.files.length });
    if (missing) throw refused(missing);
    const rubric = await loadRubric(tx, unit.id);
    if (rubric && !rubric.usedAt)
      await tx.rubric.update({ where: { id: rubric.id }, data: { usedAt: at }, select: { id: true } });
    await tx.submission.update({
      where: { id: draft.id },
      data: {
        state: "submitted",
        submittedAt: at,
        isLate: isLateAt(limits, at),
        rubricId: rubric?.id ?? null,
        reopenedAt: null,
        notifiedAt: null,
      },
      select: { id: true },
    });
    // A pool whose work was done has work again.
    await tx.reviewRound.updateMany({ where: { unitId: unit.id, closedAt: { not: null } }, data: { closedAt: null } });
    await record(tx, "learning.submission.submitted", { submissionId: draft.id });
    let isCourseDone = false;
    for (const enrolment of desk.enrolments) {
      if (!enrolment.isEnrolled) continue;
      const settled = await recordProgress(tx, enrolment, { unitId: unit.id, at }, { submitted: true });
      if (enrolment.userId === desk.actor.id) isCourseDone = settled.isCourseDone;
    }
    return { submissionId: draft.id, number: draft.number, isCourseDone };
  });
}

/** Throws the actor's draft away with its files; what was handed in before stays. Nothing happens without a draft. */
export async function discardDraft(
  actor: MaybeActor,
  address: AssignmentAddress,
  { at = new Date() } = {},
): Promise<void> {
  const keys = await withDraft(actor, address, at, async (tx, { draft }) => {
    if (!draft) return [];
    const files = await tx.submissionFile.findMany({ where: { submissionId: draft.id }, select: { storageKey: true } });
    await tx.submission.delete({ where: { id: draft.id }, select: { id: true } });
    return files.map(({ storageKey }) => storageKey);
  });
  for (const key of keys) await deleteFile(key);
}
