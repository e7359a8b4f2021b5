import { spacePath } from "#app/modules/forum/paths.ts";
import {
  getReplyForNotification,
  getTopicForNotification,
  type PostNews,
} from "#app/modules/forum/notification-facts.server.ts";
import { listFollowersOfSpace, listFollowersOfTopic } from "#app/modules/forum/mark-read.server.ts";
import type { News } from "#app/modules/notifications/kinds/contract.server.ts";
import { topicGroup } from "#app/modules/notifications/kinds/names.ts";

/** Tells those who follow a topic (its author among them, unless they chose otherwise) of a reply. */
export async function newsOfReply({ replyId }: { replyId: string }): Promise<News | null> {
  const reply = await getReplyForNotification(replyId);
  if (!reply) return null;
  const { topicId, number, href } = reply;
  return {
    to: (after) => listFollowersOfTopic(topicId, { after }),
    groupKey: topicGroup(topicId),
    event: () => replyId,
    by: authorOf(reply),
    title: () => reply.title,
    facts: { ...factsOf(reply), number },
    path: href,
  };
}

/** Tells those who follow a space of a new topic. */
export async function newsOfTopic({ topicId }: { topicId: string }): Promise<News | null> {
  const topic = await getTopicForNotification(topicId);
  if (!topic) return null;
  const { spaceCode, href } = topic;
  return {
    to: (after) => listFollowersOfSpace(spaceCode, { after }),
    groupKey: `space:${spaceCode}`,
    event: () => topicId,
    by: authorOf(topic),
    title: () => topic.title,
    facts: factsOf(topic),
    path: href,
    manyPath: spacePath(spaceCode),
  };
}

function authorOf({ authorId, authorName }: PostNews) {
  return { id: authorId, name: authorName };
}

function factsOf({ spaceCode, topicId, publicId }: PostNews) {
  return { space: spaceCode, topicId, publicId };
}
