import type { Db } from "#app/infra/db.server.ts";
import { type Text, textIn } from "#app/modules/learning/courses/text.ts";

export type MissingCourse = { slug: string; title: Text };

/** The courses that must be completed before this one and are not, by this person, in the order of their addresses. One statement. */
export async function listMissingCourses(
  from: Db,
  { courseId, userId, language }: { courseId: string; userId: string; language: string },
): Promise<MissingCourse[]> {
  const rows = await from.$queryRaw<{ slug: string; title: unknown; ownLanguage: string }[]>`
    SELECT c.slug, c.title, c.default_language AS "ownLanguage"
      FROM course_prerequisites p JOIN courses c ON c.id = p.required_course_id AND c.state = 'published'
     WHERE p.course_id = ${courseId}::uuid
       AND NOT EXISTS (SELECT 1 FROM enrolments e
                        WHERE e.course_id = c.id AND e.user_id = ${userId}::uuid AND e.completed_at IS NOT NULL)
     ORDER BY c.slug LIMIT 50`;
  return rows.map(({ slug, title, ownLanguage }) => ({ slug, title: textIn(title, language, ownLanguage) }));
}
