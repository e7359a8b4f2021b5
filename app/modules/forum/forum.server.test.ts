import { randomUUID } from "node:crypto";
import { beforeAll, describe, expect, it } from "vitest";
import { db } from "#app/infra/db.server.ts";
import { countingStatements } from "#app/infra/statements/statement-count.server.ts";
import {
  countTopicsByActivity,
  listTopicsForActivity,
} from "#app/modules/forum/topics/list-topics-for-activity.server.ts";
import { readCursor, writeCursor } from "#app/lib/cursor.ts";
import { listDigestNews, withTexts } from "#app/modules/forum/news/list-digest-news.server.ts";
import {
  getTopicForNotification,
  listRepliesForNotification,
} from "#app/modules/forum/news/notification-facts.server.ts";
import { listToldOfTopic, listWatchersOfTopic } from "#app/modules/forum/levels/list-told.server.ts";
import { setSpaceLevel, setTopicLevel } from "#app/modules/forum/levels/set-level.server.ts";
import { markRead } from "#app/modules/forum/reading/mark-read.server.ts";
import { requirePosted } from "#app/modules/forum/posting/check-posting.server.ts";
import { postReply } from "#app/modules/forum/posting/post-reply.server.ts";
import { getSpaceFor, listSpacesFor } from "#app/modules/forum/spaces/list-spaces.server.ts";
import { listTopicsFor, listTopicsNearbyFor } from "#app/modules/forum/topics/list-topics.server.ts";
import { getTopicFor, listPosts, type PageWish } from "#app/modules/forum/topics/get-topic.server.ts";
import { seedRoadmap } from "#prisma/seed/roadmap.ts";
import { seedSpaces } from "#prisma/seed/spaces.ts";
import { makeSpace } from "#test/factories/spaces.ts";
import { makeTopic, unique } from "#test/factories/topics.ts";
import { makeUser } from "#test/factories/users.ts";
import { useDatabase } from "#test/setup/database.ts";

useDatabase();
beforeAll(async () => {
  await seedRoadmap(db());
  await seedSpaces();
});

const minutes = (count: number, from = new Date()) => new Date(from.getTime() + count * 60_000);

describe("spaces", () => {
  it("are the lobby and twenty, grouped by output, with charters in three languages", async () => {
    await seedSpaces();
    const groups = await listSpacesFor(null);
    expect(groups.map(({ outputCode, spaces }) => [outputCode, spaces.length])).toEqual([
      [null, 1],
      ...["1", "2", "3", "4", "5"].map((code) => [code, 4]),
    ]);
    for (const language of ["en", "fr", "ar"])
      for (const { code } of groups.flatMap(({ spaces }) => spaces))
        expect((await getSpaceFor(null, code, language)).space.charter?.language).toBe(language);
  });

  it("know their neighbours on the same road", async () => {
    const { siblings } = await getSpaceFor(null, "2.3", "en");
    expect(siblings.map(({ code }) => code)).toEqual(["2.1", "2.2", "2.4"]);
    expect((await getSpaceFor(null, "lobby", "en")).siblings).toEqual([]);
  });

  it("do not exist under another code", async () => {
    for (const code of ["9.9", "", "lobby'", "1.2 "])
      await expect(getSpaceFor(null, code, "en")).rejects.toMatchObject({ status: 404 });
  });

  it("that are quiet show what happens near them", async () => {
    const near = await makeTopic({ spaceCode: "3.1" });
    await makeTopic({ spaceCode: "4.1" });
    expect((await listTopicsNearbyFor(null, "3.2")).map(({ id }) => id)).toEqual([near.id]);
    expect(await listTopicsNearbyFor(null, "3.1")).toEqual([]);
    const everywhere = await listTopicsNearbyFor(null, "lobby", 100);
    expect(new Set(everywhere.map(({ spaceCode }) => spaceCode))).toEqual(new Set(["3.1", "4.1"]));
  });

  it("that are quiet show what carries the same tags, as far as one may read it", async () => {
    const tags = [`tag${randomUUID().slice(0, 8)}`];
    await makeTopic({ spaceCode: "5.1", tags });
    const far = await makeTopic({ spaceCode: "2.2", tags });
    const author = await makeUser({ role: "moderator" });
    await makeTopic({ spaceCode: (await makeSpace({ joinMode: "members" })).code, author, tags });
    const ids = async (limit?: number) => (await listTopicsNearbyFor(null, "5.1", limit)).map(({ id }) => id);
    expect(await ids()).toEqual([far.id]);
    expect(await ids(0)).toEqual([]);
    // One that somebody has made stands near an output, or near everything.
    const { code } = await makeSpace();
    const spacesOf = async (output: string | null) =>
      (await listTopicsNearbyFor(null, code, 100, output)).map(({ spaceCode }) => spaceCode);
    expect(new Set(await spacesOf("2"))).toEqual(new Set(["2.2"]));
    expect(await spacesOf(null)).toContain("5.1");
  });

  it("say their numbers to the Open Roadmap", async () => {
    const topic = await makeTopic({ spaceCode: "5.3", replies: 2 });
    expect((await countTopicsByActivity()).get("5.3")).toBe(1);
    const [teaser] = await listTopicsForActivity("5.3", 5);
    expect(teaser).toMatchObject({
      replyCount: 2,
      activityCode: "5.3",
      href: `/topics/${topic.publicId}/${topic.slug}`,
    });
  });
});

describe("a list of topics", () => {
  it("is read to its end without repeating or skipping while others post", async () => {
    const { code } = await makeSpace();
    const author = await makeUser({ role: "trainer" });
    const start = new Date("2026-03-01T10:00:00Z");
    const ids: string[] = [];
    // Three at a time share a moment: only the id tells them apart.
    for (let index = 0; index < 30; index++) {
      const at = minutes(Math.floor(index / 3), start);
      ids.push((await makeTopic({ spaceCode: code, author, at })).id);
    }
    const seen: string[] = [];
    let after: string | null = null;
    do {
      const list: Awaited<ReturnType<typeof listTopicsFor>> = await listTopicsFor(null, code, { after, limit: 7 });
      seen.push(...list.topics.map(({ id }) => id));
      after = list.next;
      await makeTopic({ spaceCode: code, author, at: minutes(1000 + seen.length, start) });
    } while (after);
    expect(new Set(seen)).toEqual(new Set(ids));
    expect(seen).toHaveLength(30);

    // And back: from the oldest page to the newest.
    const last = await listTopicsFor(null, code, { after: writeCursor(await cursorOf(seen[20]!)), limit: 7 });
    const back = await listTopicsFor(null, code, { before: last.previous, limit: 7 });
    expect(back.topics.map(({ id }) => id)).toEqual(seen.slice(14, 21));
    expect(back.next).not.toBeNull();
  });

  async function cursorOf(id: string) {
    const row = await db().topic.findUniqueOrThrow({ where: { id }, select: { lastReplyAt: true } });
    return { id, at: row.lastReplyAt };
  }

  it("shows what nobody has answered, the oldest first", async () => {
    const { code } = await makeSpace();
    const start = new Date("2026-03-01T10:00:00Z");
    const open: string[] = [];
    for (let index = 0; index < 5; index++)
      open.push((await makeTopic({ spaceCode: code, at: minutes(index, start) })).id);
    await makeTopic({ spaceCode: code, replies: 1, at: start });
    const first = await listTopicsFor(null, code, { filter: "unanswered", limit: 3 });
    expect(first.topics.map(({ id }) => id)).toEqual(open.slice(0, 3));
    const second = await listTopicsFor(null, code, { filter: "unanswered", limit: 3, after: first.next });
    expect(second.topics.map(({ id }) => id)).toEqual(open.slice(3));
    expect(second.next).toBeNull();
    const back = await listTopicsFor(null, code, { filter: "unanswered", limit: 3, before: second.previous });
    expect(back.topics.map(({ id }) => id)).toEqual(open.slice(0, 3));
    expect(back.previous).toBeNull();
  });

  it("begins at the start for a cursor that is none", async () => {
    for (const text of ["", "x", "1.2", "zzzzzzzzzz.00000000000000000000000000000000", "a.".padEnd(34, "g"), null])
      expect(readCursor(text)).toBeNull();
    const cursor = { at: new Date("2026-03-01T10:00:00.123Z"), id: "01890000-0000-7000-8000-000000000001" };
    expect(readCursor(writeCursor(cursor))).toEqual(cursor);
  });

  it("marks what somebody has not read", async () => {
    const { code } = await makeSpace();
    const topic = await makeTopic({ spaceCode: code, replies: 3 });
    const member = await makeUser();
    await markRead(member, topic.publicId, 1);
    expect((await listTopicsFor(member, code)).topics[0]).toMatchObject({ lastRead: 1, lastReplyNumber: 3 });
    expect((await listTopicsFor(null, code)).topics[0]).toMatchObject({ lastRead: null });
  });
});

describe("a topic's pages", () => {
  it("hold twenty replies each, the opening post on the first", async () => {
    const topic = await makeTopic({ replies: 45 });
    const read = async (wish: PageWish) => {
      const { topic: facts } = await getTopicFor(null, topic.publicId);
      const { posts, ...rest } = await listPosts(null, facts, wish);
      return { from: posts[0]?.number, to: posts.at(-1)?.number, ...rest };
    };
    const first = { from: 0, to: 20, before: null, after: 20, missing: null };
    expect(await read({})).toEqual(first);
    expect(await read({ at: 0 })).toEqual(first);
    expect(await read({ at: 20 })).toEqual(first);
    expect(await read({ after: 20 })).toEqual({ from: 21, to: 40, before: 21, after: 40, missing: null });
    expect(await read({ at: 33 })).toEqual({ from: 21, to: 40, before: 21, after: 40, missing: null });
    expect(await read({ at: 45 })).toEqual({ from: 41, to: 45, before: 41, after: null, missing: null });
    expect(await read({ before: 21 })).toEqual(first);
    expect(await read({ before: 30 })).toEqual({ from: 10, to: 29, before: 10, after: 29, missing: null });
    expect(await read({ after: 0 })).toEqual({ from: 1, to: 20, before: 1, after: 20, missing: null });
    expect(await read({ before: 1 })).toEqual({ from: 0, to: 0, before: null, after: 0, missing: null });
    // A number that is not there leads to the last page and says so.
    expect(await read({ at: 999 })).toEqual({ from: 41, to: 45, before: 41, after: null, missing: 999 });
    expect(await read({ after: 45 })).toMatchObject({ from: undefined, before: 46, after: null });
  });

  it("stay where they are while others post", async () => {
    const topic = await makeTopic({ replies: 21 });
    const [author] = [await makeUser({ role: "trainer" })];
    const { topic: facts } = await getTopicFor(null, topic.publicId);
    const first = await listPosts(null, facts);
    await postReply(author, { publicId: topic.publicId, body: unique("In between") });
    const { topic: later } = await getTopicFor(null, topic.publicId);
    const second = await listPosts(null, later, { after: first.after });
    expect(second.posts.map(({ number }) => number)).toEqual([21, 22]);
  });

  it("do not exist for a number that no topic has", async () => {
    await expect(getTopicFor(null, 0)).rejects.toMatchObject({ status: 404 });
  });
});

describe("reading", () => {
  const lastRead = async (userId: string, publicId: number) =>
    (await db().topicReader.findFirst({ where: { userId, topic: { publicId } } }))?.lastRead ?? null;

  it("is not noted for a suspended person", async () => {
    const topic = await makeTopic({ replies: 2 });
    const suspended = { ...(await makeUser()), suspended: true };
    await expect(markRead(suspended, topic.publicId, 1)).rejects.toMatchObject({ status: 403 });
    expect(await lastRead(suspended.id, topic.publicId)).toBeNull();
  });

  it("keeps the furthest, whatever comes in which order", async () => {
    const topic = await makeTopic({ replies: 6 });
    const member = await makeUser();
    await Promise.all([3, 5, 1, 4, 2].map((number) => markRead(member, topic.publicId, number)));
    expect(await lastRead(member.id, topic.publicId)).toBe(5);
    expect(await markRead(member, topic.publicId, 4)).toBe(false);
    expect(await markRead(member, topic.publicId, 6)).toBe(true);
  });

  it("marks nothing for a reply that is not there, nor for a guest", async () => {
    const topic = await makeTopic({ replies: 1 });
    const member = await makeUser();
    expect(await markRead(member, topic.publicId, 2)).toBe(false);
    expect(await markRead(null, topic.publicId, 1)).toBe(false);
    expect(await markRead(member, 0, 0)).toBe(false);
    expect(await lastRead(member.id, topic.publicId)).toBeNull();
  });

  it("counts an own reply as read only when all before it was", async () => {
    const topic = await makeTopic({ replies: 3 });
    const [early, late] = [await makeUser({ role: "trainer" }), await makeUser({ role: "trainer" })];
    await markRead(early, topic.publicId, 3);
    await markRead(late, topic.publicId, 3);
    await postReply(early, { publicId: topic.publicId, body: "Fourth" });
    await postReply(late, { publicId: topic.publicId, body: "Fifth" });
    expect(await lastRead(early.id, topic.publicId)).toBe(4);
    expect(await lastRead(late.id, topic.publicId)).toBe(3);
  });
});

describe("following", () => {
  it("a topic and a space is remembered once and can be ended", async () => {
    const topic = await makeTopic();
    const member = await makeUser();
    await setTopicLevel(member, topic.publicId, "watch");
    expect(await listWatchersOfTopic(topic.id)).toEqual([topic.author.id, member.id].sort());
    expect(
      await listWatchersOfTopic(topic.id, { limit: 1, after: [topic.author.id, member.id].sort()[0] }),
    ).toHaveLength(1);
    await setTopicLevel(member, topic.publicId, "mute");
    expect(await listWatchersOfTopic(topic.id)).toEqual([topic.author.id]);
    await setTopicLevel(member, topic.publicId, null);
    await setSpaceLevel(member, topic.spaceCode, "follow");
    await setSpaceLevel(member, topic.spaceCode, "follow");
    expect(await listToldOfTopic(topic.id)).toEqual([member.id]);
    await setSpaceLevel(member, topic.spaceCode, "normal");
    expect(await listToldOfTopic(topic.id)).toEqual([]);
  });

  it("is for active members, and for what exists", async () => {
    const topic = await makeTopic();
    const suspended = await makeUser({ suspendedUntil: minutes(60) });
    await expect(setTopicLevel(null, topic.publicId, "watch")).rejects.toMatchObject({ status: 401 });
    await expect(setSpaceLevel(null, topic.spaceCode, "follow")).rejects.toMatchObject({ status: 401 });
    await expect(setTopicLevel(suspended, topic.publicId, "watch")).rejects.toMatchObject({ status: 403 });
    await expect(setTopicLevel(await makeUser(), 0, "follow")).rejects.toMatchObject({ status: 404 });
    await expect(setSpaceLevel(await makeUser(), "9.9", "follow")).rejects.toMatchObject({ status: 404 });
  });
});

describe("news", () => {
  it("tell of a post as it is, in plain words", async () => {
    const topic = await makeTopic({ body: "A **bold** [question](https://example.org)?" });
    const member = await makeUser({ name: "Awa" });
    const { number } = requirePosted(await postReply(member, { publicId: topic.publicId, body: "*Yes.*" }));
    const { id } = await db().reply.findFirstOrThrow({ where: { topicId: topic.id, number }, select: { id: true } });
    expect((await listRepliesForNotification([id]))[0]).toMatchObject({
      authorName: "Awa",
      href: `/topics/${topic.publicId}/${topic.slug}?at=1#reply-1`,
    });
    expect(await getTopicForNotification(topic.id)).toMatchObject({
      number: 0,
      title: "Who leads your national team?",
    });
    expect(await listRepliesForNotification(["01890000-0000-7000-8000-000000000001"])).toEqual([]);
  });

  it("for a digest are what others wrote in time, unread, where one follows", async () => {
    const { code } = await makeSpace();
    const member = await makeUser();
    const [from, to] = [new Date("2026-05-01T00:00:00Z"), new Date("2026-05-08T00:00:00Z")];
    const wanted = await makeTopic({ spaceCode: code, at: minutes(5, from), replies: 2 });
    const before = await makeTopic({ spaceCode: code, at: minutes(-60, from), replies: 1 });
    await makeTopic({ spaceCode: code, at: to });
    const read = await makeTopic({ spaceCode: code, at: minutes(5, from) });
    await markRead(member, read.publicId, 0);
    const muted = await makeTopic({ spaceCode: code, at: minutes(5, from) });
    await setTopicLevel(member, muted.publicId, "mute");
    const own = await makeTopic({ spaceCode: code, author: member, at: minutes(5, from) });
    const elsewhere = await makeTopic({ at: minutes(-90, from), replies: 3 });
    await postReply(elsewhere.replier, { publicId: elsewhere.publicId, body: "In time" }, { at: minutes(50, from) });
    await makeTopic({ at: minutes(5, from) });

    const wish = { from, to, limit: 6, notifiedTopics: new Set<string>() };
    const newsOf = async () => {
      const { replies, topics, unwanted } = await listDigestNews(member, { ...wish, codes: [] });
      return withTexts(member, [...replies, ...topics], unwanted);
    };
    expect(await newsOf()).toEqual([]);
    await setSpaceLevel(member, code, "follow");
    await setTopicLevel(member, elsewhere.publicId, "watch");
    const news = await newsOf();
    expect(news.map(({ topicId }) => topicId)).toEqual([elsewhere.id, wanted.id]);
    expect(news[0]).toMatchObject({ isNew: false, newReplies: 1, excerpt: "In time" });
    expect(news[1]).toMatchObject({ isNew: true, newReplies: 2, href: `/topics/${wanted.publicId}/${wanted.slug}` });
    expect(news.some(({ topicId }) => topicId === before.id)).toBe(false);
    const { questions } = await listDigestNews(member, { ...wish, codes: [] });
    expect(questions).toEqual([]);
    const { questions: offered } = await listDigestNews(await makeUser(), { ...wish, codes: [code] });
    expect(offered.map(({ topicId }) => topicId)).toEqual([read.id, muted.id, own.id]);
    const told = { ...wish, codes: [code], limit: 1, notifiedTopics: new Set([read.id]) };
    const { questions: next } = await listDigestNews(await makeUser(), told);
    expect(next.map(({ topicId }) => topicId)).toEqual([muted.id]);

    // Everybody after the first costs one statement: what is common is read once.
    const other = await makeUser();
    await setSpaceLevel(other, code, "follow");
    const { result, statements } = await countingStatements(async () => {
      const { topics, unwanted } = await listDigestNews(other, { ...wish, codes: [] });
      const some = topics.filter(({ topicId }) => topicId === wanted.id);
      return withTexts(other, some, unwanted);
    });
    expect(result).toHaveLength(1);
    expect(statements).toHaveLength(1);
  });

  it("for a digest reach a followed topic and an old question behind hundreds that moved since", async () => {
    const { code } = await makeSpace();
    const [from, to] = [new Date("2026-05-01T00:00:00Z"), new Date("2026-05-08T00:00:00Z")];
    const followed = await makeTopic({ spaceCode: code, at: minutes(5, from), replies: 1 });
    const question = await makeTopic({ spaceCode: code, at: minutes(6, from) });
    await db().$executeRaw`
      WITH busy AS (
        INSERT INTO topics (id, space_code, author_id, title, slug, language, created_at, last_reply_at, first_answer)
        SELECT gen_random_uuid(), space_code, author_id, title, slug, language, ${minutes(60, from)}, ${minutes(60, from)}, 1
          FROM topics, generate_series(1, 250) WHERE id = ${question.id}::uuid RETURNING id)
      INSERT INTO replies (id, topic_id, number, author_id, body, html, renderer_version, language, client_id, body_hash, created_at)
      SELECT gen_random_uuid(), busy.id, 0, author_id, body, html, renderer_version, language, busy.id::text, body_hash,
             ${minutes(60, from)}
        FROM replies, busy WHERE topic_id = ${question.id}::uuid`;
    const member = await makeUser();
    await setSpaceLevel(member, code, "follow");
    await setTopicLevel(member, followed.publicId, "watch");
    const wish = { from, to, codes: [], limit: 6, notifiedTopics: new Set<string>() };
    const { result: news, statements } = await countingStatements(() => listDigestNews(member, wish));
    expect(news.topics).toHaveLength(6);
    expect(news.questions.map(({ topicId }) => topicId)).toEqual([question.id]);
    // Behind the two hundred it is read by itself; in their order it comes after them.
    expect(statements).toHaveLength(3);
    const notifiedTopics = new Set(news.topics.map(({ topicId }) => topicId));
    const all = await listDigestNews(member, { ...wish, limit: 300, notifiedTopics });
    expect(all.topics.at(-1)?.topicId).toBe(followed.id);
  });
});

describe("what pages cost", () => {
  it("is at most three statements for a topic and one for all spaces, without the session's one", async () => {
    const topic = await makeTopic({ spaceCode: "1.1", replies: 3 });
    const member = await makeUser();
    const read = await countingStatements(async () => {
      const { topic: facts } = await getTopicFor(member, topic.publicId);
      await listPosts(null, facts, { at: 2 });
    });
    const all = await countingStatements(() => listSpacesFor(member));
    expect([read, all].map(({ statements }) => statements.length)).toEqual([2, 1]);
  });
});
