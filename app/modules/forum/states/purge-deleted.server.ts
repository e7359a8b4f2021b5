import { db } from "#app/infra/db.server.ts";
import { transaction } from "#app/infra/transaction.server.ts";
import { type PostState, restoreDays } from "#app/modules/forum/post-state.ts";
import { isInTime } from "./delete-post.server.ts";
import { erasePosts } from "./erase-post.server.ts";
import { lockPost } from "./set-post-state.server.ts";

export const purgeBatch = 100;

/**
 * The posts and translations about which somebody still has to decide, by their ids. Moderation knows, which stands above the forum: the
 * sweep is given it.
 */
export type ListUndecided = () => Promise<string[]>;

/**
 * Sweep: erases what its author has deleted, once it can be restored no more: posts, topics with all that their authors wrote in them, and
 * translations that were withdrawn. In its place stands what stood there, that it is deleted; its number is never given again. What is
 * still to be decided about keeps its words until then, and so does the whole of a topic in which there is such a post or translation. Returns how many; run again, or by several at once, it erases nothing twice.
 */
export async function purgeDeleted(listUndecided: ListUndecided, { at = new Date() } = {}): Promise<number> {
  const before = new Date(at.getTime() - restoreDays * 86_400_000);
  const undecided = await listUndecided();
  // A topic goes as a whole, so that nothing of it is left which no later run would find: all of it waits for what is undecided in it.
  const posts = await db().$queryRaw<{ id: string }[]>`
    WITH waiting AS MATERIALIZED (
      SELECT id, topic_id FROM replies WHERE id = ANY(${undecided}::uuid[])
      UNION
      SELECT r.id, r.topic_id FROM post_translations x JOIN replies r ON r.id = x.reply_id
       WHERE x.id = ANY(${undecided}::uuid[]))
    SELECT p.id FROM replies p
     WHERE p.state = 'deleted' AND p.body <> '' AND p.state_at < ${before}
       AND NOT EXISTS (SELECT FROM waiting w WHERE w.id = p.id OR (p.number = 0 AND w.topic_id = p.topic_id))
     ORDER BY p.state_at LIMIT ${purgeBatch}`;
  for (const { id } of posts) await purgeOne(id, at);
  const translations = await db().$executeRaw`
    UPDATE post_translations SET title = NULL, body = '', html = '', version = version + 1
     WHERE id IN (SELECT id FROM post_translations
                   WHERE state = 'deleted' AND body <> '' AND state_at < ${before} AND id <> ALL(${undecided}::uuid[])
                   ORDER BY state_at LIMIT ${purgeBatch})`;
  return Math.max(posts.length, translations);
}

async function purgeOne(id: string, at: Date): Promise<void> {
  await transaction(async (tx) => {
    const post = await lockPost(tx, id);
    // It may be restored, or decided about, since it was found.
    if (post?.state !== "deleted" || isInTime(post, at)) return;
    const { topicId, authorId } = post;
    // No answer of others stood in sight when its author deleted the topic. What the author added goes along, hidden or not: all
    // that was to be decided about in the topic is decided. What others wrote stays.
    const along = { topicId, authorId, state: { in: ["visible", "deleted", "hidden"] as PostState[] } };
    const posts = await tx.reply.findMany({
      // Another run may have been faster.
      where: { ...(post.number === 0 ? along : { id }), body: { not: "" } },
      select: { id: true, number: true },
    });
    if (posts.length === 0) return;
    await erasePosts(tx, posts, topicId, at);
  });
}
