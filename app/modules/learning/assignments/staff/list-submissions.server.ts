import { allPeople } from "#app/modules/accounts/people.server.ts";
import { presentUnits, unitOrder, unitTitlesForStaff } from "#app/modules/learning/courses/sql.server.ts";
import { notFound } from "#app/infra/app-error.ts";
import { db } from "#app/infra/db.server.ts";
import { nextCursor, readCursor } from "#app/lib/cursor.ts";
import { visibleToStaff } from "#app/modules/learning/courses/visible-to-staff.server.ts";
import type { CourseStaffAccess } from "#app/modules/learning/courses/staff-access.server.ts";
import { type Text, textIn } from "#app/modules/learning/courses/text.ts";
import { loadRubric, loadSettings } from "#app/modules/learning/assignments/save-assignment.server.ts";

const pageSize = 50;
/** A list of ids that limits a query, where null means everybody. */

export type TaughtAssignment = {
  slug: string;
  title: Text;
  dueAt: Date | null;
  closesAt: Date | null;
  reviews: number;
  submitted: number;
  /** Without a score or a mark yet. */
  open: number;
  /** Told to the staff, and still open. */
  stuck: number;
};

/** The assignments of a course in its order, at most 200; counts of one's own cohorts only. One SQL statement. */
export async function listAssignments(access: CourseStaffAccess, language: string): Promise<TaughtAssignment[]> {
  const { course } = access;
  const rows = await db().$queryRaw<(Omit<TaughtAssignment, "title"> & { titles: unknown })[]>`
    SELECT u.slug, u.due_at AS "dueAt", u.closes_at AS "closesAt", coalesce(a.reviews, 0) AS reviews,
           ${unitTitlesForStaff} AS titles,
           count(s.id)::int AS submitted,
           (count(s.id) FILTER (WHERE s.scored_at IS NULL AND s.trainer_at IS NULL))::int AS open,
           (count(s.id) FILTER (WHERE s.scored_at IS NULL AND s.trainer_at IS NULL AND s.told_at IS NOT NULL))::int AS stuck
      FROM ${presentUnits}
      LEFT JOIN assignments a ON a.unit_id = u.id
      LEFT JOIN LATERAL (
        SELECT DISTINCT ON (coalesce(s.team_id, s.user_id)) s.* FROM submissions s
         WHERE s.unit_id = u.id AND s.state = 'submitted'
           AND ${visibleToStaff(access, "s.user_id")}
         ORDER BY coalesce(s.team_id, s.user_id), s.number DESC) s ON true
     WHERE u.course_id = ${course.id}::uuid AND u.kind = 'assignment'
     GROUP BY u.id, a.unit_id, m.position, m.slug
     ORDER BY ${unitOrder} LIMIT 200`;
  return rows.map(({ titles, ...row }) => ({ ...row, title: textIn(titles, language, course.defaultLanguage) }));
}

/** An assignment with its settings and its newest rubric. Throws 404 for what is no assignment of the course. */
export async function getTaughtAssignment({ course }: CourseStaffAccess, unitSlug: string, language: string) {
  const unit = await db().unit.findFirst({
    where: { courseId: course.id, slug: unitSlug, kind: "assignment", removedAt: null },
    select: {
      id: true,
      slug: true,
      dueAt: true,
      closesAt: true,
      texts: { select: { language: true, title: true } },
      drafts: { select: { language: true, title: true } },
    },
  });
  if (!unit) throw notFound();
  const known = unit.texts.length > 0 ? unit.texts : unit.drafts;
  const titles = Object.fromEntries(known.map((one) => [one.language, one.title]));
  return {
    unitId: unit.id,
    slug: unit.slug,
    dueAt: unit.dueAt,
    closesAt: unit.closesAt,
    title: textIn(titles, language, course.defaultLanguage),
    settings: await loadSettings(db(), unit.id),
    rubric: await loadRubric(db(), unit.id),
  };
}

export type SubmissionRow = {
  id: string;
  createdAt: Date;
  name: string;
  teamName: string | null;
  cohort: string | null;
  number: number;
  isLate: boolean;
  isNotified: boolean;
  isSettled: boolean;
  percent: number | null;
  /** Reviews of this work: given, and still to come. */
  received: number;
  coming: number;
  /** Reviews by its people: given, to give, never given. */
  given: number;
  toGive: number;
  lapsed: number;
};

export type SubmissionFilter = { cohort?: string | null; show?: string | null; next?: string | null };

/**
 * Who has handed in at an assignment, newest first, 50 a page: late or not, with the reviews that came and that are awaited,
 * and the reviews that its people gave and owe. `show` "open" leaves out what has a score, "stuck" keeps what the staff was
 * told of. One SQL statement. Only people whom the teaching person may see.
 */
export async function listSubmissions(
  access: CourseStaffAccess,
  unitId: string,
  { cohort, show, next }: SubmissionFilter,
): Promise<{ rows: SubmissionRow[]; next: string | null }> {
  const cursor = readCursor(next);
  const rows = await db().$queryRaw<SubmissionRow[]>`
    SELECT s.id, s.submitted_at AS "createdAt", p.name, t.name AS "teamName", s.number, s.is_late AS "isLate",
           s.told_at IS NOT NULL AS "isNotified", s.scored_at IS NOT NULL OR s.trainer_at IS NOT NULL AS "isSettled",
           coalesce(s.trainer_percent, s.peer_percent) AS percent,
           (SELECT c.name FROM cohort_members m JOIN cohorts c ON c.id = m.cohort_id
             WHERE m.user_id = s.user_id AND c.course_id = ${access.course.id}::uuid
             ORDER BY m.joined_at DESC, c.id LIMIT 1) AS cohort,
           r.received, r.coming, g.given, g."toGive", g.lapsed
      FROM (SELECT DISTINCT ON (coalesce(team_id, user_id)) * FROM submissions
             WHERE unit_id = ${unitId}::uuid AND state = 'submitted'
             ORDER BY coalesce(team_id, user_id), number DESC) s
      JOIN ${allPeople} p ON p.id = s.user_id
      LEFT JOIN teams t ON t.id = s.team_id
     CROSS JOIN LATERAL (
       SELECT (count(*) FILTER (WHERE state = 'submitted'))::int AS received,
              (count(*) FILTER (WHERE state IN ('allocated', 'begun')))::int AS coming
         FROM peer_reviews WHERE submission_id = s.id) r
     CROSS JOIN LATERAL (
       SELECT (count(*) FILTER (WHERE o.state = 'submitted'))::int AS given,
              (count(*) FILTER (WHERE o.state IN ('allocated', 'begun') AND z.sight = 'visible'))::int AS "toGive",
              (count(*) FILTER (WHERE o.state = 'lapsed' AND z.sight = 'visible'))::int AS lapsed
         FROM peer_reviews o JOIN submissions z ON z.id = o.submission_id AND z.unit_id = ${unitId}::uuid
        WHERE o.reviewer_id = s.user_id OR o.reviewer_id IN (SELECT m.user_id FROM team_members m WHERE m.team_id = s.team_id)) g
     WHERE ${visibleToStaff(access, "s.user_id", cohort ?? null)}
       AND (${show !== "open" && show !== "stuck"} OR s.scored_at IS NULL AND s.trainer_at IS NULL)
       AND (${show !== "stuck"} OR s.told_at IS NOT NULL)
       AND (${cursor === null} OR (s.submitted_at, s.id) < (${cursor?.at ?? null}::timestamptz, ${cursor?.id ?? null}::uuid))
     ORDER BY s.submitted_at DESC, s.id DESC LIMIT ${pageSize + 1}`;
  return { rows: rows.slice(0, pageSize), next: nextCursor(rows, pageSize, "createdAt") };
}
