import type { Tx } from "#app/infra/db.server.ts";
import { topicsBeside } from "#app/modules/forum/sight.server.ts";
import type { Prisma } from "#prisma/generated/client.ts";

/**
 * Gives a locked or a new topic these tags and no others, in this order, each under the name that it has now (`tagsOfTopic`). Returns
 * them. Four SQL statements at most, one for none.
 */
export async function writeTags(tx: Tx, topicId: string, wanted: readonly string[]): Promise<string[]> {
  const tags = await tagsOfTopic(tx, topicId, wanted);
  await tx.topicTag.deleteMany({ where: { topicId } });
  const rows = tags.map((tag, position) => ({ topicId, tag, position }));
  if (rows.length > 0) await tx.topicTag.createMany({ data: rows });
  return tags;
}

/**
 * Tags of a topic by the names that they have now for whoever reads it, as in `presentTags`: what is said in a space for its members only
 * is never written elsewhere, whoever writes. Two SQL statements, none for no tag.
 */
export function tagsOfTopic(tx: Tx, topicId: string, tags: readonly string[]): Promise<string[]> {
  return presentTags(tx, tags, topicsBeside(topicId));
}

/**
 * Tags by the names that they have now, each once: another one than what was written where one of the topics in `sight` has that, and none
 * has what was written. Until the transaction ends none of them is renamed. Two SQL statements, none for no tag.
 */
export async function presentTags(tx: Tx, tags: readonly string[], sight: Prisma.Sql): Promise<string[]> {
  if (tags.length === 0) return [];
  await tx.$executeRaw`SELECT pg_advisory_xact_lock_shared(hashtextextended('forum.tags', 0))`;
  // A statement of its own: it sees what was committed while the first one waited.
  const aliases = await tx.$queryRaw<{ tag: string; into: string }[]>`
    SELECT a.tag, a."into" FROM tag_aliases a
     WHERE a.tag = ANY(${[...tags]})
       AND EXISTS (SELECT FROM topic_tags g JOIN ${sight} t ON t.id = g.topic_id WHERE g.tag = a."into")
       AND NOT EXISTS (SELECT FROM topic_tags g JOIN ${sight} t ON t.id = g.topic_id WHERE g.tag = a.tag)`;
  const names = new Map(aliases.map(({ tag, into }) => [tag, into]));
  return [...new Set(tags.map((tag) => names.get(tag) ?? tag))];
}

/** Waits until nobody gives topics tags, and lets nobody begin to until the transaction ends. One SQL statement. */
export async function lockTags(tx: Tx): Promise<void> {
  await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended('forum.tags', 0))`;
}
