import type { MaybeActor } from "#app/modules/accounts/actor.ts";
import type { AssignmentAddress } from "#app/modules/learning/assignments/find-submission.server.ts";
import { onReview, reviewLease } from "./find-review.server.ts";
import { AppError } from "#app/infra/app-error.ts";
import { reopenRound } from "./reopen-round.server.ts";

/**
 * Begins a review: from now on it is the actor's alone for eight hours, anew with every save. One at a time: throws 409
 * "assignments.error.one_at_a_time" while another one is begun. A review that was left lying may be begun again. Throws 401,
 * 403, and 404 for what is no review of the actor.
 */
export async function beginReview(
  actor: MaybeActor,
  address: AssignmentAddress,
  id: string,
  { at = new Date() } = {},
): Promise<void> {
  await onReview(actor, address, id, async (tx, { actor: { id: reviewerId }, unit, review }) => {
    if (review.state === "submitted") return;
    const other = await tx.peerReview.count({
      where: {
        reviewerId,
        state: "begun",
        id: { not: id },
        leaseUntil: { gt: at },
        submission: { unitId: unit.id },
      },
    });
    if (other > 0) throw new AppError("assignments.error.one_at_a_time", 409);
    await tx.peerReview.update({
      where: { id },
      data: { state: "begun", begunAt: at, ...reviewLease(at) },
      select: { id: true },
    });
    await reopenRound(tx, unit, review);
  });
}
