import { db } from "#app/infra/db.server.ts";
import { excerpt } from "#app/lib/markdown.ts";
import type { MaybeActor } from "#app/modules/accounts/actor.ts";
import { presentUnits } from "#app/modules/learning/courses/sql.server.ts";
import { type CourseView, getCourseFor } from "./get-course.server.ts";

/** A part of a course as its news name it: new, or with a text that changed. */
export type CourseNews = {
  id: string;
  slug: string;
  title: string;
  /** Of title and excerpt. */
  language: string;
  /** How a lesson begins; of other parts nothing, whose texts are for whoever learns there. */
  excerpt: string;
  changedAt: Date;
};

const newsLength = 30;
const excerptLength = { words: 400, source: 1_500 };

/**
 * The parts of a course that were published or changed last, the newest first, in `language` or the course's own: at most 30 of those that
 * are open. Throws 404 for a course that the actor may not see. Two SQL statements.
 */
export async function listCourseNews(
  actor: MaybeActor,
  slug: string,
  language: string,
  { at = new Date() } = {},
): Promise<{ course: CourseView; news: CourseNews[] }> {
  const { course } = await getCourseFor(actor, slug, language, { at });
  const rows = await db().$queryRaw<(Omit<CourseNews, "excerpt"> & { beginning: string })[]>`
    SELECT u.id, u.slug, x.title, x.language, x.updated_at AS "changedAt",
           CASE WHEN u.kind = 'lesson' THEN left(x.body, ${excerptLength.source}) ELSE '' END AS beginning
      FROM ${presentUnits}
      JOIN LATERAL (
        SELECT * FROM unit_texts WHERE unit_id = u.id
         ORDER BY language = ${language} DESC, language = ${course.defaultLanguage} DESC, language LIMIT 1) x ON true
     WHERE u.course_id = ${course.id}::uuid AND u.state = 'published' AND (u.opens_at IS NULL OR u.opens_at <= ${at})
     ORDER BY x.updated_at DESC, u.id DESC LIMIT ${newsLength}`;
  const news = rows.map(({ beginning, ...row }) => ({ ...row, excerpt: excerpt(beginning, excerptLength.words) }));
  return { course, news };
}
