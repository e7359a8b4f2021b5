import type { Tx } from "#app/infra/db.server.ts";
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
