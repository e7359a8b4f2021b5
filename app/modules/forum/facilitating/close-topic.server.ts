import { recordAudit } from "#app/infra/audit.server.ts";
import { transaction } from "#app/infra/transaction.server.ts";
import type { MaybeActor } from "#app/modules/accounts/actor.ts";
import { requireActive } from "#app/modules/accounts/policy.ts";
import type { CloseInput } from "#app/modules/forum/schemas.ts";
import { type LockedTopic, lockTopics } from "#app/modules/forum/topics/lock-topics.server.ts";
import { recounting } from "#app/modules/forum/topics/recount-topic.server.ts";

/**
 * Closes a topic, with a reason that everybody reads, or opens it again. In a closed topic only the facilitators of its space reply, and it
 * does not count as unanswered. A reply that is sent at the same moment arrives before, or is refused: both take the lock of the topic.
 * Closing it again changes the reason. What is so already stays so, without an audit line. Throws 401, 403 for who does not facilitate the
 * space, 404, 410.
 */
export async function closeTopic(
  maybe: MaybeActor,
  publicId: number,
  input: CloseInput,
  { at = new Date() } = {},
): Promise<LockedTopic> {
  const actor = requireActive(maybe);
  const reason = input.intent === "close" ? input.reason : null;
  return transaction(async (tx) => {
    const [topic] = (await lockTopics(tx, actor, [publicId])) as [LockedTopic];
    if (topic.closedReason === reason) return topic;
    const closedAt = reason === null ? null : (topic.closedAt ?? at);
    await recounting(tx, [topic.id], () =>
      tx.topic.update({ where: { id: topic.id }, data: { closedAt, closedReason: reason }, select: { id: true } }),
    );
    const action = reason === null ? "forum.topic.reopened" : "forum.topic.closed";
    const data = { title: topic.title, space: topic.spaceCode, ...(reason !== null && { reason }) };
    await recordAudit(tx, { actorId: actor.id, action, subject: `topic:${topic.id}`, data });
    return topic;
  });
}
