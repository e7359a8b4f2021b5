import type { Actor, MaybeActor } from "#app/modules/accounts/actor.ts";
import { hasRole, isActive, isAdministrator } from "#app/modules/accounts/policy.ts";

/** Whether the actor may see a course: everybody a published one, its own staff and administrators also a draft. */
export function canSeeCourse(actor: MaybeActor, course: { state: string; isStaff?: boolean }): boolean {
  return course.state === "published" || (isActive(actor) && course.isStaff === true) || isAdministrator(actor);
}

/** Whether the actor may begin a course of their own: trainers and administrators. */
export function canBeginCourse(actor: MaybeActor): actor is Actor {
  return hasRole(actor, ["trainer"]);
}

/** Whether the actor may import courses and read the reports of imports. */
export function canImport(actor: MaybeActor): actor is Actor {
  return isAdministrator(actor);
}

/** What somebody is in a course: their part in its team, and the cohorts that they train. */
export type StaffRole = { role: "author" | "trainer" | null; cohortIds: string[] };

/**
 * What somebody may do among the staff of a course, and whose people they see (null = everybody's); null for nobody of the
 * staff. Authors and administrators change the course, trainers run it, trainers of cohorts run these.
 */
export function staffScope(
  actor: MaybeActor,
  { role, cohortIds }: StaffRole,
): { mayEdit: boolean; cohortIds: string[] | null } | null {
  if (!isActive(actor)) return null;
  if (isAdministrator(actor)) return { mayEdit: true, cohortIds: null };
  if (role !== null) return { mayEdit: role === "author", cohortIds: null };
  return cohortIds.length > 0 ? { mayEdit: false, cohortIds } : null;
}
