import { AppError, notFound } from "#app/infra/app-error.ts";
import { type Db, db, type Tx } from "#app/infra/db.server.ts";
import { deleteFile } from "#app/infra/storage.server.ts";
import { record } from "#app/infra/transaction.server.ts";
import { isUuid } from "#app/lib/uuid.ts";
import type { MaybeActor } from "#app/modules/accounts/actor.ts";
import { allPeople } from "#app/modules/accounts/people.server.ts";
import { requireActive } from "#app/modules/accounts/policy.ts";
import {
  advance,
  lockAssignment,
  poolOf,
} from "#app/modules/learning/assignments/reviews/advance-review-round.server.ts";
import { noteGrades, peopleAround } from "#app/modules/learning/assignments/finalize-submission.server.ts";
import { findAssignmentFor } from "#app/modules/learning/assignments/find-submission.server.ts";
import { loadSettings } from "#app/modules/learning/assignments/save-assignment.server.ts";
import { reviewsPath, submissionPath } from "#app/modules/learning/courses/paths.ts";
import { textIn } from "#app/modules/learning/courses/text.ts";
import { unbegunMilliseconds } from "./review-pool.ts";

/** Whether those who review a submission see it; its people and the course's staff do until it is purged. */
type SubmissionSight = "visible" | "hidden" | "removed" | "purged";

/** A submission as those see it who decide about it, whatever its state. */
export type SubmissionToModerate = {
  id: string;
  authorId: string;
  authorName: string;
  authorHandle: string;
  /** What the assignment is called. */
  title: string;
  body: string;
  html: string;
  language: string;
  files: { name: string; href: string }[];
  state: SubmissionSight;
  /** Which text it is: what is handed in after it was given back has a higher one. */
  version: number;
  submittedAt: Date;
  courseSlug: string;
  unitSlug: string;
  /** Where its author reads it. */
  href: string;
};

type Row = Omit<SubmissionToModerate, "files" | "href" | "title"> & {
  files: { id: string; name: string }[] | null;
  titles: Record<string, string> | null;
  ownLanguage: string;
};

/** Submissions that peers were given to review; those that are not there, or are drafts again, are left out. One SQL statement. */
export async function findSubmissionsToModerate(client: Db, ids: readonly string[]): Promise<SubmissionToModerate[]> {
  const rows = await client.$queryRaw<Row[]>`
    SELECT s.id, s.user_id AS "authorId", u.name AS "authorName", u.handle AS "authorHandle", s.body, s.html, s.language,
           s.sight::text AS state, s.version, s.submitted_at AS "submittedAt", c.slug AS "courseSlug", n.slug AS "unitSlug",
           c.default_language AS "ownLanguage",
           (SELECT json_object_agg(x.language, x.title) FROM unit_texts x WHERE x.unit_id = n.id) AS titles,
           (SELECT json_agg(json_build_object('id', f.id, 'name', f.name) ORDER BY f.id)
              FROM submission_files f WHERE f.submission_id = s.id AND s.sight <> 'purged') AS files
      FROM submissions s JOIN units n ON n.id = s.unit_id JOIN courses c ON c.id = n.course_id
      JOIN ${allPeople} u ON u.id = s.user_id
     WHERE s.id = ANY(${ids.filter(isUuid)}::uuid[]) AND s.state = 'submitted'
       AND EXISTS (SELECT 1 FROM peer_reviews r WHERE r.submission_id = s.id)`;
  return rows.map(({ titles, ownLanguage, files, ...row }) => {
    const href = submissionPath(row.courseSlug, row.unitSlug);
    return {
      ...row,
      href,
      title: textIn(titles ?? {}, ownLanguage, ownLanguage).text,
      files: (files ?? []).map(({ id, name }) => ({ name, href: `${href}/files/${id}` })),
    };
  });
}

/** The submissions that somebody was given to review without being told whose they are. Ids, in one SQL statement. */
export async function listReviewedUnnamed(client: Db, reviewerId: string): Promise<string[]> {
  const rows = await client.$queryRaw<{ id: string }[]>`
    SELECT s.id FROM peer_reviews r JOIN submissions s ON s.id = r.submission_id
      JOIN assignments a ON a.unit_id = s.unit_id AND a.is_anonymous
     WHERE r.reviewer_id = ${reviewerId}::uuid`;
  return rows.map(({ id }) => id);
}

/** Who was given a submission to review without being told whose it is. Ids, in one SQL statement. */
export async function listReviewersUnnamed(client: Db, id: string): Promise<string[]> {
  if (!isUuid(id)) return [];
  const rows = await client.$queryRaw<{ id: string }[]>`
    SELECT r.reviewer_id AS id FROM peer_reviews r JOIN submissions s ON s.id = r.submission_id
      JOIN assignments a ON a.unit_id = s.unit_id AND a.is_anonymous
     WHERE s.id = ${id}::uuid`;
  return rows.map(({ id: reviewerId }) => reviewerId);
}

/**
 * Throws 404 for whoever does not review a submission or has not begun to, and 410 in words for one that is out of sight. Returns where its
 * reviewer reads it.
 */
export async function requireSubmissionInSight(maybe: MaybeActor, submission: SubmissionToModerate): Promise<string> {
  const actor = requireActive(maybe);
  const { id, courseSlug, unitSlug, state } = submission;
  await findAssignmentFor(actor, { courseSlug, unitSlug });
  const where = { submissionId: id, reviewerId: actor.id, state: { not: "allocated" as const } };
  const review = await db().peerReview.findFirst({ where, select: { id: true } });
  if (!review) throw notFound();
  if (state !== "visible") throw new AppError("assignments.error.work_gone", 410);
  return reviewsPath(courseSlug, unitSlug, review.id);
}

type Change = { to: SubmissionSight; reason: string | null; at: Date };

/**
 * Locks a submission with its assignment, shows what `decide` makes of its state, and brings it there, all in the caller's transaction;
 * null for one that is gone or a draft again, or when `decide` leaves it as it is. What is out of sight is reviewed by nobody, and nobody is held to it: a
 * review that lapsed does not count against its reviewer meanwhile. When it comes back, reviews that were not given have their
 * time anew. Purging erases its text in the transaction, and its files by a job that follows.
 */
export async function moderateSubmission(
  tx: Tx,
  id: string,
  decide: (state: SubmissionSight) => Change | null,
): Promise<SubmissionSight | null> {
  if (!isUuid(id)) return null;
  const select = { unitId: true, userId: true, unit: { select: { courseId: true } } } as const;
  const place = await tx.submission.findUnique({ where: { id }, select });
  if (!place) return null;
  const { unitId, userId } = place;
  const { courseId } = place.unit;
  // In the order in which reviews are saved: first the assignment, then what is in it.
  await lockAssignment(tx, unitId);
  const [now] = await tx.$queryRaw<{ sight: SubmissionSight }[]>`
    SELECT sight::text FROM submissions WHERE id = ${id}::uuid AND state = 'submitted' FOR UPDATE`;
  const change = now && decide(now.sight);
  if (!change) return null;
  const { to, reason, at } = change;
  const data = { sight: to, sightReason: reason, ...(to === "purged" && { body: "", html: "" }) };
  await tx.submission.update({ where: { id }, data, select: { id: true } });
  if (to === "purged") await record(tx, "learning.submission.purged", { submissionId: id });
  const pool = await poolOf(tx, { id: unitId, courseId }, userId);
  if (to === "visible") {
    const { reviewDays } = await loadSettings(tx, unitId);
    const leaseUntil = new Date(at.getTime() + unbegunMilliseconds(reviewDays));
    const open = { submissionId: id, state: { in: ["allocated" as const, "begun" as const] } };
    await tx.peerReview.updateMany({ where: open, data: { leaseUntil } });
    await tx.reviewRound.updateMany({ where: { unitId, cohortId: pool.cohortId }, data: { closedAt: null } });
  }
  await advance(tx, pool, at);
  await noteGrades(tx, await peopleAround(tx, [id]), { unitId, courseId, at });
  return to;
}

/** Job: deletes the files of a submission that was erased. Twice is once. */
export async function erasePurgedFiles(submissionId: string): Promise<void> {
  const where = { submissionId, submission: { sight: "purged" as const } };
  for (const { id, storageKey } of await db().submissionFile.findMany({
    where,
    select: { id: true, storageKey: true },
  })) {
    await deleteFile(storageKey);
    await db().submissionFile.deleteMany({ where: { id } });
  }
}
