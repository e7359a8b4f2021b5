import { formatFor } from "#app/i18n/format.ts";
import { offeredLanguage } from "#app/i18n/offered-languages.ts";
import { AppError, forbidden, signInNeeded } from "#app/infra/app-error.ts";
import { isolate } from "#app/lib/isolate.ts";
import type { Actor, MaybeActor, Role } from "#app/modules/accounts/actor.ts";

/** Whether the actor is signed in and not suspended. */
export function isActive(actor: MaybeActor): actor is Actor {
  return actor !== null && !actor.suspended;
}

/** Whether the actor may say something that others read: active, not silenced, with a confirmed address. */
export function canPost(actor: MaybeActor): actor is Actor {
  return isActive(actor) && actor.silenced === null && actor.emailConfirmed;
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

/** From the least to the most that somebody may do to others' accounts. */
const rankOf = (role: Role) => (role === "administrator" ? 2 : role === "moderator" ? 1 : 0);

/**
 * Whether the actor may warn, silence and suspend somebody: moderators whoever stands below them, administrators also
 * moderators; nobody themselves or somebody who has as much to say.
 */
export function canSanction(actor: MaybeActor, person: { id: string; role: Role }): actor is Actor {
  return hasRole(actor, ["moderator"]) && actor.id !== person.id && rankOf(actor.role) > rankOf(person.role);
}

/** Why a silenced person may not write, in the words of the person's own language and by their clock. */
function silencedError({ silenced, language, zone }: Actor): AppError {
  const date = formatFor(offeredLanguage(language), zone).dateTime(silenced!.until);
  return new AppError("accounts.error.silenced", 403, { values: { date, reason: isolate(silenced!.reason) } });
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

/** The actor when they may post. Throws 401 for a guest, 403 when suspended, silenced or the address is not confirmed. */
export function requirePoster(actor: MaybeActor): Actor {
  const active = requireActive(actor);
  if (active.silenced) throw silencedError(active);
  if (!active.emailConfirmed) throw forbidden("accounts.error.confirm_first");
  return active;
}

/** The actor when they hold one of `allowed` (administrators always do). Throws 401 for a guest, else 403. */
export function requireRole(actor: MaybeActor, allowed: readonly Role[]): Actor {
  const active = requireActive(actor);
  if (!hasRole(active, allowed)) throw forbidden();
  return active;
}
