import { AppError, notFound, type FieldErrors } from "#app/infra/app-error.ts";
import { db, type Tx } from "#app/infra/db.server.ts";
import { transaction } from "#app/infra/transaction.server.ts";
import { isUuid } from "#app/lib/uuid.ts";
import type { Actor, MaybeActor } from "#app/modules/accounts/actor.ts";
import { withName } from "#app/modules/accounts/person-columns.ts";
import { requireActive } from "#app/modules/accounts/policy.ts";
import type { UnitKey } from "#app/modules/learning/courses/find-unit.server.ts";
import { refused } from "./save-draft.server.ts";
import { anonymousName } from "./add-files.server.ts";
import { criteriaOf, noteGrades, peopleAround } from "./finalize-submission.server.ts";
import { type AssignmentAddress, findAssignmentFor } from "./find-submission.server.ts";
import { leaseMilliseconds } from "./review-pool.ts";
import { advance, lockAssignment, poolOf } from "./advance-review-round.server.ts";
import { type Marks, missingMarks, showRubric, type ShownCriterion } from "./rubric.ts";
import { loadSettings } from "./save-assignment.server.ts";

export type GivenReviewRow = {
  id: string;
  /** "Review 1", "Review 2": all that an anonymous reviewer knows of a submission. */
  number: number;
  state: "allocated" | "begun" | "submitted" | "lapsed";
  leaseUntil: Date;
  submittedAt: Date | null;
  /** Whose work it is; null where reviewing is anonymous. */
  author: string | null;
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
      submission: { select: { user: withName, team: { select: { name: true } } } },
    },
  });
  const reviews = rows.map(({ submission, ...row }, index): GivenReviewRow => ({
    ...row,
    number: index + 1,
    author: isAnonymous ? null : (submission.team?.name ?? submission.user.name),
  }));
  return { reviews, reviewDays };
}

export type ReviewSheet = {
  id: string;
  number: number;
  state: GivenReviewRow["state"];
  version: number;
  leaseUntil: Date;
  submittedAt: Date | null;
  author: string | null;
  /** The work; null until the review was begun. */
  work: { html: string; language: string; files: { id: string; name: string; bytes: number }[] } | null;
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
  return {
    ...review,
    number,
    marks: marks as Marks,
    author: isAnonymous ? null : (submission.team?.name ?? submission.user.name),
    work: isBegun
      ? {
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

/** Throws 401 for a guest, 403 for the suspended, and 404 for a review that is not the actor's to write. */
export async function requireReviewer(maybe: MaybeActor, address: AssignmentAddress, id: string): Promise<void> {
  const actor = requireActive(maybe);
  await findReview(db(), actor, await findAssignmentFor(actor, address), id);
}

async function findReview(from: Tx, actor: Actor, unit: UnitKey, id: string) {
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

type Found = Awaited<ReturnType<typeof findReview>>;

/** One step on a review: the assignment is held, so that reviews are counted one after the other. */
async function onReview<T>(
  maybe: MaybeActor,
  address: AssignmentAddress,
  id: string,
  work: (tx: Tx, found: { actor: Actor; unit: UnitKey; review: Found }) => Promise<T>,
): Promise<T> {
  const actor = requireActive(maybe);
  const unit = await findAssignmentFor(actor, address);
  return transaction(async (tx) => {
    await lockAssignment(tx, unit.id);
    return work(tx, { actor, unit, review: await findReview(tx, actor, unit, id) });
  });
}

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
      data: { state: "begun", begunAt: at, ...lease(at) },
      select: { id: true },
    });
    await reopenRound(tx, unit, review);
  });
}

const lease = (at: Date) => ({ leaseUntil: new Date(at.getTime() + leaseMilliseconds) });

/** A pool in which somebody reviews again is looked at again. */
async function reopenRound(tx: Tx, unit: UnitKey, { submission }: Found): Promise<void> {
  const { unitId, cohortId } = await poolOf(tx, unit, submission.userId);
  await tx.reviewRound.updateMany({ where: { unitId, cohortId }, data: { closedAt: null } });
}

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

async function write(tx: Tx, review: Found, { version, marks, comment }: ReviewInput, at: Date): Promise<number> {
  if (review.state === "submitted") throw refused({ code: "assignments.error.review_given" });
  if (review.state === "allocated") throw refused({ code: "assignments.error.not_begun" });
  if (review.version !== version) {
    const saved = { marks: review.marks as Marks, comment: review.comment, version: review.version };
    throw new AppError("assignments.error.stale", 409, { data: { saved, typed: { marks, comment } } });
  }
  const known = criteriaOf(review.submission.rubric).map(({ key }) => key);
  const kept = Object.fromEntries(Object.entries(marks).filter(([key]) => known.includes(key)));
  const data = { marks: kept, comment, version: version + 1, state: "begun" as const, ...lease(at) };
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
