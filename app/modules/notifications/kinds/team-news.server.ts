import { getTopicForNotification, listToldOfSealed } from "#app/modules/forum/news/notification-facts.server.ts";
import { listMentioned } from "#app/modules/forum/mentions/list-mentioned.server.ts";
import { waitingQueuePath } from "#app/modules/forum/paths.ts";
import { findWaitingToDecide } from "#app/modules/forum/waiting/find-waiting-to-decide.server.ts";
import type { Around, News } from "#app/modules/notifications/kinds/contract.server.ts";
import { caseGroups, sealedGroup, waitingGroup } from "#app/modules/notifications/kinds/names.ts";

const moderationPath = "/moderation";

/**
 * Tells who may decide a case that there is one, but not its author nor who has reported it: once for each case, and all cases that wait are
 * one notification. It names neither what was reported nor whose it is.
 */
export function newsOfCase(as: "opened" | "hidden") {
  return async ({ caseId }: { caseId: string }, { observed }: Around): Promise<News | null> => {
    const found = await observed.caseToDecide(caseId);
    return found && toDecide({ ...found, id: caseId, groupKey: caseGroups[as] });
  };
}

/** Tells who may answer an appeal that there is one, but not whoever came to the decision. */
export async function newsOfNewAppeal({ appealId }: { appealId: string }, { observed }: Around): Promise<News | null> {
  const found = await observed.appealToDecide(appealId);
  return found && toDecide({ ...found, id: appealId, groupKey: caseGroups.appealed });
}

type ToDecide = { deciderIds: string[]; href: string; id: string; groupKey: string };

function toDecide({ deciderIds, href, id, groupKey }: ToDecide): News {
  return { to: deciderIds, groupKey, event: () => id, title: () => "", path: href, manyPath: moderationPath };
}

/** Tells who looks after a space that somebody's post waits there. What was declined, changed and sent again is told again. */
export async function newsOfWaiting({ waitingId }: { waitingId: string }): Promise<News | null> {
  const found = await findWaitingToDecide(waitingId);
  if (!found) return null;
  return {
    to: found.deciderIds,
    groupKey: waitingGroup,
    event: () => `${waitingId}:${found.version}`,
    title: () => "",
    path: waitingQueuePath(waitingId),
    manyPath: waitingQueuePath(),
  };
}

/** The id of the post that an event of `newsOfWaiting` names. */
export function waitingIdOf(event: string): string {
  return event.slice(0, event.indexOf(":"));
}

/**
 * Tells who looks after a space that a sealed question was asked there, whether they follow the space or not. It names neither the question
 * nor who asked it.
 */
export async function newsOfSealed({ topicId }: { topicId: string }): Promise<News | null> {
  const toldIds = await listToldOfSealed(topicId);
  const topic = toldIds.length > 0 ? await getTopicForNotification(topicId) : null;
  if (!topic) return null;
  const { spaceCode: space, publicId, replyId, authorId, href } = topic;
  return {
    to: toldIds.filter((id) => id !== authorId),
    groupKey: sealedGroup(topicId),
    event: () => topicId,
    except: (await listMentioned([replyId])).get(replyId),
    title: () => "",
    facts: { space, topicId, publicId, number: 0 },
    path: href,
  };
}
