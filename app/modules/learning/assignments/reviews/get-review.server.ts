import type { GivenReviewRow } from "./list-reviews.server.ts";
import { type ShownCriterion, type Marks, showRubric } from "#app/modules/learning/assignments/rubric.ts";
import type { MaybeActor } from "#app/modules/accounts/actor.ts";
import { type AssignmentAddress, findAssignmentFor } from "#app/modules/learning/assignments/find-submission.server.ts";
import { requireActive } from "#app/modules/accounts/policy.ts";
import { findReview } from "./find-review.server.ts";
import { db } from "#app/infra/db.server.ts";
import { loadSettings } from "#app/modules/learning/assignments/save-assignment.server.ts";
import { anonymousName } from "#app/modules/learning/assignments/add-files.server.ts";
import { criteriaOf } from "#app/modules/learning/assignments/finalize-submission.server.ts";

export type ReviewSheet = {
  id: string;
  number: number;
  state: GivenReviewRow["state"];
  version: number;
  leaseUntil: Date;
  submittedAt: Date | null;
  author: string | null;
  /** Whether moderators keep the work from its reviewers: it is not reviewed meanwhile. */
  isGone: boolean;
  /** The work; null until the review was begun, and while it is out of sight. */
  work: { id: string; html: string; language: string; files: { id: string; name: string; bytes: number }[] } | null;
  rubric: ShownCriterion[];
  marks: Marks;
  comment: string;
};

/**
 * A review as its reviewer writes it. Nothing of the author is in it where reviewing is anonymous: no name, no file's name,
 * no time. The work is shown once the review was begun. Four SQL statements. Throws 401, and 404 for any other review.
 */
export async function getReviewFor(
  maybe: MaybeActor,
  address: AssignmentAddress,
  id: string,
  language: string,
): Promise<ReviewSheet> {
  const actor = requireActive(maybe);
  const unit = await findAssignmentFor(actor, address);
  const row = await findReview(db(), actor, unit, id);
  const { isAnonymous } = await loadSettings(db(), unit.id);
  const number = await db().peerReview.count({
    where: {
      reviewerId: actor.id,
      submission: { unitId: unit.id, state: "submitted" },
      OR: [{ allocatedAt: { lt: row.allocatedAt } }, { allocatedAt: row.allocatedAt, id: { lte: id } }],
    },
  });
  const { submission, allocatedAt: _, marks, ...review } = row;
  const isBegun = row.state !== "allocated";
  const isGone = submission.sight !== "visible";
  return {
    ...review,
    number,
    marks: marks as Marks,
    author: isAnonymous ? null : (submission.team?.name ?? submission.user.name),
    isGone,
    work:
      isBegun && !isGone
        ? {
            id: submission.id,
            html: submission.html,
            language: submission.language,
            files: submission.files.map(({ name, ...file }, index) => ({
              ...file,
              name: isAnonymous ? anonymousName(index + 1, name) : name,
            })),
          }
        : null,
    rubric: showRubric(criteriaOf(submission.rubric), language, unit.ownLanguage),
  };
}
