import { Prisma } from "#prisma/generated/client.ts";
import { decidedGrades, presentUnits, unitOrder, unitTitles } from "#app/modules/learning/courses/sql.server.ts";
import type { Db } from "#app/infra/db.server.ts";
import { type GradeFacts, type GradeState, gradeState } from "./course-grade.ts";
import { isSubmissionInReview } from "#app/modules/learning/outline/to-mark.server.ts";
import { gradesHiddenAt } from "#app/modules/learning/outline/hidden-grades.server.ts";
import { findLimits } from "#app/modules/learning/dates/load-limits.server.ts";
import { type Text, textIn } from "#app/modules/learning/courses/text.ts";
import { gradedKinds, type UnitKind } from "#app/modules/learning/courses/unit-kinds.ts";

/** A unit that gives a grade. */
export type GradedUnit = {
  id: string;
  slug: string;
  kind: UnitKind;
  title: Text;
  weight: number;
  isHidden: boolean;
};

export type GradeCell = GradeFacts & {
  unitId: string;
  state: GradeState;
  /** What the unit's own rules give, when a trainer has decided otherwise. */
  ownPercent: number | null;
  isOverridden: boolean;
  /** It waits for others to review it, not for the staff. */
  isInReview: boolean;
};

/** The graded units of a course in its order: those that learners can see. One SQL statement. */
export async function listGradedUnits(
  from: Db,
  courseId: string,
  { language, ownLanguage, at = new Date() }: { language: string; ownLanguage: string; at?: Date },
): Promise<GradedUnit[]> {
  const rows = await from.$queryRaw<(Omit<GradedUnit, "title"> & { titles: unknown })[]>`
    SELECT u.id, u.slug, u.kind::text AS kind, u.weight, ${gradesHiddenAt(at)} AS "isHidden",
           ${unitTitles} AS titles
      FROM ${presentUnits}
     WHERE u.course_id = ${courseId}::uuid AND u.state = 'published'
       AND u.kind = ANY(${gradedKinds}::unit_kind[])
     ORDER BY ${unitOrder}`;
  return rows.map(({ titles, ...row }) => ({ ...row, title: textIn(titles, language, ownLanguage) }));
}

type Row = {
  userId: string;
  unitId: string;
  ownPercent: number | null;
  isSubmitted: boolean;
  overridePercent: number | null;
  isExcused: boolean | null;
  isInReview: boolean;
};

/**
 * The grades of these people, each in the order of these units: what a trainer decided before what the unit's own rules give, and the
 * state at the moment `at` with the closing time that holds for the person. Two SQL statements, at once, whatever their number.
 */
export async function loadCells(
  from: Db,
  { userIds, units, at }: { userIds: string[]; units: readonly GradedUnit[]; at: Date },
): Promise<GradeCell[][]> {
  if (userIds.length === 0 || units.length === 0) return userIds.map(() => []);
  const unitIds = units.map(({ id }) => id);
  // What is asked of many people and units is read once: asked again for every cell, 500 people in 40 units took a minute.
  const [people, columns] = [Prisma.sql`ANY(${userIds}::uuid[])`, Prisma.sql`ANY(${unitIds}::uuid[])`];
  const inReview = Prisma.sql`s.unit_id = ${columns} AND ${isSubmissionInReview}`;
  const [rows, limitsOf] = await Promise.all([
    from.$queryRaw<Row[]>`
      SELECT coalesce(f.user_id, o.user_id) AS "userId", coalesce(f.unit_id, o.unit_id) AS "unitId",
             f.grade_percent AS "ownPercent", f.submitted_at IS NOT NULL AS "isSubmitted",
             o.percent AS "overridePercent", o.is_excused AS "isExcused",
             f.submitted_at IS NOT NULL AND f.grade_percent IS NULL AND (f.user_id, f.unit_id) IN (
               SELECT s.user_id, s.unit_id FROM submissions s JOIN assignments q ON q.unit_id = s.unit_id
                WHERE s.user_id = ${people} AND ${inReview}
                UNION ALL
               SELECT m.user_id, s.unit_id FROM submissions s JOIN assignments q ON q.unit_id = s.unit_id
                 JOIN team_members m ON m.team_id = s.team_id
                WHERE m.user_id = ${people} AND ${inReview}
             ) AS "isInReview"
        FROM (SELECT * FROM unit_progress WHERE user_id = ${people} AND unit_id = ${columns}) f
        FULL JOIN ${decidedGrades({ userIds, unitIds })} o ON o.user_id = f.user_id AND o.unit_id = f.unit_id`,
    findLimits(from, { userIds, unitIds }),
  ]);
  const known = new Map(userIds.map((userId) => [userId, new Map<string, Row>()]));
  for (const row of rows) known.get(row.userId)!.set(row.unitId, row);
  return userIds.map((userId) => {
    const own = known.get(userId)!;
    return units.map((unit) => cellOf(unit, own.get(unit.id), limitsOf(userId, unit.id)?.closesAt ?? null, at));
  });
}

/** Written out field by field: an object spread into one of so many fields costs six microseconds, and a page has 2,000 of them. */
function cellOf(
  { id, weight, isHidden }: GradedUnit,
  row: Row | undefined,
  closesAt: Date | null,
  at: Date,
): GradeCell {
  const isSubmitted = row?.isSubmitted ?? false;
  const isExcused = row?.isExcused ?? false;
  const ownPercent = row?.ownPercent ?? null;
  const decided = row?.overridePercent ?? null;
  const percent = decided ?? ownPercent;
  return {
    unitId: id,
    weight,
    isHidden,
    isSubmitted,
    isExcused,
    percent,
    closesAt,
    ownPercent,
    isOverridden: decided !== null || isExcused,
    isInReview: row?.isInReview ?? false,
    state: gradeState({ isSubmitted, isExcused, percent, closesAt }, at),
  };
}
