import { upTo } from "#app/infra/statements/plan.ts";
import { unwantedBy } from "#app/modules/accounts/blocks/unwanted.server.ts";
import type { MaybeActor } from "#app/modules/accounts/actor.ts";
import { readCursor } from "#app/lib/cursor.ts";
import { topicsPerPage } from "#app/modules/forum/limits.ts";
import { visibleTopics } from "#app/modules/forum/sight.server.ts";
import { standingPins } from "./pins-sql.server.ts";
import { narrowedTo, type Narrowing } from "./narrow-sql.server.ts";
import { beyond, pageOf, selectTopics, type TopicList, type TopicRow } from "./select-topics.server.ts";
import { mapActivities } from "#app/modules/roadmaps/roadmap.server.ts";
import { Prisma } from "#prisma/generated/client.ts";

type TopicFilter = "all" | "unanswered";
export type TopicListWish = Narrowing & {
  filter?: TopicFilter;
  after?: string | null;
  before?: string | null;
  limit?: number;
  /** Without those that people began whom the actor has muted or blocked. */
  isWanted?: boolean;
};

const { sql } = Prisma;

/**
 * A page of a space's topics: by last activity, the newest first; or those that nobody has answered and that are open, the oldest first.
 * What the space's facilitators have pinned stands at the top of the first page of all topics, and nowhere else. `language` and `tag` leave
 * out what they do not fit; what is pinned stands in its place then.
 * Pages begin `after` or `before` a cursor and are at most `limit` (25, 100 at most) long; the id breaks ties, so that a
 * topic is neither repeated nor skipped while others post. One statement.
 */
export async function listTopicsFor(actor: MaybeActor, code: string, wish: TopicListWish = {}): Promise<TopicList> {
  const limit = Math.min(wish.limit ?? topicsPerPage, 100);
  const isUnanswered = wish.filter === "unanswered";
  const before = wish.after ? null : readCursor(wish.before);
  const after = readCursor(wish.after);
  const hasPins = !isUnanswered && !wish.language && !wish.tag;
  const time = isUnanswered ? sql`created_at` : sql`last_reply_at`;
  // "After" follows the order of the list, "before" runs against it; the unanswered list runs the other way round.
  const rises = isUnanswered === (before === null);
  const direction = rises ? sql`ASC` : sql`DESC`;
  const cursor = before ?? after;
  const pins = sql`(SELECT topic_id FROM ${standingPins} pin WHERE space_code = ${code})`;
  const open = isUnanswered ? sql`AND first_answer = 0 AND closed_at IS NULL` : Prisma.empty;
  const wanted = actor && wish.isWanted ? sql`AND author_id <> ALL(${unwantedBy(actor.id)})` : Prisma.empty;
  const kind = sql`${open} ${wanted} ${hasPins ? sql`AND id NOT IN ${pins}` : narrowedTo(wish)}`;
  const page = sql`
    SELECT *, NULL::timestamptz AS pinned_at FROM ${visibleTopics(actor)} t
     WHERE space_code = ${code} ${kind} ${cursor ? beyond(time, cursor, rises) : Prisma.empty}
     ORDER BY ${time} ${direction}, id ${direction} ${upTo(limit + 1)}`;
  // Going back may lead to the first page: that is known when it was read.
  const picked = !hasPins || after ? page : sql`(${page}) UNION ALL (${pickPinned(actor, code, wanted)})`;
  const order = sql`t.pinned_at DESC NULLS LAST, t.${time} ${direction}, t.id ${direction}`;
  const found = await selectTopics(actor, picked, order, sql`t.pinned_at IS NOT NULL`);
  const pinned = found.filter(({ isPinned }) => isPinned);
  const rest = found.filter(({ isPinned }) => !isPinned);
  const list = pageOf(rest, { limit, after, before, moment: isUnanswered ? "createdAt" : "lastReplyAt" });
  return list.previous === null ? { ...list, topics: [...pinned, ...list.topics] } : list;
}

function pickPinned(actor: MaybeActor, code: string, wanted: Prisma.Sql): Prisma.Sql {
  return sql`
    SELECT t.*, pin.pinned_at FROM ${standingPins} pin JOIN ${visibleTopics(actor)} t ON t.id = pin.topic_id
     WHERE pin.space_code = ${code} ${wanted} ORDER BY pin.pinned_at DESC, pin.topic_id`;
}

/** How much of a space tells what it is about: its newest topics, and of their tags those that most of them carry. */
const [ownTopics, ownTags] = [50, 10];
/** Of each such tag so many of its newest topics are looked at. */
const topicsOfTag = 100;

/**
 * What was said last near a quiet space: in the other spaces of its output (that of its activity, or the one near which it stands), and
 * under the tags of its topics; from the lobby, and from a space without an output, anywhere else. At most `limit` topics (5), the newest first.
 * Reads as much of a large space as of a small one. One statement.
 */
export async function listTopicsNearbyFor(
  actor: MaybeActor,
  code: string,
  limit = 5,
  output: string | null = null,
): Promise<TopicRow[]> {
  const activities = await mapActivities();
  const road = output ?? activities.get(code)?.outputCode ?? null;
  const onIt = [...activities.values()].flatMap((activity) => (activity.outputCode === road ? [activity.code] : []));
  const isOnRoad = road ? sql`AND (s.activity_code = ANY(${onIt}) OR s.output_code = ${road})` : Prisma.empty;
  // From each space the newest few, by its index; then the newest of those.
  const onRoad = sql`
    SELECT near.* FROM spaces s
     CROSS JOIN LATERAL (
       SELECT * FROM ${visibleTopics(actor)} t WHERE space_code = s.code ORDER BY last_reply_at DESC, id DESC ${upTo(limit)}
     ) near
     WHERE s.code <> ${code} ${isOnRoad}
     ORDER BY near.last_reply_at DESC, near.id DESC ${upTo(limit)}`;
  const tags = sql`
    SELECT g.tag FROM topic_tags g
      JOIN (SELECT id FROM ${visibleTopics(actor)} t WHERE space_code = ${code}
             ORDER BY last_reply_at DESC, id DESC ${upTo(ownTopics)}) own ON own.id = g.topic_id
     GROUP BY g.tag ORDER BY count(*) DESC, g.tag ${upTo(ownTags)}`;
  // The ids rise with time, so that the index of the tags gives the newest.
  const sameTags = sql`
    SELECT t.* FROM ${visibleTopics(actor)} t
     WHERE t.space_code <> ${code} AND t.id IN (
       SELECT other.topic_id FROM (${tags}) own
        CROSS JOIN LATERAL (
          SELECT topic_id FROM topic_tags WHERE tag = own.tag ORDER BY topic_id DESC ${upTo(topicsOfTag)}) other)
     ORDER BY t.last_reply_at DESC, t.id DESC ${upTo(limit)}`;
  const picked = sql`
    SELECT * FROM ((${onRoad}) UNION (${sameTags})) near ORDER BY last_reply_at DESC, id DESC ${upTo(limit)}`;
  return selectTopics(actor, picked, sql`t.last_reply_at DESC, t.id DESC`);
}
