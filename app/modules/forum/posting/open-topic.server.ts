import { forbidden, notFound } from "#app/infra/app-error.ts";
import { record, transaction } from "#app/infra/transaction.server.ts";
import type { MaybeActor } from "#app/modules/accounts/actor.ts";
import { requirePoster } from "#app/modules/accounts/policy.ts";
import { placed, placedColumns, requireTopic } from "#app/modules/forum/sight.server.ts";
import { recounting } from "#app/modules/forum/topics/recount-topic.server.ts";

/**
 * The author opens a sealed question, for ever: with its replies it is read by everybody who may read its space, counted there, and
 * told to whoever follows the space. Doing it again changes nothing. Returns the topic's slug. Throws 401, 403 for somebody else's,
 * 404, 410 for one that is out of sight.
 */
export async function openTopic(maybe: MaybeActor, publicId: number): Promise<{ slug: string }> {
  const actor = requirePoster(maybe);
  return transaction(async (tx) => {
    await tx.$queryRaw`SELECT id FROM topics WHERE public_id = ${publicId} FOR UPDATE`;
    const topic = await tx.topic.findUnique({
      where: { publicId },
      select: { id: true, slug: true, ...placedColumns },
    });
    if (!topic) throw notFound();
    requireTopic(actor, placed(topic), { onlyVisible: true });
    if (actor.id !== topic.authorId) throw forbidden("forum.error.open_others");
    const { id, slug } = topic;
    if (topic.sealedAt === null) return { slug };
    await recounting(tx, [id], () =>
      tx.topic.update({ where: { id }, data: { sealedAt: null }, select: { id: true } }),
    );
    await record(tx, "forum.topic.opened", { topicId: id });
    return { slug };
  });
}
