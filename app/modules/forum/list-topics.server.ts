import { db } from "#app/infra/db.server.ts";
import type { MaybeActor } from "#app/modules/accounts/actor.ts";
import { allPeople } from "#app/modules/accounts/people.server.ts";
import { readCursor, type Cursor, writeCursor } from "#app/lib/cursor.ts";
import { topicsPerPage } from "./limits.ts";
import { listActivityCodesBeside } from "#app/modules/roadmaps/roadmap.server.ts";
import { Prisma } from "#prisma/generated/client.ts";

export type TopicRow = {
  id: string;
  publicId: number;
  slug: string;
  spaceCode: string;
  title: string;
  language: string;
  createdAt: Date;
  authorName: string;
  replyCount: number;
  lastReplyNumber: number;
  lastReplyAt: Date;
  lastReplyAuthorName: string | null;
  /** The last reply that the actor has seen; null when they never opened the topic. */
  lastRead: number | null;
};

type TopicFilter = "all" | "unanswered";
export type TopicListWish = { filter?: TopicFilter; after?: string | null; before?: string | null; limit?: number };
export type TopicList = { topics: TopicRow[]; previous: string | null; next: string | null };

const { sql } = Prisma;
const nobody = "00000000-0000-0000-0000-000000000000";

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
    SELECT * FROM topics
     WHERE space_code = ${code} ${isUnanswered ? sql`AND first_answer = 0` : Prisma.empty}
           ${cursor ? beyond(time, cursor, rises) : Prisma.empty}
     ORDER BY ${time} ${direction}, id ${direction} LIMIT ${limit + 1}`;
  const found = await selectTopics(actor, picked, sql`t.${time} ${direction}, t.id ${direction}`);
  const isCut = found.length > limit;
  const topics = found.slice(0, limit);
  if (before) topics.reverse();
  const [first, last] = [topics[0], topics.at(-1)];
  const cursorOf = (row: TopicRow) => writeCursor({ at: isUnanswered ? row.createdAt : row.lastReplyAt, id: row.id });
  return {
    topics,
    previous: first && (before ? isCut : after !== null) ? cursorOf(first) : null,
    next: last && (before || isCut) ? cursorOf(last) : null,
  };
}

function beyond(time: Prisma.Sql, { at, id }: Cursor, rises: boolean): Prisma.Sql {
  return sql`AND (${time}, id) ${rises ? sql`>` : sql`<`} (${at}, ${id}::uuid)`;
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
       SELECT * FROM topics WHERE space_code = s.code ORDER BY last_reply_at DESC, id DESC LIMIT ${limit}
     ) near
     WHERE s.code <> ${code}
       AND (${beside.length} = 0 OR s.activity_code = ANY(${beside}))
     ORDER BY near.last_reply_at DESC, near.id DESC LIMIT ${limit}`;
  return selectTopics(actor, picked, sql`t.last_reply_at DESC, t.id DESC`);
}

/** Fills in who wrote, who replied last and what the actor has read, for the topics that `picked` selects. */
function selectTopics(actor: MaybeActor, picked: Prisma.Sql, order: Prisma.Sql): Promise<TopicRow[]> {
  return db().$queryRaw<TopicRow[]>(sql`
    SELECT t.id, t.public_id AS "publicId", t.slug, t.space_code AS "spaceCode", t.title, t.language,
           t.created_at AS "createdAt", author.name AS "authorName", t.reply_count AS "replyCount",
           t.last_reply_number AS "lastReplyNumber", t.last_reply_at AS "lastReplyAt",
           last_author.name AS "lastReplyAuthorName", reader.last_read AS "lastRead"
      FROM (${picked}) t
      JOIN ${allPeople} author ON author.id = t.author_id
      LEFT JOIN ${allPeople} last_author ON last_author.id = t.last_reply_author_id
      LEFT JOIN topic_readers reader ON reader.topic_id = t.id AND reader.user_id = ${actor?.id ?? nobody}::uuid
     ORDER BY ${order}`);
}
