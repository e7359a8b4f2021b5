import { allPeople } from "#app/modules/accounts/people.server.ts";
import { presentUnits, unitTitles } from "#app/modules/learning/courses/sql.server.ts";
import { notFound } from "#app/infra/app-error.ts";
import { db } from "#app/infra/db.server.ts";
import { nextCursor, readCursor } from "#app/lib/cursor.ts";
import { type Text, textIn } from "#app/modules/learning/courses/text.ts";
import { visibleToStaff } from "#app/modules/learning/courses/visible-to-staff.server.ts";
import type { CourseStaffAccess } from "#app/modules/learning/courses/staff-access.server.ts";

export type QuizRow = { slug: string; title: Text; submitted: number; running: number; toMark: number };

/** The quizzes of a course in its order, with what happens in them, for the people one sees. At most 200. One SQL statement. */
export async function listQuizzes({ course, cohortIds }: CourseStaffAccess, language: string): Promise<QuizRow[]> {
  const rows = await db().$queryRaw<(Omit<QuizRow, "title"> & { titles: unknown })[]>`
    SELECT u.slug, ${unitTitles} AS titles,
           count(a.id) FILTER (WHERE a.state = 'submitted')::int AS submitted,
           count(a.id) FILTER (WHERE a.state IN ('in_progress', 'overdue'))::int AS running,
           count(a.id) FILTER (WHERE a.needs_marking)::int AS "toMark"
      FROM ${presentUnits}
      LEFT JOIN attempts a ON a.unit_id = u.id AND ${visibleToStaff({ cohortIds }, "a.user_id")}
     WHERE u.course_id = ${course.id}::uuid AND u.kind = 'quiz'
     GROUP BY u.id, m.position
     ORDER BY m.position, u.position, u.slug LIMIT 200`;
  return rows.map(({ titles, ...row }) => ({ ...row, title: textIn(titles, language, course.defaultLanguage) }));
}

export type QuizUnit = { id: string; slug: string; title: Text };

/** A quiz of the course, removed ones left out. One SQL statement. Throws 404. */
export async function findQuizOf({ course }: CourseStaffAccess, slug: string, language: string): Promise<QuizUnit> {
  const unit = await db().unit.findFirst({
    where: { courseId: course.id, slug, kind: "quiz", removedAt: null },
    select: { id: true, slug: true, texts: { select: { language: true, title: true } } },
  });
  if (!unit) throw notFound();
  const titles = Object.fromEntries(unit.texts.map((text) => [text.language, text.title]));
  return { id: unit.id, slug: unit.slug, title: textIn(titles, language, course.defaultLanguage) };
}

export type AttemptRow = {
  id: string;
  number: number;
  name: string;
  handle: string;
  state: "in_progress" | "overdue" | "submitted" | "abandoned";
  createdAt: Date;
  endsAt: Date | null;
  submittedAt: Date | null;
  percent: number | null;
  needsMarking: boolean;
};

const pageLength = 50;

/**
 * The attempts at a quiz, last begun first, 50 to a page; of one cohort, or only those that wait to be marked, if wished.
 * One SQL statement.
 */
export async function listAttempts(
  { cohortIds }: CourseStaffAccess,
  unitId: string,
  {
    cohortId = null,
    onlyToMark = false,
    before = null,
  }: { cohortId?: string | null; onlyToMark?: boolean; before?: string | null },
): Promise<{ attempts: AttemptRow[]; next: string | null }> {
  const from = readCursor(before);
  const rows = await db().$queryRaw<AttemptRow[]>`
    SELECT a.id, a.number, u.name, u.handle, a.state::text AS state, a.started_at AS "createdAt", a.ends_at AS "endsAt",
           a.submitted_at AS "submittedAt", a.percent, a.needs_marking AS "needsMarking"
      FROM attempts a JOIN ${allPeople} u ON u.id = a.user_id
     WHERE a.unit_id = ${unitId}::uuid AND (NOT ${onlyToMark} OR a.needs_marking)
       AND ${visibleToStaff({ cohortIds }, "a.user_id", cohortId)}
       AND (${from?.at ?? null}::timestamptz IS NULL
            OR (a.started_at, a.id) < (${from?.at ?? null}::timestamptz, ${from?.id ?? null}::uuid))
     ORDER BY a.started_at DESC, a.id DESC LIMIT ${pageLength + 1}`;
  return { attempts: rows.slice(0, pageLength), next: nextCursor(rows, pageLength, "createdAt") };
}
