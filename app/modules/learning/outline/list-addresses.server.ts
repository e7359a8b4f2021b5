import { db } from "#app/infra/db.server.ts";
import type { PageAddress } from "#app/lib/links.ts";
import { coursePath, unitPath } from "#app/modules/learning/courses/paths.ts";
import { presentUnits, unitOrder } from "#app/modules/learning/courses/sql.server.ts";

const coursesInPart = 100;
/** A file of a sitemap holds 50,000 addresses at most. */
const unitsInPart = 40_000;

/** The first course of each part that `listCourseAddresses` lists. One SQL statement. */
export async function listCourseParts(): Promise<string[]> {
  const rows = await db().$queryRaw<{ id: string }[]>`
    SELECT id FROM (SELECT id, row_number() OVER (ORDER BY id) AS place FROM courses WHERE state = 'published') c
     WHERE place % ${coursesInPart}::int = 1 ORDER BY id`;
  return rows.map(({ id }) => id);
}

/**
 * Published courses from one on, in the order in which they were made, each with its lessons that are published and open; with the
 * time of the last change. At most 100 courses and 40,000 lessons; two SQL statements.
 */
export async function listCourseAddresses(from: string, { at = new Date() } = {}): Promise<PageAddress[]> {
  const courses = await db().$queryRaw<{ id: string; slug: string; changedAt: Date }[]>`
    SELECT id, slug, updated_at AS "changedAt" FROM courses
     WHERE state = 'published' AND id >= ${from}::uuid ORDER BY id LIMIT ${coursesInPart}`;
  const ids = courses.map(({ id }) => id);
  const units = await db().$queryRaw<{ courseId: string; slug: string; changedAt: Date }[]>`
    SELECT u.course_id AS "courseId", u.slug, x."changedAt"
      FROM ${presentUnits}
      JOIN LATERAL (SELECT max(updated_at) AS "changedAt" FROM unit_texts WHERE unit_id = u.id) x ON x."changedAt" IS NOT NULL
     WHERE u.course_id = ANY(${ids}::uuid[]) AND u.state = 'published' AND u.kind = 'lesson'
       AND (u.opens_at IS NULL OR u.opens_at <= ${at})
     ORDER BY u.course_id, ${unitOrder} LIMIT ${unitsInPart}`;
  return courses.flatMap((course) => [
    { path: coursePath(course.slug), changedAt: course.changedAt },
    ...units
      .filter(({ courseId }) => courseId === course.id)
      .map(({ slug, changedAt }) => ({ path: unitPath(course.slug, slug), changedAt })),
  ]);
}
