import { presentUnits } from "#app/modules/learning/courses/sql.server.ts";
import { db } from "#app/infra/db.server.ts";
import { record, transaction } from "#app/infra/transaction.server.ts";
import { listLimits } from "#app/modules/learning/dates/load-limits.server.ts";

const hour = 3_600_000;
/** How long before the due date somebody is reminded. */
const reminderMilliseconds = 48 * hour;
const batch = 500;

type Candidate = { userId: string; unitId: string };

/**
 * Sweep: notes that an assignment is due within 48 hours, for everybody enrolled who has not handed it in, once for each
 * person and date, with the dates that hold for the person. Reads 500 people at a time. Returns how many were noted.
 */
export async function remindOfDueDates({ at = new Date() } = {}): Promise<number> {
  const until = new Date(at.getTime() + reminderMilliseconds);
  let noted = 0;
  for (let page = await listCandidates({ at, until }, null); page.length > 0;) {
    noted += await remind(page, { at, until });
    page = page.length < batch ? [] : await listCandidates({ at, until }, page.at(-1)!);
  }
  return noted;
}

type Window = { at: Date; until: Date };

/** Whoever may have a date in this window: the unit's own, a cohort's or a personal one. */
async function listCandidates({ at, until }: Window, after: Candidate | null): Promise<Candidate[]> {
  const { unitId = lowestId, userId = lowestId } = after ?? {};
  return db().$queryRaw<Candidate[]>`
    SELECT e.user_id AS "userId", u.id AS "unitId"
      FROM ${presentUnits}
      JOIN enrolments e ON e.course_id = u.course_id
      LEFT JOIN unit_progress p ON p.unit_id = u.id AND p.user_id = e.user_id
     WHERE u.kind = 'assignment' AND u.state = 'published' AND p.submitted_at IS NULL
       -- Of the units without any date in this window nobody is looked at.
       AND (u.due_at BETWEEN ${at} AND ${until} OR u.id IN (
             SELECT o.unit_id FROM unit_overrides o WHERE o.due_at BETWEEN ${at} AND ${until}))
       AND (u.id, e.user_id) > (${unitId}::uuid, ${userId}::uuid)
       AND (u.due_at BETWEEN ${at} AND ${until} OR EXISTS (
             SELECT 1 FROM unit_overrides o LEFT JOIN cohort_members m ON m.cohort_id = o.cohort_id
              WHERE o.unit_id = u.id AND o.due_at BETWEEN ${at} AND ${until}
                AND (o.user_id = e.user_id OR m.user_id = e.user_id)))
       AND NOT EXISTS (SELECT 1 FROM assignment_reminders r
                        WHERE r.unit_id = u.id AND r.user_id = e.user_id AND r.due_at BETWEEN ${at} AND ${until})
     ORDER BY u.id, e.user_id LIMIT ${batch}`;
}

const lowestId = "00000000-0000-0000-0000-000000000000";

async function remind(candidates: Candidate[], { at, until }: Window): Promise<number> {
  const limits = await listLimits(db(), {
    userIds: [...new Set(candidates.map(({ userId }) => userId))],
    unitIds: [...new Set(candidates.map(({ unitId }) => unitId))],
  });
  const wanted = new Set(candidates.map(({ userId, unitId }) => `${userId} ${unitId}`));
  let noted = 0;
  for (const {
    userId,
    unitId,
    limits: { dueAt, closesAt },
  } of limits) {
    if (!wanted.has(`${userId} ${unitId}`) || !dueAt || dueAt < at || dueAt > until) continue;
    if (closesAt && closesAt < at) continue;
    noted += await transaction(async (tx) => {
      const { count } = await tx.assignmentReminder.createMany({
        data: { unitId, userId, dueAt },
        skipDuplicates: true,
      });
      if (count > 0) await record(tx, "learning.assignment.due_soon", { unitId, userId, dueAt: dueAt.toISOString() });
      return count;
    });
  }
  return noted;
}
