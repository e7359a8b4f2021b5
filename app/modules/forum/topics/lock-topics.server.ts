import { AppError, forbidden, notFound } from "#app/infra/app-error.ts";
import type { Tx } from "#app/infra/db.server.ts";
import type { Actor } from "#app/modules/accounts/actor.ts";
import { canFacilitate } from "#app/modules/forum/policy.ts";
import type { PostState } from "#app/modules/forum/post-state.ts";
import { type MergedTopic, topicMerged, topicOutOfSight } from "#app/modules/forum/sight.server.ts";

/** A topic that nobody writes in, and that nobody else moves, until the transaction ends. */
export type LockedTopic = {
  id: string;
  publicId: number;
  slug: string;
  title: string;
  spaceCode: string;
  lastReplyNumber: number;
  sealedAt: Date | null;
  closedAt: Date | null;
  closedReason: string | null;
  /** Whether its space is archived, which stays as it is until the transaction ends. */
  isArchived: boolean;
};

type Row = LockedTopic & { state: PostState; mergedInto: MergedTopic | null };

/**
 * Locks topics that the actor facilitates, in the order of their ids, and reads them under the lock. Throws 403 for one that they
 * do not facilitate, 404, 410 for one that is out of sight.
 */
export async function lockTopics(tx: Tx, actor: Actor, publicIds: number[]): Promise<LockedTopic[]> {
  await tx.$queryRaw`SELECT id FROM topics WHERE public_id = ANY(${publicIds}::int[]) ORDER BY id FOR UPDATE`;
  const rows = await tx.$queryRaw<Row[]>`
    SELECT t.id, t.public_id AS "publicId", t.slug, t.title, t.space_code AS "spaceCode", t.last_reply_number AS "lastReplyNumber",
           t.sealed_at AS "sealedAt", t.closed_at AS "closedAt", t.closed_reason AS "closedReason", t.state::text,
           s.archived_at IS NOT NULL AS "isArchived",
           (SELECT json_build_object('publicId', its.public_id, 'slug', its.slug)
              FROM topics its WHERE its.id = t.merged_into_id) AS "mergedInto"
      FROM topics t JOIN spaces s ON s.code = t.space_code WHERE t.public_id = ANY(${publicIds}::int[])
       FOR KEY SHARE OF s`;
  return publicIds.map((publicId) => {
    const topic = rows.find((row) => row.publicId === publicId);
    if (!topic) throw notFound();
    if (!canFacilitate(actor, topic.spaceCode)) throw forbidden("forum.error.not_facilitator");
    if (topic.mergedInto) throw topicMerged(topic.mergedInto);
    if (topic.state !== "visible") throw topicOutOfSight(topic);
    return topic;
  });
}

/**
 * What was written for the members of a space, or for its facilitators only, is not moved before the eyes of others: throws 409
 * "forum.error.move_opens" from a space for members to another one.
 */
export async function requireNotOpened(tx: Tx, from: LockedTopic, to: { spaceCode: string }): Promise<void> {
  if (from.spaceCode === to.spaceCode) return;
  const where = { code: from.spaceCode, joinMode: "members" } as const;
  if ((await tx.space.count({ where })) > 0) throw new AppError("forum.error.move_opens", 409);
}
