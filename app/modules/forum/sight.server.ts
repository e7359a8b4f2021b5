import { AppError, notFound } from "#app/infra/app-error.ts";
import { Prisma } from "#prisma/generated/client.ts";
import { goneTopicWords, type PostState } from "#app/modules/forum/post-state.ts";

/*
 * What people may read of the forum is said here and nowhere else: every list, page, count, mail and digest reads topics and
 * posts through these. Each stands where a table would, with a name behind it (`FROM ${visibleTopics} t`); PostgreSQL folds it
 * into the statement around it.
 */

/** SQL: the topics that everybody may see. */
export const visibleTopics = Prisma.sql`(SELECT * FROM topics WHERE state = 'visible')`;

/** SQL: the posts that everybody may read, in topics that everybody may see. */
export const visiblePosts = Prisma.sql`(
  SELECT post.* FROM replies post JOIN topics its ON its.id = post.topic_id
   WHERE post.state = 'visible' AND its.state = 'visible')`;

/** SQL: the posts that are visible by themselves: of a topic that was found in sight, or wherever it stands. */
export const visibleReplies = Prisma.sql`(SELECT * FROM replies WHERE state = 'visible')`;

/** The same for Prisma: `where: { publicId, ...isVisible }`. */
export const isVisible = { state: "visible" } as const;

/** SQL: how many replies of the topic `t` after the number `last` nobody may read: they are not new to anybody. */
export function outOfSightAfter(last: Prisma.Sql): Prisma.Sql {
  return Prisma.sql`
    CASE WHEN t.reply_count < t.last_reply_number
         THEN (SELECT count(*)::int FROM replies unseen
                WHERE unseen.topic_id = t.id AND unseen.number > greatest(${last}, 0) AND unseen.state <> 'visible')
         ELSE 0 END`;
}

/** What whoever asks for a topic that is out of their sight is told: 410 in words, 404 for what was never seen. */
export function topicOutOfSight(state: PostState, data?: { spaceCode: string }): AppError {
  if (state === "visible" || state === "waiting") return notFound();
  return new AppError(goneTopicWords[state], 410, { data });
}

/** The same of a single post. */
export function postOutOfSight(state: PostState): AppError {
  if (state === "waiting") return notFound();
  if (state === "deleted") return new AppError("forum.error.post_deleted", 410);
  return new AppError(state === "hidden" ? "forum.error.post_hidden" : "forum.error.post_removed", 410);
}
