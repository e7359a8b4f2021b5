import { AppError } from "#app/infra/app-error.ts";
import type { Tx } from "#app/infra/db.server.ts";
import type { Actor } from "#app/modules/accounts/actor.ts";
import { Prisma } from "#prisma/generated/client.ts";
import { limitsFor, sameTextMinutes } from "#app/modules/forum/limits.ts";
import { refuseUntil } from "#app/modules/forum/refuse-until.ts";
import type { HeldPost } from "#app/modules/forum/waiting/hold-post.server.ts";

/** Seconds. */
const day = 86_400;

/** Where a post stands. */
type PostTarget = { topicId: string; publicId: number; slug: string; number: number };

/**
 * What became of a post that was sent. `repeated`: the same client id had been sent before, and this is the first post.
 * `sameText`: whether it says what was sent now.
 */
export type PostedResult = PostTarget & { repeated: boolean; sameText: boolean };

/** What became of it when it may wait for a facilitator, too. */
export type Sent = PostedResult | HeldPost;

/** An earlier post of a person, and by what it is found; one that waits ("held") has its own id in the place of its topic's. */
export type EarlierPost = PostTarget & {
  why: "held" | "client" | "text" | "reply" | "topic" | "day" | "replies";
  bodyHash: string;
  createdAt: Date;
};

/** A post that is about to be written, with all that decides whether it may be. */
export type PostAttempt = { kind: "topic" | "reply"; clientId: string; bodyHash: string; at: Date };

/**
 * The first post when the same client id was sent before, also one that waits, else null. Throws 409 "forum.error.same_text" when the person
 * said the same within five minutes (`data` is the place of the first), 429 "forum.error.too_fast" or
 * "forum.error.topics_per_day" or, for new people, "forum.error.replies_per_day" with the seconds to wait. Call it under `lockPoster`.
 */
export async function checkPosting(tx: Tx, actor: Actor, attempt: PostAttempt): Promise<Sent | null> {
  return judgePosting(await tx.$queryRaw<EarlierPost[]>`${earlierPosts(actor, attempt)}`, actor, attempt);
}

/** `checkPosting` by the rows of `earlierPosts`. */
export function judgePosting(earlier: EarlierPost[], actor: Actor, attempt: PostAttempt): Sent | null {
  const find = (why: EarlierPost["why"]) => earlier.find((post) => post.why === why);
  const first = find("client");
  if (first) return { ...targetOf(first), repeated: true, sameText: first.bodyHash === attempt.bodyHash };
  const held = find("held");
  if (held) return { waitingId: held.topicId, repeated: true, sameText: held.bodyHash === attempt.bodyHash };
  const same = find("text");
  if (same) throw new AppError("forum.error.same_text", 409, { data: targetOf(same) });
  const limits = limitsFor(actor);
  if (!limits) return null;
  const isTopic = attempt.kind === "topic";
  const pause = isTopic ? limits.secondsBetweenTopics : limits.secondsBetweenReplies;
  refuseUntil(find(attempt.kind)?.createdAt, pause, attempt.at, "forum.error.too_fast");
  if (isTopic) refuseUntil(find("day")?.createdAt, day, attempt.at, "forum.error.topics_per_day");
  else refuseUntil(find("replies")?.createdAt, day, attempt.at, "forum.error.replies_per_day");
  return null;
}

/** The post that stands. Throws 409 "forum.error.waiting_first" for one that waits: whoever needs its number goes on once it is let through. */
export function requirePosted(sent: Sent): PostedResult {
  if ("waitingId" in sent) throw new AppError("forum.error.waiting_first", 409);
  return sent;
}

function targetOf({ topicId, publicId, slug, number }: PostTarget): PostTarget {
  return { topicId, publicId, slug, number };
}

/** SQL: whether a reply may be written, by the rows of `earlierPosts` named `earlier`: when `judgePosting` neither finds nor throws. */
export function mayReplySql(actor: Actor, at: Date): Prisma.Sql {
  const since = new Date(at.getTime() - (limitsFor(actor)?.secondsBetweenReplies ?? 0) * 1000);
  const isEnough = limitsFor(actor)?.repliesPerDay
    ? Prisma.sql`OR (why = 'replies' AND "createdAt" > ${new Date(at.getTime() - day * 1000)})`
    : Prisma.empty;
  return Prisma.sql`NOT EXISTS (
    SELECT 1 FROM earlier
     WHERE why IN ('held', 'client', 'text') OR (${limitsFor(actor) !== null} AND why = 'reply' AND "createdAt" > ${since}) ${isEnough})`;
}

/** SQL: the post of this client id, or what waits under it, the same text of late, the last reply, the last topic, the day's count. */
export function earlierPosts(actor: Actor, { clientId, bodyHash, at }: PostAttempt): Prisma.Sql {
  const since = new Date(at.getTime() - sameTextMinutes * 60_000);
  const { topicsPerDay = 1, repliesPerDay = null } = limitsFor(actor) ?? {};
  const dayOfReplies = repliesPerDay
    ? Prisma.sql`
        UNION ALL
        (SELECT 'replies', topic_id, number, body_hash, created_at FROM replies
          WHERE author_id = ${actor.id}::uuid AND number > 0 ORDER BY created_at DESC OFFSET ${repliesPerDay - 1} LIMIT 1)`
    : Prisma.empty;
  return Prisma.sql`
    SELECT e.why, t.id AS "topicId", t.public_id AS "publicId", t.slug, e.number, e.body_hash AS "bodyHash",
           e.created_at AS "createdAt"
      FROM (
        (SELECT 'client' AS why, topic_id, number, body_hash, created_at FROM replies
          WHERE author_id = ${actor.id}::uuid AND client_id = ${clientId})
        UNION ALL
        (SELECT 'text', topic_id, number, body_hash, created_at FROM replies
          WHERE author_id = ${actor.id}::uuid AND body_hash = ${bodyHash} AND created_at > ${since}
            AND state <> 'deleted'
          ORDER BY created_at LIMIT 1)
        UNION ALL
        (SELECT 'reply', topic_id, number, body_hash, created_at FROM replies
          WHERE author_id = ${actor.id}::uuid AND number > 0 ORDER BY created_at DESC LIMIT 1)
        UNION ALL
        (SELECT 'topic', id, 0, '', created_at FROM topics
          WHERE author_id = ${actor.id}::uuid ORDER BY created_at DESC LIMIT 1)
        UNION ALL
        (SELECT 'day', id, 0, '', created_at FROM topics
          WHERE author_id = ${actor.id}::uuid ORDER BY created_at DESC OFFSET ${topicsPerDay - 1} LIMIT 1)
        ${dayOfReplies}
      ) e JOIN topics t ON t.id = e.topic_id
    UNION ALL
    SELECT 'held', id, 0, '', 0, body_hash, sent_at FROM waiting_posts
     WHERE author_id = ${actor.id}::uuid AND client_id = ${clientId} AND state <> 'published'`;
}
