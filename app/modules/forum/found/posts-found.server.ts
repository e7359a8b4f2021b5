import { type Db, db } from "#app/infra/db.server.ts";
import type { SearchedEntry, SearchedText } from "#app/infra/statements/searched.ts";
import type { MaybeActor } from "#app/modules/accounts/actor.ts";
import { allPeople } from "#app/modules/accounts/people.server.ts";
import {
  presentPosts,
  visibleReplies,
  visibleSpaces,
  visibleTopics,
  visibleTranslations,
} from "#app/modules/forum/sight.server.ts";
import { Prisma } from "#prisma/generated/client.ts";

const { sql } = Prisma;

/** What a topic or a reply that was found says of its place; `number` 0 is the opening post. */
export type FoundPost = {
  publicId: number;
  slug: string;
  number: number;
  title: string;
  spaceCode: string;
  /** Of a space that somebody has made. */
  spaceName: string | null;
  author: string;
  /** In which it was written. */
  language: string;
};

/** SQL: the post `p` of the topic `t` as the entry has it: in its own language, or by a translation that stands. */
function isLayer({ language }: SearchedEntry): Prisma.Sql {
  return sql`(p.language = ${language}
       OR EXISTS (SELECT 1 FROM ${visibleTranslations} x WHERE x.reply_id = p.id AND x.language = ${language}))`;
}

const columns = sql`p.author_id, ARRAY[t.space_code] AS places, ARRAY(SELECT g.tag FROM topic_tags g WHERE g.topic_id = t.id) AS tags,
       jsonb_build_object(
         'publicId', t.public_id, 'slug', t.slug, 'number', p.number, 'title', t.title, 'spaceCode', t.space_code,
         'spaceName', s.name, 'author', u.name, 'language', p.language) AS facts`;

/** SQL: the topic of an index entry, when the actor may read it (see `SearchedEntry`). */
export function topicFound(actor: MaybeActor, entry: SearchedEntry): Prisma.Sql {
  return sql`
    SELECT ${columns}
      FROM ${visibleTopics(actor)} t JOIN ${visibleReplies} p ON p.topic_id = t.id AND p.number = 0
      JOIN ${visibleSpaces(actor)} s ON s.code = t.space_code JOIN ${allPeople} u ON u.id = p.author_id
     WHERE t.id = ${entry.thingId} AND ${isLayer(entry)}`;
}

/** SQL: the reply of an index entry, when the actor may read it. */
export function replyFound(actor: MaybeActor, entry: SearchedEntry): Prisma.Sql {
  return sql`
    SELECT ${columns}
      FROM ${visibleReplies} p JOIN ${visibleTopics(actor)} t ON t.id = p.topic_id
      JOIN ${visibleSpaces(actor)} s ON s.code = t.space_code JOIN ${allPeople} u ON u.id = p.author_id
     WHERE p.id = ${entry.thingId} AND p.number > 0 AND ${isLayer(entry)}`;
}

/**
 * The texts by which topics are found: title and opening post in their own language, and each translation that stands. Nothing of what
 * is out of sight. One SQL statement.
 */
export async function listTopicTexts(from: Db, topicIds: readonly string[]): Promise<SearchedText[]> {
  return from.$queryRaw<SearchedText[]>`
    SELECT t.id, p.language, t.title, p.body, t.created_at AS at
      FROM ${presentPosts} p JOIN topics t ON t.id = p.topic_id
     WHERE t.id = ANY(${topicIds}::uuid[]) AND p.number = 0
    UNION ALL
    SELECT t.id, x.language, coalesce(x.title, ''), x.body, t.created_at
      FROM ${presentPosts} p JOIN topics t ON t.id = p.topic_id JOIN ${visibleTranslations} x ON x.reply_id = p.id
     WHERE t.id = ANY(${topicIds}::uuid[]) AND p.number = 0 AND x.language <> p.language`;
}

/** The same of replies, which have no title. One SQL statement. */
export async function listReplyTexts(from: Db, replyIds: readonly string[]): Promise<SearchedText[]> {
  return from.$queryRaw<SearchedText[]>`
    SELECT p.id, p.language, '' AS title, p.body, p.created_at AS at
      FROM ${presentPosts} p WHERE p.id = ANY(${replyIds}::uuid[]) AND p.number > 0
    UNION ALL
    SELECT p.id, x.language, '', x.body, p.created_at
      FROM ${presentPosts} p JOIN ${visibleTranslations} x ON x.reply_id = p.id
     WHERE p.id = ANY(${replyIds}::uuid[]) AND p.number > 0 AND x.language <> p.language`;
}

/** Ids of topics after this one, in their order, in whatever state. One SQL statement. */
export async function listTopicIds(after: string | null, limit: number): Promise<string[]> {
  const where = after === null ? {} : { id: { gt: after } };
  const rows = await db().topic.findMany({ where, orderBy: { id: "asc" }, take: limit, select: { id: true } });
  return rows.map(({ id }) => id);
}

/** The same of posts, opening posts among them; of all topics, or of one. One SQL statement. */
export async function listPostIds(after: string | null, limit: number, topicId?: string): Promise<string[]> {
  const where = { topicId, ...(after !== null && { id: { gt: after } }) };
  const rows = await db().reply.findMany({ where, orderBy: { id: "asc" }, take: limit, select: { id: true } });
  return rows.map(({ id }) => id);
}

/** The topics that these posts open. One SQL statement. */
export async function listTopicsOpenedBy(postIds: readonly string[]): Promise<string[]> {
  const where = { id: { in: [...postIds] }, number: 0 };
  return (await db().reply.findMany({ where, select: { topicId: true } })).map(({ topicId }) => topicId);
}
