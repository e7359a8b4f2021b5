import { presentUnits, unitTitles } from "./sql.server.ts";
import { db } from "#app/infra/db.server.ts";
import { unitPath } from "./paths.ts";
import { type Text, textIn } from "./text.ts";

export type ActivityLesson = { href: string; title: Text; courseTitle: Text; minutes: number; languages: string[] };

type Row = {
  slug: string;
  minutes: number;
  titles: Record<string, string>;
  courseSlug: string;
  courseTitle: unknown;
  ownLanguage: string;
};

/** The lessons of published courses that serve an activity, newest course first, then in its order. One SQL statement. */
export async function listLessonsForActivity(code: string, language: string, limit: number): Promise<ActivityLesson[]> {
  const rows = await db().$queryRaw<Row[]>`
    SELECT u.slug, u.minutes, c.slug AS "courseSlug", c.title AS "courseTitle", c.default_language AS "ownLanguage",
           ${unitTitles} AS titles
      FROM unit_activities a
      JOIN (${presentUnits}) ON u.id = a.unit_id AND u.state = 'published' AND u.kind = 'lesson'
      JOIN courses c ON c.id = u.course_id AND c.state = 'published'
     WHERE a.activity_code = ${code}
     ORDER BY c.created_at DESC, c.id DESC, m.position, u.position, u.id
     LIMIT ${Math.min(limit, 100)}`;
  return rows.map((row) => ({
    href: unitPath(row.courseSlug, row.slug),
    title: textIn(row.titles, language, row.ownLanguage),
    courseTitle: textIn(row.courseTitle, language, row.ownLanguage),
    minutes: row.minutes,
    languages: Object.keys(row.titles ?? {}).sort(),
  }));
}

/** How many lessons of published courses serve each activity; activities without one are left out. One SQL statement. */
export async function countLessonsByActivity(): Promise<Map<string, number>> {
  const rows = await db().$queryRaw<{ code: string; lessons: number }[]>`
    SELECT a.activity_code AS code, count(*)::int AS lessons
      FROM unit_activities a
      JOIN (${presentUnits}) ON u.id = a.unit_id AND u.state = 'published' AND u.kind = 'lesson'
      JOIN courses c ON c.id = u.course_id AND c.state = 'published'
     GROUP BY a.activity_code`;
  return new Map(rows.map((row) => [row.code, row.lessons]));
}
