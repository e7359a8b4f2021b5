import type { MaybeActor } from "#app/modules/accounts/actor.ts";
import { type AssignmentAddress, findAssignmentFor } from "#app/modules/learning/assignments/find-submission.server.ts";
import { requireActive } from "#app/modules/accounts/policy.ts";
import { loadSettings } from "#app/modules/learning/assignments/save-assignment.server.ts";
import { db } from "#app/infra/db.server.ts";
import { withName } from "#app/modules/accounts/person-columns.ts";

export type GivenReviewRow = {
  id: string;
  /** "Review 1", "Review 2": all that an anonymous reviewer knows of a submission. */
  number: number;
  state: "allocated" | "begun" | "submitted" | "lapsed";
  leaseUntil: Date;
  submittedAt: Date | null;
  /** Whose work it is; null where reviewing is anonymous. */
  author: string | null;
  /** Whether moderators keep it from its reviewers: nobody is held to it meanwhile. */
  isGone: boolean;
};

/**
 * The reviews that the actor is asked for in an assignment, in the order in which they were asked, at most 100. Three SQL
 * statements. Throws 401 for a guest, 404 for no such assignment.
 */
export async function listReviewsFor(maybe: MaybeActor, address: AssignmentAddress) {
  const actor = requireActive(maybe);
  const unit = await findAssignmentFor(actor, address);
  const { isAnonymous, reviewDays } = await loadSettings(db(), unit.id);
  const rows = await db().peerReview.findMany({
    where: { reviewerId: actor.id, submission: { unitId: unit.id, state: "submitted" } },
    orderBy: [{ allocatedAt: "asc" }, { id: "asc" }],
    take: 100,
    select: {
      id: true,
      state: true,
      leaseUntil: true,
      submittedAt: true,
      submission: { select: { sight: true, user: withName, team: { select: { name: true } } } },
    },
  });
  const reviews = rows.map(({ submission, ...row }, index): GivenReviewRow => ({
    ...row,
    number: index + 1,
    isGone: submission.sight !== "visible",
    author: isAnonymous ? null : (submission.team?.name ?? submission.user.name),
  }));
  return { reviews, reviewDays };
}
