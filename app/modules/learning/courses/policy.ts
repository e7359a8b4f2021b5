import type { Actor, MaybeActor } from "#app/modules/accounts/actor.ts";
import { isActive, isAdministrator } from "#app/modules/accounts/policy.ts";

/** Whether the actor may see a course: everybody a published one, its own staff and administrators also a draft. */
export function canSeeCourse(actor: MaybeActor, course: { state: string; isStaff?: boolean }): boolean {
  return course.state === "published" || (isActive(actor) && course.isStaff === true) || isAdministrator(actor);
}

/** Whether the actor may import courses and read the reports of imports. */
export function canImport(actor: MaybeActor): actor is Actor {
  return isAdministrator(actor);
}
