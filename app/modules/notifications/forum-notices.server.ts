import { spacePath } from "#app/modules/forum/paths.ts";
import {
  getReplyForNotification,
  getTopicForNotification,
  type PostNews,
} from "#app/modules/forum/notification-facts.server.ts";
import { listFollowersOfSpace, listFollowersOfTopic } from "#app/modules/forum/mark-read.server.ts";
import { notifyEach } from "#app/modules/notifications/notify.server.ts";

/** The group of what happens in one topic. */
export function topicGroup(topicId: string): string {
  return `topic:${topicId}`;
}

/** Job: tells those who follow a topic (its author among them, unless they chose otherwise) of a reply. */
export async function notifyReplyPosted(replyId: string, { at = new Date() } = {}): Promise<void> {
  const reply = await getReplyForNotification(replyId);
  if (!reply) return;
  const { topicId, number, href } = reply;
  const notice = {
    kind: "reply" as const,
    groupKey: topicGroup(topicId),
    event: replyId,
    by: authorOf(reply),
    data: { ...factsOf(reply), number },
    path: href,
  };
  await notifyEach((after) => listFollowersOfTopic(topicId, { after }), notice, { at });
}

/** Job: tells those who follow a space of a new topic. */
export async function notifyTopicPosted(topicId: string, { at = new Date() } = {}): Promise<void> {
  const topic = await getTopicForNotification(topicId);
  if (!topic) return;
  const { spaceCode, href } = topic;
  const notice = {
    kind: "new_topic" as const,
    groupKey: `space:${spaceCode}`,
    event: topicId,
    by: authorOf(topic),
    data: factsOf(topic),
    path: href,
    manyPath: spacePath(spaceCode),
  };
  await notifyEach((after) => listFollowersOfSpace(spaceCode, { after }), notice, { at });
}

function authorOf({ authorId, authorName }: PostNews) {
  return { id: authorId, name: authorName };
}

function factsOf({ title, spaceCode, topicId, publicId }: PostNews) {
  return { title, space: spaceCode, topicId, publicId };
}
