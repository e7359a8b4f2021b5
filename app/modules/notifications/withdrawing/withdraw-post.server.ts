import type { Tx } from "#app/infra/db.server.ts";
import {
  findPostStanding,
  listPostsForNotification,
  type PostNews,
} from "#app/modules/forum/news/notification-facts.server.ts";
import {
  mentionGroup,
  type NotificationData,
  outcomeGroup,
  sealedGroup,
  topicGroup,
} from "#app/modules/notifications/kinds/names.ts";
import { changeTold, dropTold, type Told, toldEvents } from "./change-told.server.ts";

/**
 * Job: withdraws what was told of a post that is out of sight by now: a notification that tells of nothing else goes, with its
 * mail that was not sent; one that tells of more says the rest. Nothing is told again when the post comes back. Doing it
 * twice changes nothing.
 */
export async function withdrawPost({ replyId }: { replyId: string }): Promise<void> {
  const standing = await findPostStanding(replyId);
  if (!standing || standing.isVisible) return;
  const { topicId, spaceCode, isOpening } = standing;
  // Of a topic that is out of sight nothing is left to tell; of a space, its other topics.
  for (const groupKey of [topicGroup(topicId), mentionGroup(topicId), outcomeGroup(topicId), sealedGroup(topicId)])
    await withdraw(isOpening ? { groupKey } : { groupKey, event: replyId });
  if (isOpening) await withdraw({ groupKey: `space:${spaceCode}`, event: topicId });
}

type Which = { groupKey: string; event?: string };

async function withdraw({ groupKey, event }: Which): Promise<void> {
  await changeTold({ groupKey, ...(event && { events: { has: event } }) }, async (tx, told) => {
    const posts = new Map(
      (await listPostsForNotification(told.flatMap(({ events }) => events))).map((one) => [one.eventId, one]),
    );
    for (const one of told) await tellTheRest(tx, one, posts);
  });
}

/** What is left of a notification without the posts that nobody may read. */
async function tellTheRest(tx: Tx, told: Told, posts: ReadonlyMap<string, PostNews>): Promise<void> {
  const { id, data } = told;
  const tells = toldEvents(told);
  const rest = tells.flatMap((event) => posts.get(event) ?? []);
  const last = rest.at(-1);
  if (!last) return dropTold(tx, told);
  const people = [...new Map(rest.map(({ authorId, authorName }) => [authorId, authorName]))];
  const numbers = rest.map(({ number }) => number);
  const changed: NotificationData = {
    ...data,
    title: last.title,
    people: people.map(([authorId, name]) => ({ id: authorId, name })),
    count: data.count - (tells.length - rest.length),
    ...(data.number !== undefined && { number: Math.min(...numbers), lastNumber: Math.max(...numbers) }),
    ...(data.publicId !== undefined && { topicId: last.topicId, publicId: last.publicId }),
  };
  // A list of many leads to their space; of one, and in one topic, to the first of them.
  const path = rest.length === 1 || data.number !== undefined ? rest[0]!.href : told.path;
  const events = told.events.filter((event) => posts.has(event));
  await tx.notification.update({ where: { id }, data: { data: changed, path, events }, select: { id: true } });
}
