import { AppError } from "#app/infra/app-error.ts";
import { recordAudit } from "#app/infra/audit.server.ts";
import type { Tx } from "#app/infra/db.server.ts";
import { transaction } from "#app/infra/transaction.server.ts";
import type { MaybeActor } from "#app/modules/accounts/actor.ts";
import { requireActive } from "#app/modules/accounts/policy.ts";
import { dayAhead } from "#app/modules/forum/day-ahead.ts";
import type { PinInput } from "#app/modules/forum/schemas.ts";
import { presentTopics } from "#app/modules/forum/sight.server.ts";
import { type LockedTopic, lockTopics } from "#app/modules/forum/topics/lock-topics.server.ts";
import { maxPinned, standingPins } from "#app/modules/forum/topics/pins-sql.server.ts";

/**
 * Pins a topic to the top of its space, until a day begins where the actor lives or for as long as nobody ends it, or ends that. Pinning
 * it again changes its end, not its place. What is so already stays so, without an audit line. Throws 401, 403 for who does not facilitate
 * the space, 404, 410, 400 "forum.error.pin_until" for a day that has begun, 409 "forum.error.pinned_enough" where five are pinned.
 */
export async function pinTopic(
  maybe: MaybeActor,
  publicId: number,
  input: PinInput,
  { at = new Date() } = {},
): Promise<LockedTopic> {
  const actor = requireActive(maybe);
  const isPinned = input.intent === "pin";
  const until =
    isPinned && input.until !== null
      ? dayAhead(input.until, { zone: actor.zone, at, refusal: "forum.error.pin_until" })
      : null;
  return transaction(async (tx) => {
    const [topic] = (await lockTopics(tx, actor, [publicId])) as [LockedTopic];
    const { id: topicId, spaceCode } = topic;
    // One pin of a space at a time; spaces are locked after topics, as everywhere. Those who hold its key as it is, as `lockTopics` does, are
    // no hindrance: two that wait for each other to let go of it would wait for ever.
    await tx.$queryRaw`SELECT code FROM spaces WHERE code = ${spaceCode} FOR NO KEY UPDATE`;
    const [standing] = await tx.$queryRaw<{ until: Date | null }[]>`
      SELECT until FROM ${standingPins} pin WHERE topic_id = ${topicId}::uuid`;
    const isSame = isPinned ? standing?.until?.getTime() === until?.getTime() : true;
    if (isPinned === Boolean(standing) && isSame) return topic;
    if (!isPinned) await tx.topicPin.deleteMany({ where: { topicId } });
    else if (standing) await tx.topicPin.update({ where: { topicId }, data: { until }, select: { topicId: true } });
    else {
      await requireRoom(tx, spaceCode);
      const pin = { spaceCode, pinnedAt: at, until };
      await tx.topicPin.upsert({
        where: { topicId },
        create: { topicId, ...pin },
        update: pin,
        select: { topicId: true },
      });
    }
    const action = isPinned ? "forum.topic.pinned" : "forum.topic.unpinned";
    const data = { title: topic.title, space: spaceCode, ...(until && { until: until.toISOString() }) };
    await recordAudit(tx, { actorId: actor.id, action, subject: `topic:${topicId}`, data });
    return topic;
  });
}

async function requireRoom(tx: Tx, spaceCode: string): Promise<void> {
  const [{ count } = { count: 0 }] = await tx.$queryRaw<{ count: number }[]>`
    SELECT count(*)::int AS count FROM ${standingPins} pin JOIN ${presentTopics} t ON t.id = pin.topic_id
     WHERE pin.space_code = ${spaceCode}`;
  if (count >= maxPinned) throw new AppError("forum.error.pinned_enough", 409, { values: { max: maxPinned } });
}
