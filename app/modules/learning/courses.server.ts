import { notFound } from "#app/infra/app-error.ts";
import { db } from "#app/infra/db.server.ts";
import type { MaybeActor } from "#app/modules/accounts/actor.ts";
import { loadOutlines, type OutlineModule, unitsOf } from "#app/modules/learning/outline.server.ts";
import { unitPath } from "#app/modules/learning/paths.ts";
import { canSeeCourse } from "#app/modules/learning/policy.ts";
import { nextUnit, progressPercent } from "#app/modules/learning/progress.ts";
import { type Text, textIn } from "#app/modules/learning/text.ts";

const courseColumns = {
  id: true,
  slug: true,
  state: true,
  revision: true,
  title: true,
  summary: true,
  hours: true,
  licence: true,
  languages: true,
  defaultLanguage: true,
} as const;

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
};

/** Where one person stands in a course. */
export type Standing = {
  isEnrolled: boolean;
  completedAt: Date | null;
  completedRevision: number | null;
  /** 0 to 100. */
  percent: number;
  doneUnits: number;
  totalUnits: number;
  /** The first unit that is not complete. */
  next: { title: Text; href: string } | null;
};

/**
 * A course as the actor may see it, its outline with their states, and where they stand. Titles in `language` or the
 * course's own. Three SQL statements. Throws 404 for a course that does not exist or that the actor may not see.
 */
export async function getCourseFor(
  actor: MaybeActor,
  slug: string,
  language: string,
): Promise<{ course: CourseView; modules: OutlineModule[]; standing: Standing }> {
  const userId = actor?.id ?? null;
  const row = await db().course.findUnique({
    where: { slug },
    select: {
      ...courseColumns,
      // Without a person no row matches.
      enrolments: {
        where: { userId: userId ?? "00000000-0000-0000-0000-000000000000" },
        select: { completedAt: true, completedRevision: true },
      },
    },
  });
  if (!row || !canSeeCourse(actor, row)) throw notFound();
  const modules = (await loadOutlines([row.id], { language, userId })).get(row.id) ?? [];
  const { id, revision, hours, licence, languages, defaultLanguage } = row;
  const title = textIn(row.title, language, defaultLanguage);
  const summary = textIn(row.summary, language, defaultLanguage);
  return {
    course: { id, slug, revision, title, summary, hours, licence, languages, defaultLanguage },
    modules,
    standing: standingOf(slug, modules, row.enrolments[0] ?? null),
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
