import { upTo } from "#app/infra/statements/plan.ts";
import type { MaybeActor } from "#app/modules/accounts/actor.ts";
import { Prisma } from "#prisma/generated/client.ts";
import { visibleTopics } from "#app/modules/forum/sight.server.ts";
import { selectTopics, type TopicRow } from "./select-topics.server.ts";

const { sql } = Prisma;

/** The newest topics that a person has begun, at most `limit`. One statement. */
export function listTopicsBy(actor: MaybeActor, authorId: string, limit: number): Promise<TopicRow[]> {
  const picked = sql`
    SELECT * FROM ${visibleTopics(actor)} t WHERE author_id = ${authorId}::uuid ORDER BY created_at DESC, id DESC ${upTo(limit)}`;
  return selectTopics(actor, picked, sql`t.created_at DESC, t.id DESC`);
}
