import { upTo } from "#app/infra/statements/plan.ts";
import type { MaybeActor } from "#app/modules/accounts/actor.ts";
import { visibleTopics } from "#app/modules/forum/sight.server.ts";
import { Prisma } from "#prisma/generated/client.ts";

/** Tags that the page of a space shows, and how many of its newest topics they are counted in. */
const [shownTags, countedIn] = [12, 300];

/**
 * SQL: what the topics of a space are about, as JSON: the tags that most of those have which the actor may read, each with how many do,
 * twelve at most. Of a large space the newest 300 topics are counted: what is asked there now, and as dear as in a small one.
 */
export function tagsOfSpace(actor: MaybeActor, code: string): Prisma.Sql {
  return Prisma.sql`
    SELECT coalesce(json_agg(most), '[]') FROM (
      SELECT g.tag, count(*)::int AS count
        FROM (SELECT id FROM ${visibleTopics(actor)} t WHERE space_code = ${code}
               ORDER BY last_reply_at DESC, id DESC ${upTo(countedIn)}) newest
        JOIN topic_tags g ON g.topic_id = newest.id
       GROUP BY g.tag ORDER BY count(*) DESC, g.tag ${upTo(shownTags)}) most`;
}
