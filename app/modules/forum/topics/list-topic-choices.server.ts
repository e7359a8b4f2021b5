import { db } from "#app/infra/db.server.ts";
import type { MaybeActor } from "#app/modules/accounts/actor.ts";
import { visibleTopics } from "#app/modules/forum/sight.server.ts";

/** A topic to choose: `isNear` tells whether it stands in one of the spaces that were asked for. */
export type TopicChoice = { number: number; title: string; language: string; isNear: boolean };

type Wish = {
  /** The activities whose spaces come first. */
  codes: readonly string[];
  /** The topic that is chosen already; it is among them wherever it stands. */
  chosen: number | null;
  limit?: number;
};

/**
 * Topics to choose one from: those of the spaces of `codes` that moved last, then those of all others, of each at most `limit`.
 * One SQL statement, which reads as many rows of each space at most.
 */
export async function listTopicChoices(actor: MaybeActor, { codes, chosen, limit = 25 }: Wish): Promise<TopicChoice[]> {
  const rows = await db().$queryRaw<TopicChoice[]>`
    SELECT number, title, language, "isNear" FROM (
      (SELECT near.* FROM unnest(${codes}::text[]) AS space (code)
        CROSS JOIN LATERAL (
          SELECT public_id AS number, title, language, last_reply_at, true AS "isNear"
            FROM ${visibleTopics(actor)} t WHERE t.space_code = space.code
           ORDER BY last_reply_at DESC, id DESC LIMIT ${limit}) near
        ORDER BY near.last_reply_at DESC LIMIT ${limit})
       UNION ALL
      (SELECT public_id, title, language, last_reply_at, false
         FROM ${visibleTopics(actor)} far WHERE space_code <> ALL(${codes}::text[])
        ORDER BY last_reply_at DESC, id DESC LIMIT ${limit})
       UNION ALL
      SELECT public_id, title, language, last_reply_at, space_code = ANY(${codes}::text[])
        FROM ${visibleTopics(actor)} one WHERE public_id = ${chosen}) found
     ORDER BY "isNear" DESC, last_reply_at DESC`;
  return rows.filter(({ number }, at) => rows.findIndex((other) => other.number === number) === at);
}
