import { Prisma } from "#prisma/generated/client.ts";
import { decidedGrade, presentUnits } from "#app/modules/learning/courses/sql.server.ts";
import { AppError } from "#app/infra/app-error.ts";
import type { Tx } from "#app/infra/db.server.ts";
import { record, transaction } from "#app/infra/transaction.server.ts";
import type { MaybeActor } from "#app/modules/accounts/actor.ts";
import { requireActive } from "#app/modules/accounts/policy.ts";
import { type Completion, type CompletionFacts, isMet } from "#app/modules/learning/courses/completion.ts";
import { enrolAndLock, type LockedEnrolment } from "#app/modules/learning/enrolment/lock-enrolment.server.ts";
import { requireOpen } from "./require-open-unit.server.ts";
import { findUnitFor } from "#app/modules/learning/courses/find-unit.server.ts";

/**
 * Marks a unit as done by its button, and enrols the actor when they are not. Doing it again changes nothing. Returns what
 * became true: `isNewEnrolment`, `isCourseDone` (this step completed the course). Throws 401 for a guest, 404 for no such
 * unit, 400 "learning.error.pass_first" for a unit that is not completed by its button, and 403 for one that is not open yet.
 */
export async function completeUnit(
  actor: MaybeActor,
  { courseSlug, unitSlug }: { courseSlug: string; unitSlug: string },
  { at = new Date() } = {},
): Promise<{ isNewEnrolment: boolean; isUnitDone: boolean; isCourseDone: boolean }> {
  const { id: userId } = requireActive(actor);
  const unit = await findUnitFor(actor, courseSlug, unitSlug);
  // The button of a unit that opening completes does no harm; any other rule is met elsewhere.
  if (!unit.completion.markedDone && !unit.completion.opened) throw new AppError("learning.error.pass_first", 400);
  return transaction(async (tx) => {
    const enrolment = await enrolAndLock(tx, { userId, courseId: unit.courseId, at });
    await requireOpen(tx, unit, userId, at);
    const settled = await recordProgress(tx, enrolment, { unitId: unit.id, at }, { marked: true });
    return { isNewEnrolment: enrolment.isNew, ...settled };
  });
}

/** What became known of one person and one unit; what is not named stays as it was. */
export type NewFacts = {
  marked?: true;
  submitted?: true;
  /** What the unit's own rules give now; null = nothing is graded any more. */
  gradePercent?: number | null;
  /** Totals, not additions. */
  replies?: number;
  attendedMinutes?: number;
};

/**
 * Writes facts about one person and one unit, and settles what follows from them: the unit is complete once all of its
 * rule is met (or a trainer has excused the person), and with the last unit the course is. What is complete stays so.
 * Facts may be empty: then it only looks again, after a rule or a trainer's decision has changed.
 */
export async function recordProgress(
  tx: Tx,
  { userId, courseId }: LockedEnrolment,
  { unitId, at }: { unitId: string; at: Date },
  { marked, submitted, gradePercent, replies, attendedMinutes }: NewFacts,
): Promise<{ isUnitDone: boolean; isCourseDone: boolean }> {
  const markedAt = marked ? at : null;
  const submittedAt = submitted ? at : null;
  const [row] = await tx.$queryRaw<Settling[]>`
    WITH noted AS (
      INSERT INTO unit_progress (user_id, unit_id, opened_at, marked_at, submitted_at, grade_percent, replies, attended_minutes)
      VALUES (${userId}::uuid, ${unitId}::uuid, ${at}, ${markedAt}::timestamptz, ${submittedAt}::timestamptz,
              ${gradePercent ?? null}::float8, ${replies ?? 0}::int, ${attendedMinutes ?? 0}::int)
      ON CONFLICT (user_id, unit_id) DO UPDATE SET
        marked_at = coalesce(unit_progress.marked_at, excluded.marked_at),
        submitted_at = coalesce(unit_progress.submitted_at, excluded.submitted_at),
        grade_percent = CASE WHEN ${gradePercent === undefined} THEN unit_progress.grade_percent ELSE excluded.grade_percent END,
        replies = CASE WHEN ${replies === undefined} THEN unit_progress.replies ELSE excluded.replies END,
        attended_minutes = CASE WHEN ${attendedMinutes === undefined} THEN unit_progress.attended_minutes
                                ELSE excluded.attended_minutes END
      RETURNING *)
    SELECT n.opened_at AS "openedAt", n.marked_at AS "markedAt", n.submitted_at AS "submittedAt",
           coalesce(o.percent, n.grade_percent) AS "gradePercent", n.replies, n.attended_minutes AS "attendedMinutes",
           n.completed_at AS "completedAt", u.completion, coalesce(o.is_excused, false) AS "isExcused"
      FROM noted n JOIN units u ON u.id = n.unit_id
      LEFT JOIN LATERAL ${decidedGrade({ unitId: Prisma.sql`n.unit_id`, userId: Prisma.sql`n.user_id` })} o ON true`;
  const isUnitDone = row !== undefined && !row.completedAt && (row.isExcused || isMet(row.completion, row));
  if (isUnitDone) {
    const where = { userId_unitId: { userId, unitId } };
    await tx.unitProgress.update({ where, data: { completedAt: at }, select: { unitId: true } });
  }
  const finished = await finishCourse(tx, { courseId, userId, at });
  return { isUnitDone, isCourseDone: finished > 0 };
}

type Settling = CompletionFacts & { completion: Completion; completedAt: Date | null; isExcused: boolean };

/** Writes that a person has opened a unit, the first time only. */
export async function noteOpened(
  tx: Tx,
  { userId, unitId, at }: { userId: string; unitId: string; at: Date },
): Promise<void> {
  await tx.$executeRaw`
    INSERT INTO unit_progress (user_id, unit_id, opened_at) VALUES (${userId}::uuid, ${unitId}::uuid, ${at})
    ON CONFLICT (user_id, unit_id) DO NOTHING`;
}

/**
 * Completes the course for whoever has all of its present units and has not completed it before: one person, or
 * everybody when an import took the last missing unit away. One statement looks and writes, so that nobody is completed
 * against a revision whose units were not looked at; each completion records its event once. Returns how many.
 */
export async function finishCourse(
  tx: Tx,
  { courseId, userId = null, at }: { courseId: string; userId?: string | null; at: Date },
): Promise<number> {
  const rows = await tx.$queryRaw<{ userId: string }[]>`
    WITH present AS (
      SELECT u.id FROM ${presentUnits}
       WHERE u.course_id = ${courseId}::uuid AND u.state = 'published')
    UPDATE enrolments e SET completed_at = ${at}, completed_revision = c.revision
      FROM courses c
     WHERE c.id = e.course_id AND e.course_id = ${courseId}::uuid AND e.completed_at IS NULL
       AND (${userId}::uuid IS NULL OR e.user_id = ${userId}::uuid)
       AND EXISTS (SELECT 1 FROM present)
       AND NOT EXISTS (
         SELECT 1 FROM present LEFT JOIN unit_progress p ON p.unit_id = present.id AND p.user_id = e.user_id
          WHERE p.completed_at IS NULL)
    RETURNING e.user_id AS "userId"`;
  for (const row of rows) await record(tx, "learning.course.completed", { userId: row.userId, courseId });
  return rows.length;
}
