import { AppError, fieldError, forbidden } from "#app/infra/app-error.ts";
import { transaction } from "#app/infra/transaction.server.ts";
import type { MaybeActor } from "#app/modules/accounts/actor.ts";
import { requirePoster } from "#app/modules/accounts/policy.ts";
import { lockPoster } from "#app/modules/forum/lock-poster.server.ts";
import { canWriteIn } from "#app/modules/forum/policy.ts";
import { topicOutOfSight } from "#app/modules/forum/sight.server.ts";
import { hasEnded } from "#app/modules/forum/topics/poll-sql.server.ts";
import { spaceArchived } from "#app/modules/forum/spaces/require-space.server.ts";
import { getTopicFor, type TopicFacts } from "#app/modules/forum/topics/get-topic.server.ts";
import { Prisma } from "#prisma/generated/client.ts";

/**
 * Chooses answers of a topic's poll in the place of those that the actor chose before; none takes their vote back. Throws 401, 403 for
 * who may not write in the space, 404, 410, 409 "forum.error.poll_gone" and "forum.error.poll_closed", 400 "forum.error.poll_choice" for
 * an answer that there is not, and for several where one is asked for. Three SQL statements, four where something is chosen.
 */
export async function vote(
  maybe: MaybeActor,
  publicId: number,
  chosen: number[],
  { at = new Date() } = {},
): Promise<TopicFacts> {
  const actor = requirePoster(maybe);
  const { topic } = await getTopicFor(actor, publicId);
  if (topic.state !== "visible") throw topicOutOfSight(topic);
  if (topic.isArchived) throw spaceArchived();
  if (!canWriteIn(actor, { ...topic, code: topic.spaceCode })) throw forbidden("forum.error.not_a_member");
  return transaction(async (tx) => {
    // One person's votes come one after the other; a poll that is being ended lets those through that came before.
    await lockPoster(tx, actor);
    const [poll] = await tx.$queryRaw<{ isMultiple: boolean; isClosed: boolean; positions: number[] }[]>`
      SELECT poll.is_multiple AS "isMultiple", ${hasEnded(Prisma.sql`${at}::timestamptz`)} AS "isClosed",
             ARRAY(SELECT position FROM poll_options o WHERE o.topic_id = poll.topic_id) AS positions
        FROM polls poll WHERE topic_id = ${topic.id}::uuid FOR SHARE`;
    if (!poll) throw new AppError("forum.error.poll_gone", 409);
    if (poll.isClosed) throw new AppError("forum.error.poll_closed", 409);
    const isOffered = chosen.every((position) => poll.positions.includes(position));
    if (!isOffered || (chosen.length > 1 && !poll.isMultiple)) throw fieldError("answer", "forum.error.poll_choice");
    const mine = { topicId: topic.id, userId: actor.id };
    await tx.pollVote.deleteMany({ where: mine });
    if (chosen.length > 0)
      await tx.pollVote.createMany({ data: [...new Set(chosen)].map((position) => ({ ...mine, position })) });
    return topic;
  });
}
