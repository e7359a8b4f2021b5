import { presentUnits, unitTitles } from "#app/modules/learning/courses/sql.server.ts";
import { db } from "#app/infra/db.server.ts";
import type { Actor } from "#app/modules/accounts/actor.ts";
import { unitPath } from "#app/modules/learning/courses/paths.ts";
import { listLimits } from "#app/modules/learning/dates/load-limits.server.ts";
import { type Text, textIn } from "#app/modules/learning/courses/text.ts";
import type { UnitKind } from "#app/modules/learning/courses/unit-kinds.ts";

export type DueUnit = {
  unitId: string;
  kind: UnitKind;
  href: string;
  title: Text;
  courseTitle: Text;
  /** When it is due, or when it closes if nothing is said of being due. */
  at: Date;
  what: "due" | "closes";
};

type Row = {
  unitId: string;
  kind: UnitKind;
  slug: string;
  titles: unknown;
  courseSlug: string;
  courseTitle: unknown;
  ownLanguage: string;
};

/**
 * What the actor has to hand in next, in all their courses: units with a date that holds for them, not done, not waiting for marks,
 * and still taken,
 * soonest first. What was due and is still taken comes first of all. Two SQL statements.
 */
export async function listDueNext(
  actor: Actor,
  { language = actor.language, limit = 5, at = new Date() }: { language?: string; limit?: number; at?: Date } = {},
): Promise<DueUnit[]> {
  const rows = await db().$queryRaw<Row[]>`
    SELECT u.id AS "unitId", u.kind::text AS kind, u.slug, c.slug AS "courseSlug", c.title AS "courseTitle",
           c.default_language AS "ownLanguage",
           ${unitTitles} AS titles
      FROM enrolments e
      JOIN courses c ON c.id = e.course_id AND c.state = 'published'
      JOIN (${presentUnits}) ON u.course_id = c.id AND u.state = 'published'
      LEFT JOIN unit_progress p ON p.unit_id = u.id AND p.user_id = e.user_id
     WHERE e.user_id = ${actor.id}::uuid AND p.completed_at IS NULL
       AND (p.submitted_at IS NULL OR p.grade_percent IS NOT NULL)
       AND (u.due_at IS NOT NULL OR u.closes_at IS NOT NULL
         OR EXISTS (SELECT 1 FROM unit_overrides o WHERE o.unit_id = u.id))
     LIMIT 500`;
  if (rows.length === 0) return [];
  const limits = await listLimits(db(), { userIds: [actor.id], unitIds: rows.map(({ unitId }) => unitId) });
  const byUnit = new Map(limits.map((one) => [one.unitId, one.limits]));
  const due = rows.flatMap(({ unitId, kind, slug, titles, courseSlug, courseTitle, ownLanguage }): DueUnit[] => {
    const { opensAt, dueAt, closesAt } = byUnit.get(unitId)!;
    const date = dueAt ?? closesAt;
    if (!date || (closesAt && closesAt <= at) || (opensAt && opensAt > at)) return [];
    const what = dueAt ? "due" : "closes";
    const texts = {
      title: textIn(titles, language, ownLanguage),
      courseTitle: textIn(courseTitle, language, ownLanguage),
    };
    return [
      {
        unitId,
        kind,
        href: `${unitPath(courseSlug, slug)}#${what}`,
        ...texts,
        at: date,
        what,
      },
    ];
  });
  return due.sort((a, b) => a.at.getTime() - b.at.getTime()).slice(0, limit);
}
