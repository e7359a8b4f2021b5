import { db } from "#app/infra/db.server.ts";
import type { Actor } from "#app/modules/accounts/actor.ts";
import type { BlockLevel } from "#app/modules/accounts/blocks/block-person.server.ts";
import { allPeople } from "#app/modules/accounts/people.server.ts";
import { withFace } from "#app/modules/accounts/person-columns.ts";

/** Most people who are listed at once: a person who keeps more away sees the newest of them. */
const atMost = 200;

/** Whom the actor has muted or blocked, the newest first, 200 at most. */
export async function listBlocksOf(
  actor: Actor,
): Promise<{ name: string; handle: string; picture: string | null; level: BlockLevel; createdAt: Date }[]> {
  const rows = await db().personBlock.findMany({
    where: { userId: actor.id },
    select: { level: true, createdAt: true, target: withFace },
    orderBy: [{ createdAt: "desc" }, { targetId: "asc" }],
    take: atMost,
  });
  return rows.map(({ target, ...row }) => ({ ...target, ...row }));
}

/** Most handles that a page is told at once. */
const mostHandles = 1000;

/**
 * The handles of those whom the actor has muted or blocked, for a page that goes on receiving what they write; a thousand at most, the
 * newest. Only the actor's own page is told. One SQL statement.
 */
export async function listUnwantedHandles(actor: Actor): Promise<string[]> {
  const rows = await db().$queryRaw<{ handle: string }[]>`
    SELECT u.handle FROM person_blocks b JOIN ${allPeople} u ON u.id = b.target_id
     WHERE b.user_id = ${actor.id}::uuid ORDER BY b.created_at DESC, b.target_id LIMIT ${mostHandles}`;
  return rows.map(({ handle }) => handle);
}

/** What the actor has chosen about a person, muted, blocked or neither, and whether that person has blocked the actor. */
export async function findBlocksBetween(
  actor: Actor,
  personId: string,
): Promise<{ keptAway: BlockLevel | null; isBlocked: boolean }> {
  const pairs = [
    { userId: actor.id, targetId: personId },
    { userId: personId, targetId: actor.id },
  ];
  const rows = await db().personBlock.findMany({ where: { OR: pairs }, select: { userId: true, level: true } });
  const levelOf = (id: string) => rows.find(({ userId }) => userId === id)?.level ?? null;
  return { keptAway: levelOf(actor.id), isBlocked: levelOf(personId) === "block" };
}
