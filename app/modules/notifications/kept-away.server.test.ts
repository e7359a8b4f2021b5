import { afterAll, describe, expect, test } from "vitest";
import { db } from "#app/infra/db.server.ts";
import { closeQueue } from "#app/infra/queue.server.ts";
import { countingStatements } from "#app/infra/statements/statement-count.server.ts";
import type { Actor } from "#app/modules/accounts/actor.ts";
import { blockPerson, type BlockLevel } from "#app/modules/accounts/blocks/block-person.server.ts";
import { listBlocksOf } from "#app/modules/accounts/blocks/list-blocks.server.ts";
import { listBlockersOf } from "#app/modules/accounts/blocks/unwanted.server.ts";
import { getProfileFor } from "#app/modules/accounts/save-profile.server.ts";
import { listDigestNews } from "#app/modules/forum/news/list-digest-news.server.ts";
import { listPostsToMail } from "#app/modules/forum/news/list-posts-to-mail.server.ts";
import { newReplies } from "#app/modules/forum/paths.ts";
import { postReply } from "#app/modules/forum/posting/post-reply.server.ts";
import { setSpaceLevel, setTopicLevel } from "#app/modules/forum/levels/set-level.server.ts";
import { markRead } from "#app/modules/forum/reading/mark-read.server.ts";
import { getChangesFor } from "#app/modules/forum/topics/get-changes.server.ts";
import { getTopicFor, listPosts } from "#app/modules/forum/topics/get-topic.server.ts";
import { forumTabs, listForumFor } from "#app/modules/forum/topics/list-forum.server.ts";
import { makeTopic, unique } from "#test/factories/topics.ts";
import { makeUser } from "#test/factories/users.ts";
import { tellOf } from "#test/helpers/tell.ts";
import { useDatabase } from "#test/setup/database.ts";

useDatabase();
afterAll(closeQueue);

const hour = 3_600_000;
const levels: BlockLevel[] = ["mute", "block"];

/** A topic by somebody that the reader follows, with a reply by the same and one by somebody else. */
async function makeTalk(reader: Actor) {
  const loud = await makeUser({ role: "trainer", institution: "Ministry of noise", spoken: ["fr"] });
  const other = await makeUser({ role: "trainer" });
  const topic = await makeTopic({ author: loud });
  await setSpaceLevel(reader, topic.spaceCode, "follow");
  await setTopicLevel(reader, topic.publicId, "watch");
  for (const author of [loud, other]) await postReply(author, { publicId: topic.publicId, body: unique("A reply") });
  const replies = await db().reply.findMany({
    where: { topicId: topic.id, number: { gt: 0 } },
    select: { id: true, authorId: true },
    orderBy: { number: "asc" },
  });
  return { loud, other, topic, replies };
}

describe.each(levels)("somebody whom the reader chose to %s", (level) => {
  test("is told of nothing, in the app, by mail, in the digest and in lists, and folded where they write", async () => {
    const reader = await makeUser();
    const { loud, other, topic, replies } = await makeTalk(reader);
    const told = async () => {
      for (const { id } of replies) await tellOf("forum.reply.posted", { replyId: id });
      await tellOf("forum.topic.posted", { topicId: topic.id });
      const rows = await db().notification.findMany({ where: { userId: reader.id }, select: { data: true } });
      return JSON.stringify(rows);
    };
    const window = { from: new Date(Date.now() - hour), to: new Date(Date.now() + hour) };
    const digest = async () => {
      const news = await listDigestNews(reader, { codes: [], notifiedTopics: new Set(), limit: 50, ...window });
      return [...news.replies, ...news.topics, ...news.questions].map(({ topicId }) => topicId);
    };
    const mailed = async () => (await listPostsToMail(reader.id, { replyIds: replies.map(({ id }) => id) })).length;
    const listed = async () => {
      const tabs = await Promise.all(forumTabs.map((tab) => listForumFor(reader, { tab })));
      return tabs.map(({ topics }) => topics.some(({ id }) => id === topic.id));
    };
    const folded = async () => {
      const { topic: facts } = await getTopicFor(reader, topic.publicId);
      const { posts } = await listPosts(reader, facts);
      return posts.map((post) => post.state === "visible" && post.isUnwanted);
    };
    expect([await digest(), await mailed(), await listed(), await folded()]).toEqual([
      [topic.id],
      2,
      [true, true, false, false],
      [false, false, false],
    ]);

    await blockPerson(reader, { handle: loud.handle, level });
    expect([await digest(), await mailed(), await listed(), await folded()]).toEqual([
      [],
      1,
      [false, false, false, false],
      [true, true, false],
    ]);
    const news = await told();
    expect([news.includes(loud.name), news.includes(other.name)]).toEqual([false, true]);

    await blockPerson(reader, { handle: loud.handle, level: null });
    expect([await digest(), await mailed(), await folded()]).toEqual([[topic.id], 2, [false, false, false]]);
    expect(await told()).toContain(loud.name);
  });
});

test("what they reply is new to nobody who keeps them away: to no list, no page that asks, and of no number", async () => {
  const reader = await makeUser();
  const { loud, other, topic } = await makeTalk(reader);
  await markRead(reader, topic.publicId, 2);
  const isUnread = async () => {
    const { topics } = await listForumFor(reader, { tab: "unread" });
    return topics.some(({ id }) => id === topic.id);
  };
  const count = async () => {
    const { topic: facts, reader: read } = await getTopicFor(reader, topic.publicId);
    const changes = await getChangesFor(reader, topic.publicId, 2);
    return [newReplies(read!.lastRead, facts)?.count ?? 0, changes.count];
  };
  const reply = (author: Actor) => postReply(author, { publicId: topic.publicId, body: unique("One more") });
  const at = new Date(Date.now() + hour);
  await postReply(loud, { publicId: topic.publicId, body: unique("Noise") }, { at });
  expect([await isUnread(), await count()]).toEqual([true, [1, 1]]);
  await blockPerson(reader, { handle: loud.handle, level: "mute" });
  expect([await isUnread(), await count()]).toEqual([false, [0, 0]]);
  expect(await getChangesFor(other, topic.publicId, 2)).toMatchObject({ count: 1 });
  await reply(await makeUser({ role: "trainer" }));
  expect(await count()).toEqual([1, 1]);
  await blockPerson(reader, { handle: loud.handle, level: null });
  expect([await isUnread(), await count()]).toEqual([true, [2, 2]]);
});

describe("the page of somebody who blocked", () => {
  test("shows whom they blocked no way to reach them, and everybody else as before", async () => {
    const person = await makeUser({ institution: "Ministry of quiet", spoken: ["fr"], about: "Words" });
    const [pest, member, moderator] = [await makeUser(), await makeUser(), await makeUser({ role: "moderator" })];
    const reach = async (actor: Actor | null) => {
      const { institution, spoken, about, mayAsk } = await getProfileFor(actor, person.handle);
      return [institution, spoken.length, about, mayAsk];
    };
    await blockPerson(person, { handle: pest.handle, level: "mute" });
    expect(await reach(pest)).toEqual(["Ministry of quiet", 1, "Words", true]);
    for (const who of [pest, moderator]) await blockPerson(person, { handle: who.handle, level: "block" });
    expect(await reach(pest)).toEqual([null, 0, "Words", false]);
    for (const who of [member, null, moderator])
      expect(await reach(who)).toEqual(["Ministry of quiet", 1, "Words", true]);
  });
});

describe("muting and blocking", () => {
  test("is one of the two for each person, however often and at once it is sent, and is listed for oneself alone", async () => {
    const [me, other] = [await makeUser(), await makeUser()];
    await Promise.all(Array.from({ length: 8 }, () => blockPerson(me, { handle: other.handle, level: "mute" })));
    await blockPerson(me, { handle: other.handle, level: "block" });
    expect(await listBlocksOf(me)).toMatchObject([{ handle: other.handle, level: "block" }]);
    expect(await listBlocksOf(other)).toEqual([]);
    const { result, statements } = await countingStatements(() => listBlockersOf(db(), other.id, [me.id, other.id]));
    expect([result, statements.length]).toEqual([[me.id], 1]);
    await blockPerson(me, { handle: other.handle, level: null });
    await blockPerson(me, { handle: other.handle, level: null });
    expect(await listBlocksOf(me)).toEqual([]);
  });

  test("is refused to guests and suspended people, of oneself, and of nobody", async () => {
    const me = await makeUser();
    const { handle } = await makeUser();
    const block = (actor: Actor | null, whom = handle) => blockPerson(actor, { handle: whom, level: "block" });
    await expect(block(null)).rejects.toMatchObject({ status: 401 });
    await expect(block({ ...me, suspended: true })).rejects.toMatchObject({ status: 403 });
    await expect(block(me, me.handle)).rejects.toMatchObject({ status: 403, code: "accounts.error.own_block" });
    await expect(block(me, "nobody-of-this-name")).rejects.toMatchObject({ status: 404 });
  });
});
