import { upTo } from "#app/infra/statements/plan.ts";
import type { MaybeActor } from "#app/modules/accounts/actor.ts";
import { readCursor } from "#app/lib/cursor.ts";
import { topicsPerPage } from "#app/modules/forum/limits.ts";
import { visibleTopics } from "#app/modules/forum/sight.server.ts";
import { beyond, pageOf, selectTopics, type TopicList, type TopicRow } from "./select-topics.server.ts";
import { listActivityCodesBeside } from "#app/modules/roadmaps/roadmap.server.ts";
import { Prisma } from "#prisma/generated/client.ts";

type TopicFilter = "all" | "unanswered";
export type TopicListWish = { filter?: TopicFilter; after?: string | null; before?: string | null; limit?: number };

const { sql } = Prisma;

/**
 * A page of a space's topics: by last activity, the newest first; or those that nobody has answered, the oldest first.
 * Pages begin `after` or `before` a cursor and are at most `limit` (25, 100 at most) long; the id breaks ties, so that a
 * topic is neither repeated nor skipped while others post. One statement.
 */
export async function listTopicsFor(actor: MaybeActor, code: string, wish: TopicListWish = {}): Promise<TopicList> {
  const limit = Math.min(wish.limit ?? topicsPerPage, 100);
  const isUnanswered = wish.filter === "unanswered";
  const before = wish.after ? null : readCursor(wish.before);
  const after = readCursor(wish.after);
  const time = isUnanswered ? sql`created_at` : sql`last_reply_at`;
  // "After" follows the order of the list, "before" runs against it; the unanswered list runs the other way round.
  const rises = isUnanswered === (before === null);
  const direction = rises ? sql`ASC` : sql`DESC`;
  const cursor = before ?? after;
  const picked = sql`
    SELECT * FROM ${visibleTopics} t
     WHERE space_code = ${code} ${isUnanswered ? sql`AND first_answer = 0` : Prisma.empty}
           ${cursor ? beyond(time, cursor, rises) : Prisma.empty}
     ORDER BY ${time} ${direction}, id ${direction} ${upTo(limit + 1)}`;
  const found = await selectTopics(actor, picked, sql`t.${time} ${direction}, t.id ${direction}`);
  return pageOf(found, { limit, after, before, moment: isUnanswered ? "createdAt" : "lastReplyAt" });
}

/**
 * What was said last near a quiet space: in the other spaces of its output, or, from the lobby, anywhere else. At most
 * `limit` topics (5), the newest first. One statement.
 */
export async function listTopicsNearbyFor(actor: MaybeActor, code: string, limit = 5): Promise<TopicRow[]> {
  const beside = await listActivityCodesBeside(code);
  // From each space the newest few, by its index; then the newest of those.
  const picked = sql`
    SELECT near.* FROM spaces s
     CROSS JOIN LATERAL (
       SELECT * FROM ${visibleTopics(actor)} t WHERE space_code = s.code ORDER BY last_reply_at DESC, id DESC ${upTo(limit)}
     ) near
     WHERE s.code <> ${code}
       AND (${beside.length} = 0 OR s.activity_code = ANY(${beside}))
     ORDER BY near.last_reply_at DESC, near.id DESC ${upTo(limit)}`;
  return selectTopics(actor, picked, sql`t.last_reply_at DESC, t.id DESC`);
}
