import { AppError, movedTo, notFound } from "#app/infra/app-error.ts";
import { db } from "#app/infra/db.server.ts";
import type { MaybeActor } from "#app/modules/accounts/actor.ts";
import { feedPaths } from "#app/modules/forum/feeds/paths.ts";
import { handlesLinkedIn, markdownRendererVersion, renderPost } from "#app/modules/forum/render-post.server.ts";
import { presentPosts } from "#app/modules/forum/sight.server.ts";
import { requireSpace, type SpaceDoor } from "#app/modules/forum/spaces/require-space.server.ts";
import { findNewPlace } from "#app/modules/forum/topics/find-new-place.server.ts";
import { getTopicFor, listPosts, type TopicFacts } from "#app/modules/forum/topics/get-topic.server.ts";
import { listForumFor } from "#app/modules/forum/topics/list-forum.server.ts";
import { listTopicsFor } from "#app/modules/forum/topics/list-topics.server.ts";
import type { TopicRow } from "#app/modules/forum/topics/select-topics.server.ts";

/** A topic in a feed: what its list says of it, and its opening post. */
export type FeedTopic = Pick<
  TopicRow,
  | "id"
  | "publicId"
  | "slug"
  | "title"
  | "language"
  | "createdAt"
  | "authorName"
  | "authorHandle"
  | "tags"
  | "replyCount"
> & {
  /** When it last moved: somebody replied or changed its opening post. */
  movedAt: Date;
  html: string;
};

/** A post in the feed of its topic; the number 0 is the opening post. */
export type FeedPost = {
  id: string;
  number: number;
  html: string;
  language: string;
  createdAt: Date;
  editedAt: Date | null;
  authorName: string;
  authorHandle: string;
};

/** Topics in a feed. */
const feedLength = 30;

/**
 * The topics of a space that moved last, the newest first, for programs that read feeds. Sealed ones stand in no feed, whoever asks: it
 * is copied to where nobody can open or close anything any more. Nor do those begun by people
 * whom the actor has muted or blocked. Throws 404 for a space that the actor may not see.
 */
export async function getSpaceFeed(
  actor: MaybeActor,
  code: string,
): Promise<{ space: SpaceDoor; topics: FeedTopic[] }> {
  const space = await requireSpace(actor, code);
  const { topics } = await listTopicsFor(actor, code, { limit: feedLength, isWanted: true });
  return { space, topics: await withOpenings(topics) };
}

/** The same of all spaces together, or of a tag; 404 for a tag of nothing that the actor may read. */
export async function getForumFeed(actor: MaybeActor, tag: string | null = null): Promise<FeedTopic[]> {
  const { topics } = await listForumFor(actor, { tag, limit: feedLength });
  if (tag !== null && topics.length === 0) throw notFound();
  return withOpenings(topics);
}

/**
 * The newest posts of a topic, the newest first: at most 20, and with them the opening post where it belongs to these. Throws 404, also for a
 * sealed topic, and 410 as its page does, and 301 to the feed of the topic that it was merged into.
 */
export async function getTopicFeed(
  actor: MaybeActor,
  publicId: number,
): Promise<{ topic: TopicFacts; posts: FeedPost[] }> {
  const { topic } = await getTopicFor(actor, publicId).catch(async (error: unknown) => {
    const place = error instanceof AppError && error.status === 301 ? await findNewPlace(actor, publicId, 0) : null;
    throw place ? movedTo(feedPaths.topic(place.publicId)) : error;
  });
  if (topic.isSealed) throw notFound();
  const { posts } = await listPosts(actor, topic, { before: topic.lastReplyNumber + 1 });
  const shown = posts.flatMap((post) => (post.state === "visible" && !post.isUnwanted ? [post] : []));
  return { topic, posts: shown.reverse() };
}

/** Leaves out whatever has no opening post that may stand in a feed. */
async function withOpenings(rows: TopicRow[]): Promise<FeedTopic[]> {
  const ids = rows.map(({ id }) => id);
  type Opening = { topicId: string; html: string; stale: string | null; language: string; editedAt: Date | null };
  const openings = await db().$queryRaw<Opening[]>`
    SELECT p.topic_id AS "topicId", p.html, p.language, p.edited_at AS "editedAt",
           CASE WHEN p.renderer_version <> ${markdownRendererVersion} THEN p.body END AS stale
      FROM ${presentPosts} p JOIN topics t ON t.id = p.topic_id
     WHERE p.topic_id = ANY(${ids}::uuid[]) AND p.number = 0 AND t.sealed_at IS NULL`;
  const byTopic = new Map(openings.map((opening) => [opening.topicId, opening]));
  const found = rows.flatMap((row) => {
    const opening = byTopic.get(row.id);
    if (!opening) return [];
    const { html, stale, language, editedAt } = opening;
    const movedAt = editedAt && editedAt > row.lastReplyAt ? editedAt : row.lastReplyAt;
    // Written by an older renderer: shown as today's would.
    return [{ ...row, movedAt, html: stale === null ? html : renderPost(stale, language, handlesLinkedIn(html)) }];
  });
  // Pinned topics stand first in a list of people, and nowhere special in a feed.
  return found.sort((one, other) => other.movedAt.getTime() - one.movedAt.getTime());
}
