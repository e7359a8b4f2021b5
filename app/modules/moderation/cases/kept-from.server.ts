import { forbidden } from "#app/infra/app-error.ts";
import type { Db } from "#app/infra/db.server.ts";
import type { Actor } from "#app/modules/accounts/actor.ts";
import { moderatedKinds } from "#app/modules/moderation/kinds/names.ts";
import { kindOf } from "#app/modules/moderation/kinds/table.server.ts";
import { Prisma } from "#prisma/generated/client.ts";

/** Things by kind, as rows of cases name them. */
export type KeptFrom = { kind: string; thingIds: string[] }[];

/**
 * What the actor judges elsewhere without being told whose it is: its cases name the author, so they are for others alone. One SQL statement
 * for each kind that has such things.
 */
export async function listKeptFrom(client: Db, actor: Actor): Promise<KeptFrom> {
  const kept: KeptFrom = [];
  for (const kind of moderatedKinds) {
    const thingIds = (await kindOf(kind).listUnnamed?.(client, actor)) ?? [];
    if (thingIds.length > 0) kept.push({ kind, thingIds });
  }
  return kept;
}

/** SQL: that the case `c` is none of these. */
export function isNotKept(kept: KeptFrom): Prisma.Sql {
  if (kept.length === 0) return Prisma.empty;
  const each = kept.map(({ kind, thingIds }) => Prisma.sql`(c.kind = ${kind} AND c.thing_id = ANY(${thingIds}))`);
  return Prisma.sql`AND NOT (${Prisma.join(each, " OR ")})`;
}

/** The same for Prisma, of a row of cases. */
export function whereNotKept(kept: KeptFrom) {
  return { NOT: kept.map(({ kind, thingIds }) => ({ kind, thingId: { in: thingIds } })) };
}

/** Throws 403 "moderation.error.own_review" for a case, or a thing, that is kept from the actor. One SQL statement for each such kind. */
export async function requireNotKept(
  client: Db,
  actor: Actor,
  { kind, thingId }: { kind: string; thingId: string },
): Promise<void> {
  const kept = await listKeptFrom(client, actor);
  if (kept.some((one) => one.kind === kind && one.thingIds.includes(thingId)))
    throw forbidden("moderation.error.own_review");
}
