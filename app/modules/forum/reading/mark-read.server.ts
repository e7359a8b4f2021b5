import { notFound } from "#app/infra/app-error.ts";
import { db } from "#app/infra/db.server.ts";
import type { MaybeActor } from "#app/modules/accounts/actor.ts";
import { requireActive } from "#app/modules/accounts/policy.ts";
import { topicOutOfSight, visibleTopics } from "#app/modules/forum/sight.server.ts";
import type { FollowLevel } from "#app/modules/forum/schemas.ts";

/**
 * Notes that the actor has seen a topic up to reply `number`: the larger of old and new stays, in one statement. A number
 * that the topic does not have marks nothing; nor does a guest, nor a page that was shown before the actor last marked the
 * topic as unread: `marks` is how often they had done so when it was. Returns whether something was noted. Throws 403 for a
 * suspended person.
 */
export async function markRead(actor: MaybeActor, publicId: number, number: number, marks = 0): Promise<boolean> {
  if (!actor) return false;
  requireActive(actor);
  const changed = await db().$executeRaw`
    INSERT INTO topic_readers (user_id, topic_id, last_read, updated_at)
    SELECT ${actor.id}::uuid, id, ${number}, now() FROM ${visibleTopics} t
    SELECT ${actor.id}::uuid, id, ${number}, now() FROM ${visibleTopics(actor)} t
     WHERE public_id = ${publicId} AND last_reply_number >= ${number}
    ON CONFLICT (user_id, topic_id) DO UPDATE
       SET last_read = GREATEST(topic_readers.last_read, EXCLUDED.last_read), updated_at = now()
     WHERE topic_readers.last_read < EXCLUDED.last_read AND topic_readers.unread_marks = ${marks}`;
  return changed === 1;
}

/**
 * Makes a topic unread to the actor from reply `number` (1 or more) on, and read until there: the one way in which reading
 * goes backwards. Pages that were shown before report nothing any more (see `markRead`): a browser tells late what was on
 * screen, as it leaves the page for instance, and a counter needs no clocks to agree. One statement. Throws 401, 403, and
 * 404 when there is no such reply.
 */
export async function markUnread(maybe: MaybeActor, publicId: number, number: number): Promise<void> {
  const actor = requireActive(maybe);
  const changed = await db().$executeRaw`
    INSERT INTO topic_readers (user_id, topic_id, last_read, unread_marks, updated_at)
    SELECT ${actor.id}::uuid, id, ${number - 1}, 1, now() FROM ${visibleTopics} t
    SELECT ${actor.id}::uuid, id, ${number - 1}, 1, now() FROM ${visibleTopics(actor)} t
     WHERE public_id = ${publicId} AND ${number} BETWEEN 1 AND last_reply_number
    ON CONFLICT (user_id, topic_id) DO UPDATE
       SET last_read = EXCLUDED.last_read, unread_marks = topic_readers.unread_marks + 1, updated_at = now()`;
  if (changed === 0) throw notFound();
}

/** Follows, mutes or neither: what the actor wants to hear of a topic. Throws 401, 403, 404, 410 for one out of sight. Returns the topic's slug. */
export async function followTopic(maybe: MaybeActor, publicId: number, level: FollowLevel): Promise<{ slug: string }> {
  const actor = requireActive(maybe);
  const topic = await db().topic.findUnique({
    where: { publicId },
    select: { id: true, slug: true, state: true },
  });
  if (!topic) throw notFound();
  if (topic.state !== "visible") throw topicOutOfSight(topic.state);
  await db().topicReader.upsert({
    where: { userId_topicId: { userId: actor.id, topicId: topic.id } },
    create: { userId: actor.id, topicId: topic.id, level },
    update: { level, updatedAt: new Date() },
    select: { topicId: true },
  });
  return { slug: topic.slug };
}

/** Follows a space (its new topics are told) or ends that. Throws 401, 403, 404. Doing it twice is no error. */
export async function followSpace(maybe: MaybeActor, spaceCode: string, level: "follow" | "normal"): Promise<void> {
  const actor = requireActive(maybe);
  const space = await db().space.findUnique({ where: { code: spaceCode }, select: { code: true } });
  if (!space) throw notFound();
  if (level === "follow") {
    await db().$executeRaw`
      INSERT INTO space_follows (user_id, space_code) VALUES (${actor.id}::uuid, ${spaceCode}) ON CONFLICT DO NOTHING`;
  } else await db().spaceFollow.deleteMany({ where: { userId: actor.id, spaceCode } });
}

type Page = { after?: string; limit?: number };

/** Ids of those who follow a topic, in order; at most `limit` (1000), from after the id `after`. */
export async function listFollowersOfTopic(topicId: string, { after, limit = 1000 }: Page = {}): Promise<string[]> {
  const rows = await db().topicReader.findMany({
    where: { topicId, level: "follow", ...(after ? { userId: { gt: after } } : {}) },
    select: { userId: true },
    orderBy: { userId: "asc" },
    take: limit,
  });
  return rows.map(({ userId }) => userId);
}

/** The first of those who follow each of these topics, `limit` at most, in the order of their ids. One SQL statement. */
export async function listFollowersOfTopics(
  topicIds: string[],
  { limit }: { limit: number },
): Promise<Map<string, string[]>> {
  const rows = await db().$queryRaw<{ topicId: string; userIds: string[] }[]>`
    SELECT asked.id AS "topicId",
           ARRAY(SELECT user_id FROM topic_readers WHERE topic_id = asked.id AND level = 'follow'
                  ORDER BY user_id LIMIT ${limit}) AS "userIds"
      FROM unnest(${topicIds}::uuid[]) asked(id)`;
  return new Map(rows.map(({ topicId, userIds }) => [topicId, userIds]));
}

/** Ids of those who follow a space, in order; at most `limit` (1000), from after the id `after`. */
export async function listFollowersOfSpace(spaceCode: string, { after, limit = 1000 }: Page = {}): Promise<string[]> {
  const rows = await db().spaceFollow.findMany({
    where: { spaceCode, ...(after ? { userId: { gt: after } } : {}) },
    select: { userId: true },
    orderBy: { userId: "asc" },
    take: limit,
  });
  return rows.map(({ userId }) => userId);
}
