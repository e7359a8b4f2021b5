import { AppError, notFound } from "#app/infra/app-error.ts";
import { db } from "#app/infra/db.server.ts";
import { transaction } from "#app/infra/transaction.server.ts";
import type { MaybeActor } from "#app/modules/accounts/actor.ts";
import { requireActive } from "#app/modules/accounts/policy.ts";
import type { Level } from "#app/modules/forum/level.ts";
import { isAdmitted } from "#app/modules/forum/policy.ts";
import { placed, placedColumns, requireTopic, visibleSpaces, visibleTopics } from "#app/modules/forum/sight.server.ts";
import { seesTag } from "#app/modules/forum/tags/list-tags.server.ts";
import { presentTags } from "#app/modules/forum/tags/write-tags.server.ts";
import { Prisma } from "#prisma/generated/client.ts";

/** Tags for which one person chooses a level: each costs a little whenever they open a list. */
export const maxTagLevels = 200;

/**
 * Says how much the actor wants to hear of a topic; null leaves it to its tags and its space again, and is possible where the topic is
 * out of their sight by now. Throws 401, 403, 404, 410 for one out of sight. Returns the topic's slug, null where they may not read it.
 */
export async function setTopicLevel(
  maybe: MaybeActor,
  publicId: number,
  level: Level | null,
): Promise<{ slug: string | null }> {
  const actor = requireActive(maybe);
  const topic = await db().topic.findUnique({
    where: { publicId },
    select: { id: true, slug: true, ...placedColumns },
  });
  if (!topic) throw notFound();
  const { id: topicId, slug } = topic;
  if (level === null) {
    const where = { userId: actor.id, topicId, level: { not: null } };
    const { count } = await db().topicReader.updateMany({ where, data: { level: null, updatedAt: new Date() } });
    // Its present title is for who still reads it.
    if (count > 0) return { slug: topic.state === "visible" && isAdmitted(actor, placed(topic)) ? slug : null };
  }
  requireTopic(actor, placed(topic), { onlyVisible: true });
  if (level === null) return { slug };
  const chosen = { level: level === "watch" ? "follow" : level, toldAtOnce: level === "watch" } as const;
  await db().topicReader.upsert({
    where: { userId_topicId: { userId: actor.id, topicId } },
    create: { userId: actor.id, topicId, ...chosen },
    update: { ...chosen, updatedAt: new Date() },
    select: { topicId: true },
  });
  return { slug };
}

/**
 * Says how much the actor wants to hear of a space; "normal" ends what they had chosen, wherever that space is by now. Doing it twice is
 * no error. Throws 401, 403, 404.
 */
export async function setSpaceLevel(maybe: MaybeActor, spaceCode: string, level: Level): Promise<void> {
  const actor = requireActive(maybe);
  if (level === "normal") {
    const { count } = await db().spaceFollow.deleteMany({ where: { userId: actor.id, spaceCode } });
    if (count > 0) return;
  }
  const [space] = await db().$queryRaw<{ code: string }[]>`
    SELECT code FROM ${visibleSpaces(actor)} s WHERE code = ${spaceCode}`;
  if (!space) throw notFound();
  if (level === "normal") return;
  // Whoever followed goes on following since then: what they have not opened yet stays unread.
  await db().$executeRaw`
    INSERT INTO space_follows AS f (user_id, space_code, level)
    VALUES (${actor.id}::uuid, ${spaceCode}, ${level}::hearing_level)
    ON CONFLICT (user_id, space_code) DO UPDATE
       SET level = EXCLUDED.level, created_at = CASE WHEN f.level IN ('watch', 'follow') THEN f.created_at ELSE now() END`;
}

/**
 * The same of the topics that have a tag, by the name that it has now. Throws 401, 403, 404 for a tag of nothing that the actor may read, 409
 * "forum.error.levels_many" for one tag too many of those that they see: others are on no list of theirs on which to give one up.
 */
export async function setTagLevel(maybe: MaybeActor, name: string, level: Level): Promise<void> {
  const actor = requireActive(maybe);
  await transaction(async (tx) => {
    const [tag = ""] = await presentTags(tx, [name], visibleTopics(actor));
    if (level === "normal") {
      const { count } = await tx.tagLevel.deleteMany({ where: { userId: actor.id, tag } });
      if (count > 0) return;
    }
    const [found] = await tx.$queryRaw<{ others: number }[]>`
      SELECT (SELECT count(*)::int FROM tag_levels l
               WHERE user_id = ${actor.id}::uuid AND tag <> ${tag} AND ${seesTag(actor, Prisma.sql`l.tag`)}) AS others
       WHERE ${seesTag(actor, Prisma.sql`${tag}`)}`;
    if (!found) throw notFound();
    if (level === "normal") return;
    if (found.others >= maxTagLevels)
      throw new AppError("forum.error.levels_many", 409, { values: { count: maxTagLevels } });
    await tx.$executeRaw`
      INSERT INTO tag_levels AS l (user_id, tag, level) VALUES (${actor.id}::uuid, ${tag}, ${level}::hearing_level)
      ON CONFLICT (user_id, tag) DO UPDATE
         SET level = EXCLUDED.level, since = CASE WHEN l.level IN ('watch', 'follow') THEN l.since ELSE now() END`;
  });
}
