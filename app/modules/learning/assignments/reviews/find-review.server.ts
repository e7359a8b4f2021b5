import type { MaybeActor, Actor } from "#app/modules/accounts/actor.ts";
import { type AssignmentAddress, findAssignmentFor } from "#app/modules/learning/assignments/find-submission.server.ts";
import { requireActive } from "#app/modules/accounts/policy.ts";
import { db, type Tx } from "#app/infra/db.server.ts";
import type { UnitKey } from "#app/modules/learning/courses/find-unit.server.ts";
import { isUuid } from "#app/lib/uuid.ts";
import { notFound } from "#app/infra/app-error.ts";
import { withName } from "#app/modules/accounts/person-columns.ts";
import { transaction } from "#app/infra/transaction.server.ts";
import { lockAssignment } from "#app/modules/learning/assignments/reviews/advance-review-round.server.ts";
import { refused } from "#app/modules/learning/assignments/save-draft.server.ts";
import { leaseMilliseconds } from "#app/modules/learning/assignments/reviews/review-pool.ts";

/** Throws 401 for a guest, 403 for the suspended, and 404 for a review that is not the actor's to write. */
export async function requireReviewer(maybe: MaybeActor, address: AssignmentAddress, id: string): Promise<void> {
  const actor = requireActive(maybe);
  await findReview(db(), actor, await findAssignmentFor(actor, address), id);
}

/** A review that the actor was given, with the work that it is about. Throws 404. */
export async function findReview(from: Tx, actor: Actor, unit: UnitKey, id: string) {
  if (!isUuid(id)) throw notFound();
  const row = await from.peerReview.findFirst({
    where: { id, reviewerId: actor.id, submission: { unitId: unit.id, state: "submitted" } },
    select: {
      id: true,
      state: true,
      version: true,
      allocatedAt: true,
      leaseUntil: true,
      submittedAt: true,
      marks: true,
      comment: true,
      submission: {
        select: {
          id: true,
          userId: true,
          sight: true,
          html: true,
          language: true,
          rubric: { select: { criteria: true } },
          user: withName,
          team: { select: { name: true } },
          files: { select: { id: true, name: true, bytes: true }, orderBy: { id: "asc" } },
        },
      },
    },
  });
  if (!row) throw notFound();
  return row;
}

export type FoundReview = Awaited<ReturnType<typeof findReview>>;

/**
 * One step on a review: the assignment is held, so that reviews are counted one after the other. Throws 400 "assignments.error.work_gone" while
 * moderators keep the work out of sight.
 */
export async function onReview<T>(
  maybe: MaybeActor,
  address: AssignmentAddress,
  id: string,
  work: (tx: Tx, found: { actor: Actor; unit: UnitKey; review: FoundReview }) => Promise<T>,
): Promise<T> {
  const actor = requireActive(maybe);
  const unit = await findAssignmentFor(actor, address);
  return transaction(async (tx) => {
    await lockAssignment(tx, unit.id);
    const review = await findReview(tx, actor, unit, id);
    if (review.submission.sight !== "visible") throw refused({ code: "assignments.error.work_gone" });
    return work(tx, { actor, unit, review });
  });
}

/** Eight hours more for a review, from `at`. */
export const reviewLease = (at: Date) => ({ leaseUntil: new Date(at.getTime() + leaseMilliseconds) });
