import { db } from "#app/infra/db.server.ts";
import type { Actor } from "#app/modules/accounts/actor.ts";
import { presentUnits } from "#app/modules/learning/courses/sql.server.ts";
import { type Text, textIn } from "#app/modules/learning/courses/text.ts";
import { isAttemptToMark, isSubmissionToMark } from "#app/modules/learning/outline/to-mark.server.ts";

/** What waits for somebody in a course that they teach; each is a number of things. */
export type StaffWork = {
  slug: string;
  title: Text;
  /** Attempts at quizzes with an answer that a person must mark. */
  attempts: number;
  /** Submissions that nobody but a trainer marks. */
  submissions: number;
  /** Submissions whose reviews do not come. */
  stuck: number;
  /** People who ask for a seat or wait for one. */
  requests: number;
  /** Parts that learners do not see yet; of courses that the actor may change. */
  unpublished: number;
};

type Row = Omit<StaffWork, "title"> & { title: unknown; ownLanguage: string };

/**
 * The courses in whose team the actor is, or of which they train a cohort, where something waits for them; the trainer of a
 * cohort is told of its people only. At most 50 courses, the newest first. One SQL statement.
 */
export async function listStaffWork(
  actor: Actor,
  { language = actor.language }: { language?: string } = {},
): Promise<StaffWork[]> {
  const rows = await db().$queryRaw<Row[]>`
    WITH mine AS MATERIALIZED (
      SELECT c.id, c.slug, c.title, c.default_language, c.created_at, t.user_id IS NOT NULL AS sees_all,
             coalesce(t.role = 'author', false) AS may_edit
        FROM courses c
        LEFT JOIN course_trainers t ON t.course_id = c.id AND t.user_id = ${actor.id}::uuid
       WHERE t.user_id IS NOT NULL
          OR EXISTS (SELECT 1 FROM cohorts h WHERE h.course_id = c.id AND h.trainer_id = ${actor.id}::uuid)
       ORDER BY c.created_at DESC, c.id DESC LIMIT 50),
    mine_people AS MATERIALIZED (
      SELECT h.course_id, p.user_id FROM cohorts h JOIN cohort_members p ON p.cohort_id = h.id
       WHERE h.trainer_id = ${actor.id}::uuid),
    open AS (
      SELECT u.course_id, a.user_id, 'attempt' AS what
        FROM attempts a JOIN (${presentUnits}) ON u.id = a.unit_id
       WHERE ${isAttemptToMark} AND u.course_id IN (SELECT id FROM mine)
       UNION ALL
      SELECT u.course_id, s.user_id, CASE WHEN coalesce(q.reviews, 0) > 0 THEN 'stuck' ELSE 'submission' END
        FROM submissions s JOIN (${presentUnits}) ON u.id = s.unit_id
        LEFT JOIN assignments q ON q.unit_id = s.unit_id
       WHERE ${isSubmissionToMark} AND u.course_id IN (SELECT id FROM mine)),
    counted AS (
      SELECT m.*,
             w.attempts, w.submissions, w.stuck,
             (SELECT count(*)::int FROM enrolment_requests r WHERE r.course_id = m.id AND r.state = 'open'
                 AND (m.sees_all OR EXISTS (SELECT 1 FROM cohorts h WHERE h.id = r.cohort_id
                                               AND h.trainer_id = ${actor.id}::uuid))) AS requests,
             CASE WHEN m.may_edit THEN
               (SELECT count(*)::int FROM units u WHERE u.course_id = m.id AND u.state = 'draft'
                   AND u.removed_at IS NULL) ELSE 0 END AS unpublished
        FROM mine m
       CROSS JOIN LATERAL (
         SELECT count(*) FILTER (WHERE o.what = 'attempt')::int AS attempts,
                count(*) FILTER (WHERE o.what = 'submission')::int AS submissions,
                count(*) FILTER (WHERE o.what = 'stuck')::int AS stuck
           FROM open o WHERE o.course_id = m.id
            AND (m.sees_all OR o.user_id IN (SELECT user_id FROM mine_people p WHERE p.course_id = m.id))) w)
    SELECT slug, title, default_language AS "ownLanguage", attempts, submissions, stuck, requests, unpublished
      FROM counted WHERE attempts + submissions + stuck + requests + unpublished > 0
     ORDER BY created_at DESC, id DESC`;
  return rows.map(({ title, ownLanguage, ...row }) => ({ ...row, title: textIn(title, language, ownLanguage) }));
}
