import type { Tx } from "#app/infra/db.server.ts";
import type { Actor } from "#app/modules/accounts/actor.ts";

/** The lock under which one person posts and saves, for `lockedStatement`; that of `lockPoster`. */
export const posterLock = (actor: Actor): string => `forum:${actor.id}`;

/**
 * Lets one person post or save one thing at a time, until the transaction ends: what follows may look at their earlier posts
 * and drafts and rely on it. People never wait for each other here.
 */
export async function lockPoster(tx: Tx, actor: Actor): Promise<void> {
  await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended(${posterLock(actor)}, 0))`;
}
