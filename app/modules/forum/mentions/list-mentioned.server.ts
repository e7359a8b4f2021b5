import { db } from "#app/infra/db.server.ts";
import { facilitatorsCalled } from "#app/lib/mentions.ts";
import { allPeople } from "#app/modules/accounts/people.server.ts";
import { findCalled } from "#app/modules/accounts/records/find-called.server.ts";
import { handlesIn } from "#app/modules/forum/render-post.server.ts";
import { levelSql } from "#app/modules/forum/level-sql.server.ts";
import { personReads, presentPosts } from "#app/modules/forum/sight.server.ts";
import { Prisma } from "#prisma/generated/client.ts";

type Row = { id: string; body: string; spaceCode: string };

/**
 * Whom each of these posts calls, as they are now: people by their handles, and for @facilitators those of the post's space; without
 * those who may not read the post or have muted its topic, and posts that are out of sight or call nobody. One SQL statement, and three more where
 * somebody is called.
 */
export async function listMentioned(postIds: readonly string[]): Promise<Map<string, Set<string>>> {
  const rows = await db().$queryRaw<Row[]>`
    SELECT p.id, p.body, t.space_code AS "spaceCode"
      FROM ${presentPosts} p JOIN topics t ON t.id = p.topic_id
     WHERE p.id = ANY(${[...postIds]}::uuid[]) AND strpos(p.body, '@') > 0`;
  const calls = rows
    .map((row) => ({ ...row, handles: handlesIn(row.body) }))
    .filter(({ handles }) => handles.length > 0);
  const people = await findCalled([...new Set(calls.flatMap(({ handles }) => handles))]);
  const idOf = new Map(people.map(({ id, handle }) => [handle, id]));
  const spaces = calls.filter(({ handles }) => handles.includes(facilitatorsCalled)).map(({ spaceCode }) => spaceCode);
  const keepers = await listFacilitators(spaces);
  const mentioned = new Map<string, Set<string>>();
  for (const { id, handles, spaceCode } of calls) {
    const named = handles.flatMap((handle) =>
      handle === facilitatorsCalled ? (keepers.get(spaceCode) ?? []) : (idOf.get(handle) ?? []),
    );
    if (named.length > 0) mentioned.set(id, new Set(named));
  }
  return onlyHearers(mentioned, Prisma.sql`('watch', 'follow', 'normal')`);
}

type Quoting = { replyId: string; topicId: string; quotes: readonly number[] };

/**
 * Whose posts of the same topic each of these replies quotes; without those who may not read it, have muted the topic, or are told of all
 * its replies because they watch it. Two SQL statements where somebody is quoted, else none.
 */
export async function listQuoted(replies: readonly Quoting[]): Promise<Map<string, Set<string>>> {
  const quotes = replies.flatMap(({ quotes: numbers, ...reply }) => numbers.map((number) => ({ ...reply, number })));
  if (quotes.length === 0) return new Map();
  const [ids, topicIds] = [quotes.map(({ replyId }) => replyId), quotes.map(({ topicId }) => topicId)];
  const authors = await db().$queryRaw<{ id: string; userId: string }[]>`
    SELECT asked.id, quoted.author_id AS "userId"
      FROM unnest(${ids}::uuid[], ${topicIds}::uuid[], ${quotes.map(({ number }) => number)}::int[]) AS asked (id, topic_id, number)
      JOIN ${presentPosts} quoted ON quoted.topic_id = asked.topic_id AND quoted.number = asked.number`;
  const found = new Map<string, Set<string>>();
  for (const { id, userId } of authors) found.set(id, (found.get(id) ?? new Set()).add(userId));
  return onlyHearers(found, Prisma.sql`('follow', 'normal')`);
}

/** Calling somebody does not let them read: without those for whom the post's topic is not there, and whose level there is none of these. */
async function onlyHearers(
  mentioned: ReadonlyMap<string, Set<string>>,
  wanted: Prisma.Sql,
): Promise<Map<string, Set<string>>> {
  const pairs = [...mentioned].flatMap(([id, people]) => [...people].map((userId) => ({ id, userId })));
  if (pairs.length === 0) return new Map();
  const [ids, userIds] = [pairs.map(({ id }) => id), pairs.map(({ userId }) => userId)];
  const rows = await db().$queryRaw<{ id: string; userId: string }[]>`
    SELECT p.id, u.id AS "userId"
      FROM unnest(${ids}::uuid[], ${userIds}::uuid[]) AS called (id, user_id)
      JOIN ${presentPosts} p ON p.id = called.id JOIN topics t ON t.id = p.topic_id
      JOIN ${allPeople} u ON u.id = called.user_id
     WHERE ${personReads} AND ${levelSql(Prisma.sql`u.id`, Prisma.sql`t`)} IN ${wanted}`;
  const found = new Map<string, Set<string>>();
  for (const { id, userId } of rows) found.set(id, (found.get(id) ?? new Set()).add(userId));
  return found;
}

async function listFacilitators(codes: string[]): Promise<Map<string, string[]>> {
  if (codes.length === 0) return new Map();
  const rows = await db().spaceMember.findMany({
    where: { spaceCode: { in: codes }, role: "facilitator" },
    select: { spaceCode: true, userId: true },
  });
  const found = new Map<string, string[]>();
  for (const { spaceCode, userId } of rows) found.set(spaceCode, [...(found.get(spaceCode) ?? []), userId]);
  return found;
}
