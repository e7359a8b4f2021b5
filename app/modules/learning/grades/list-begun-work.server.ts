import { db } from "#app/infra/db.server.ts";
import type { Actor } from "#app/modules/accounts/actor.ts";
import { unitPath } from "#app/modules/learning/courses/paths.ts";
import { presentUnits, unitTitles } from "#app/modules/learning/courses/sql.server.ts";
import { type Text, textIn } from "#app/modules/learning/courses/text.ts";
import type { UnitKind } from "#app/modules/learning/courses/unit-kinds.ts";

/** An attempt or a submission that somebody has begun and not handed in. */
export type BegunWork = { unitId: string; kind: UnitKind; href: string; title: Text; courseTitle: Text; savedAt: Date };

type Row = Omit<BegunWork, "href" | "title" | "courseTitle"> & {
  slug: string;
  titles: unknown;
  courseSlug: string;
  courseTitle: unknown;
  ownLanguage: string;
};

/** What the actor has begun and not handed in, in all their courses, what was saved last first; at most `limit`. One SQL statement. */
export async function listBegunWork(
  actor: Actor,
  { language = actor.language, limit = 5 }: { language?: string; limit?: number } = {},
): Promise<BegunWork[]> {
  const rows = await db().$queryRaw<Row[]>`
    SELECT u.id AS "unitId", u.kind::text AS kind, u.slug, ${unitTitles} AS titles, c.slug AS "courseSlug",
           c.title AS "courseTitle", c.default_language AS "ownLanguage", begun.saved_at AS "savedAt"
      FROM (SELECT unit_id, coalesce(saved_at, started_at) AS saved_at FROM attempts
             WHERE user_id = ${actor.id}::uuid AND state IN ('in_progress', 'overdue')
             UNION ALL
            SELECT unit_id, coalesce(saved_at, created_at) FROM submissions
             WHERE user_id = ${actor.id}::uuid AND state = 'draft' AND version > 0) begun
      JOIN (${presentUnits}) ON u.id = begun.unit_id AND u.state = 'published'
      JOIN courses c ON c.id = u.course_id AND c.state = 'published'
     ORDER BY begun.saved_at DESC, u.id LIMIT ${limit}`;
  return rows.map(({ slug, titles, courseSlug, courseTitle, ownLanguage, ...row }) => ({
    ...row,
    href: unitPath(courseSlug, slug),
    title: textIn(titles, language, ownLanguage),
    courseTitle: textIn(courseTitle, language, ownLanguage),
  }));
}
