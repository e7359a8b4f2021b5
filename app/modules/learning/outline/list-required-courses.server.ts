import { db } from "#app/infra/db.server.ts";
import type { MaybeActor } from "#app/modules/accounts/actor.ts";
import { type Text, textIn } from "#app/modules/learning/courses/text.ts";

/** A course that should be completed before another one. */
export type RequiredCourse = { slug: string; title: Text; isDone: boolean };

/** The published courses that a course builds on, and whether the actor has completed each, oldest first. One SQL statement. */
export async function listRequiredCourses(
  actor: MaybeActor,
  course: { id: string },
  language: string,
): Promise<RequiredCourse[]> {
  const rows = await db().$queryRaw<{ slug: string; title: unknown; ownLanguage: string; isDone: boolean }[]>`
    SELECT r.slug, r.title, r.default_language AS "ownLanguage", d.completed_at IS NOT NULL AS "isDone"
      FROM course_prerequisites q JOIN courses r ON r.id = q.required_course_id AND r.state = 'published'
      LEFT JOIN enrolments d ON d.course_id = r.id AND d.user_id = ${actor?.id ?? null}::uuid
     WHERE q.course_id = ${course.id}::uuid
     ORDER BY r.created_at, r.id`;
  return rows.map(({ title, ownLanguage, ...one }) => ({ ...one, title: textIn(title, language, ownLanguage) }));
}
