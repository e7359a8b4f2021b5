import { db } from "#app/infra/db.server.ts";
import { upTo } from "#app/infra/statements/plan.ts";
import type { MaybeActor } from "#app/modules/accounts/actor.ts";
import { requireActive } from "#app/modules/accounts/policy.ts";
import type { Level } from "#app/modules/forum/level.ts";
import { ownLevel } from "#app/modules/forum/level-sql.server.ts";
import { visibleSpaces, visibleTopics } from "#app/modules/forum/sight.server.ts";
import { seesTag } from "#app/modules/forum/tags/list-tags.server.ts";
import { Prisma } from "#prisma/generated/client.ts";
import type { AfterWriting } from "./schemas.ts";

export type SpaceLevel = { code: string; activityCode: string | null; name: string | null; level: Level };
export type TagLevelRow = { tag: string; level: Level };
export type TopicLevel = { publicId: number; slug: string; title: string; language: string; level: Level };

const topicsPerPage = 25;

/**
 * How much the actor has chosen to hear of spaces and tags, each in their order, without those that they do not see by now: a tag may have
 * been renamed where only members read. Throws 401, 403 when suspended. Two SQL statements.
 */
export async function listLevelsFor(maybe: MaybeActor): Promise<{ spaces: SpaceLevel[]; tags: TagLevelRow[] }> {
  const actor = requireActive(maybe);
  const [spaces, tags] = await Promise.all([
    db().$queryRaw<SpaceLevel[]>`
      SELECT s.code, s.activity_code AS "activityCode", s.name, f.level::text
        FROM space_follows f JOIN ${visibleSpaces(actor)} s ON s.code = f.space_code
       WHERE f.user_id = ${actor.id}::uuid ORDER BY s.position, s.code`,
    db().$queryRaw<TagLevelRow[]>`
      SELECT l.tag, l.level::text FROM tag_levels l
       WHERE l.user_id = ${actor.id}::uuid AND ${seesTag(actor, Prisma.sql`l.tag`)} ORDER BY l.tag`,
  ]);
  return { spaces, tags };
}

/**
 * The topics for which the actor has a level of their own, the newest first, a page of 25 from after the topic number `after`; without
 * those that they may not read any more. Throws 401, 403. One SQL statement.
 */
export async function listTopicLevelsFor(
  maybe: MaybeActor,
  { after }: { after?: number | null } = {},
): Promise<{ topics: TopicLevel[]; next: number | null }> {
  const actor = requireActive(maybe);
  const rows = await db().$queryRaw<TopicLevel[]>`
    SELECT t.public_id AS "publicId", t.slug, t.title, t.language, ${ownLevel(Prisma.sql`r`)}::text AS level
      FROM topic_readers r JOIN ${visibleTopics(actor)} t ON t.id = r.topic_id
     WHERE r.user_id = ${actor.id}::uuid AND r.level IS NOT NULL
           ${after ? Prisma.sql`AND t.public_id < ${after}` : Prisma.empty}
     ORDER BY t.public_id DESC ${upTo(topicsPerPage + 1)}`;
  const topics = rows.slice(0, topicsPerPage);
  return { topics, next: rows.length > topicsPerPage ? topics.at(-1)!.publicId : null };
}

/** How much the actor wants to hear of a tag. One SQL statement, none for a guest. */
export async function getTagLevel(actor: MaybeActor, tag: string): Promise<Level> {
  if (!actor) return "normal";
  const found = await db().tagLevel.findUnique({
    where: { userId_tag: { userId: actor.id, tag } },
    select: { level: true },
  });
  return found?.level ?? "normal";
}

/** What beginning a topic and replying to one make of the actor's level there. Throws 401, 403. One SQL statement. */
export async function getAfterWriting(
  maybe: MaybeActor,
): Promise<{ afterTopic: AfterWriting; afterReply: AfterWriting }> {
  const actor = requireActive(maybe);
  const row = await db().forumSettings.findUnique({
    where: { userId: actor.id },
    select: { afterTopic: true, afterReply: true },
  });
  const { afterTopic, afterReply } = row ?? { afterTopic: "watch", afterReply: "follow" };
  return { afterTopic: afterTopic as AfterWriting, afterReply: afterReply as AfterWriting };
}

/** Says what they make of it from now on. Throws 401, 403. One SQL statement. */
export async function saveAfterWriting(
  maybe: MaybeActor,
  { afterTopic, afterReply }: { afterTopic: AfterWriting; afterReply: AfterWriting },
): Promise<void> {
  const { id: userId } = requireActive(maybe);
  const data = { afterTopic, afterReply };
  await db().forumSettings.upsert({
    where: { userId },
    create: { userId, ...data },
    update: data,
    select: { userId: true },
  });
}
