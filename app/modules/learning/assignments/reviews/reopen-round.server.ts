import type { Tx } from "#app/infra/db.server.ts";
import type { UnitKey } from "#app/modules/learning/courses/find-unit.server.ts";
import type { FoundReview } from "./find-review.server.ts";
import { poolOf } from "#app/modules/learning/assignments/reviews/advance-review-round.server.ts";

/** A pool in which somebody reviews again is looked at again. */
export async function reopenRound(tx: Tx, unit: UnitKey, { submission }: FoundReview): Promise<void> {
  const { unitId, cohortId } = await poolOf(tx, unit, submission.userId);
  await tx.reviewRound.updateMany({ where: { unitId, cohortId }, data: { closedAt: null } });
}
