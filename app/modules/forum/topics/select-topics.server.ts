import { db } from "#app/infra/db.server.ts";
import { type Cursor, writeCursor } from "#app/lib/cursor.ts";
import type { MaybeActor } from "#app/modules/accounts/actor.ts";
import { allPeople } from "#app/modules/accounts/people.server.ts";
import { excerptLength, excerptOf } from "#app/modules/forum/excerpts.ts";
import { nobody } from "#app/modules/forum/nobody.ts";
import { outOfSightAfter, visibleReplies } from "#app/modules/forum/sight.server.ts";
import { Prisma } from "#prisma/generated/client.ts";

export type TopicRow = {
  id: string;
  publicId: number;
  slug: string;
  spaceCode: string;
  /** Of a space that somebody has made. */
  spaceName: string | null;
  title: string;
  language: string;
  createdAt: Date;
  authorName: string;
  authorHandle: string;
  authorPicture: string | null;
  replyCount: number;
  lastReplyNumber: number;
  lastReplyAt: Date;
  lastReplyAuthorName: string | null;
  lastReplyAuthorHandle: string | null;
  /** The beginning of the opening post, in words. */
  excerpt: string;
  /** The last reply that the actor has seen; null when they never opened the topic. */
  lastRead: number | null;
  /** How many replies after that one are not new to the actor: out of sight, or by people whom they keep away. */
  outOfSight: number;
  /** Whether one of its replies is its accepted answer. */
  isAnswered: boolean;
  isClosed: boolean;
  tags: string[];
  /** Whether it stands at the top of the list, whatever moved since. */
  isPinned: boolean;
};

export type TopicList = { topics: TopicRow[]; previous: string | null; next: string | null };

const { sql } = Prisma;

/** SQL: what follows a cursor in an order by `time` and id that rises or falls. */
export function beyond(time: Prisma.Sql, { at, id }: Cursor, rises: boolean): Prisma.Sql {
  return sql`AND (${time}, id) ${rises ? sql`>` : sql`<`} (${at}, ${id}::uuid)`;
}

/**
 * Fills in who wrote, what about, who replied last and what the actor has read, for the topics that `picked` selects. `isPinned` tells
 * which of them, `t`, stand at the top of the list.
 */
export async function selectTopics(
  actor: MaybeActor,
  picked: Prisma.Sql,
  order: Prisma.Sql,
  isPinned = sql`false`,
): Promise<TopicRow[]> {
  const rows = await db().$queryRaw<(Omit<TopicRow, "excerpt"> & { beginning: string | null })[]>(sql`
    SELECT t.id, t.public_id AS "publicId", t.slug, t.space_code AS "spaceCode",
           (SELECT s.name FROM spaces s WHERE s.code = t.space_code) AS "spaceName", t.title, t.language,
           t.created_at AS "createdAt", author.name AS "authorName", author.handle AS "authorHandle",
           author.picture AS "authorPicture",
           t.reply_count AS "replyCount", t.last_reply_number AS "lastReplyNumber", t.last_reply_at AS "lastReplyAt",
           last_author.name AS "lastReplyAuthorName", last_author.handle AS "lastReplyAuthorHandle",
           reader.last_read AS "lastRead", ${outOfSightAfter(actor, sql`reader.last_read`)} AS "outOfSight",
           EXISTS (SELECT 1 FROM ${visibleReplies} a
                    WHERE a.id = t.accepted_reply_id AND a.topic_id = t.id) AS "isAnswered",
           ARRAY(SELECT g.tag FROM topic_tags g WHERE g.topic_id = t.id ORDER BY g.position) AS tags,
           t.closed_at IS NOT NULL AS "isClosed", ${isPinned} AS "isPinned",
           (SELECT left(p.body, ${excerptLength.source}) FROM ${visibleReplies} p
             WHERE p.topic_id = t.id AND p.number = 0) AS beginning
      FROM (${picked}) t
      JOIN ${allPeople} author ON author.id = t.author_id
      LEFT JOIN ${allPeople} last_author ON last_author.id = t.last_reply_author_id
      LEFT JOIN topic_readers reader ON reader.topic_id = t.id AND reader.user_id = ${actor?.id ?? nobody}::uuid
     ORDER BY ${order}`);
  return rows.map(({ beginning, ...row }) => ({ ...row, excerpt: excerptOf(beginning ?? "") }));
}

type Turn = { limit: number; after: Cursor | null; before: Cursor | null; moment: "createdAt" | "lastReplyAt" };

/** A page of a list of which one row more was read than it shows, with the cursors of its neighbours. */
export function pageOf(found: TopicRow[], { limit, after, before, moment }: Turn): TopicList {
  const isCut = found.length > limit;
  const topics = found.slice(0, limit);
  if (before) topics.reverse();
  const [first, last] = [topics[0], topics.at(-1)];
  const cursorOf = (row: TopicRow) => writeCursor({ at: row[moment], id: row.id });
  return {
    topics,
    previous: first && (before ? isCut : after !== null) ? cursorOf(first) : null,
    next: last && (before || isCut) ? cursorOf(last) : null,
  };
}
