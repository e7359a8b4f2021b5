import { db } from "#app/infra/db.server.ts";
import type { PageAddress } from "#app/lib/links.ts";
import { spacePath, topicPath } from "#app/modules/forum/paths.ts";
import { visibleReplies, visibleSpaces, visibleTopics } from "#app/modules/forum/sight.server.ts";

/** Topics are listed by their numbers, so many numbers at a time: a part stays what it is when others begin topics. */
const topicsInPart = 5_000;
/** More spaces than anybody makes. */
const spacesAtMost = 5_000;

/** The spaces that everybody sees, with the time of their last post. One SQL statement. */
export async function listSpaceAddresses(): Promise<PageAddress[]> {
  const rows = await db().$queryRaw<{ code: string; changedAt: Date | null }[]>`
    SELECT s.code, s.last_activity_at AS "changedAt" FROM ${visibleSpaces(null)} s
     ORDER BY s.position, s.code LIMIT ${spacesAtMost}`;
  return rows.map(({ code, changedAt }) => ({ path: spacePath(code), changedAt }));
}

/** The parts in which `listTopicAddresses` lists something, in their order. One SQL statement. */
export async function listTopicParts(): Promise<number[]> {
  const rows = await db().$queryRaw<{ part: number }[]>`
    SELECT DISTINCT t.public_id / ${topicsInPart}::int AS part FROM ${visibleTopics(null)} t ORDER BY 1`;
  return rows.map(({ part }) => part);
}

/**
 * The topics of a part, counted from 0, that everybody reads, with the time of the last reply or the last change of a post. At most 5,000; one SQL
 * statement.
 */
export async function listTopicAddresses(part: number): Promise<PageAddress[]> {
  const from = part * topicsInPart;
  const rows = await db().$queryRaw<{ publicId: number; slug: string; changedAt: Date }[]>`
    SELECT t.public_id AS "publicId", t.slug,
           greatest(t.last_reply_at, (SELECT max(r.edited_at) FROM ${visibleReplies} r WHERE r.topic_id = t.id)) AS "changedAt"
      FROM ${visibleTopics(null)} t
     WHERE t.public_id >= ${from} AND t.public_id < ${from + topicsInPart}
     ORDER BY t.public_id`;
  return rows.map(({ changedAt, ...topic }) => ({ path: topicPath(topic), changedAt }));
}
