import type { Tx } from "#app/infra/db.server.ts";
import { writeTags } from "#app/modules/forum/tags/write-tags.server.ts";

/**
 * Erases the words of posts of one topic for good: the text, its history and translations, the drafts of edits, and with the opening post
 * the title, the tags and the poll. The files go with the next sweep. Numbers stay, and so do quotations in posts of others. Call it under
 * the lock of the topic.
 */
export async function erasePosts(
  tx: Tx,
  posts: readonly { id: string; number: number }[],
  topicId: string,
  at: Date,
): Promise<void> {
  const ids = posts.map(({ id }) => id);
  const nothing = { body: "", html: "", version: { increment: 1 } };
  await tx.reply.updateMany({ where: { id: { in: ids } }, data: { ...nothing, bodyHash: "" } });
  await tx.replyRevision.deleteMany({ where: { replyId: { in: ids } } });
  await tx.postTranslation.updateMany({ where: { replyId: { in: ids } }, data: { ...nothing, title: null } });
  // The rows stay without their words, as ended ones do: what is saved late is turned away.
  await tx.postDraft.updateMany({
    where: { kind: "edit", target: { in: ids } },
    data: { title: "", body: "", clientId: "", endedAt: at, sequence: { increment: 1 } },
  });
  if (posts.every(({ number }) => number > 0)) return;
  await writeTags(tx, topicId, []);
  await tx.poll.deleteMany({ where: { topicId } });
  await tx.topic.update({ where: { id: topicId }, data: { title: "–", slug: "topic" }, select: { id: true } });
}
