import type { Tx } from "#app/infra/db.server.ts";
import { withId } from "#app/modules/accounts/person-columns.ts";
import { Prisma } from "#prisma/generated/client.ts";

const columns = {
  id: true,
  publicId: true,
  kind: true,
  thingId: true,
  authorId: true,
  spaceCode: true,
  state: true,
  version: true,
  claimedUntil: true,
  hiddenUntil: true,
  claimedBy: withId,
  decisions: {
    select: { id: true, verdict: true, decidedById: true, decidedAt: true, decidedBy: withId },
    orderBy: { id: "desc" },
    take: 1,
  },
} as const;

/** A case that nobody else changes until the transaction ends, with its last decision; null when there is none. */
export async function lockCase(tx: Tx, which: { id: string } | { publicId: number }) {
  const asked = "id" in which ? Prisma.sql`id = ${which.id}::uuid` : Prisma.sql`public_id = ${which.publicId}`;
  await tx.$queryRaw`SELECT id FROM moderation_cases WHERE ${asked} FOR UPDATE`;
  // A statement of its own: it sees what was committed while the first one waited.
  const where = "id" in which ? { id: which.id } : { publicId: which.publicId };
  return tx.moderationCase.findUnique({ where, select: columns });
}

export type LockedCase = NonNullable<Awaited<ReturnType<typeof lockCase>>>;
