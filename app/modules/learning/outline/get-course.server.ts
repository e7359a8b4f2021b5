import { isCourseStaff } from "#app/modules/learning/courses/sql.server.ts";
import { notFound } from "#app/infra/app-error.ts";
import { db } from "#app/infra/db.server.ts";
import type { MaybeActor } from "#app/modules/accounts/actor.ts";
import { loadOutlines, type OutlineModule, unitsOf } from "./load-outlines.server.ts";
import { unitPath } from "#app/modules/learning/courses/paths.ts";
import { canSeeCourse } from "#app/modules/learning/courses/policy.ts";
import { nextUnit, progressPercent } from "./progress.ts";
import { type Text, textIn } from "#app/modules/learning/courses/text.ts";

export type CourseView = {
  id: string;
  slug: string;
  revision: number;
  title: Text;
  summary: Text;
  hours: number;
  licence: string;
  languages: string[];
  defaultLanguage: string;
  /** Whether each unit waits for the ones before it. */
  isLinear: boolean;
};

/** A course that must be completed before this one. */
export type RequiredCourse = { slug: string; title: Text; isDone: boolean };

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
  next: { title: Text; href: string } | null;
};

type CourseRow = Omit<CourseView, "title" | "summary"> & {
  state: string;
  title: unknown;
  summary: unknown;
  isEnrolled: boolean;
  isStaff: boolean;
  completedAt: Date | null;
  completedRevision: number | null;
  requires: { slug: string; title: unknown; ownLanguage: string; isDone: boolean }[] | null;
};

/**
 * A course as the actor may see it, its outline with their states and locks, the courses that it builds on, and where
 * they stand. Titles in `language` or the course's own. Two SQL statements. Throws 404 for a course that does not exist or
 * that the actor may not see.
 */
export async function getCourseFor(
  actor: MaybeActor,
  slug: string,
  language: string,
  { at = new Date() } = {},
): Promise<{ course: CourseView; modules: OutlineModule[]; standing: Standing; requires: RequiredCourse[] }> {
  const userId = actor?.id ?? null;
  const [row] = await db().$queryRaw<CourseRow[]>`
    SELECT c.id, c.slug, c.state::text AS state, c.revision, c.title, c.summary, c.hours, c.licence, c.languages,
           c.default_language AS "defaultLanguage", c.is_linear AS "isLinear", e.id IS NOT NULL AS "isEnrolled",
           e.completed_at AS "completedAt", e.completed_revision AS "completedRevision",
           ${isCourseStaff(userId)} AS "isStaff",
           (SELECT jsonb_agg(jsonb_build_object('slug', r.slug, 'title', r.title, 'ownLanguage', r.default_language,
                     'isDone', EXISTS (SELECT 1 FROM enrolments d WHERE d.course_id = r.id AND d.completed_at IS NOT NULL
                                          AND d.user_id = ${userId}::uuid)) ORDER BY r.created_at, r.id)
              FROM course_prerequisites q JOIN courses r ON r.id = q.required_course_id AND r.state = 'published'
             WHERE q.course_id = c.id) AS requires
      FROM courses c LEFT JOIN enrolments e ON e.course_id = c.id AND e.user_id = ${userId}::uuid
     WHERE c.slug = ${slug}`;
  if (!row || !canSeeCourse(actor, row)) throw notFound();
  const modules = (await loadOutlines([row.id], { language, userId, at })).get(row.id) ?? [];
  const { id, revision, hours, licence, languages, defaultLanguage, isLinear } = row;
  const title = textIn(row.title, language, defaultLanguage);
  const summary = textIn(row.summary, language, defaultLanguage);
  return {
    course: { id, slug, revision, title, summary, hours, licence, languages, defaultLanguage, isLinear },
    modules,
    standing: standingOf(slug, modules, row.isEnrolled ? row : null),
    requires: (row.requires ?? []).map(({ title: texts, ownLanguage, ...one }) => {
      return { ...one, title: textIn(texts, language, ownLanguage) };
    }),
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
    next: next && { title: next.title, href: unitPath(courseSlug, next.slug) },
  };
}

/** The activities of the Open Roadmap that a course serves, in their order. */
export async function listCourseActivities(courseId: string): Promise<string[]> {
  const rows = await db().courseActivity.findMany({
    where: { courseId },
    select: { activityCode: true },
    orderBy: { activityCode: "asc" },
  });
  return rows.map((row) => row.activityCode);
}
