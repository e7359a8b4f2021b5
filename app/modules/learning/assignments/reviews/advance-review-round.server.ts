import { presentUnits } from "#app/modules/learning/courses/sql.server.ts";
import { randomInt } from "node:crypto";
import { db, type Tx } from "#app/infra/db.server.ts";
import { record, transaction } from "#app/infra/transaction.server.ts";
import {
  noteGrades,
  peopleAround,
  finalizeSubmission,
} from "#app/modules/learning/assignments/finalize-submission.server.ts";
import {
  type Pool,
  type PoolAction,
  type PoolReview,
  stepPool,
} from "#app/modules/learning/assignments/reviews/review-pool.ts";
import { loadSettings } from "#app/modules/learning/assignments/save-assignment.server.ts";

const batch = 100;

export type PoolKey = { unitId: string; courseId: string; cohortId: string | null };

/**
 * Locks an assignment until the transaction ends: reviewers are chosen and reviews are counted one after the other. One that
 * nobody has set up gets its row, or there would be nothing to lock.
 */
export async function lockAssignment(tx: Tx, unitId: string): Promise<void> {
  await tx.assignment.createMany({ data: { unitId }, skipDuplicates: true });
  await tx.$queryRaw`SELECT 1 FROM assignments WHERE unit_id = ${unitId}::uuid FOR UPDATE`;
}

/**
 * Sweep: chooses reviewers where the submission phase has ended (the close, or the due date where nothing closes, of the
 * unit or of a cohort's exception), and does what time has brought about in the pools that still wait: see `stepPool`. Each
 * pool in a transaction of its own, read 100 at a time. Returns how many pools it looked at.
 */
export async function sweepAssignments({ at = new Date() } = {}): Promise<number> {
  let looked = 0;
  for (let due = await listDuePools(at); due.length > 0; due = due.length < batch ? [] : await listDuePools(at)) {
    for (const key of due) await transaction((tx) => startRound(tx, key, at));
    looked += due.length;
  }
  for (let open = await listOpenPools(at, null); open.length > 0;) {
    for (const key of open) await transaction((tx) => advance(tx, key, at));
    looked += open.length;
    open = open.length < batch ? [] : await listOpenPools(at, open.at(-1)!.roundId);
  }
  return looked;
}

/** Pools whose submission phase has ended and whose reviewers are not chosen. */
async function listDuePools(at: Date): Promise<PoolKey[]> {
  return db().$queryRaw<PoolKey[]>`
    SELECT DISTINCT u.id AS "unitId", u.course_id AS "courseId", p.cohort_id AS "cohortId"
      FROM ${presentUnits}
      JOIN assignments a ON a.unit_id = u.id AND a.reviews > 0
      JOIN submissions s ON s.unit_id = u.id AND s.state = 'submitted'
     LEFT JOIN LATERAL (SELECT m.cohort_id FROM cohort_members m JOIN cohorts c ON c.id = m.cohort_id
                          WHERE m.user_id = s.user_id AND c.course_id = u.course_id
                          ORDER BY m.joined_at DESC, m.cohort_id LIMIT 1) p ON true
      LEFT JOIN unit_overrides o ON o.unit_id = u.id AND o.cohort_id = p.cohort_id
     WHERE u.state = 'published'
       AND coalesce(o.closes_at, u.closes_at, o.due_at, u.due_at) <= ${at}
       AND NOT EXISTS (SELECT 1 FROM review_rounds r WHERE r.unit_id = u.id AND r.cohort_id IS NOT DISTINCT FROM p.cohort_id)
     LIMIT ${batch}`;
}

/** Pools whose reviews go on, in the order of their ids, after one. */
async function listOpenPools(at: Date, after: string | null): Promise<(PoolKey & { roundId: string })[]> {
  return db().$queryRaw<(PoolKey & { roundId: string })[]>`
    SELECT r.id AS "roundId", r.unit_id AS "unitId", u.course_id AS "courseId", r.cohort_id AS "cohortId"
      FROM review_rounds r JOIN units u ON u.id = r.unit_id
     WHERE r.closed_at IS NULL AND r.allocated_at < ${at} AND (${after}::uuid IS NULL OR r.id > ${after}::uuid)
     ORDER BY r.id LIMIT ${batch}`;
}

/** Chooses the reviewers of a pool for the first time. A pool that has them already is only looked at. */
export async function startRound(tx: Tx, key: PoolKey, at: Date): Promise<void> {
  await lockAssignment(tx, key.unitId);
  const { unitId, cohortId } = key;
  const known = await tx.reviewRound.findFirst({ where: { unitId, cohortId }, select: { id: true } });
  const data = { unitId, cohortId, seed: randomInt(2 ** 31), allocatedAt: at, lookedAt: at };
  if (!known) await tx.reviewRound.create({ data, select: { id: true } });
  await advance(tx, key, at);
}

/** Does what is to be done in one pool now. Nothing happens before its reviewers were chosen. */
export async function advance(tx: Tx, key: PoolKey, at: Date): Promise<void> {
  await lockAssignment(tx, key.unitId);
  const { unitId, cohortId, courseId } = key;
  const round = await tx.reviewRound.findFirst({
    where: { unitId, cohortId },
    select: { id: true, seed: true, allocatedAt: true },
  });
  if (!round) return;
  const pool = await loadPool(tx, key, round);
  const actions = stepPool(pool, at.getTime());
  await apply(tx, key, actions, at);
  const settled = new Set(actions.flatMap((one) => (one.kind === "settle" ? [one.submissionId] : [])));
  const told = new Set(actions.flatMap((one) => (one.kind === "tell" ? [one.submissionId] : [])));
  // What is out of sight waits for its moderators, and is looked at again when they bring it back.
  const away = new Set(pool.submissions.flatMap(({ id, isOutOfSight }) => (isOutOfSight ? [id] : [])));
  const isDone = pool.submissions.every(
    ({ id, isSettled, isNotified }) => isSettled || settled.has(id) || (away.has(id) && (isNotified || told.has(id))),
  );
  const isOpen = pool.reviewsGiven.some(
    ({ state, submissionId }) => (state === "allocated" || state === "begun") && !away.has(submissionId),
  );
  await tx.reviewRound.update({
    where: { id: round.id },
    data: { lookedAt: at, closedAt: isDone && !isOpen ? at : null },
    select: { id: true },
  });
  const changed = actions.flatMap((one) => (one.kind === "settle" || one.kind === "lapse" ? [one.submissionId] : []));
  if (changed.length > 0) await noteGrades(tx, await peopleAround(tx, changed), { unitId, courseId, at });
}

async function loadPool(
  tx: Tx,
  { unitId, courseId, cohortId }: PoolKey,
  round: { seed: number; allocatedAt: Date },
): Promise<Pool> {
  const { reviews, reviewDays } = await loadSettings(tx, unitId);
  const submissions = await tx.$queryRaw<SubmissionRow[]>`
    SELECT s.id, s.submitted_at AS "submittedAt", s.scored_at IS NOT NULL OR s.trainer_at IS NOT NULL AS "isSettled",
           s.told_at IS NOT NULL AS "isNotified", s.sight <> 'visible' AS "isOutOfSight",
           ARRAY(SELECT e.user_id::text FROM enrolments e
                  WHERE e.course_id = ${courseId}::uuid AND (e.user_id = s.user_id AND s.team_id IS NULL
                        OR e.user_id IN (SELECT m.user_id FROM team_members m WHERE m.team_id = s.team_id))
                  ORDER BY 1) AS authors
      FROM (SELECT DISTINCT ON (coalesce(team_id, user_id)) * FROM submissions
             WHERE unit_id = ${unitId}::uuid AND state = 'submitted'
             ORDER BY coalesce(team_id, user_id), number DESC) s
     WHERE (SELECT m.cohort_id FROM cohort_members m JOIN cohorts c ON c.id = m.cohort_id
             WHERE m.user_id = s.user_id AND c.course_id = ${courseId}::uuid
             ORDER BY m.joined_at DESC, m.cohort_id LIMIT 1) IS NOT DISTINCT FROM ${cohortId}::uuid`;
  const given = await tx.peerReview.findMany({
    where: { submissionId: { in: submissions.map(({ id }) => id) } },
    select: { submissionId: true, reviewerId: true, state: true, leaseUntil: true },
  });
  return {
    reviews,
    reviewDays,
    seed: round.seed,
    allocatedAt: round.allocatedAt.getTime(),
    submissions: submissions.map((one) => ({ ...one, submittedAt: one.submittedAt.getTime() })),
    reviewsGiven: given.map((one): PoolReview => ({ ...one, leaseUntil: one.leaseUntil.getTime() })),
  };
}

type SubmissionRow = {
  id: string;
  submittedAt: Date;
  isSettled: boolean;
  isNotified: boolean;
  isOutOfSight: boolean;
  authors: string[];
};

async function apply(tx: Tx, { unitId, courseId }: PoolKey, actions: readonly PoolAction[], at: Date): Promise<void> {
  for (const action of actions) {
    const { submissionId } = action;
    if (action.kind === "settle") await finalizeSubmission(tx, submissionId, { unitId, courseId, at });
    else if (action.kind === "tell") {
      await tx.submission.update({ where: { id: submissionId }, data: { notifiedAt: at }, select: { id: true } });
      await record(tx, "learning.submission.stuck", { submissionId });
    } else if (action.kind === "lapse") {
      const where = { submissionId, reviewerId: action.reviewerId, state: { not: "submitted" as const } };
      await tx.peerReview.updateMany({ where, data: { state: "lapsed" } });
    } else if (action.kind === "withdraw") {
      await tx.peerReview.deleteMany({ where: { submissionId, reviewerId: action.reviewerId, state: "allocated" } });
    }
  }
  const asked = actions.filter((one) => one.kind === "ask");
  await tx.peerReview.createMany({
    data: asked.map(({ submissionId, reviewerId, leaseUntil }) => ({
      submissionId,
      reviewerId,
      allocatedAt: at,
      leaseUntil: new Date(leaseUntil),
    })),
    skipDuplicates: true,
  });
  for (const userId of new Set(asked.map(({ reviewerId }) => reviewerId))) {
    await record(tx, "learning.reviews.asked", { unitId, userId, askedAt: at.toISOString() });
  }
}

/** The pool that a person's work stands in: the cohort that they joined last, or everybody without one. */
export async function poolOf(tx: Tx, unit: { id: string; courseId: string }, userId: string): Promise<PoolKey> {
  const row = await tx.cohortMember.findFirst({
    where: { userId, cohort: { courseId: unit.courseId } },
    orderBy: [{ joinedAt: "desc" }, { cohortId: "asc" }],
    select: { cohortId: true },
  });
  return { unitId: unit.id, courseId: unit.courseId, cohortId: row?.cohortId ?? null };
}
