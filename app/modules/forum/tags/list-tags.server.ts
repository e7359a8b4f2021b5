import { db } from "#app/infra/db.server.ts";
import { upTo } from "#app/infra/statements/plan.ts";
import type { MaybeActor } from "#app/modules/accounts/actor.ts";
import { visibleTopics } from "#app/modules/forum/sight.server.ts";
import { Prisma } from "#prisma/generated/client.ts";

export type TagCount = { tag: string; count: number };

/** Tags on one page. */
const tagsPerPage = 100;

/**
 * The tags of the topics that the actor may read, in their order, each with how many of these have it, a page of a hundred from after the
 * tag `after`. A tag of nothing that they may read is not there. `next` goes on. One SQL statement.
 */
export async function listTagsFor(
  actor: MaybeActor,
  { after = "", limit = tagsPerPage }: { after?: string | null; limit?: number } = {},
): Promise<{ tags: TagCount[]; next: string | null }> {
  const rows = await db().$queryRaw<TagCount[]>`
    SELECT g.tag, count(*)::int AS count FROM topic_tags g JOIN ${visibleTopics(actor)} t ON t.id = g.topic_id
     WHERE g.tag > ${after ?? ""} GROUP BY g.tag ORDER BY g.tag ${upTo(limit + 1)}`;
  const tags = rows.slice(0, limit);
  return { tags, next: rows.length > limit ? tags.at(-1)!.tag : null };
}

/** SQL: whether the actor reads a topic with the tag in this column: otherwise its name is not for them. */
export function seesTag(actor: MaybeActor, tag: Prisma.Sql): Prisma.Sql {
  return Prisma.sql`
    EXISTS (SELECT FROM topic_tags g JOIN ${visibleTopics(actor)} t ON t.id = g.topic_id WHERE g.tag = ${tag})`;
}
