import {
  type CatalogueFacts,
  catalogueFacts,
  type CourseFactsJson,
  courseFactsAt,
} from "#app/modules/learning/courses/catalogue-facts.server.ts";
import { notFound } from "#app/infra/app-error.ts";
import { db } from "#app/infra/db.server.ts";
import type { MaybeActor } from "#app/modules/accounts/actor.ts";
import {
  outlineColumns,
  type OutlineModule,
  type OutlineUnit,
  outlineUnits,
  readOutline,
  type StoredOutline,
  unitsOf,
} from "./load-outlines.server.ts";
import { unitPath } from "#app/modules/learning/courses/paths.ts";
import type { CourseLevel } from "#app/modules/learning/courses/outcomes.ts";
import { canSeeCourse, type StaffRole, staffScope } from "#app/modules/learning/courses/policy.ts";
import { nextUnit, progressPercent } from "./progress.ts";
import { type Text, textIn } from "#app/modules/learning/courses/text.ts";
import type { UnitKind } from "#app/modules/learning/courses/unit-kinds.ts";
import { Prisma } from "#prisma/generated/client.ts";

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

type CourseRow = Omit<CourseView, "title" | "summary" | "outcomes"> &
  StoredOutline & {
    state: string;
    title: unknown;
    summary: unknown;
    outcomes: unknown;
    isEnrolled: boolean;
    staffRole: StaffRole["role"];
    staffCohortIds: string[];
    completedAt: Date | null;
    completedRevision: number | null;
    facts: CourseFactsJson | null;
  };

/** What the reader may do with a course as one of its staff; null for everybody else. */
export type CourseStaff = { mayEdit: boolean } | null;

type SeenCourse = { course: CourseView; modules: OutlineModule[]; standing: Standing; staff: CourseStaff };

type Moment = { at?: Date };

/**
 * A course as the actor may see it, its outline with their states and locks, where they stand, and what they may do as one of its
 * staff. Titles in `language` or the course's own. One SQL statement. Throws 404 for a course that does not exist or that the actor
 * may not see.
 */
export async function getCourseFor(
  actor: MaybeActor,
  slug: string,
  language: string,
  { at = new Date() }: Moment = {},
): Promise<SeenCourse> {
  return seenCourse(actor, await findCourse(actor, slug, { at, facts: Prisma.sql`NULL` }), { language, at });
}

/** The same with what anybody may know of the course before they begin it. One SQL statement. Throws as `getCourseFor`. */
export async function getCourseWithFactsFor(
  actor: MaybeActor,
  slug: string,
  language: string,
  { at = new Date() }: Moment = {},
): Promise<SeenCourse & { facts: CatalogueFacts }> {
  const row = await findCourse(actor, slug, { at, facts: courseFactsAt(at) });
  const seen = seenCourse(actor, row, { language, at });
  const units = unitsOf(seen.modules);
  const languages = row.languages.map((code) => {
    return { code, units: units.filter((unit) => unit.languages.includes(code)).length };
  });
  return { ...seen, facts: catalogueFacts({ ...row.facts!, units: units.length, languages }) };
}

/** `facts` is the SQL of a column of the course `c`. */
async function findCourse(
  actor: MaybeActor,
  slug: string,
  { at, facts }: { at: Date; facts: Prisma.Sql },
): Promise<CourseRow> {
  const userId = actor?.id ?? null;
  const [row] = await db().$queryRaw<CourseRow[]>`
    WITH c AS MATERIALIZED (
      SELECT c.id, c.slug, c.state::text AS state, c.revision, c.title, c.summary, c.outcomes, c.level::text AS level,
             c.hours, c.licence, c.languages, c.default_language AS "defaultLanguage", c.is_linear AS "isLinear",
             e.id IS NOT NULL AS "isEnrolled", e.completed_at AS "completedAt", e.completed_revision AS "completedRevision",
             (SELECT t.role::text FROM course_trainers t WHERE t.course_id = c.id AND t.user_id = ${userId}::uuid) AS "staffRole",
             ARRAY(SELECT h.id FROM cohorts h WHERE h.course_id = c.id AND h.trainer_id = ${userId}::uuid) AS "staffCohortIds",
             ${facts} AS facts
        FROM courses c LEFT JOIN enrolments e ON e.course_id = c.id AND e.user_id = ${userId}::uuid
       WHERE c.slug = ${slug}),
    ${outlineUnits({ userId, at })}
    SELECT c.*, ${outlineColumns(userId)} FROM c`;
  if (!row) throw notFound();
  return row;
}

/** Throws 404 for a course that the actor may not see. */
function seenCourse(actor: MaybeActor, row: CourseRow, { language, at }: { language: string; at: Date }): SeenCourse {
  const { staffRole, staffCohortIds, id, slug, revision, level, hours, licence, languages, defaultLanguage } = row;
  const scope = staffScope(actor, { role: staffRole, cohortIds: staffCohortIds });
  if (!canSeeCourse(actor, { state: row.state, isStaff: scope !== null })) throw notFound();
  const { isLinear, isEnrolled } = row;
  const isStaff = staffRole !== null || staffCohortIds.length > 0 || actor?.role === "administrator";
  const rules = { isLinear, isLearner: isEnrolled, isStaff, at };
  const modules = readOutline(row, { language, ownLanguage: defaultLanguage, ...rules });
  const texts = {
    title: textIn(row.title, language, defaultLanguage),
    summary: textIn(row.summary, language, defaultLanguage),
    outcomes: textIn(row.outcomes, language, defaultLanguage),
  };
  return {
    course: { id, slug, revision, ...texts, level, hours, licence, languages, defaultLanguage, isLinear },
    modules,
    standing: standingOf(slug, modules, isEnrolled ? row : null),
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
