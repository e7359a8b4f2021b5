import { AppError, forbidden } from "#app/infra/app-error.ts";
import type { Tx } from "#app/infra/db.server.ts";
import { recordAudit } from "#app/infra/audit.server.ts";
import { transaction } from "#app/infra/transaction.server.ts";
import type { MaybeActor } from "#app/modules/accounts/actor.ts";
import { requirePoster } from "#app/modules/accounts/policy.ts";
import { dayAhead } from "#app/modules/forum/day-ahead.ts";
import { canFacilitate, canMark } from "#app/modules/forum/policy.ts";
import { requireInUse, spaceArchived } from "#app/modules/forum/spaces/require-space.server.ts";
import { topicOutOfSight } from "#app/modules/forum/sight.server.ts";
import { getTopicFor, type TopicFacts } from "#app/modules/forum/topics/get-topic.server.ts";

/**
 * A topic whose poll the actor leads: who began the topic, and who facilitates its space. Throws 401, 403, 404, 410, 409
 * "forum.error.space_archived" where there is none yet and none can be made. One SQL statement.
 */
export async function getTopicToPoll(maybe: MaybeActor, publicId: number): Promise<TopicFacts> {
  const actor = requirePoster(maybe);
  const { topic } = await getTopicFor(actor, publicId);
  if (!canMark(actor, topic)) throw forbidden();
  if (topic.state !== "visible") throw topicOutOfSight(topic);
  if (topic.isArchived && topic.poll === null) throw spaceArchived();
  return topic;
}

export type NewPoll = {
  question: string;
  answers: string[];
  isMultiple: boolean;
  /** The day on which it ends as that begins, as 2027-01-31. */
  until: string | null;
};

/**
 * Asks a question with answers to choose from in a topic, until a day begins where the actor lives or until somebody ends it. Throws as
 * `getTopicToPoll`, 400 "forum.error.poll_until" for a day that has begun, 409 "forum.error.poll_there" where there is one.
 */
export async function makePoll(
  maybe: MaybeActor,
  publicId: number,
  { question, answers, isMultiple, until }: NewPoll,
  { at = new Date() } = {},
): Promise<TopicFacts> {
  const topic = await getTopicToPoll(maybe, publicId);
  const closesAt =
    until === null ? null : dayAhead(until, { zone: maybe!.zone, at, refusal: "forum.error.poll_until" });
  await transaction(async (tx) => {
    await requireInUse(tx, topic.spaceCode);
    const poll = { topicId: topic.id, question, isMultiple, closesAt, createdAt: at };
    if ((await tx.poll.createMany({ data: poll, skipDuplicates: true })).count === 0)
      throw new AppError("forum.error.poll_there", 409);
    const options = answers.map((label, index) => ({ topicId: topic.id, position: index + 1, label }));
    await tx.pollOption.createMany({ data: options });
  });
  return topic;
}

/**
 * Ends a poll for good, or lets people vote again (one that ended by its day, without an end). A vote that is given at the same moment
 * counts, or is refused. Throws as `getTopicToPoll`, 409 "forum.error.poll_gone",
 * "forum.error.space_archived" for one that would go on in an archived space.
 */
export async function closePoll(
  maybe: MaybeActor,
  publicId: number,
  set: "close" | "reopen",
  { at = new Date() } = {},
): Promise<TopicFacts> {
  const topic = await getTopicToPoll(maybe, publicId);
  return transaction(async (tx) => {
    if (set === "reopen") await requireInUse(tx, topic.spaceCode);
    await lockPoll(tx, topic);
    const where = { topicId: topic.id };
    if (set === "close") await tx.poll.updateMany({ where: { ...where, closedAt: null }, data: { closedAt: at } });
    else {
      await tx.poll.updateMany({ where, data: { closedAt: null } });
      await tx.poll.updateMany({ where: { ...where, closesAt: { lte: at } }, data: { closesAt: null } });
    }
    return topic;
  });
}

/**
 * Takes a poll away with its votes. Who began the topic can do so while nobody has voted (else 409 "forum.error.poll_voted"), a
 * facilitator always, which leaves an audit line. Throws as `closePoll`.
 */
export async function removePoll(maybe: MaybeActor, publicId: number): Promise<TopicFacts> {
  const topic = await getTopicToPoll(maybe, publicId);
  return transaction(async (tx) => {
    const { question } = await lockPoll(tx, topic);
    if (!canFacilitate(maybe, topic.spaceCode)) {
      if ((await tx.pollVote.count({ where: { topicId: topic.id } })) > 0)
        throw new AppError("forum.error.poll_voted", 409);
    } else {
      const data = { title: topic.title, space: topic.spaceCode, question };
      await recordAudit(tx, { actorId: maybe!.id, action: "forum.poll.removed", subject: `topic:${topic.id}`, data });
    }
    await tx.poll.delete({ where: { topicId: topic.id }, select: { topicId: true } });
    return topic;
  });
}

/** Locks the poll of a topic against votes until the transaction ends. */
async function lockPoll(tx: Tx, topic: { id: string }): Promise<{ question: string }> {
  const [poll] = await tx.$queryRaw<{ question: string }[]>`
    SELECT question FROM polls WHERE topic_id = ${topic.id}::uuid FOR UPDATE`;
  if (!poll) throw new AppError("forum.error.poll_gone", 409);
  return poll;
}
