import {
  type CatalogueFacts,
  catalogueFacts,
  type CatalogueFactsJson,
  catalogueFactsAt,
} from "#app/modules/learning/courses/catalogue-facts.server.ts";
import { notFound } from "#app/infra/app-error.ts";
import { db } from "#app/infra/db.server.ts";
import type { MaybeActor } from "#app/modules/accounts/actor.ts";
import { loadOutlines, type OutlineModule, type OutlineUnit, unitsOf } from "./load-outlines.server.ts";
import { unitPath } from "#app/modules/learning/courses/paths.ts";
import type { CourseLevel } from "#app/modules/learning/courses/outcomes.ts";
import { canSeeCourse, type StaffRole, staffScope } from "#app/modules/learning/courses/policy.ts";
import { nextUnit, progressPercent } from "./progress.ts";
import { type Text, textIn } from "#app/modules/learning/courses/text.ts";
import type { UnitKind } from "#app/modules/learning/courses/unit-kinds.ts";

export type CourseView = {
  id: string;
  slug: string;
  revision: number;
  title: Text;
  summary: Text;
  /** What people will be able to do afterwards, one outcome a line. */
  outcomes: Text;
  level: CourseLevel | null;
  hours: number;
  licence: string;
  languages: string[];
  defaultLanguage: string;
  /** Whether each unit waits for the ones before it. */
  isLinear: boolean;
};

/** A course that must be completed before this one. */
type RequiredCourse = { slug: string; title: Text; isDone: boolean };

/** The part that somebody does next. */
export type NextUnit = { title: Text; href: string; kind: UnitKind; minutes: number; activities: string[] };

/** Where one person stands in a course. */
export type Standing = {
  isEnrolled: boolean;
  completedAt: Date | null;
  completedRevision: number | null;
  /** 0 to 100. */
  percent: number;
  doneUnits: number;
  totalUnits: number;
  /** The first unit that is open and not complete. */
  next: NextUnit | null;
};

type CourseRow = Omit<CourseView, "title" | "summary" | "outcomes"> & {
  state: string;
  title: unknown;
  summary: unknown;
  outcomes: unknown;
  isEnrolled: boolean;
  staffRole: StaffRole["role"];
  staffCohortIds: string[];
  completedAt: Date | null;
  completedRevision: number | null;
  requires: { slug: string; title: unknown; ownLanguage: string; isDone: boolean }[] | null;
};

/** What the reader may do with a course as one of its staff; null for everybody else. */
export type CourseStaff = { mayEdit: boolean } | null;

type SeenCourse = {
  course: CourseView;
  modules: OutlineModule[];
  standing: Standing;
  requires: RequiredCourse[];
  staff: CourseStaff;
};

/**
 * A course as the actor may see it, its outline with their states and locks, the courses that it builds on, where
 * they stand, and what they may do as one of its staff. Titles in `language` or the course's own. Two SQL statements. Throws 404 for a course that does not exist or
 * that the actor may not see.
 */
export async function getCourseFor(
  actor: MaybeActor,
  slug: string,
  language: string,
  { at = new Date() } = {},
): Promise<SeenCourse> {
  const userId = actor?.id ?? null;
  const [row] = await db().$queryRaw<CourseRow[]>`
    SELECT c.id, c.slug, c.state::text AS state, c.revision, c.title, c.summary, c.outcomes, c.level::text AS level,
           c.hours, c.licence, c.languages, c.default_language AS "defaultLanguage", c.is_linear AS "isLinear", e.id IS NOT NULL AS "isEnrolled",
           e.completed_at AS "completedAt", e.completed_revision AS "completedRevision",
           (SELECT t.role::text FROM course_trainers t WHERE t.course_id = c.id AND t.user_id = ${userId}::uuid) AS "staffRole",
           ARRAY(SELECT h.id FROM cohorts h WHERE h.course_id = c.id AND h.trainer_id = ${userId}::uuid) AS "staffCohortIds",
           (SELECT jsonb_agg(jsonb_build_object('slug', r.slug, 'title', r.title, 'ownLanguage', r.default_language,
                     'isDone', EXISTS (SELECT 1 FROM enrolments d WHERE d.course_id = r.id AND d.completed_at IS NOT NULL
                                          AND d.user_id = ${userId}::uuid)) ORDER BY r.created_at, r.id)
              FROM course_prerequisites q JOIN courses r ON r.id = q.required_course_id AND r.state = 'published'
             WHERE q.course_id = c.id) AS requires
      FROM courses c LEFT JOIN enrolments e ON e.course_id = c.id AND e.user_id = ${userId}::uuid
     WHERE c.slug = ${slug}`;
  if (!row) throw notFound();
  const scope = staffScope(actor, { role: row.staffRole, cohortIds: row.staffCohortIds });
  if (!canSeeCourse(actor, { state: row.state, isStaff: scope !== null })) throw notFound();
  const modules = (await loadOutlines([row.id], { language, userId, at })).get(row.id) ?? [];
  const { id, revision, level, hours, licence, languages, defaultLanguage, isLinear } = row;
  const texts = {
    title: textIn(row.title, language, defaultLanguage),
    summary: textIn(row.summary, language, defaultLanguage),
    outcomes: textIn(row.outcomes, language, defaultLanguage),
  };
  return {
    course: { id, slug, revision, ...texts, level, hours, licence, languages, defaultLanguage, isLinear },
    modules,
    standing: standingOf(slug, modules, row.isEnrolled ? row : null),
    requires: (row.requires ?? []).map(({ title, ownLanguage, ...one }) => {
      return { ...one, title: textIn(title, language, ownLanguage) };
    }),
    staff: scope && { mayEdit: scope.mayEdit },
  };
}

/** Where somebody with this enrolment stands in a course with this outline. */
export function standingOf(
  courseSlug: string,
  modules: readonly OutlineModule[],
  enrolment: { completedAt: Date | null; completedRevision: number | null } | null,
): Standing {
  const units = unitsOf(modules);
  const next = nextUnit(units);
  return {
    isEnrolled: enrolment !== null,
    completedAt: enrolment?.completedAt ?? null,
    completedRevision: enrolment?.completedRevision ?? null,
    percent: progressPercent(units, enrolment?.completedRevision ?? null),
    doneUnits: units.filter((unit) => unit.completedAt).length,
    totalUnits: units.length,
    next: next && describeNext(courseSlug, next),
  };
}

function describeNext(courseSlug: string, { title, slug, kind, minutes, activities }: OutlineUnit): NextUnit {
  return { title, href: unitPath(courseSlug, slug), kind, minutes, activities };
}

/** What anybody may know of a course before they begin it. One SQL statement. */
export async function getCatalogueFacts({ id }: { id: string }, at = new Date()): Promise<CatalogueFacts> {
  const [row] = await db().$queryRaw<{ facts: CatalogueFactsJson }[]>`
    SELECT ${catalogueFactsAt(at)} AS facts FROM courses c WHERE c.id = ${id}::uuid`;
  if (!row) throw notFound();
  return catalogueFacts(row.facts);
}
