import { db, type Tx } from "#app/infra/db.server.ts";
import type { ModeratedKind } from "#app/modules/moderation/kinds/names.ts";

/**
 * Whether a decision about any of these statements is due: reported, claimed or appealed. In the caller's transaction, of what is committed
 * by now. One SQL statement.
 */
export async function anyStatementUndecided(tx: Tx, ids: string[]): Promise<boolean> {
  const kind: ModeratedKind = "statement";
  const where = { kind, thingId: { in: ids }, state: { not: "decided" } } as const;
  return (await tx.moderationCase.findFirst({ where, select: { id: true } })) !== null;
}

/** The posts and translations about which a decision is due, by their ids. One SQL statement. */
export async function listUndecidedPosts(): Promise<string[]> {
  const kinds: ModeratedKind[] = ["reply", "translation"];
  const where = { state: { not: "decided" }, kind: { in: kinds } } as const;
  return (await db().moderationCase.findMany({ where, select: { thingId: true } })).map(({ thingId }) => thingId);
}
