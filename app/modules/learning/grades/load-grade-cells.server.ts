import { Prisma } from "#prisma/generated/client.ts";
import { decidedGrades, presentUnits, unitOrder, unitTitles } from "#app/modules/learning/courses/sql.server.ts";
import type { Db } from "#app/infra/db.server.ts";
import { type GradeFacts, type GradeState, gradeState } from "./course-grade.ts";
import { isSubmissionInReview } from "#app/modules/learning/outline/to-mark.server.ts";
import { gradesHiddenAt } from "#app/modules/learning/outline/hidden-grades.server.ts";
import { listLimits } from "#app/modules/learning/dates/load-limits.server.ts";
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
  userId: string;
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
  submittedAt: Date | null;
  overridePercent: number | null;
  isExcused: boolean | null;
  isInReview: boolean;
};

/**
 * Every grade of these people in these units, in no order: what a trainer decided before what the unit's own rules give, and
 * the state at the moment `at` with the closing time that holds for the person. Two SQL statements, whatever their number.
 */
export async function loadCells(
  from: Db,
  { userIds, units, at }: { userIds: string[]; units: readonly GradedUnit[]; at: Date },
): Promise<GradeCell[]> {
  if (userIds.length === 0 || units.length === 0) return [];
  const unitIds = units.map(({ id }) => id);
  // What is asked of many people and units is read once: asked again for every cell, 500 people in 40 units took a minute.
  const [people, columns] = [Prisma.sql`ANY(${userIds}::uuid[])`, Prisma.sql`ANY(${unitIds}::uuid[])`];
  const inReview = Prisma.sql`s.unit_id = ${columns} AND ${isSubmissionInReview}`;
  const rows = await from.$queryRaw<Row[]>`
    SELECT p.id AS "userId", n.id AS "unitId", f.grade_percent AS "ownPercent", f.submitted_at AS "submittedAt",
           o.percent AS "overridePercent", o.is_excused AS "isExcused",
           f.submitted_at IS NOT NULL AND f.grade_percent IS NULL AND (p.id, n.id) IN (
             SELECT s.user_id, s.unit_id FROM submissions s JOIN assignments q ON q.unit_id = s.unit_id
              WHERE s.user_id = ${people} AND ${inReview}
              UNION ALL
             SELECT m.user_id, s.unit_id FROM submissions s JOIN assignments q ON q.unit_id = s.unit_id
               JOIN team_members m ON m.team_id = s.team_id
              WHERE m.user_id = ${people} AND ${inReview}
           ) AS "isInReview"
      FROM unnest(${userIds}::uuid[]) AS p(id)
     CROSS JOIN unnest(${unitIds}::uuid[]) AS n(id)
      LEFT JOIN unit_progress f ON f.unit_id = n.id AND f.user_id = p.id AND f.user_id = ${people} AND f.unit_id = ${columns}
      LEFT JOIN ${decidedGrades({ userIds, unitIds })} o ON o.user_id = p.id AND o.unit_id = n.id`;
  const closings = new Map(
    (await listLimits(from, { userIds, unitIds })).map((one) => [`${one.userId} ${one.unitId}`, one.limits.closesAt]),
  );
  const byId = new Map(units.map((unit) => [unit.id, unit]));
  return rows.map(({ userId, unitId, ownPercent, submittedAt, overridePercent, isExcused, isInReview }) => {
    const { weight, isHidden } = byId.get(unitId)!;
    const facts: GradeFacts = {
      weight,
      isHidden,
      submittedAt,
      isExcused: isExcused ?? false,
      percent: overridePercent ?? ownPercent,
      closesAt: closings.get(`${userId} ${unitId}`) ?? null,
    };
    const isOverridden = overridePercent !== null || (isExcused ?? false);
    return { ...facts, userId, unitId, ownPercent, isOverridden, isInReview, state: gradeState(facts, at) };
  });
}
