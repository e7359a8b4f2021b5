import { upTo } from "#app/infra/statements/plan.ts";
import { readCursor } from "#app/lib/cursor.ts";
import { unwantedBy } from "#app/modules/accounts/blocks/unwanted.server.ts";
import type { MaybeActor } from "#app/modules/accounts/actor.ts";
import { Prisma } from "#prisma/generated/client.ts";
import { mapActivities } from "#app/modules/roadmaps/roadmap.server.ts";
import { topicsPerPage } from "#app/modules/forum/limits.ts";
import { isHeard, levelSql } from "#app/modules/forum/level-sql.server.ts";
import { isInUse, outOfSightAfter, visibleReplies, visibleTopics } from "#app/modules/forum/sight.server.ts";
import { nobody } from "#app/modules/forum/nobody.ts";
import { narrowedTo, type Narrowing } from "./narrow-sql.server.ts";
import { beyond, pageOf, selectTopics, type TopicList } from "./select-topics.server.ts";

/** What one looks for in all spaces: what moved last, what is new to oneself, what waits for an answer, where one takes part. */
export const forumTabs = ["latest", "unread", "unanswered", "mine"] as const;
export type ForumTab = (typeof forumTabs)[number];

/** What is left of a list: topics in a language, with a tag, in the spaces of an output of the Open Roadmap. */
type ForumFilter = Narrowing & { output?: string | null };

export type ForumWish = ForumFilter & { tab?: ForumTab; after?: string | null; before?: string | null; limit?: number };

const { sql } = Prisma;

/**
 * A page of the topics of all spaces, by last activity, the newest first; those that nobody has answered and that are open, the oldest first.
 * What those began whom the actor has muted or blocked is in none but Mine; nor is what they have muted, unless they ask for a tag. A guest has read nothing and takes part in nothing: these lists are empty for them. `language`, `tag` and `output` leave out what they do not fit. Pages as in `listTopicsFor`. One
 * statement.
 */
export async function listForumFor(actor: MaybeActor, wish: ForumWish = {}): Promise<TopicList> {
  const { tab = "latest" } = wish;
  const limit = Math.min(wish.limit ?? topicsPerPage, 100);
  const before = wish.after ? null : readCursor(wish.before);
  const after = readCursor(wish.after);
  const isUnanswered = tab === "unanswered";
  const time = isUnanswered ? sql`created_at` : sql`last_reply_at`;
  const rises = isUnanswered === (before === null);
  const direction = rises ? sql`ASC` : sql`DESC`;
  const cursor = before ?? after;
  const rest = cursor ? beyond(time, cursor, rises) : Prisma.empty;
  const wanted = actor && tab !== "mine" ? sql`AND author_id <> ALL(${unwantedBy(actor.id)})` : Prisma.empty;
  const fits = sql`${wanted} ${await narrow(wish)} ${rest}`;
  const order = sql`ORDER BY ${time} ${direction}, id ${direction}`;
  const end = sql`${fits} ${order} ${upTo(limit + 1)}`;
  const heard = actor && !wish.tag ? sql`AND ${isHeard(sql`${actor.id}::uuid`, sql`t`)}` : Prisma.empty;
  const picked = picks[tab](actor, { userId: actor?.id ?? nobody, heard, fits, order, end });
  const found = await selectTopics(actor, picked, sql`t.${time} ${direction}, t.id ${direction}`);
  return pageOf(found, { limit, after, before, moment: isUnanswered ? "createdAt" : "lastReplyAt" });
}

async function narrow({ language, tag, output }: ForumFilter): Promise<Prisma.Sql> {
  const codes = output ? [...(await mapActivities()).values()].filter(({ outputCode }) => outputCode === output) : [];
  const onRoad = output
    ? sql`AND space_code IN (SELECT code FROM spaces WHERE activity_code = ANY(${codes.map(({ code }) => code)}))`
    : Prisma.empty;
  return sql`${narrowedTo({ language, tag })} ${onRoad}`;
}

type Pick = (
  actor: MaybeActor,
  parts: Record<"heard" | "fits" | "order" | "end", Prisma.Sql> & { userId: string },
) => Prisma.Sql;

const picks: Record<ForumTab, Pick> = {
  latest: (actor, { heard, end }) => sql`SELECT * FROM ${visibleTopics(actor)} t WHERE true ${heard} ${end}`,
  unanswered: (actor, { heard, end }) =>
    sql`SELECT * FROM ${visibleTopics(actor)} t WHERE first_answer = 0 AND closed_at IS NULL AND ${isInUse} ${heard} ${end}`,
  mine: (actor, { userId, end }) => sql`
    SELECT * FROM ${visibleTopics(actor)} t
     WHERE id IN (SELECT topic_id FROM ${visibleReplies} p WHERE author_id = ${userId}::uuid) ${end}`,
  unread: pickUnread,
};

/** Topics of one space, and of all tags together, that are looked at for a page of those that somebody has never opened. */
const mostLookedAt = 500;

/**
 * Topics with replies after the last one that somebody has read, and topics that they follow by space or by tag, which they have never
 * opened and which moved since they follow; without what they have muted. Of each space, and of all tags
 * together, at most `mostLookedAt` are looked at for a page: who has read or muted so many in a row is not shown what is older.
 */
function pickUnread(actor: MaybeActor, { userId, fits, order, end }: Parameters<Pick>[1]): Prisma.Sql {
  const me = sql`${userId}::uuid`;
  const hears = sql`f.user_id = ${me} AND f.level IN ('watch', 'follow')`;
  // The level is the dearest to find: for those in the window only, of these for what was not opened, and until the page is full.
  const unopened = (isPart: Prisma.Sql) => sql`
    SELECT * FROM (
      SELECT * FROM (
        SELECT * FROM ${visibleTopics(actor)} t WHERE ${isPart} AND author_id <> ${me} ${fits} ${order} ${upTo(mostLookedAt)}) w
       WHERE NOT EXISTS (SELECT 1 FROM topic_readers r WHERE r.topic_id = w.id AND r.user_id = ${me} AND r.last_read >= 0)
       ${order} OFFSET 0) n
     WHERE ${levelSql(me, sql`n`)} IN ('watch', 'follow') ${end}`;
  return sql`
    SELECT * FROM (
      (SELECT * FROM ${visibleTopics(actor)} s
        WHERE id IN (SELECT r.topic_id FROM topic_readers r JOIN topics t ON t.id = r.topic_id
                      WHERE r.user_id = ${me} AND t.last_reply_number - r.last_read > ${outOfSightAfter(actor, sql`r.last_read`)}
                        AND (r.last_read >= 0 OR r.level = 'follow') AND ${isHeard(me, sql`t`)}) ${end})
      UNION
      (SELECT new.* FROM space_follows f
        CROSS JOIN LATERAL (${unopened(sql`space_code = f.space_code AND last_reply_at >= f.created_at`)}) new
        WHERE ${hears})
      UNION
      (${unopened(sql`
        last_reply_at >= (SELECT min(f.since) FROM tag_levels f WHERE ${hears})
        AND EXISTS (SELECT FROM topic_tags g JOIN tag_levels f ON f.tag = g.tag
                     WHERE g.topic_id = t.id AND ${hears} AND t.last_reply_at >= f.since)`)})
    ) unread WHERE true ${end}`;
}
