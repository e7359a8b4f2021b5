import { Prisma } from "#prisma/generated/client.ts";

const { sql } = Prisma;

/**
 * SQL: the units `u` that stand in their course, each with its module `m`; neither is removed. In parentheses it can be
 * joined like a table.
 */
export const presentUnits = sql`units u JOIN course_modules m
       ON m.id = u.module_id AND m.removed_at IS NULL AND u.removed_at IS NULL`;

/** SQL: the order of `presentUnits` within a course; slugs break ties. */
export const unitOrder = sql`m.position, m.slug, u.position, u.slug`;

/** SQL: the published titles of the unit `u` by language; null when it was never published. */
export const unitTitles = sql`(SELECT jsonb_object_agg(x.language, x.title) FROM unit_texts x WHERE x.unit_id = u.id)`;

/** SQL: the same for its staff, who know a unit that is still a draft by its drafts' titles. */
export const unitTitlesForStaff = sql`coalesce(${unitTitles},
       (SELECT jsonb_object_agg(d.language, d.title) FROM unit_drafts d WHERE d.unit_id = u.id))`;

/**
 * SQL: how many present units of a course lack each of its languages, as a JSON list of `{language, count}` in the order of the
 * languages: a published unit without a text in it, a draft that nobody has begun in it. Both are columns or values of the
 * statement, as sql`c.id`.
 */
export function untranslatedUnits(course: { id: Prisma.Sql; languages: Prisma.Sql }): Prisma.Sql {
  return sql`(SELECT coalesce(jsonb_agg(jsonb_build_object('language', l.language, 'count', l.missing) ORDER BY l.place), '[]')
       FROM (SELECT t.language, t.place, count(*)::int AS missing
               FROM unnest(${course.languages}) WITH ORDINALITY AS t (language, place)
               JOIN (${presentUnits}) ON u.course_id = ${course.id}
              WHERE NOT EXISTS (SELECT 1 FROM unit_texts x WHERE x.unit_id = u.id AND x.language = t.language)
                AND NOT (u.state = 'draft' AND EXISTS (
                      SELECT 1 FROM unit_drafts d WHERE d.unit_id = u.id AND d.language = t.language))
              GROUP BY t.language, t.place) l)`;
}

/** SQL: whether a person is in the team of the course `c`, or trains one of its cohorts. False for null (a guest); administrators are not asked for. */
export function isCourseStaff(userId: string | null): Prisma.Sql {
  return sql`(EXISTS (SELECT 1 FROM course_trainers t WHERE t.course_id = c.id AND t.user_id = ${userId}::uuid)
       OR EXISTS (SELECT 1 FROM cohorts h WHERE h.course_id = c.id AND h.trainer_id = ${userId}::uuid))`;
}

/**
 * SQL: what a trainer decided last of the grade of a person in a unit, as `(percent, is_excused)`; no row when nobody did.
 * `userId` and `unitId` are columns of the statement, as sql`p.user_id`.
 */
export function decidedGrade({ userId, unitId }: { userId: Prisma.Sql; unitId: Prisma.Sql }): Prisma.Sql {
  return sql`(SELECT percent, is_excused FROM grade_overrides
       WHERE user_id = ${userId} AND unit_id = ${unitId}
       ORDER BY created_at DESC, id DESC LIMIT 1)`;
}

/**
 * SQL: the same for many people in many units, as `(user_id, unit_id, percent, is_excused)`: read once, where the one above would
 * be asked for every pair.
 */
export function decidedGrades({ userIds, unitIds }: { userIds: string[]; unitIds: string[] }): Prisma.Sql {
  return sql`(SELECT DISTINCT ON (user_id, unit_id) user_id, unit_id, percent, is_excused FROM grade_overrides
       WHERE user_id = ANY(${userIds}::uuid[]) AND unit_id = ANY(${unitIds}::uuid[])
       ORDER BY user_id, unit_id, created_at DESC, id DESC)`;
}
