import { fieldError } from "#app/infra/app-error.ts";
import { recordAudit } from "#app/infra/audit.server.ts";
import { transaction } from "#app/infra/transaction.server.ts";
import type { MaybeActor } from "#app/modules/accounts/actor.ts";
import { requireActive } from "#app/modules/accounts/policy.ts";
import { canFacilitate } from "#app/modules/forum/policy.ts";
import { spaceArchived } from "#app/modules/forum/spaces/require-space.server.ts";
import { recounting } from "#app/modules/forum/topics/recount-topic.server.ts";
import { type LockedTopic, lockTopics, requireNotOpened } from "#app/modules/forum/topics/lock-topics.server.ts";

/**
 * Moves a topic to another space: its address stays, it is not pinned any more, and what is counted of both spaces is right again. Moving it to where it stands
 * changes nothing. Leaves an audit line. Throws 401, 403 for who does not facilitate the space that it stands in, or the one that it
 * is to go to when that is for members only, 404, 410, 400 for a space that is not there, 409 "forum.error.move_opens", and
 * "forum.error.space_archived" where it stands in an archived space.
 */
export async function moveTopic(
  maybe: MaybeActor,
  publicId: number,
  { spaceCode }: { spaceCode: string },
): Promise<LockedTopic> {
  const actor = requireActive(maybe);
  return transaction(async (tx) => {
    const [topic] = (await lockTopics(tx, actor, [publicId])) as [LockedTopic];
    if (topic.spaceCode === spaceCode) return topic;
    if (topic.isArchived) throw spaceArchived();
    const space = await tx.space.findUnique({
      where: { code: spaceCode },
      select: { code: true, joinMode: true, archivedAt: true },
    });
    const mayEnter = space && (space.joinMode !== "members" || canFacilitate(actor, space.code));
    if (!mayEnter) throw fieldError("space", "forum.error.no_space");
    if (space.archivedAt) throw fieldError("space", "forum.error.space_archived");
    await requireNotOpened(tx, topic, { spaceCode });
    // It stood at the top of the other space by the wish of that one's facilitators.
    await tx.topicPin.deleteMany({ where: { topicId: topic.id } });
    await recounting(tx, [topic.id], () =>
      tx.topic.update({ where: { id: topic.id }, data: { spaceCode }, select: { id: true } }),
    );
    const data = { title: topic.title, space: spaceCode, from: topic.spaceCode, to: spaceCode };
    const line = { action: "forum.topic.moved", subject: `topic:${topic.id}`, data };
    await recordAudit(tx, { actorId: actor.id, ...line });
    return topic;
  });
}
