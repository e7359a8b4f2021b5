import type { Actor, MaybeActor } from "#app/modules/accounts/actor.ts";
import { isActive, isAdministrator } from "#app/modules/accounts/policy.ts";

/** How often a name may be corrected: enough for mistakes, too little for lending a certificate around. */
export const maxCorrections = 3;

/** How many corrections a certificate of this generation still allows. */
export function correctionsLeft(generation: number): number {
  return Math.max(0, maxCorrections + 1 - generation);
}

/** Whether a certificate is the actor's own. */
export function isHolder(actor: MaybeActor, certificate: { userId: string }): actor is Actor {
  return isActive(actor) && actor.id === certificate.userId;
}

/** Whether the actor may revoke certificates: administrators only. */
export function canRevoke(actor: MaybeActor): actor is Actor {
  return isAdministrator(actor);
}
