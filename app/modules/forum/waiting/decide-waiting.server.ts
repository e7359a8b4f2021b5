import { AppError, forbidden, notFound } from "#app/infra/app-error.ts";
import { recordAudit } from "#app/infra/audit.server.ts";
import type { Tx } from "#app/infra/db.server.ts";
import { noteRecorded, record, transaction } from "#app/infra/transaction.server.ts";
import { isolate } from "#app/lib/isolate.ts";
import { isUuid, newId } from "#app/lib/uuid.ts";
import type { MaybeActor } from "#app/modules/accounts/actor.ts";
import { allPeople } from "#app/modules/accounts/people.server.ts";
import { requireActive } from "#app/modules/accounts/policy.ts";
import { canFacilitate } from "#app/modules/forum/policy.ts";
import type { WaitingDecision } from "#app/modules/forum/schemas.ts";
import { requireInUse } from "#app/modules/forum/spaces/require-space.server.ts";
import { insertReplySql } from "#app/modules/forum/writing/insert-reply.server.ts";
import { insertTopic } from "#app/modules/forum/writing/insert-topic.server.ts";
import { type PreparedPost, preparePost } from "#app/modules/forum/writing/prepare-post.server.ts";
import { Prisma } from "#prisma/generated/client.ts";

type Waiting = {
  id: string;
  authorId: string;
  spaceCode: string;
  topicId: string | null;
  title: string;
  body: string;
  language: string;
  isSealed: boolean;
  tags: string[];
  clientId: string;
  state: "waiting" | "published" | "declined";
  version: number;
  decidedBy: string | null;
};

/** Where the post stands that was let through. */
export type Published = { publicId: number; slug: string; number: number };

/**
 * Decides about a post that waits, once: of two who decide the same one the second gets 409 "forum.error.waiting_decided" with who was
 * first, and whoever has read an older text than its author's last, 409 "forum.error.waiting_changed". Let through, it becomes a post with the
 * next number and the time of this moment, and whoever follows is told then; declined, its words stay for its author with the reason. Its
 * author is told of both. Returns where it stands, null when it was declined. Throws 401, 403 for one's own, 404 for what is not there or not theirs to
 * decide, 409 "forum.error.waiting_topic_gone" for a reply to a topic that is out of sight: it goes on waiting; so it does, with 409 "forum.error.space_archived", in a space that is archived by now.
 */
export async function decideWaiting(
  maybe: MaybeActor,
  id: string,
  { decision, reason, version }: WaitingDecision,
  { at = new Date() } = {},
): Promise<Published | null> {
  const actor = requireActive(maybe);
  return transaction(async (tx) => {
    const waiting = await lockWaiting(tx, id);
    if (!waiting || !canFacilitate(actor, waiting.spaceCode)) throw notFound();
    // Nobody decides about their own.
    if (waiting.authorId === actor.id) throw forbidden("moderation.error.own_thing");
    requireUndecided(waiting, version);
    const { authorId } = waiting;
    const told = { decidedAt: at, decidedById: actor.id, version: { increment: 1 } };
    const { spaceCode: space } = waiting;
    const data = { author: authorId, space, kind: "reply", decision, ...(decision === "decline" && { reason }) };
    const subject = `user:${authorId}`;
    if (decision === "decline") {
      const changes = { ...told, state: "declined", reason } as const;
      await tx.waitingPost.update({ where: { id }, data: changes, select: { id: true } });
      await record(tx, "forum.waiting.decided", { waitingId: id });
      await recordAudit(tx, { actorId: actor.id, action: "forum.waiting.decided", subject, data });
      return null;
    }
    const { replyId, ...place } = await publish(tx, waiting, at);
    // Its words are those of the post from now on.
    const changes = { ...told, state: "published", title: "", body: "", replyId } as const;
    await tx.waitingPost.update({ where: { id }, data: changes, select: { id: true } });
    await record(tx, "forum.waiting.decided", { waitingId: id });
    await recordAudit(tx, { actorId: actor.id, action: "forum.waiting.decided", subject, data });
    return place;
  });
}

/** Locks a waiting post, its topic before it, in the order in which topics are merged; null when there is none. */
async function lockWaiting(tx: Tx, id: string): Promise<Waiting | null> {
  if (!isUuid(id)) return null;
  await tx.$queryRaw`
    SELECT t.id FROM topics t WHERE t.id = (SELECT topic_id FROM waiting_posts WHERE id = ${id}::uuid) FOR UPDATE`;
  // A statement of its own: it sees what was committed while the first one waited.
  const [row] = await tx.$queryRaw<Waiting[]>`
    SELECT w.id, w.author_id AS "authorId", coalesce(t.space_code, w.space_code) AS "spaceCode", w.topic_id AS "topicId", w.title,
           w.body, w.language, w.is_sealed AS "isSealed", w.tags, w.client_id AS "clientId", w.state::text, w.version,
           (SELECT u.name FROM ${allPeople} u WHERE u.id = w.decided_by_id) AS "decidedBy"
      FROM waiting_posts w LEFT JOIN topics t ON t.id = w.topic_id WHERE w.id = ${id}::uuid FOR UPDATE OF w`;
  return row ?? null;
}

function requireUndecided({ state, version, decidedBy }: Waiting, seen: number): void {
  if (state !== "waiting") {
    const values = { name: decidedBy ? isolate(decidedBy) : "–", decision: state };
    throw new AppError("forum.error.waiting_decided", 409, { values });
  }
  if (version !== seen) throw new AppError("forum.error.waiting_changed", 409);
}

async function publish(tx: Tx, waiting: Waiting, at: Date): Promise<Published & { replyId: string }> {
  const post = await preparePost(waiting);
  const { authorId, topicId, spaceCode, title, isSealed: sealed, tags } = waiting;
  await requireInUse(tx, spaceCode);
  if (topicId !== null) return publishReply(tx, { authorId, topicId, post, at });
  const written = await insertTopic(tx, { authorId, spaceCode, title, sealed, tags, post, at });
  const { publicId, slug, replyId } = written;
  return { publicId, slug, number: 0, replyId };
}

type Reply = { authorId: string; topicId: string; post: PreparedPost; at: Date };
type Row = Published & { eventId: bigint };

async function publishReply(tx: Tx, { authorId, topicId, post, at }: Reply): Promise<Published & { replyId: string }> {
  const id = newId(at.getTime());
  const isTopic = Prisma.sql`id = ${topicId}::uuid AND state = 'visible'`;
  const [row] = await tx.$queryRaw<Row[]>`
    WITH ${insertReplySql({ id, authorId, post, at }, isTopic)}
    SELECT public_id AS "publicId", slug, number, (SELECT id FROM event) AS "eventId" FROM topic`;
  if (!row) throw new AppError("forum.error.waiting_topic_gone", 409);
  const { eventId, ...place } = row;
  noteRecorded(tx, eventId);
  return { ...place, replyId: id };
}
