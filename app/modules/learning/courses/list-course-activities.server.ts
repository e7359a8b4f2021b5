import { db } from "#app/infra/db.server.ts";

/**
 * The activities that courses stand on, by the courses' slugs, in their order; a course on none is left out. One SQL statement,
 * none without slugs.
 */
export async function listCourseActivities(slugs: readonly string[]): Promise<Map<string, string[]>> {
  if (slugs.length === 0) return new Map();
  const rows = await db().$queryRaw<{ slug: string; codes: string[] }[]>`
    SELECT c.slug, array_agg(a.activity_code ORDER BY a.activity_code) AS codes
      FROM courses c JOIN course_activities a ON a.course_id = c.id
     WHERE c.slug = ANY(${[...slugs]}) GROUP BY c.id`;
  return new Map(rows.map(({ slug, codes }) => [slug, codes]));
}
