import { db } from "#app/infra/db.server.ts";
import type { Actor } from "#app/modules/accounts/actor.ts";
import { type NextUnit, standingOf } from "./get-course.server.ts";
import {
  outlineColumns,
  type OutlineUnit,
  outlineUnits,
  readOutline,
  type StoredOutline,
  unitsOf,
} from "./load-outlines.server.ts";
import { coursePath } from "#app/modules/learning/courses/paths.ts";
import { type ActivityProgress, activityProgress, isNewSince } from "./progress.ts";
import { isCourseStaff } from "#app/modules/learning/courses/sql.server.ts";
import { type Text, textIn } from "#app/modules/learning/courses/text.ts";

export type OwnCourse = {
  slug: string;
  href: string;
  title: Text;
  /** 0 to 100. */
  percent: number;
  completedAt: Date | null;
  /** The first unit that is not complete; null when nothing is left to do. */
  next: NextUnit | null;
  /** Units added since the person finished. */
  newUnits: number;
  /** The activities on which the person has completed or begun a part of it. */
  progress: ActivityProgress[];
  /** The cohort that the person is in: the one under way, else the next one; null when there is none, or it is over. */
  cohort: OwnCohort | null;
};

type OwnCohort = { name: string; zone: string; startsAt: Date | null; endsAt: Date | null };

type Row = StoredOutline & {
  id: string;
  slug: string;
  title: unknown;
  defaultLanguage: string;
  completedAt: Date | null;
  completedRevision: number | null;
  isLinear: boolean;
  isStaff: boolean;
  isPublished: boolean;
} & { [K in keyof OwnCohort as `cohort_${K}`]: OwnCohort[K] | null };

/** A course of one's own with its units, in their order. */
export type OwnOutline = { course: OwnCourse; isPublished: boolean; units: OutlineUnit[] };

type Wish = { language?: string; courseIds?: string[]; at?: Date };

/** The courses of `listOwnOutlines`, without their units. One SQL statement. */
export async function listOwnCourses(actor: Actor, wish: Wish = {}): Promise<OwnCourse[]> {
  return (await listOwnOutlines(actor, wish)).map(({ course }) => course);
}

/**
 * The courses that the actor is enrolled in, unfinished ones first, newest enrolment first; at most 50. `courseIds`
 * narrows them to some courses. One SQL statement.
 */
export async function listOwnOutlines(
  actor: Actor,
  { language = actor.language, courseIds, at = new Date() }: Wish = {},
): Promise<OwnOutline[]> {
  const rows = await db().$queryRaw<Row[]>`
    WITH c AS MATERIALIZED (
      SELECT c.id, c.slug, c.title, c.default_language AS "defaultLanguage", c.is_linear AS "isLinear",
             ${isCourseStaff(actor.id)} AS "isStaff", c.state = 'published' AS "isPublished", e.id AS enrolment, e.created_at AS enrolled_at,
             e.completed_at AS "completedAt", e.completed_revision AS "completedRevision", h.name AS "cohort_name",
             h.zone AS "cohort_zone", h.starts_at AS "cohort_startsAt", h.ends_at AS "cohort_endsAt"
        FROM enrolments e JOIN courses c ON c.id = e.course_id
             LEFT JOIN LATERAL (
               SELECT h.name, h.zone, h.starts_at, h.ends_at
                 FROM cohort_members m JOIN cohorts h ON h.id = m.cohort_id AND h.course_id = c.id
                WHERE m.user_id = e.user_id AND h.archived_at IS NULL AND (h.ends_at > ${at}) IS NOT FALSE
                ORDER BY (h.starts_at > ${at}) IS TRUE, h.starts_at, h.id LIMIT 1
             ) h ON true
       WHERE e.user_id = ${actor.id}::uuid
         AND (${courseIds ?? null}::uuid[] IS NULL OR e.course_id = ANY(${courseIds ?? null}::uuid[]))
       ORDER BY e.created_at DESC, e.id DESC LIMIT 50),
    ${outlineUnits({ userId: actor.id, at })}
    SELECT c.*, ${outlineColumns(actor.id)} FROM c ORDER BY c.enrolled_at DESC, c.enrolment DESC`;
  const isAdministrator = actor.role === "administrator";
  const outlines = rows.map(({ completedAt, completedRevision, isLinear, isStaff, isPublished, ...course }) => {
    const { cohort_name: name, cohort_zone: zone, cohort_startsAt: startsAt, cohort_endsAt: endsAt } = course;
    const rules = { isLinear, isLearner: true, isStaff: isStaff || isAdministrator, at };
    const modules = readOutline(course, { language, ownLanguage: course.defaultLanguage, ...rules });
    const units = unitsOf(modules);
    const { percent, next } = standingOf(course.slug, modules, { completedAt, completedRevision });
    const own = {
      slug: course.slug,
      href: coursePath(course.slug),
      title: textIn(course.title, language, course.defaultLanguage),
      percent,
      completedAt,
      next,
      cohort: name === null || zone === null ? null : { name, zone, startsAt, endsAt },
      progress: activityProgress(units),
      newUnits: units.filter((unit) => isNewSince(unit, completedRevision) && !unit.completedAt).length,
    };
    return { course: own, isPublished, units };
  });
  return outlines.sort((a, b) => Number(a.course.completedAt !== null) - Number(b.course.completedAt !== null));
}
