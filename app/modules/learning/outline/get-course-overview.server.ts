import { presentUnits, untranslatedUnits } from "#app/modules/learning/courses/sql.server.ts";
import { db } from "#app/infra/db.server.ts";
import { isAttemptToMark, isSubmissionToMark } from "./to-mark.server.ts";
import { visibleToStaff } from "#app/modules/learning/courses/visible-to-staff.server.ts";
import { Prisma } from "#prisma/generated/client.ts";
import type { CourseStaffAccess } from "#app/modules/learning/courses/staff-access.server.ts";

/** What stands and what waits in a course, for whoever runs it; only of their own cohorts for a trainer of those. */
export type CourseOverview = {
  people: number;
  finished: number;
  /** Open requests and the waiting list. */
  requests: number;
  /** Attempts with an answer that a person must mark. */
  attemptsToMark: number;
  /** Submissions that wait for staff: without a mark where a trainer marks (an assignment that nobody has set up is one), and those whose reviews do not come. */
  submissionsToMark: number;
  publishedUnits: number;
  draftUnits: number;
  /** Language -> units that have no text in it, drafts too, of the languages of the course. */
  untranslated: { language: string; count: number }[];
};

/** One SQL statement. */
export async function getCourseOverview({ course, cohortIds }: CourseStaffAccess): Promise<CourseOverview> {
  const isOfCourse = Prisma.sql`e.course_id = ${course.id}::uuid AND ${visibleToStaff({ cohortIds }, "e.user_id")}`;
  const own = { id: Prisma.sql`${course.id}::uuid`, languages: Prisma.sql`${course.languages}::text[]` };
  const [row] = await db().$queryRaw<CourseOverview[]>`
    WITH present AS (
      SELECT u.id, u.state FROM ${presentUnits}
       WHERE u.course_id = ${course.id}::uuid)
    SELECT counted.people, counted.finished,
           (SELECT count(*)::int FROM enrolment_requests r
             WHERE r.course_id = ${course.id}::uuid AND r.state = 'open'
               AND (${cohortIds}::uuid[] IS NULL OR r.cohort_id = ANY(${cohortIds}::uuid[]))) AS requests,
           (SELECT count(*)::int FROM attempts a JOIN present u ON u.id = a.unit_id
              JOIN enrolments e ON e.user_id = a.user_id AND ${isOfCourse}
             WHERE ${isAttemptToMark}) AS "attemptsToMark",
           (SELECT count(*)::int FROM submissions s JOIN present u ON u.id = s.unit_id
              LEFT JOIN assignments q ON q.unit_id = s.unit_id
              JOIN enrolments e ON e.user_id = s.user_id AND ${isOfCourse}
             WHERE ${isSubmissionToMark}) AS "submissionsToMark",
           (SELECT count(*)::int FROM present WHERE state = 'published') AS "publishedUnits",
           (SELECT count(*)::int FROM present WHERE state = 'draft') AS "draftUnits",
           ${untranslatedUnits(own)} AS untranslated
      FROM (SELECT count(*)::int AS people, count(e.completed_at)::int AS finished FROM enrolments e WHERE ${isOfCourse}) counted`;
  return row!;
}
