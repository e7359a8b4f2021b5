import { AppError, forbidden } from "#app/infra/app-error.ts";
import type { Tx } from "#app/infra/db.server.ts";
import { recordAudit } from "#app/infra/audit.server.ts";
import { transaction } from "#app/infra/transaction.server.ts";
import type { Actor, MaybeActor } from "#app/modules/accounts/actor.ts";
import { requirePoster } from "#app/modules/accounts/policy.ts";
import { dayAhead } from "#app/modules/forum/day-ahead.ts";
import { canConsult } from "#app/modules/forum/policy.ts";
import { isVisible, topicOutOfSight } from "#app/modules/forum/sight.server.ts";
import { getTopicFor, type TopicFacts } from "#app/modules/forum/topics/get-topic.server.ts";
import { spaceArchived } from "#app/modules/forum/spaces/require-space.server.ts";
import { type AnyUndecided, requireConsultationMayGo } from "#app/modules/forum/topics/keep-consultation.server.ts";
import { type LockedTopic, lockTopics } from "#app/modules/forum/topics/lock-topics.server.ts";

/**
 * A topic in which the actor may lead a consultation: whoever facilitates its space. Throws 401, 403, 404, 410, 301, 409
 * "forum.error.space_archived" where there is none yet and none can be made. One SQL statement.
 */
export async function getTopicToConsult(maybe: MaybeActor, publicId: number): Promise<TopicFacts> {
  const actor = requirePoster(maybe);
  const { topic } = await getTopicFor(actor, publicId);
  if (!canConsult(actor, topic)) throw forbidden("forum.error.not_facilitator");
  if (topic.state !== "visible") throw topicOutOfSight(topic);
  if (topic.isArchived && topic.consultation === null) throw spaceArchived();
  return topic;
}

type Lead = { at?: Date };

/**
 * Makes a topic a consultation: a question on which people propose statements and vote, until a day begins where the actor lives. Throws
 * as `getTopicToConsult`; 400 "forum.error.consultation_until" for a day that has begun; 409 "forum.error.consultation_there" where there
 * is one, "forum.error.consultation_outcome" where the topic says what became of it already.
 */
export async function makeConsultation(
  maybe: MaybeActor,
  publicId: number,
  { question, until }: { question: string; until: string | null },
  { at = new Date() }: Lead = {},
): Promise<LockedTopic> {
  return leading(maybe, publicId, async (tx, actor, topic) => {
    if (topic.isArchived) throw spaceArchived();
    const closesAt = dayOf(actor, until, at);
    await requireNoOutcome(tx, topic);
    const consultation = { topicId: topic.id, question, closesAt, createdAt: at };
    const { count } = await tx.consultation.createMany({ data: consultation, skipDuplicates: true });
    if (count === 0) throw new AppError("forum.error.consultation_there", 409);
    await note(tx, actor, topic, "forum.consultation.opened", question);
  });
}

/**
 * Ends the votes of a consultation now. A vote that is given at the same moment counts or is refused: both take the lock of the
 * consultation. What is closed already stays so. Throws as `getTopicToConsult`, 409 "forum.error.consultation_gone".
 */
export async function closeConsultation(
  maybe: MaybeActor,
  publicId: number,
  { at = new Date() }: Lead = {},
): Promise<LockedTopic> {
  return leading(maybe, publicId, async (tx, actor, topic) => {
    const { question, closesAt } = await lockConsultation(tx, topic);
    if (closesAt <= at) return;
    await tx.consultation.update({ where: { topicId: topic.id }, data: { closesAt: at }, select: { topicId: true } });
    await note(tx, actor, topic, "forum.consultation.closed", question);
  });
}

/**
 * Keeps a consultation open until another day, also one that is closed by now. Throws as `makeConsultation`, and 409
 * "forum.error.consultation_gone".
 */
export async function keepConsultationOpen(
  maybe: MaybeActor,
  publicId: number,
  until: string | null,
  { at = new Date() }: Lead = {},
): Promise<LockedTopic> {
  return leading(maybe, publicId, async (tx, actor, topic) => {
    if (topic.isArchived) throw spaceArchived();
    const { question, closesAt: was } = await lockConsultation(tx, topic);
    await requireNoOutcome(tx, topic);
    const closesAt = dayOf(actor, until, at);
    await tx.consultation.update({ where: { topicId: topic.id }, data: { closesAt }, select: { topicId: true } });
    if (was <= at) await note(tx, actor, topic, "forum.consultation.reopened", question);
  });
}

/**
 * Takes a consultation away with its statements and votes, which leaves an audit line. Throws as `closeConsultation` and
 * `requireConsultationMayGo`.
 */
export async function removeConsultation(
  maybe: MaybeActor,
  publicId: number,
  anyUndecided: AnyUndecided,
): Promise<LockedTopic> {
  return leading(maybe, publicId, async (tx, actor, topic) => {
    const { question } = await lockConsultation(tx, topic);
    await requireConsultationMayGo(tx, topic.id, anyUndecided);
    await tx.consultation.delete({ where: { topicId: topic.id }, select: { topicId: true } });
    await note(tx, actor, topic, "forum.consultation.removed", question);
  });
}

/** Does something to the consultation of a topic under the lock of the topic, which saying what became of it takes, too. */
async function leading(
  maybe: MaybeActor,
  publicId: number,
  step: (tx: Tx, actor: Actor, topic: LockedTopic) => Promise<void>,
): Promise<LockedTopic> {
  const actor = requirePoster(maybe);
  return transaction(async (tx) => {
    const [topic] = (await lockTopics(tx, actor, [publicId])) as [LockedTopic];
    await step(tx, actor, topic);
    return topic;
  });
}

/** Locks the consultation of a topic against votes and proposals until the transaction ends. */
async function lockConsultation(tx: Tx, topic: LockedTopic): Promise<{ question: string; closesAt: Date }> {
  const [consultation] = await tx.$queryRaw<{ question: string; closesAt: Date }[]>`
    SELECT question, closes_at AS "closesAt" FROM consultations WHERE topic_id = ${topic.id}::uuid FOR UPDATE`;
  if (!consultation) throw new AppError("forum.error.consultation_gone", 409);
  return consultation;
}

/** What is published stays as people have read it; what is out of sight is no outcome any more. */
async function requireNoOutcome(tx: Tx, { id }: LockedTopic): Promise<void> {
  if ((await tx.topic.count({ where: { id, outcomeReply: isVisible } })) > 0)
    throw new AppError("forum.error.consultation_outcome", 409);
  await tx.topic.updateMany({ where: { id, outcomeReplyId: { not: null } }, data: { outcomeReplyId: null } });
}

function dayOf({ zone }: Actor, until: string | null, at: Date): Date {
  return dayAhead(until ?? "", { zone, at, refusal: "forum.error.consultation_until" });
}

function note(tx: Tx, { id: actorId }: Actor, topic: LockedTopic, action: string, question: string): Promise<void> {
  return recordAudit(tx, {
    actorId,
    action,
    subject: `topic:${topic.id}`,
    data: { title: topic.title, space: topic.spaceCode, question },
  });
}
