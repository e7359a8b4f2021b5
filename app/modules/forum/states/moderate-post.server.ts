import type { Db, Tx } from "#app/infra/db.server.ts";
import { excerpt } from "#app/lib/markdown.ts";
import { isUuid } from "#app/lib/uuid.ts";
import type { MaybeActor } from "#app/modules/accounts/actor.ts";
import { allPeople } from "#app/modules/accounts/people.server.ts";
import { replyPath, topicPath } from "#app/modules/forum/paths.ts";
import type { Moderated, PostState } from "#app/modules/forum/post-state.ts";
import { postOutOfSight, topicOutOfSight, visibleReplies } from "#app/modules/forum/sight.server.ts";
import { getTopicFor } from "#app/modules/forum/topics/get-topic.server.ts";
import { Prisma } from "#prisma/generated/client.ts";
import { erasePosts } from "./erase-post.server.ts";
import { lockPost, setPostState } from "./set-post-state.server.ts";

/** A post as those see it who decide about it, whatever its state. */
export type PostToModerate = {
  id: string;
  number: number;
  topicId: string;
  publicId: number;
  slug: string;
  title: string;
  spaceCode: string;
  authorId: string;
  authorName: string;
  authorHandle: string;
  body: string;
  html: string;
  language: string;
  version: number;
  state: PostState;
  topicState: PostState;
  createdAt: Date;
  /** What stands before it in its topic, shortened; null for an opening post. */
  before: { name: string; text: string } | null;
  href: string;
};

/** Which posts: by their own ids, or the opening post of a topic by the number that people see. */
type Which = { ids: readonly string[] } | { publicId: number };

/** Posts with their places; those that are not there are left out. One SQL statement. */
export async function findPostsToModerate(client: Db, which: Which): Promise<PostToModerate[]> {
  const asked =
    "ids" in which
      ? Prisma.sql`p.id = ANY(${which.ids.filter(isUuid)}::uuid[])`
      : Prisma.sql`p.number = 0 AND p.topic_id = (SELECT id FROM topics WHERE public_id = ${which.publicId})`;
  type Row = Omit<PostToModerate, "before" | "href"> & { beforeName: string | null; beforeBody: string | null };
  const rows = await client.$queryRaw<Row[]>`
    SELECT p.id, p.number, t.id AS "topicId", t.public_id AS "publicId", t.slug, t.title, t.space_code AS "spaceCode",
           p.author_id AS "authorId", u.name AS "authorName", u.handle AS "authorHandle", p.body, p.html, p.language,
           p.version, p.state::text, t.state::text AS "topicState", p.created_at AS "createdAt",
           earlier.name AS "beforeName", earlier.body AS "beforeBody"
      FROM replies p JOIN topics t ON t.id = p.topic_id JOIN ${allPeople} u ON u.id = p.author_id
      LEFT JOIN LATERAL (
        SELECT w.name, e.body FROM ${visibleReplies} e JOIN ${allPeople} w ON w.id = e.author_id
         WHERE e.topic_id = p.topic_id AND e.number < p.number ORDER BY e.number DESC LIMIT 1) earlier ON true
     WHERE ${asked}`;
  return rows.map(({ beforeName, beforeBody, ...post }) => ({
    ...post,
    before: beforeName && beforeBody ? { name: beforeName, text: excerpt(beforeBody, 280) } : null,
    href: post.number === 0 ? topicPath(post) : replyPath(post, post.number),
  }));
}

/** Throws 404 for a post that the actor may not see or that waits, 410 in words for one that is gone. One SQL statement. */
export async function requirePostInSight(actor: MaybeActor, post: PostToModerate): Promise<void> {
  const { topic } = await getTopicFor(actor, post.publicId);
  if (topic.state !== "visible") throw topicOutOfSight(topic);
  if (post.state !== "visible") throw postOutOfSight(actor, { ...post, stateReason: null, topic });
}

/**
 * Locks a post, shows what `decide` makes of its state, and brings it there, all in the caller's transaction; null for a post
 * that is gone, or when `decide` leaves it as it is. Purging erases its words for good, as `erasePosts`.
 */
export async function moderatePost(
  tx: Tx,
  id: string,
  decide: (state: PostState) => Moderated | null,
): Promise<Moderated["to"] | null> {
  const post = await lockPost(tx, id);
  if (!post) return null;
  const change = decide(post.state);
  if (!change) return null;
  if (change.to === "purged") await erasePosts(tx, [post], post.topicId, change.at);
  await setPostState(tx, post, change);
  return change.to;
}
