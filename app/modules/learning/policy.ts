import type { Actor, MaybeActor } from "#app/modules/accounts/actor.ts";
import { isAdministrator } from "#app/modules/accounts/policy.ts";

/** Whether the actor may see a course: everybody a published one, administrators also drafts. */
export function canSeeCourse(actor: MaybeActor, course: { state: string }): boolean {
  return course.state === "published" || isAdministrator(actor);
}

/** Whether the actor may import courses and read the reports of imports. */
export function canImport(actor: MaybeActor): actor is Actor {
  return isAdministrator(actor);
}
