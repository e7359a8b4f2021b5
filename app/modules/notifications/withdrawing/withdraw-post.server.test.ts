import { afterAll, expect, test } from "vitest";
import { db } from "#app/infra/db.server.ts";
import { closeQueue } from "#app/infra/queue.server.ts";
import { transaction } from "#app/infra/transaction.server.ts";
import type { PostState } from "#app/modules/forum/post-state.ts";
import { setSpaceLevel, setTopicLevel } from "#app/modules/forum/levels/set-level.server.ts";
import { lockPost, setPostState } from "#app/modules/forum/states/set-post-state.server.ts";
import { makeTopic } from "#test/factories/topics.ts";
import { makeUser } from "#test/factories/users.ts";
import { tellOf } from "#test/helpers/tell.ts";
import { useDatabase } from "#test/setup/database.ts";
import { withdrawPost } from "./withdraw-post.server.ts";

useDatabase();
afterAll(closeQueue);

async function bring(id: string, to: PostState) {
  await transaction(async (tx) => setPostState(tx, (await lockPost(tx, id))!, { to, by: null, at: new Date() }));
  await withdrawPost({ replyId: id });
  await withdrawPost({ replyId: id });
}

/** A follower who was told of these replies, and of the topic. */
async function makeTold(replies: number) {
  const topic = await makeTopic({ replies, at: new Date(Date.now() - 86_400_000) });
  const { id: userId } = await followed(topic.publicId, topic.spaceCode);
  const posts = await db().reply.findMany({ where: { topicId: topic.id }, orderBy: { number: "asc" } });
  await tellOf("forum.topic.posted", { topicId: topic.id });
  for (const { id: replyId } of posts.slice(1)) await tellOf("forum.reply.posted", { replyId });
  return { topic, userId, ids: posts.map(({ id }) => id) };
}

async function followed(publicId: number, space: string) {
  const person = await makeUser();
  await setTopicLevel(person, publicId, "watch");
  await setSpaceLevel(person, space, "follow");
  return person;
}

const told = (userId: string) => db().notification.findMany({ where: { userId }, orderBy: { groupKey: "asc" } });
const unreadOf = async (id: string) => (await db().user.findUniqueOrThrow({ where: { id } })).unreadCount;

test("what was told of a reply that is out of sight goes; what is left says the rest, and nothing is told again", async () => {
  const { userId, ids } = await makeTold(3);
  expect(await unreadOf(userId)).toBe(2);
  await bring(ids[1]!, "removed");
  const [, rest] = await told(userId);
  expect(rest).toMatchObject({ events: [ids[2], ids[3]], data: { count: 2, number: 2, lastNumber: 3 } });
  expect(rest!.path).toContain("reply-2");
  await bring(ids[2]!, "hidden");
  await bring(ids[3]!, "deleted");
  expect((await told(userId)).map(({ kind }) => kind)).toEqual(["new_topic"]);
  expect(await unreadOf(userId)).toBe(1);
  await bring(ids[1]!, "visible");
  expect(await told(userId)).toHaveLength(1);
  await bring(ids[0]!, "removed");
  expect(await told(userId)).toEqual([]);
  expect(await unreadOf(userId)).toBe(0);
});

test("of a topic that is out of sight everything goes, what was read, too; of the space its other topics stay", async () => {
  const { topic, userId, ids } = await makeTold(1);
  const other = await makeTopic({ spaceCode: topic.spaceCode });
  await tellOf("forum.topic.posted", { topicId: other.id });
  await db().notification.updateMany({ where: { userId, kind: "reply" }, data: { readAt: new Date() } });
  await db().user.update({ where: { id: userId }, data: { unreadCount: 1 } });
  await bring(ids[0]!, "hidden");
  expect(await told(userId)).toMatchObject([{ kind: "new_topic", events: [other.id], data: { count: 1 } }]);
  expect(await unreadOf(userId)).toBe(1);
});

test("a mention goes with the reply that it stood in", async () => {
  const { topic, ids } = await makeTold(1);
  const { id: userId } = await makeUser();
  const data = { title: "A title", people: [], count: 1, mailed: 0, number: 1, lastNumber: 1 };
  const row = { userId, kind: "mention", groupKey: `mention:${topic.id}`, data, path: "/", events: [ids[1]!] };
  await db().notification.create({ data: row, select: { id: true } });
  await db().user.update({ where: { id: userId }, data: { unreadCount: 1 } });
  await bring(ids[1]!, "removed");
  expect(await told(userId)).toEqual([]);
  expect(await unreadOf(userId)).toBe(0);
});
