import { db } from "#app/infra/db.server.ts";
import { allPeople } from "#app/modules/accounts/people.server.ts";
import { isHeard, levelSql } from "#app/modules/forum/level-sql.server.ts";
import { personReads, visibleReplies, visibleStatements } from "#app/modules/forum/sight.server.ts";
import { Prisma } from "#prisma/generated/client.ts";

type Page = { after?: string; limit?: number };

const { sql } = Prisma;

/**
 * SQL: whether the person of the row `f` may read the topic `t`. Where everybody may, nobody is looked up; whoever has
 * left its space, or was removed from it, is told nothing more.
 */
const mayRead = sql`EXISTS (SELECT FROM ${allPeople} u WHERE u.id = f.user_id AND ${personReads})`;

/** SQL: who has chosen one of these levels for a tag or the space of the topic `t`. */
const chosenAround = (wanted: Prisma.Sql) => sql`
  SELECT l.user_id FROM topic_tags its JOIN tag_levels l ON l.tag = its.tag WHERE its.topic_id = t.id AND l.level IN ${wanted}
   UNION
  SELECT l.user_id FROM space_follows l WHERE l.space_code = t.space_code AND l.level IN ${wanted}`;

/** SQL: the ids of those who watch the topic `t` and may read it, in order, from after an id; and of those who follow it by space or tag. */
const watchers = (page: Page) =>
  told(
    sql`SELECT r.user_id FROM topic_readers r WHERE r.topic_id = t.id AND r.level = 'follow' AND r.told_at_once
        UNION ${chosenAround(sql`('watch')`)}`,
    sql`('watch')`,
    page,
  );
const followers = (page: Page) => told(chosenAround(sql`('watch', 'follow')`), sql`('watch', 'follow')`, page);

/** They stand in order before their levels are judged, one after the other, and no more of them than make a page. */
function told(candidates: Prisma.Sql, wanted: Prisma.Sql, { after, limit = 1000 }: Page): Prisma.Sql {
  const beyond = after ? sql`WHERE c.user_id > ${after}::uuid` : Prisma.empty;
  return sql`
    SELECT f.user_id FROM (SELECT c.user_id FROM (${candidates}) c ${beyond} ORDER BY c.user_id) f
     WHERE ${levelSql(sql`f.user_id`, sql`t`)} IN ${wanted} AND ${mayRead}
     ORDER BY f.user_id LIMIT ${limit}`;
}

/** Ids of those who watch a topic and may read it, in order; at most `limit` (1000), from after the id `after`. One SQL statement. */
export async function listWatchersOfTopic(topicId: string, page: Page = {}): Promise<string[]> {
  const found = await listEach([topicId], watchers(page));
  return found.get(topicId) ?? [];
}

/** The first of those who watch each of these topics, `limit` at most, in the order of their ids. One SQL statement. */
export async function listWatchersOfTopics(
  topicIds: string[],
  { limit }: { limit: number },
): Promise<Map<string, string[]>> {
  return listEach(topicIds, watchers({ limit }));
}

/**
 * Ids of those who are told of a topic as a new one, because they follow or watch its space or a tag of it, and may read it; in order, at
 * most `limit` (1000), from after the id `after`. One SQL statement.
 */
export async function listToldOfTopic(topicId: string, page: Page = {}): Promise<string[]> {
  const found = await listEach([topicId], followers(page));
  return found.get(topicId) ?? [];
}

async function listEach(topicIds: string[], people: Prisma.Sql): Promise<Map<string, string[]>> {
  const rows = await db().$queryRaw<{ topicId: string; userIds: string[] }[]>`
    SELECT t.id AS "topicId", ARRAY(${people}) AS "userIds" FROM topics t WHERE t.id = ANY(${topicIds}::uuid[])`;
  return new Map(rows.map(({ topicId, userIds }) => [topicId, userIds]));
}

/**
 * Ids of those who took part in a topic: who has written in it, who has reacted to what stands there, who has proposed or voted in its
 * consultation; without those who have muted it or may not read it any more. In order, at most `limit` (1000), from after the id `after`. One SQL statement.
 */
export async function listParticipants(topicId: string, { after, limit = 1000 }: Page = {}): Promise<string[]> {
  const rows = await db().$queryRaw<{ userId: string }[]>`
    WITH posts AS (SELECT id, author_id FROM ${visibleReplies} p WHERE topic_id = ${topicId}::uuid),
         said AS (SELECT id, author_id FROM ${visibleStatements} s WHERE topic_id = ${topicId}::uuid)
    SELECT f.user_id AS "userId"
      FROM (SELECT author_id AS user_id FROM posts UNION SELECT user_id FROM reactions WHERE reply_id IN (SELECT id FROM posts)
            UNION SELECT author_id FROM said UNION SELECT user_id FROM statement_votes WHERE statement_id IN (SELECT id FROM said)) f
      JOIN topics t ON t.id = ${topicId}::uuid
     WHERE ${mayRead} ${after ? sql`AND f.user_id > ${after}::uuid` : Prisma.empty}
       AND ${isHeard(sql`f.user_id`, sql`t`)}
     ORDER BY f.user_id LIMIT ${limit}`;
  return rows.map(({ userId }) => userId);
}

/** Those of some people who have not muted a topic. One SQL statement. */
export async function withoutMuted(topicId: string, userIds: readonly string[]): Promise<string[]> {
  const rows = await db().$queryRaw<{ userId: string }[]>`
    SELECT f.user_id AS "userId" FROM unnest(${[...userIds]}::uuid[]) f (user_id) JOIN topics t ON t.id = ${topicId}::uuid
     WHERE ${isHeard(sql`f.user_id`, sql`t`)} ORDER BY f.user_id`;
  return rows.map(({ userId }) => userId);
}
