import { notFound } from "#app/infra/app-error.ts";
import { db } from "#app/infra/db.server.ts";
import { isUuid } from "#app/lib/uuid.ts";
import type { Actor, MaybeActor } from "#app/modules/accounts/actor.ts";
import { requireActive } from "#app/modules/accounts/policy.ts";

/** A warning that its person has not said to have read. Nobody learns from it who imposed it. */
export type UnreadWarning = { id: string; reason: string; createdAt: Date };

/** Nobody is shown more of them at once; the oldest come first. */
const atMost = 5;

/** The warnings that somebody has not read. One SQL statement. */
export async function listUnreadWarnings(actor: Actor): Promise<UnreadWarning[]> {
  return db().sanction.findMany({
    where: { userId: actor.id, kind: "warn", readAt: null },
    select: { id: true, reason: true, createdAt: true },
    orderBy: [{ createdAt: "asc" }, { id: "asc" }],
    take: atMost,
  });
}

/**
 * Notes that the actor has read a warning of theirs; the first time counts. A silenced person may. Throws 401, 403 when suspended,
 * and 404 for what is no warning of theirs. Two SQL statements.
 */
export async function readWarning(maybe: MaybeActor, id: string, { at = new Date() } = {}): Promise<void> {
  const actor = requireActive(maybe);
  if (!isUuid(id)) throw notFound();
  const own = { id, userId: actor.id, kind: "warn" as const };
  const { count } = await db().sanction.updateMany({ where: { ...own, readAt: null }, data: { readAt: at } });
  if (count === 0 && (await db().sanction.count({ where: own })) === 0) throw notFound();
}
