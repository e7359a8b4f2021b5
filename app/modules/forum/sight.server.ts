import { AppError, notFound } from "#app/infra/app-error.ts";
import { Prisma } from "#prisma/generated/client.ts";
import type { Actor, MaybeActor } from "#app/modules/accounts/actor.ts";
import { unwantedBy } from "#app/modules/accounts/blocks/unwanted.server.ts";
import { isActive } from "#app/modules/accounts/policy.ts";
import { spacePath, topicPath } from "#app/modules/forum/paths.ts";
import { canSeeTopic, isAdmitted, type JoinMode, keepsForum, type PlacedTopic } from "#app/modules/forum/policy.ts";
import { gonePostWords, goneTopicWords, type PostState } from "#app/modules/forum/post-state.ts";

/*
 * What people may read of the forum is said here and nowhere else: every list, page, count, mail and digest reads topics and
 * posts through these. Each stands where a table would, with a name behind it (`FROM ${visibleTopics(actor)} t`); PostgreSQL
 * folds it into the statement around it. What everybody may read, as pages of guests show it, is what `null` may read.
 */

const { sql } = Prisma;

// Found once for a statement, so that a guest's lists cost what they cost before there were such spaces.
const closedSpaces = sql`SELECT code FROM spaces WHERE join_mode = 'members'`;

/** SQL: whether the actor may see a row of `spaces`. */
function seesSpace(actor: MaybeActor): Prisma.Sql {
  if (keepsForum(actor)) return sql`true`;
  const own = isActive(actor) ? actor.memberOf : [];
  return own.length === 0 ? sql`join_mode <> 'members'` : sql`(join_mode <> 'members' OR code = ANY(${own}))`;
}

/** SQL: whether the actor may read a row of `topics`; the same in words is `isAdmitted`, with its state. */
export function seesTopic(actor: MaybeActor): Prisma.Sql {
  if (keepsForum(actor)) return sql`state = 'visible'`;
  if (!isActive(actor)) return sql`state = 'visible' AND sealed_at IS NULL AND space_code NOT IN (${closedSpaces})`;
  const { id, memberOf, facilitates } = actor;
  const kept = facilitates.length === 0 ? Prisma.empty : sql`OR space_code = ANY(${facilitates})`;
  const own = memberOf.length === 0 ? Prisma.empty : sql`OR space_code = ANY(${memberOf})`;
  return sql`state = 'visible' AND (sealed_at IS NULL OR author_id = ${id}::uuid ${kept})
             AND (space_code NOT IN (${closedSpaces}) ${own})`;
}

/** SQL: that a row of `topics` stands where people write: in no archived space. */
export const isInUse = sql`space_code NOT IN (SELECT code FROM spaces WHERE archived_at IS NOT NULL)`;

/**
 * SQL: whether the actor may write in a topic that they may read, by its row: who belongs to its space, where not everybody writes, in a
 * closed one who facilitates it, and nobody where the space is archived. The same in words is `canReplyTo`.
 */
export function writesInTopic(actor: Actor): Prisma.Sql {
  if (keepsForum(actor)) return isInUse;
  const { memberOf, facilitates } = actor;
  const kept = facilitates.length === 0 ? Prisma.empty : sql`OR space_code = ANY(${facilitates})`;
  return sql`(space_code = ANY(${memberOf}) OR space_code NOT IN (SELECT code FROM spaces WHERE join_mode <> 'open'))
             AND (closed_at IS NULL ${kept}) AND ${isInUse}`;
}

/** SQL: the spaces that the actor may see. */
export function visibleSpaces(actor: MaybeActor): Prisma.Sql {
  return sql`(SELECT * FROM spaces WHERE ${seesSpace(actor)})`;
}

/** SQL: the topics that the actor may read. */
export function visibleTopics(actor: MaybeActor): Prisma.Sql {
  return sql`(SELECT * FROM topics WHERE ${seesTopic(actor)})`;
}

/** SQL: the topics that whoever may read this one, once it is open, may read as well: those of its space and what everybody reads. */
export function topicsBeside(topicId: string): Prisma.Sql {
  const space = sql`(SELECT space_code FROM topics WHERE id = ${topicId}::uuid)`;
  return sql`(SELECT * FROM topics WHERE ${seesTopic(null)} OR state = 'visible' AND sealed_at IS NULL AND space_code = ${space})`;
}

/** SQL: the topics that the figures of their spaces count: no sealed ones, whoever looks. */
export const countedTopics = sql`(SELECT * FROM topics WHERE state = 'visible' AND sealed_at IS NULL)`;

/**
 * SQL: the topics that stand in sight of somebody; not everybody. For what is read once for many people: whoever shows it to one of
 * them asks `isAdmitted` or `personReads` before.
 */
export const presentTopics = sql`(SELECT * FROM topics WHERE state = 'visible')`;

/** SQL: the posts of these topics that are visible by themselves. */
export const presentPosts = sql`(
  SELECT post.* FROM replies post JOIN topics its ON its.id = post.topic_id
   WHERE post.state = 'visible' AND its.state = 'visible')`;

/** SQL: whether the person `u`, a row of `allPeople`, may read the present topic `t`. */
export const personReads = sql`(
  u.role IN ('moderator', 'administrator')
  OR (t.sealed_at IS NULL OR t.author_id = u.id OR t.space_code = ANY(u.facilitates))
     AND (t.space_code NOT IN (${closedSpaces}) OR t.space_code = ANY(u.member_of)))`;

/** SQL: whether the person `u`, a row likewise, may see the space of this code. */
export function personSeesSpace(code: string): Prisma.Sql {
  return sql`(u.role IN ('moderator', 'administrator') OR ${code} NOT IN (${closedSpaces}) OR ${code} = ANY(u.member_of))`;
}

/** SQL: the posts that are visible by themselves: of a topic that was found in sight, or wherever it stands. */
export const visibleReplies = Prisma.sql`(SELECT * FROM replies WHERE state = 'visible')`;

/** SQL: the translations that are visible by themselves: of a post that was found in sight. */
export const visibleTranslations = Prisma.sql`(SELECT * FROM post_translations WHERE state = 'visible')`;

/** SQL: the statements that are visible by themselves: of the consultation of a topic that was found in sight. */
export const visibleStatements = Prisma.sql`(SELECT * FROM consultation_statements WHERE state = 'visible')`;

/** The same for Prisma: `where: { publicId, ...isVisible }`. */
export const isVisible = { state: "visible" } as const;

/**
 * SQL: how many replies of the topic `t` after the number `last` are not new to the actor: those that nobody may read there, and those of
 * people whom the actor has muted or blocked.
 */
export function outOfSightAfter(actor: MaybeActor, last: Prisma.Sql): Prisma.Sql {
  const unwanted = actor ? unwantedBy(actor.id) : null;
  // Counted where there is something to leave out: for most people only in topics that have lost a reply.
  const anyUnwanted = unwanted ? sql`OR ${unwanted} <> '{}'` : Prisma.empty;
  const isUnwanted = unwanted ? sql`OR unseen.author_id = ANY(${unwanted})` : Prisma.empty;
  return sql`
    CASE WHEN t.reply_count < t.last_reply_number ${anyUnwanted}
         THEN (SELECT count(*)::int FROM replies unseen
                WHERE unseen.topic_id = t.id AND unseen.number > greatest(${last}, 0)
                  AND (unseen.state <> 'visible' ${isUnwanted}))
              + (SELECT count(*)::int FROM post_places split
                  WHERE split.topic_number = t.public_id AND split.number > greatest(${last}, 0))
         ELSE 0 END`;
}

/**
 * Throws for a topic that the actor may not see: 404 for one that is not for them, as if it were not there; 410 in words for one that
 * was taken out of sight. `onlyVisible`: also where they are one of the few who see what is out of sight. `post`: its opening post with the reason,
 * which its author is told.
 */
export function requireTopic(
  actor: MaybeActor,
  topic: PlacedTopic & { state: PostState },
  { onlyVisible = false, post }: { onlyVisible?: boolean; post?: OwnGone | null } = {},
): void {
  if (!isAdmitted(actor, topic)) throw notFound();
  const isSeen = onlyVisible ? topic.state === "visible" : canSeeTopic(actor, topic);
  if (!isSeen) throw topicOutOfSight(topic, actor?.id === topic.authorId ? post : null);
}

/** For Prisma: what `requireTopic` asks of a topic. */
export const placedColumns = {
  authorId: true,
  spaceCode: true,
  state: true,
  sealedAt: true,
  space: { select: { joinMode: true } },
} as const;

type PlacedRow = {
  authorId: string;
  spaceCode: string;
  state: PostState;
  sealedAt: Date | null;
  space: { joinMode: JoinMode };
};

/** The same as `requireTopic` takes it. */
export function placed({ authorId, spaceCode, state, sealedAt, space }: PlacedRow): PlacedTopic & { state: PostState } {
  return { authorId, spaceCode, state, isSealed: sealedAt !== null, joinMode: space.joinMode };
}

/** A post of one's own that somebody else took out of sight, with what its author was told. */
export type OwnGone = { id: string; reason: string };

/** What the 410 of a topic or a post carries beside its words: in which space it stood, and for its author what was decided. */
export type Gone = { spaceCode: string; own?: OwnGone | null };

/**
 * What whoever asks for a topic that is out of their sight is told: 410 in words, with the way back to its space; 404 for what was never
 * seen. `own` is for its author only.
 */
export function topicOutOfSight(
  { state, spaceCode }: { state: PostState; spaceCode: string },
  own?: OwnGone | null,
): AppError {
  if (state === "visible" || state === "waiting") return notFound();
  const data = { spaceCode, own } satisfies Gone;
  return new AppError(goneTopicWords[state], 410, { data, ways: [backTo(spaceCode)] });
}

const backTo = (spaceCode: string) => ({ href: spacePath(spaceCode), label: "forum.topic.all_here" }) as const;

/** The topic that another one was merged into. */
export type MergedTopic = { publicId: number; slug: string };

/** What whoever writes in a topic that was merged into another one is told: 410, with that one. */
export function topicMerged(into: MergedTopic): AppError {
  return new AppError("forum.error.topic_merged", 410, { data: { into } });
}

type PlacedPost = {
  id: string;
  authorId: string;
  state: PostState;
  stateReason: string | null;
  topic: { publicId: number; slug: string; spaceCode: string };
};

/** The same of a single post of a topic that the actor may see, with the way back to that, too. */
export function postOutOfSight(actor: MaybeActor, post: PlacedPost): AppError {
  const { id, authorId, state, stateReason: reason, topic } = post;
  if (state === "visible" || state === "waiting") return notFound();
  const own = actor?.id === authorId && reason !== null ? { id, reason } : null;
  const data = { spaceCode: topic.spaceCode, own } satisfies Gone;
  const toTopic = { href: topicPath(topic), label: "forum.post.its_topic" } as const;
  return new AppError(gonePostWords[state], 410, { data, ways: [toTopic, backTo(topic.spaceCode)] });
}
