import { fieldError } from "#app/infra/app-error.ts";
import { recordAudit } from "#app/infra/audit.server.ts";
import type { Tx } from "#app/infra/db.server.ts";
import { record, transaction } from "#app/infra/transaction.server.ts";
import type { MaybeActor } from "#app/modules/accounts/actor.ts";
import { requireActive } from "#app/modules/accounts/policy.ts";
import type { SplitInput } from "#app/modules/forum/schemas.ts";
import { spaceArchived } from "#app/modules/forum/spaces/require-space.server.ts";
import { topicSlug } from "#app/modules/forum/slug.ts";
import { recounting } from "#app/modules/forum/topics/recount-topic.server.ts";
import { type LockedTopic, lockTopics } from "#app/modules/forum/topics/lock-topics.server.ts";
import { movePosts } from "./move-posts.server.ts";

/**
 * Makes a new topic of replies of another one, in the same space: the first of them opens it, and its author is the topic's. In the
 * old topic a line leads from the place of each to where it stands now; the old addresses lead there, too. Whoever had read them
 * has read them, and whoever followed the old topic follows the new one. Numbers that are no visible replies are passed over.
 * Leaves an audit line. Throws 401, 403 for who does not facilitate the space, 404, 410, 400 "forum.error.split_none" when no reply is
 * left, 409 "forum.error.space_archived".
 */
export async function splitTopic(
  maybe: MaybeActor,
  publicId: number,
  { numbers, title }: SplitInput,
  { at = new Date() } = {},
): Promise<{ publicId: number; slug: string; number: 0 }> {
  const actor = requireActive(maybe);
  return transaction(async (tx) => {
    const [from] = (await lockTopics(tx, actor, [publicId])) as [LockedTopic];
    if (from.isArchived) throw spaceArchived();
    const posts = await tx.reply.findMany({
      where: { topicId: from.id, number: { in: numbers, gt: 0 }, state: "visible" },
      orderBy: { number: "asc" },
      select: { id: true, number: true, authorId: true, language: true, createdAt: true },
    });
    const [first] = posts;
    if (!first) throw fieldError("numbers", "forum.error.split_none");
    const { spaceCode, sealedAt } = from;
    const { authorId, language, createdAt } = first;
    const slug = topicSlug(title);
    const data = { spaceCode, sealedAt, authorId, title, slug, language, createdAt, lastReplyAt: createdAt };
    // Out of sight until its posts are there: what is counted of the space sees it come into sight whole.
    const made = await tx.topic.create({
      data: { ...data, state: "waiting", lastReplyNumber: posts.length - 1 },
      select: { id: true, publicId: true, slug: true },
    });
    await recounting(tx, [from.id, made.id], async () => {
      const ids = posts.map(({ id }) => id);
      await movePosts(tx, from, ids, { id: made.id, number: 0 }, at);
      await tx.topic.update({ where: { id: made.id }, data: { state: "visible" }, select: { id: true } });
    });
    await record(tx, "forum.post.rewritten", { replyId: first.id });
    await splitReaders(tx, from.id, made.id, posts);
    const line = { title: from.title, space: spaceCode, into: title, count: posts.length };
    await recordAudit(tx, {
      actorId: actor.id,
      action: "forum.topic.split",
      subject: `topic:${from.id}`,
      data: line,
    });
    return { publicId: made.publicId, slug: made.slug, number: 0 };
  });
}

async function splitReaders(tx: Tx, fromId: string, intoId: string, posts: { number: number }[]): Promise<void> {
  const numbers = posts.map(({ number }) => number);
  await tx.$executeRaw`
    INSERT INTO topic_readers (user_id, topic_id, last_read, level, told_at_once)
    SELECT r.user_id, ${intoId}::uuid, (SELECT count(*)::int FROM unnest(${numbers}::int[]) n WHERE n <= r.last_read) - 1, r.level,
           r.told_at_once
      FROM topic_readers r WHERE r.topic_id = ${fromId}::uuid`;
}
