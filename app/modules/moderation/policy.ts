import { forbidden } from "#app/infra/app-error.ts";
import type { MaybeActor, Actor } from "#app/modules/accounts/actor.ts";
import { hasRole, isAdministrator, requireActive } from "#app/modules/accounts/policy.ts";
import { canFacilitate } from "#app/modules/forum/policy.ts";
import type { Verdict } from "./verdicts.ts";

/** Whether the actor decides about what people write, everywhere: moderators and administrators. */
export function canModerate(actor: MaybeActor): actor is Actor {
  return hasRole(actor, ["moderator"]);
}

/** Whether the actor decides about something in this place: moderators everywhere, facilitators in their spaces. */
export function canDecideAbout(actor: MaybeActor, { spaceCode }: { spaceCode: string | null }): actor is Actor {
  return spaceCode === null ? canModerate(actor) : canFacilitate(actor, spaceCode);
}

/** The actor when they decide about anything. Throws 401 for a guest, 403 for everybody else. */
export function requireDecider(maybe: MaybeActor): Actor {
  const actor = requireActive(maybe);
  if (actor.facilitates.length === 0 && !canModerate(actor)) throw forbidden();
  return actor;
}

/** Whether the actor may come to this verdict: what is erased for good is for administrators. */
export function canComeTo(actor: MaybeActor, verdict: Verdict): boolean {
  return verdict !== "purge" || isAdministrator(actor);
}
