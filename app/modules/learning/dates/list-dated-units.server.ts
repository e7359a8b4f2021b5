import { notFound } from "#app/infra/app-error.ts";
import { db } from "#app/infra/db.server.ts";
import { presentUnits, unitOrder, unitTitles } from "#app/modules/learning/courses/sql.server.ts";
import type { CourseStaffAccess } from "#app/modules/learning/courses/staff-access.server.ts";
import { type Text, textIn } from "#app/modules/learning/courses/text.ts";
import type { UnitKind } from "#app/modules/learning/courses/unit-kinds.ts";
import type { UnitLimits } from "./limits.ts";

export type DatedUnit = UnitLimits & { id: string; slug: string; kind: UnitKind; title: Text; overrides: number };

/** The present units of a course in order with their own dates, and how many overrides each has. One SQL statement. */
export async function listDatedUnits({ course }: CourseStaffAccess, language: string): Promise<DatedUnit[]> {
  const rows = await db().$queryRaw<(Omit<DatedUnit, "title"> & { titles: unknown })[]>`
    SELECT u.id, u.slug, u.kind::text AS kind, u.opens_at AS "opensAt", u.due_at AS "dueAt", u.closes_at AS "closesAt",
           coalesce(q.time_limit, 0) AS "timeLimit", coalesce(q.attempts_allowed, 0) AS "attemptsAllowed",
           ${unitTitles} AS titles,
           (SELECT count(*)::int FROM unit_overrides o WHERE o.unit_id = u.id) AS overrides
      FROM ${presentUnits}
      LEFT JOIN quiz_settings q ON q.unit_id = u.id
     WHERE u.course_id = ${course.id}::uuid
     ORDER BY ${unitOrder} LIMIT 500`;
  return rows.map(({ titles, ...unit }) => ({ ...unit, title: textIn(titles, language, course.defaultLanguage) }));
}

/** One of them by its address. Throws 404. */
export async function getDatedUnit(access: CourseStaffAccess, slug: string, language: string): Promise<DatedUnit> {
  const unit = (await listDatedUnits(access, language)).find((one) => one.slug === slug);
  if (!unit) throw notFound();
  return unit;
}
