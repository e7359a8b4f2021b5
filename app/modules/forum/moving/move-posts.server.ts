import type { Tx } from "#app/infra/db.server.ts";

type Into = { id: string; number: number };

/**
 * Gives posts of one locked topic to another, in the order that they had, as its replies from `into.number` on. Their old addresses
 * are remembered; their old numbers are never given again.
 */
export async function movePosts(
  tx: Tx,
  from: { id: string; publicId: number },
  ids: string[],
  into: Into,
  at: Date,
): Promise<void> {
  await tx.$executeRaw`
    INSERT INTO post_places (topic_number, number, reply_id, moved_at)
    SELECT ${from.publicId}::int, number, id, ${at} FROM replies WHERE id = ANY(${ids}::uuid[])`;
  // What they answered, or ended, stands elsewhere now.
  await tx.$executeRaw`
    UPDATE topics SET accepted_reply_id = nullif(accepted_reply_id, (SELECT id FROM unnest(${ids}::uuid[]) AS moved(id) WHERE id = accepted_reply_id)),
                      outcome_reply_id = nullif(outcome_reply_id, (SELECT id FROM unnest(${ids}::uuid[]) AS moved(id) WHERE id = outcome_reply_id))
     WHERE id = ${from.id}::uuid`;
  await tx.$executeRaw`
    UPDATE replies p SET topic_id = ${into.id}::uuid, number = ${into.number}::int + o.place
      FROM (SELECT id, row_number() OVER (ORDER BY number)::int - 1 AS place
              FROM replies WHERE id = ANY(${ids}::uuid[]) AND topic_id = ${from.id}::uuid) o
     WHERE p.id = o.id`;
}
