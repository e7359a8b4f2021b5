import { forbidden, signInNeeded } from "#app/infra/app-error.ts";
import type { Actor, MaybeActor, Role } from "#app/modules/accounts/actor.ts";

/** Whether the actor is signed in and not suspended. */
export function isActive(actor: MaybeActor): actor is Actor {
  return actor !== null && !actor.suspended;
}

/** Whether the actor may say something that others read: active, with a confirmed address. */
export function canPost(actor: MaybeActor): actor is Actor {
  return isActive(actor) && actor.emailConfirmed;
}

/** Whether the actor is an active administrator. */
export function isAdministrator(actor: MaybeActor): actor is Actor {
  return isActive(actor) && actor.role === "administrator";
}

/** Whether the actor holds one of `allowed`, or is an administrator. */
export function hasRole(actor: MaybeActor, allowed: readonly Role[]): actor is Actor {
  return isActive(actor) && (actor.role === "administrator" || allowed.includes(actor.role));
}

/** Whether the actor sees the profiles of suspended people, too: moderators and administrators. */
export function canSeeSuspended(actor: MaybeActor): actor is Actor {
  return hasRole(actor, ["moderator"]);
}

/** Whether the actor may change the role of somebody: administrators only, and never their own. */
export function canChangeRole(actor: MaybeActor, person: { id: string }): boolean {
  return isAdministrator(actor) && actor.id !== person.id;
}

/** The actor, suspended or not. Throws 401 for a guest. */
export function requireSignedIn(actor: MaybeActor): Actor {
  if (!actor) throw signInNeeded();
  return actor;
}

/** The actor when active. Throws 401 for a guest and 403 for a suspended person. */
export function requireActive(actor: MaybeActor): Actor {
  const somebody = requireSignedIn(actor);
  if (!isActive(somebody)) throw forbidden("accounts.error.suspended");
  return somebody;
}

/** The actor when they may post. Throws 401 for a guest, 403 when suspended or the address is not confirmed. */
export function requirePoster(actor: MaybeActor): Actor {
  const active = requireActive(actor);
  if (!active.emailConfirmed) throw forbidden("accounts.error.confirm_first");
  return active;
}

/** The actor when they hold one of `allowed` (administrators always do). Throws 401 for a guest, else 403. */
export function requireRole(actor: MaybeActor, allowed: readonly Role[]): Actor {
  const active = requireActive(actor);
  if (!hasRole(active, allowed)) throw forbidden();
  return active;
}
