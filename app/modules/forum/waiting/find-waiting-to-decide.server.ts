import { db } from "#app/infra/db.server.ts";
import { facilitatorsOf } from "#app/modules/forum/spaces/facilitators-sql.server.ts";
import { Prisma } from "#prisma/generated/client.ts";

/**
 * A post that waits, with who decides about it: the facilitators of its space, and where it has none, moderators and administrators; its
 * author never. Null when it does not wait any more. For notices, not for pages. One SQL statement.
 */
export async function findWaitingToDecide(waitingId: string) {
  const [row] = await db().$queryRaw<{ version: number; deciderIds: string[] }[]>`
    SELECT w.version, array_remove(${facilitatorsOf(Prisma.sql`coalesce(t.space_code, w.space_code)`)}, w.author_id::text)
             AS "deciderIds"
      FROM waiting_posts w LEFT JOIN topics t ON t.id = w.topic_id
     WHERE w.id = ${waitingId}::uuid AND w.state = 'waiting'`;
  return row ?? null;
}

/** Those of some posts that still wait. For notices, not for pages. One SQL statement. */
export async function listStillWaiting(ids: readonly string[]): Promise<Set<string>> {
  const where = { id: { in: [...ids] }, state: "waiting" as const };
  return new Set((await db().waitingPost.findMany({ where, select: { id: true } })).map(({ id }) => id));
}
