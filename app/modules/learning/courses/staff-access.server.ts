import { fieldError, forbidden, notFound } from "#app/infra/app-error.ts";
import { db } from "#app/infra/db.server.ts";
import type { Actor, MaybeActor } from "#app/modules/accounts/actor.ts";
import { requireActive } from "#app/modules/accounts/policy.ts";
import { type StaffRole, staffScope } from "./policy.ts";
import { type Text, textIn } from "./text.ts";

declare const isStaff: unique symbol;
declare const isAuthor: unique symbol;

/**
 * A course as its staff work on it, and what this one of them may do. Only `getStaffAccessFor` makes one: a function that
 * asks for it cannot be called for somebody who was not let in.
 */
export type CourseStaffAccess = {
  course: {
    id: string;
    slug: string;
    state: "draft" | "published";
    revision: number;
    title: Text;
    languages: string[];
    defaultLanguage: string;
  };
  actor: Actor;
  /** Authors and administrators change the course; trainers run it. */
  mayEdit: boolean;
  /** The cohorts whose people one sees: null = everybody, else the cohorts that one trains. */
  cohortIds: string[] | null;
  readonly [isStaff]: true;
};

/**
 * The same for whoever may change the course, and therefore sees everybody in it. Only `getAuthoringFor` makes one: whatever
 * writes the course asks for it.
 */
export type Authoring = CourseStaffAccess & { mayEdit: true; cohortIds: null; readonly [isAuthor]: true };

/**
 * Opens a course to its staff: administrators, the people of its team, and the trainers of its cohorts, who see their own
 * cohorts only. Titles in `language` or the course's own. One SQL statement. Throws 401 for a guest, 404 for no such
 * course, 403 for anybody else.
 */
export async function getStaffAccessFor(actor: MaybeActor, slug: string, language: string): Promise<CourseStaffAccess> {
  const active = requireActive(actor);
  const [row] = await db().$queryRaw<Row[]>`
    SELECT c.id, c.slug, c.state::text AS state, c.revision, c.title, c.languages, c.default_language AS "defaultLanguage",
           (SELECT t.role::text FROM course_trainers t WHERE t.course_id = c.id AND t.user_id = ${active.id}::uuid) AS role,
           ARRAY(SELECT h.id FROM cohorts h WHERE h.course_id = c.id AND h.trainer_id = ${active.id}::uuid) AS "cohortIds"
      FROM courses c WHERE c.slug = ${slug}`;
  if (!row) throw notFound();
  const { role, cohortIds, title, ...course } = row;
  const scope = staffScope(active, { role, cohortIds });
  if (!scope) throw course.state === "published" ? forbidden() : notFound();
  return {
    course: { ...course, title: textIn(title, language, course.defaultLanguage) },
    actor: active,
    ...scope,
  } as CourseStaffAccess;
}

/** The same for whoever changes the course. Throws as `getStaffAccessFor`, and 403 for staff that only runs it. */
export async function getAuthoringFor(actor: MaybeActor, slug: string, language: string): Promise<Authoring> {
  const access = await getStaffAccessFor(actor, slug, language);
  if (!isAuthoring(access)) throw forbidden();
  return access;
}

/** Refuses a cohort that is not one of the course's, or not one of those that the actor trains. Null is allowed to the whole team. */
export function requireCohort({ cohortIds }: CourseStaffAccess, cohortId: string | null): void {
  if (cohortIds !== null && (cohortId === null || !cohortIds.includes(cohortId)))
    throw fieldError("cohort", "enrolment.error.own_cohort");
}

/** Whether this one of the staff may also change the course. */
function isAuthoring(access: CourseStaffAccess): access is Authoring {
  return access.mayEdit;
}

type Row = Omit<CourseStaffAccess["course"], "title"> & { title: unknown } & StaffRole;
