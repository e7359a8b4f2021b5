import { allPeople } from "#app/modules/accounts/people.server.ts";
import { withId, withName } from "#app/modules/accounts/person-columns.ts";
import { AppError, notFound, type FieldErrors } from "#app/infra/app-error.ts";
import { db, type Tx } from "#app/infra/db.server.ts";
import { record, transaction } from "#app/infra/transaction.server.ts";
import { isUuid } from "#app/lib/uuid.ts";
import { lockEnrolment } from "#app/modules/learning/enrolment/lock-enrolment.server.ts";
import { recordProgress } from "#app/modules/learning/study/record-progress.server.ts";
import { peopleVisibleToStaff, visibleToStaff } from "#app/modules/learning/courses/visible-to-staff.server.ts";
import type { CourseStaffAccess } from "#app/modules/learning/courses/staff-access.server.ts";
import { refused } from "./save-draft.server.ts";
import { criteriaOf, noteGrades, peopleAround, finalizeSubmission } from "./finalize-submission.server.ts";
import { unbegunMilliseconds } from "./review-pool.ts";
import { lockAssignment, startRound } from "./advance-review-round.server.ts";
import { type Marks, missingMarks, showRubric } from "./rubric.ts";
import { loadSettings } from "./save-assignment.server.ts";
import { markPercent } from "./scoring.ts";

const columns = {
  id: true,
  unitId: true,
  userId: true,
  number: true,
  html: true,
  language: true,
  submittedAt: true,
  isLate: true,
  scoredAt: true,
  peerPercent: true,
  trainerPercent: true,
  trainerMarks: true,
  trainerComment: true,
  notifiedAt: true,
  trainerAt: true,
  rubric: { select: { criteria: true } },
  trainer: withName,
  team: { select: { name: true, members: { select: { user: withId } } } },
  files: { select: { id: true, name: true, bytes: true }, orderBy: { id: "asc" as const } },
  reviews: {
    orderBy: [{ allocatedAt: "asc" as const }, { id: "asc" as const }],
    select: {
      id: true,
      state: true,
      leaseUntil: true,
      submittedAt: true,
      marks: true,
      comment: true,
      reviewer: withId,
    },
  },
};

/** A submission of people whom the teaching person may see. Throws 404 for any other. */
async function findTaught(from: Tx, { course, cohortIds }: CourseStaffAccess, unitId: string, id: string) {
  if (!isUuid(id)) throw notFound();
  const [user] = await from.$queryRaw<{ id: string; name: string }[]>`
    SELECT u.id, u.name FROM submissions s
      JOIN units n ON n.id = s.unit_id AND n.course_id = ${course.id}::uuid
      JOIN ${allPeople} u ON u.id = s.user_id
     WHERE s.id = ${id}::uuid AND s.unit_id = ${unitId}::uuid AND ${visibleToStaff({ cohortIds }, "s.user_id")}`;
  const row = user && (await from.submission.findUnique({ where: { id, state: "submitted" }, select: columns }));
  if (!row) throw notFound();
  return { ...row, user };
}

/** Throws 404 for a submission of people whom the teaching person may not see. */
export async function requireSubmissionSeen(access: CourseStaffAccess, unitId: string, id: string): Promise<void> {
  await findTaught(db(), access, unitId, id);
}

/** A submission as staff reads and marks it, with the people who could review it. Throws 404. */
export async function getTaughtSubmission(access: CourseStaffAccess, unitId: string, id: string, language: string) {
  const { rubric, team, trainerMarks, reviews, ...row } = await findTaught(db(), access, unitId, id);
  const authors = team?.members.map(({ user }) => user) ?? [row.user];
  const busy = [...authors.map((one) => one.id), ...reviews.map(({ reviewer }) => reviewer.id)];
  const candidates = await db().$queryRaw<{ id: string; name: string }[]>`
    SELECT u.id, u.name FROM ${peopleVisibleToStaff(access)}
     WHERE u.id <> ALL(${busy}::uuid[]) ORDER BY u.name, u.id LIMIT 200`;
  return {
    ...row,
    authors,
    teamName: team?.name ?? null,
    candidates,
    rubric: showRubric(criteriaOf(rubric), language, access.course.defaultLanguage),
    trainerMarks: (trainerMarks ?? {}) as Marks,
    reviews: reviews.map(({ marks, ...one }) => ({ ...one, marks: marks as Marks })),
  };
}

type Found = Awaited<ReturnType<typeof findTaught>>;

async function onSubmission<T>(
  access: CourseStaffAccess,
  unitId: string,
  id: string,
  work: (tx: Tx, submission: Found) => Promise<T>,
): Promise<T> {
  return transaction(async (tx) => {
    await lockAssignment(tx, unitId);
    return work(tx, await findTaught(tx, access, unitId, id));
  });
}

/** Names what a change touches, so that grades follow. */
const around = ({ course }: CourseStaffAccess, unitId: string, at: Date) => ({ unitId, courseId: course.id, at });

/**
 * Marks a submission by its rubric, or by a percentage where it has none or where the trainer writes another one. It comes
 * before what reviewers gave, at any time. Throws 400 "error.form" for marks that are missing, 404.
 */
export async function markSubmission(
  access: CourseStaffAccess,
  unitId: string,
  id: string,
  { marks, percent, comment }: { marks: Marks; percent: number | null; comment: string },
  { at = new Date() } = {},
): Promise<void> {
  await onSubmission(access, unitId, id, async (tx, { rubric }) => {
    const criteria = criteriaOf(rubric);
    const missing = percent === null ? missingMarks(criteria, marks) : [];
    const fields: FieldErrors = Object.fromEntries(
      missing.map((key) => [`points-${key}`, { code: "assignments.error.choose_level" as const }]),
    );
    const trainerPercent = percent ?? markPercent(criteria, marks);
    if (trainerPercent === null) Object.assign(fields, { percent: { code: "error.field.required" } });
    if (Object.keys(fields).length > 0) throw new AppError("error.form", 400, { fields });
    const data = {
      trainerPercent,
      trainerMarks: marks,
      trainerComment: comment,
      trainerId: access.actor.id,
      trainerAt: at,
    };
    await tx.submission.update({ where: { id }, data, select: { id: true } });
    await record(tx, "learning.submission.scored", { submissionId: id });
    await noteGrades(tx, await peopleAround(tx, [id]), around(access, unitId, at));
  });
}

/** Takes a trainer's mark back: what the reviewers gave counts again. */
export async function unmarkSubmission(
  access: CourseStaffAccess,
  unitId: string,
  id: string,
  { at = new Date() } = {},
): Promise<void> {
  await onSubmission(access, unitId, id, async (tx) => {
    const data = { trainerPercent: null, trainerComment: null, trainerId: null, trainerAt: null };
    await tx.submission.update({ where: { id }, data, select: { id: true } });
    await tx.reviewRound.updateMany({ where: { unitId }, data: { closedAt: null } });
    await noteGrades(tx, await peopleAround(tx, [id]), around(access, unitId, at));
  });
}

/** Asks one more person for a review. Throws 400 for an author, 409 for somebody who is asked already, 404. */
export async function addReviewer(
  access: CourseStaffAccess,
  unitId: string,
  id: string,
  userId: string,
  { at = new Date() } = {},
): Promise<void> {
  await onSubmission(access, unitId, id, async (tx, { user, team, reviews }) => {
    const authors = team?.members.map((one) => one.user.id) ?? [user.id];
    if (authors.includes(userId)) throw refused({ code: "assignments.error.own_work" });
    const [reviewer] = await tx.$queryRaw<{ id: string }[]>`
      SELECT u.id FROM ${peopleVisibleToStaff(access)} WHERE u.id = ${userId}::uuid`;
    if (!reviewer) throw refused({ code: "assignments.error.no_reviewer" });
    if (reviews.some(({ reviewer }) => reviewer.id === userId))
      throw refused({ code: "assignments.error.asked_already" }, 409);
    const { reviewDays } = await loadSettings(tx, unitId);
    const leaseUntil = new Date(at.getTime() + unbegunMilliseconds(reviewDays));
    const data = { submissionId: id, reviewerId: userId, allocatedAt: at, leaseUntil };
    await tx.peerReview.create({ data, select: { id: true } });
    await tx.reviewRound.updateMany({ where: { unitId }, data: { closedAt: null } });
    await record(tx, "learning.reviews.asked", { unitId, userId, askedAt: at.toISOString() });
  });
}

/** Takes a review away that was not given yet. Throws 400 "assignments.error.review_given" for one that was, 404. */
export async function removeReviewer(
  access: CourseStaffAccess,
  unitId: string,
  id: string,
  reviewId: string,
  { at = new Date() } = {},
): Promise<void> {
  await onSubmission(access, unitId, id, async (tx, { reviews }) => {
    const review = reviews.find((one) => one.id === reviewId);
    if (!review) throw notFound();
    if (review.state === "submitted") throw refused({ code: "assignments.error.review_given" });
    await tx.peerReview.delete({ where: { id: reviewId }, select: { id: true } });
    await noteGrades(tx, [review.reviewer.id], around(access, unitId, at));
  });
}

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
  await onSubmission(access, unitId, id, async (tx, { scoredAt, trainerAt, reviews, user, team }) => {
    if (scoredAt || trainerAt) throw refused({ code: "assignments.error.settled" });
    await finalizeSubmission(tx, id, around(access, unitId, at));
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
    await noteGrades(tx, await peopleAround(tx, [id]), around(access, unitId, at));
  });
}

/**
 * Gives a submission back to its people: it is a draft again and may be handed in again, also after the close. Throws 400
 * "assignments.error.reviewed" once somebody has reviewed or marked it, 404.
 */
export async function reopenSubmission(
  access: CourseStaffAccess,
  unitId: string,
  id: string,
  { at = new Date() } = {},
): Promise<void> {
  await onSubmission(access, unitId, id, async (tx, { reviews, trainerAt, scoredAt }) => {
    const isReviewed = reviews.some(({ state }) => state === "submitted" || state === "begun");
    if (isReviewed || trainerAt || scoredAt) throw refused({ code: "assignments.error.reviewed" });
    const { userId, teamId } = await tx.submission.findUniqueOrThrow({
      where: { id },
      select: { userId: true, teamId: true },
    });
    const others = await tx.submission.count({
      where: { unitId, state: "draft", ...(teamId ? { teamId } : { userId }) },
    });
    if (others > 0) throw refused({ code: "assignments.error.has_draft" }, 409);
    await tx.peerReview.deleteMany({ where: { submissionId: id } });
    const data = { state: "draft" as const, submittedAt: null, isLate: false, reopenedAt: at, notifiedAt: null };
    await tx.submission.update({ where: { id }, data, select: { id: true } });
  });
}

/**
 * Chooses the reviewers now: of one cohort, or of everybody whom the teaching person may see. A pool that has them is only
 * looked at. Throws 400 "assignments.error.trainer_marks" where no peers review. Returns how many pools there were.
 */
export async function startReviewing(
  access: CourseStaffAccess,
  unitId: string,
  { cohortId }: { cohortId: string | null },
  { at = new Date() } = {},
): Promise<number> {
  if ((await loadSettings(db(), unitId)).reviews === 0) throw refused({ code: "assignments.error.trainer_marks" });
  const { course, cohortIds } = access;
  const pools = await db().$queryRaw<{ cohortId: string | null }[]>`
    SELECT DISTINCT p.cohort_id AS "cohortId" FROM submissions s
      LEFT JOIN LATERAL (SELECT m.cohort_id FROM cohort_members m JOIN cohorts c ON c.id = m.cohort_id
                          WHERE m.user_id = s.user_id AND c.course_id = ${course.id}::uuid
                          ORDER BY m.joined_at DESC, m.cohort_id LIMIT 1) p ON true
     WHERE s.unit_id = ${unitId}::uuid AND s.state = 'submitted'`;
  const chosen = pools.filter(
    (pool) =>
      (cohortId === null || pool.cohortId === cohortId) &&
      (cohortIds === null || (pool.cohortId !== null && cohortIds.includes(pool.cohortId))),
  );
  for (const pool of chosen) {
    await transaction((tx) => startRound(tx, { unitId, courseId: course.id, cohortId: pool.cohortId }, at));
  }
  return chosen.length;
}
