import { type Marks, missingMarks } from "#app/modules/learning/assignments/rubric.ts";
import type { MaybeActor } from "#app/modules/accounts/actor.ts";
import type { AssignmentAddress } from "#app/modules/learning/assignments/find-submission.server.ts";
import { onReview, type FoundReview, reviewLease } from "./find-review.server.ts";
import { reopenRound } from "./reopen-round.server.ts";
import type { Tx } from "#app/infra/db.server.ts";
import { refused } from "#app/modules/learning/assignments/save-draft.server.ts";
import { AppError, type FieldErrors } from "#app/infra/app-error.ts";
import { criteriaOf, peopleAround, noteGrades } from "#app/modules/learning/assignments/finalize-submission.server.ts";
import { advance, poolOf } from "#app/modules/learning/assignments/reviews/advance-review-round.server.ts";

export type ReviewInput = { version: number; marks: Marks; comment: string };

/**
 * Saves a review that was begun, complete or not, and begins its eight hours anew. Throws 409 "assignments.error.stale" with
 * both versions when it has moved on meanwhile, 400 "assignments.error.review_given" once it was given and
 * "assignments.error.not_begun" before; 401, 403, 404.
 */
export async function saveReview(
  actor: MaybeActor,
  address: AssignmentAddress,
  id: string,
  input: ReviewInput,
  { at = new Date() } = {},
): Promise<{ version: number; savedAt: Date }> {
  return onReview(actor, address, id, async (tx, { unit, review }) => {
    const version = await write(tx, review, input, at);
    if (review.state === "lapsed") await reopenRound(tx, unit, review);
    return { version, savedAt: at };
  });
}

async function write(tx: Tx, review: FoundReview, { version, marks, comment }: ReviewInput, at: Date): Promise<number> {
  if (review.state === "submitted") throw refused({ code: "assignments.error.review_given" });
  if (review.state === "allocated") throw refused({ code: "assignments.error.not_begun" });
  if (review.version !== version) {
    const saved = { marks: review.marks as Marks, comment: review.comment, version: review.version };
    throw new AppError("assignments.error.stale", 409, { data: { saved, typed: { marks, comment } } });
  }
  const known = criteriaOf(review.submission.rubric).map(({ key }) => key);
  const kept = Object.fromEntries(Object.entries(marks).filter(([key]) => known.includes(key)));
  const data = { marks: kept, comment, version: version + 1, state: "begun" as const, ...reviewLease(at) };
  await tx.peerReview.update({ where: { id: review.id }, data, select: { id: true } });
  return version + 1;
}

/**
 * Gives a review for good: every criterion has its points. It counts among the first ones, or is read all the same. Throws
 * 400 "error.form" naming what is missing, and as `saveReview`.
 */
export async function giveReview(
  actor: MaybeActor,
  address: AssignmentAddress,
  id: string,
  input: ReviewInput,
  { at = new Date() } = {},
): Promise<void> {
  await onReview(actor, address, id, async (tx, { unit, review }) => {
    const criteria = criteriaOf(review.submission.rubric);
    const missing = missingMarks(criteria, input.marks);
    const fields: FieldErrors = Object.fromEntries(
      missing.map((key) => [`points-${key}`, { code: "assignments.error.choose_level" as const }]),
    );
    const isEmpty = criteria.length === 0 && input.comment.trim() === "";
    if (isEmpty) Object.assign(fields, { comment: { code: "error.field.required" } });
    if (review.state !== "submitted" && Object.keys(fields).length > 0)
      throw new AppError("error.form", 400, { fields });
    await write(tx, review, input, at);
    const data = { state: "submitted" as const, submittedAt: at };
    await tx.peerReview.update({ where: { id }, data, select: { id: true } });
    await advance(tx, await poolOf(tx, unit, review.submission.userId), at);
    const people = await peopleAround(tx, [review.submission.id]);
    await noteGrades(tx, people, { unitId: unit.id, courseId: unit.courseId, at });
  });
}
