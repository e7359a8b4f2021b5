import { readSiteState } from "#app/infra/health/site-state.server.ts";
import type { MaybeActor } from "#app/modules/accounts/actor.ts";
import { countJoinedSince } from "#app/modules/accounts/count-people-here.server.ts";
import { requireRole } from "#app/modules/accounts/policy.ts";

const week = 7 * 86_400_000;

/**
 * How the site stands, for administrators: who has joined within a week, what failed, how much room is left. Two SQL statements
 * besides what the queue asks. Throws 401, 403.
 */
export async function getSiteWeekFor(actor: MaybeActor, { at }: { at: Date }) {
  requireRole(actor, ["administrator"]);
  const since = new Date(at.getTime() - week);
  const [joined, state] = await Promise.all([countJoinedSince(since), readSiteState({ since })]);
  return { joined, ...state };
}
