import { db } from "#app/infra/db.server.ts";
import type { MaybeActor } from "#app/modules/accounts/actor.ts";
import { keepsAny } from "#app/modules/forum/policy.ts";
import { listKeptFrom, whereNotKept } from "./kept-from.server.ts";
import { canModerate } from "#app/modules/moderation/policy.ts";

/** How many cases wait for a decision in each space that the actor decides in, and, under "", outside of spaces, without those that are kept from them. Two SQL statements; none for whoever decides nowhere. */
export async function countOpenCases(actor: MaybeActor): Promise<Map<string, number>> {
  if (!keepsAny(actor)) return new Map();
  const { facilitates } = actor;
  const here = canModerate(actor) ? {} : { spaceCode: { in: facilitates } };
  const rows = await db().moderationCase.groupBy({
    by: ["spaceCode"],
    where: { state: { in: ["open", "appealed"] }, ...here, ...whereNotKept(await listKeptFrom(db(), actor)) },
    _count: { _all: true },
  });
  return new Map(rows.map(({ spaceCode, _count }) => [spaceCode ?? "", _count._all]));
}
