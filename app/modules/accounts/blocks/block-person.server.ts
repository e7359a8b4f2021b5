import { forbidden, notFound } from "#app/infra/app-error.ts";
import { db } from "#app/infra/db.server.ts";
import type { MaybeActor } from "#app/modules/accounts/actor.ts";
import { requireActive } from "#app/modules/accounts/policy.ts";

export type BlockLevel = "mute" | "block";

/**
 * Mutes or blocks somebody for the actor, or with null neither any more; twice changes nothing, and they are not told. Returns
 * their name. Throws 401, 403 for oneself, 404 for no such handle.
 */
export async function blockPerson(
  maybe: MaybeActor,
  { handle, level }: { handle: string; level: BlockLevel | null },
): Promise<{ name: string }> {
  const actor = requireActive(maybe);
  const target = await db().user.findFirst({ where: { handle, endedAt: null }, select: { id: true, name: true } });
  if (!target) throw notFound();
  if (target.id === actor.id) throw forbidden("accounts.error.own_block");
  const pair = { userId: actor.id, targetId: target.id };
  if (level === null) await db().personBlock.deleteMany({ where: pair });
  else {
    await db().personBlock.upsert({
      where: { userId_targetId: pair },
      create: { ...pair, level },
      update: { level },
      select: { userId: true },
    });
  }
  return { name: target.name };
}
