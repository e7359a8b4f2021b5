import { notFound } from "#app/infra/app-error.ts";
import type { Tx } from "#app/infra/db.server.ts";
import { record } from "#app/infra/transaction.server.ts";
import { levelAfterWriting } from "#app/modules/forum/level-sql.server.ts";
import { noteFiles } from "#app/modules/forum/files/note-files.server.ts";
import { topicSlug } from "#app/modules/forum/slug.ts";
import { writeTags } from "#app/modules/forum/tags/write-tags.server.ts";
import { Prisma } from "#prisma/generated/client.ts";
import type { PreparedPost } from "./prepare-post.server.ts";

type NewTopic = {
  authorId: string;
  spaceCode: string;
  title: string;
  sealed: boolean;
  tags: readonly string[];
  post: PreparedPost;
  at: Date;
};
type Inserted = { topicId: string; publicId: number; slug: string; replyId: string };

/**
 * Writes a topic with its tags and its opening post, which gives its author the level that beginning one gives, and records "forum.topic.posted". Whoever calls has judged who may,
 * and does nothing after it that takes long: every post in the space waits for this transaction. Throws 404 for a space that is not there.
 */
export async function insertTopic(tx: Tx, { post, authorId, at, ...topic }: NewTopic): Promise<Inserted> {
  const { spaceCode, title, sealed, tags } = topic;
  const about = { spaceCode, authorId, title, slug: topicSlug(title), language: post.language };
  const { id: topicId, ...named } = await tx.topic.create({
    data: { ...about, createdAt: at, lastReplyAt: at, sealedAt: sealed ? at : null },
    select: { id: true, publicId: true, slug: true },
  });
  const data = { ...post, authorId, topicId, number: 0, createdAt: at };
  const { id: replyId } = await tx.reply.create({ data, select: { id: true } });
  await noteFiles(tx, { replyId, body: post.body, by: authorId }, { isNew: true });
  // Before its author's level, which they have a say in.
  if (tags.length > 0) await writeTags(tx, topicId, tags);
  await tx.$executeRaw`
    INSERT INTO topic_readers (user_id, topic_id, last_read, level, told_at_once, updated_at)
    SELECT ${authorId}::uuid, ${topicId}::uuid, 0, chosen.level, chosen.told_at_once, ${at}
      FROM ${levelAfterWriting("topic", authorId, Prisma.sql`${topicId}::uuid`, Prisma.sql`${spaceCode}`)} chosen`;
  await record(tx, "forum.topic.posted", { topicId });
  // A sealed question is counted once it is opened.
  if (!sealed) {
    const counted = await tx.$executeRaw`
      UPDATE spaces
         SET topic_count = topic_count + 1, unanswered_count = unanswered_count + 1,
             last_activity_at = GREATEST(last_activity_at, ${at})
       WHERE code = ${spaceCode}`;
    if (counted !== 1) throw notFound();
  }
  return { topicId, ...named, replyId };
}
