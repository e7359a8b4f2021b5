import type { Tx } from "#app/infra/db.server.ts";
import { record } from "#app/infra/transaction.server.ts";
import { recordProgress } from "#app/modules/learning/study/record-progress.server.ts";
import { lockEnrolment } from "#app/modules/learning/enrolment/lock-enrolment.server.ts";
import { reviewerPercent, reviewingGrades } from "#app/modules/learning/assignments/reviews/reviewing-grade.ts";
import type { Criterion, Marks } from "./rubric.ts";
import { loadSettings } from "./save-assignment.server.ts";
import { finalPercent, peerPercent } from "./scoring.ts";

type Where = { unitId: string; courseId: string; at: Date };

/** Makes the score of a submission final: the first reviews that came, the median of each criterion, summed. */
export async function finalizeSubmission(tx: Tx, submissionId: string, { unitId, at }: Where): Promise<void> {
  const { reviews: asked } = await loadSettings(tx, unitId);
  const { rubric, reviews } = await tx.submission.findUniqueOrThrow({
    where: { id: submissionId },
    select: {
      rubric: { select: { criteria: true } },
      reviews: { where: { state: "submitted" }, select: { id: true, submittedAt: true, marks: true } },
    },
  });
  const given = reviews.map(({ id, submittedAt, marks }) => ({ id, submittedAt: submittedAt!, marks: marks as Marks }));
  const data = { scoredAt: at, peerPercent: peerPercent(criteriaOf(rubric), given, asked) };
  await tx.submission.update({ where: { id: submissionId }, data, select: { id: true } });
  await record(tx, "learning.submission.scored", { submissionId });
}

export function criteriaOf(rubric: { criteria: unknown } | null): Criterion[] {
  return (rubric?.criteria ?? []) as Criterion[];
}

/** Everybody who handed a submission in and who reviewed it: those whose grade may change with it. */
export async function peopleAround(tx: Tx, submissionIds: readonly string[]): Promise<string[]> {
  const rows = await tx.$queryRaw<{ id: string }[]>`
    SELECT s.user_id AS id FROM submissions s WHERE s.id = ANY(${submissionIds}::uuid[])
    UNION SELECT m.user_id FROM submissions s JOIN team_members m ON m.team_id = s.team_id WHERE s.id = ANY(${submissionIds}::uuid[])
    UNION SELECT r.reviewer_id FROM peer_reviews r WHERE r.submission_id = ANY(${submissionIds}::uuid[])`;
  return rows.map(({ id }) => id);
}

/**
 * Computes anew what these people earned by reviewing and what their grade of the unit is, and writes both. Enrolments are
 * locked in one order; whoever has left the course is passed over. The caller holds the assignment.
 */
export async function noteGrades(tx: Tx, userIds: readonly string[], { unitId, courseId, at }: Where): Promise<void> {
  const { reviewingWeight, reviews } = await loadSettings(tx, unitId);
  for (const userId of [...new Set(userIds)].sort()) {
    const enrolment = await lockEnrolment(tx, { userId, courseId });
    if (!enrolment.isEnrolled) continue;
    const reviewing = reviews > 0 ? await gradeReviewer(tx, { unitId, userId }) : null;
    const work = await findWork(tx, unitId, userId);
    if (!work) continue;
    const { trainerPercent: trainer, peerPercent: peer } = work;
    const gradePercent = finalPercent({ trainer, peer, reviewing }, reviewingWeight);
    await recordProgress(tx, enrolment, { unitId, at }, { submitted: true, gradePercent });
  }
}

/** What a person handed in last, alone or with their team. */
async function findWork(tx: Tx, unitId: string, userId: string) {
  return tx.submission.findFirst({
    where: { unitId, state: "submitted", OR: [{ userId }, { team: { members: { some: { userId } } } }] },
    orderBy: [{ submittedAt: "desc" }, { id: "desc" }],
    select: { trainerPercent: true, peerPercent: true },
  });
}

type Reviewed = { submissionId: string; criteria: Criterion[]; reviewerId: string; reviewId: string; marks: Marks };

/** What a person earned by reviewing in a unit; null = not enough reviews to say. Written and returned. */
async function gradeReviewer(tx: Tx, { unitId, userId }: { unitId: string; userId: string }): Promise<number | null> {
  const rows = await tx.$queryRaw<Reviewed[]>`
    SELECT r.submission_id AS "submissionId", b.criteria, r.reviewer_id AS "reviewerId", r.id AS "reviewId", r.marks
      FROM peer_reviews own
      JOIN submissions s ON s.id = own.submission_id AND s.unit_id = ${unitId}::uuid
      JOIN peer_reviews r ON r.submission_id = s.id AND r.state = 'submitted'
      LEFT JOIN rubrics b ON b.id = s.rubric_id
     WHERE own.reviewer_id = ${userId}::uuid AND own.state = 'submitted'`;
  const bySubmission = new Map<string, Reviewed[]>();
  for (const row of rows) bySubmission.set(row.submissionId, [...(bySubmission.get(row.submissionId) ?? []), row]);
  const grades = [...bySubmission.values()].map((reviews) => {
    const graded = reviewingGrades(
      reviews[0]!.criteria ?? [],
      reviews.map(({ reviewId, marks }) => ({ id: reviewId, marks })),
    );
    return graded.get(reviews.find(({ reviewerId }) => reviewerId === userId)!.reviewId) ?? null;
  });
  const neverGiven = await tx.peerReview.count({
    // Nobody is held to what they are not shown.
    where: { reviewerId: userId, state: "lapsed", submission: { unitId, sight: "visible" } },
  });
  const percent = reviewerPercent(grades, neverGiven);
  const data = { percent, reviews: grades.length };
  const where = { unitId_userId: { unitId, userId } };
  await tx.reviewerGrade.upsert({ where, create: { unitId, userId, ...data }, update: data, select: { unitId: true } });
  return percent;
}
