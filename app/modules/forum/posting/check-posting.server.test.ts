import { randomUUID } from "node:crypto";
import { describe, expect, it } from "vitest";
import { db } from "#app/infra/db.server.ts";
import { countingStatements } from "#app/infra/statements/statement-count.server.ts";
import type { Actor } from "#app/modules/accounts/actor.ts";
import { listPosts, getTopicFor } from "#app/modules/forum/topics/get-topic.server.ts";
import { requirePosted } from "#app/modules/forum/posting/check-posting.server.ts";
import { postReply } from "./post-reply.server.ts";
import { postTopic } from "./post-topic.server.ts";
import { makeSpace } from "#test/factories/spaces.ts";
import { makeTopic, unique } from "#test/factories/topics.ts";
import { makeUser } from "#test/factories/users.ts";
import { useDatabase } from "#test/setup/database.ts";

useDatabase();

const trainers = (count: number) => Promise.all(Array.from({ length: count }, () => makeUser({ role: "trainer" })));
const seconds = (count: number, from = new Date()) => new Date(from.getTime() + count * 1000);

async function space(code: string) {
  const columns = { topicCount: true, replyCount: true, unansweredCount: true, lastActivityAt: true };
  return db().space.findUniqueOrThrow({ where: { code }, select: columns });
}
async function topicRow(publicId: number) {
  const columns = { lastReplyNumber: true, replyCount: true, firstAnswer: true, lastReplyAuthorId: true, slug: true };
  return db().topic.findUniqueOrThrow({ where: { publicId }, select: columns });
}

describe("numbers", () => {
  it("are 1 to 200 without a gap when 200 replies come at once, 50 of them twice", { timeout: 120_000 }, async () => {
    const topic = await makeTopic();
    const people = await trainers(8);
    const wishes = Array.from({ length: 200 }, (_, index) => ({
      person: people[index % people.length]!,
      reply: { publicId: topic.publicId, body: `Reply of the crowd, the ${index}th`, clientId: randomUUID() },
    }));
    const sent = [...wishes, ...wishes.slice(0, 50)].sort(() => Math.random() - 0.5);
    const results = await Promise.all(
      sent.map(async ({ person, reply }) => requirePosted(await postReply(person, reply))),
    );

    expect(results.filter(({ repeated }) => repeated)).toHaveLength(50);
    const rows = await db().reply.findMany({
      where: { topicId: topic.id, number: { gt: 0 } },
      select: { number: true, body: true },
      orderBy: { number: "asc" },
    });
    expect(rows.map(({ number }) => number)).toEqual(Array.from({ length: 200 }, (_, index) => index + 1));
    expect(new Set(rows.map(({ body }) => body)).size).toBe(200);
    expect(await topicRow(topic.publicId)).toMatchObject({ lastReplyNumber: 200, replyCount: 200 });
    expect(await space(topic.spaceCode)).toMatchObject({ topicCount: 1, replyCount: 200, unansweredCount: 0 });
    expect(await db().outboxEvent.count({ where: { name: "forum.reply.posted" } })).toBe(200);
    // Whoever asks for the same post is told the same number.
    const numbers = new Map<string, Set<number>>();
    results.forEach(({ number }, index) => {
      const id = sent[index]!.reply.clientId;
      numbers.set(id, (numbers.get(id) ?? new Set()).add(number));
    });
    expect([...numbers.values()].every((set) => set.size === 1)).toBe(true);
  });

  it("are not used up by what is refused", async () => {
    const topic = await makeTopic({ replies: 1 });
    const member = await makeUser();
    const at = seconds(3600);
    await postReply(member, { publicId: topic.publicId, body: "First." }, { at });
    await expect(
      postReply(member, { publicId: topic.publicId, body: "Too soon." }, { at: seconds(1, at) }),
    ).rejects.toMatchObject({ status: 429 });
    await expect(
      postReply(member, { publicId: topic.publicId, body: "first. " }, { at: seconds(60, at) }),
    ).rejects.toMatchObject({ status: 409 });
    const next = requirePosted(
      await postReply(member, { publicId: topic.publicId, body: "Second." }, { at: seconds(61, at) }),
    );
    expect(next.number).toBe(3);
  });

  it("keep topic and space counters true", async () => {
    const { code } = await makeSpace();
    const asked = await makeTopic({ spaceCode: code });
    await makeTopic({ spaceCode: code });
    expect(await space(code)).toMatchObject({ topicCount: 2, replyCount: 0, unansweredCount: 2 });
    // What authors add themselves is no answer.
    await postReply(asked.author, { publicId: asked.publicId, body: "Anybody?" });
    expect(await space(code)).toMatchObject({ replyCount: 1, unansweredCount: 2 });
    const at = seconds(60);
    const [answerer] = await trainers(1);
    await postReply(answerer!, { publicId: asked.publicId, body: "Yes, here." }, { at });
    await postReply(answerer!, { publicId: asked.publicId, body: "And more." }, { at });
    expect(await space(code)).toEqual({ topicCount: 2, replyCount: 3, unansweredCount: 1, lastActivityAt: at });
    expect(await topicRow(asked.publicId)).toMatchObject({ firstAnswer: 2, lastReplyAuthorId: answerer!.id });
  });
});

describe("a reply", () => {
  it("takes one statement, written or refused, three more to say why there is no topic, and none from who may not post", async () => {
    const topic = await makeTopic();
    const member = await makeUser();
    const [at, publicId] = [new Date(), topic.publicId];
    const count = async (
      actor: Actor | null,
      reply: { publicId: number; body: string; clientId?: string },
      wait = 0,
    ) => {
      const posting = () =>
        postReply(actor, reply, { at: seconds(wait, at) })
          .then(requirePosted)
          .catch((error: { status: number }) => error.status);
      const { result, statements } = await countingStatements(posting);
      return [typeof result === "number" ? result : result.number, statements.length];
    };
    const first = { publicId, body: unique("First"), clientId: randomUUID() };
    expect(await count(member, first)).toEqual([1, 1]);
    expect(await count(member, first)).toEqual([1, 1]);
    expect(await count(member, { publicId, body: first.body }, 10)).toEqual([409, 1]);
    expect(await count(member, { publicId, body: unique("Too fast") }, 1)).toEqual([429, 1]);
    expect(await count(member, { publicId: 2_000_000_000, body: unique("Nowhere") }, 10)).toEqual([404, 4]);
    expect(await count(null, { publicId, body: unique("A guest's") }, 10)).toEqual([401, 0]);
    expect(await count(member, { publicId, body: unique("Second") }, 5)).toEqual([2, 1]);
    expect(await topicRow(publicId)).toMatchObject({ lastReplyNumber: 2, replyCount: 2 });
    expect(await space(topic.spaceCode)).toMatchObject({ replyCount: 2, unansweredCount: 0 });
  });
});

describe("the last activity", () => {
  it("of a space never goes back, though what was sent first may come last", async () => {
    const topic = await makeTopic({ at: seconds(60) });
    const { lastActivityAt } = await space(topic.spaceCode);
    const [trainer] = await trainers(1);
    await postReply(trainer!, { publicId: topic.publicId, body: unique("Sent before") }, { at: seconds(0) });
    expect(await space(topic.spaceCode)).toMatchObject({ replyCount: 1, lastActivityAt });
    const at = seconds(120);
    await postReply(trainer!, { publicId: topic.publicId, body: unique("Sent after") }, { at });
    expect(await space(topic.spaceCode)).toMatchObject({ replyCount: 2, lastActivityAt: at });
  });
});

describe("sending twice", () => {
  it("gives the first topic back, and makes no second", async () => {
    const { code } = await makeSpace();
    const author = await makeUser();
    const topic = { spaceCode: code, title: "One question", body: unique("Once."), clientId: randomUUID() };
    const tries = await Promise.all(
      Array.from({ length: 10 }, async () => requirePosted(await postTopic(author, topic))),
    );
    expect(new Set(tries.map(({ publicId }) => publicId)).size).toBe(1);
    expect(tries.filter(({ repeated }) => !repeated)).toHaveLength(1);
    expect(await space(code)).toMatchObject({ topicCount: 1, unansweredCount: 1 });
  });

  it("says whether the text was the same", async () => {
    const topic = await makeTopic();
    const member = await makeUser();
    const clientId = randomUUID();
    await postReply(member, { publicId: topic.publicId, body: "One", clientId });
    const same = await postReply(member, { publicId: topic.publicId, body: "One", clientId });
    const other = await postReply(member, { publicId: topic.publicId, body: "Another thought", clientId });
    expect(same).toMatchObject({ repeated: true, sameText: true, number: 1 });
    expect(other).toMatchObject({ repeated: true, sameText: false, number: 1 });
    // Somebody else's id is nobody's business.
    const [trainer] = await trainers(1);
    expect(await postReply(trainer!, { publicId: topic.publicId, body: "Two", clientId })).toMatchObject({ number: 2 });
  });

  it("is told from saying the same again, which is refused for five minutes in any topic", async () => {
    const [first, second] = [await makeTopic(), await makeTopic()];
    const [trainer] = await trainers(1);
    const at = new Date();
    await postReply(trainer!, { publicId: first.publicId, body: "Thank you all!" }, { at });
    const again = { publicId: second.publicId, body: "Thank  you ALL!\n" };
    await expect(postReply(trainer!, again, { at: seconds(299, at) })).rejects.toMatchObject({
      code: "forum.error.same_text",
      status: 409,
      details: { data: { publicId: first.publicId, number: 1 } },
    });
    expect(await postReply(trainer!, again, { at: seconds(301, at) })).toMatchObject({ number: 1 });
    // Another person may say it too.
    expect(await postReply((await trainers(1))[0]!, again, { at })).toMatchObject({ number: 2 });
  });
});

describe("limits", () => {
  it("ask a member to wait, say how long, and let trainers post for a group", async () => {
    const topic = await makeTopic();
    const member = await makeUser();
    const at = new Date();
    const reply = () => ({ publicId: topic.publicId, body: unique("Word") });
    await postReply(member, reply(), { at });
    await expect(postReply(member, reply(), { at: seconds(1, at) })).rejects.toMatchObject({
      code: "forum.error.too_fast",
      details: { values: { seconds: 4 } },
    });
    await postReply(member, reply(), { at: seconds(5, at) });
    const [trainer] = await trainers(1);
    for (let index = 0; index < 5; index++) await postReply(trainer!, reply(), { at });
  });

  it("count replies and topics apart: whoever begins a topic may reply at once", async () => {
    const { code } = await makeSpace();
    const member = await makeUser();
    const at = new Date();
    const { publicId } = requirePosted(
      await postTopic(member, { spaceCode: code, title: "Question", body: unique("What?") }, { at }),
    );
    await postReply(member, { publicId, body: unique("I mean this") }, { at });
    await expect(postReply(member, { publicId, body: unique("And this") }, { at })).rejects.toMatchObject({
      code: "forum.error.too_fast",
    });
  });

  it("hold topics apart by 15 seconds and to 20 a day", async () => {
    const { code } = await makeSpace();
    const member = await makeUser();
    const at = new Date();
    const topic = () => ({ spaceCode: code, title: "Question", body: unique("What?") });
    await postTopic(member, topic(), { at });
    await expect(postTopic(member, topic(), { at: seconds(14, at) })).rejects.toMatchObject({ status: 429 });
    for (let index = 1; index < 20; index++) await postTopic(member, topic(), { at: seconds(index * 15, at) });
    await expect(postTopic(member, topic(), { at: seconds(3600, at) })).rejects.toMatchObject({
      code: "forum.error.topics_per_day",
      details: { values: { seconds: 86_400 - 3600 } },
    });
    await postTopic(member, topic(), { at: seconds(86_400, at) });
  });

  it("never lets one person's simultaneous posts slip through", async () => {
    const topic = await makeTopic();
    const member = await makeUser();
    const at = new Date();
    const tries = Array.from({ length: 6 }, () =>
      postReply(member, { publicId: topic.publicId, body: unique("x") }, { at }),
    );
    const results = await Promise.allSettled(tries);
    expect(results.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
  });
});

describe("who may post", () => {
  const attempts = async (actor: Actor | null) => {
    const topic = await makeTopic();
    return [
      () => postReply(actor, { publicId: topic.publicId, body: unique("Mine") }),
      () => postTopic(actor, { spaceCode: topic.spaceCode, title: "Mine", body: unique("Mine") }),
    ];
  };
  it("is a member with a confirmed address", async () => {
    for (const post of await attempts(await makeUser()))
      await expect(post()).resolves.toMatchObject({ repeated: false });
  });
  it.each([
    ["a guest", async () => null, 401],
    ["somebody with an unconfirmed address", () => makeUser({ emailConfirmedAt: null }), 403],
    ["a suspended person", () => makeUser({ suspendedUntil: seconds(3600) }), 403],
  ])("is not %s", async (_, make, status) => {
    for (const post of await attempts(await make())) await expect(post()).rejects.toMatchObject({ status });
  });
  it("needs a topic and a space that exist", async () => {
    const member = await makeUser();
    await expect(postReply(member, { publicId: 0, body: "Where?" })).rejects.toMatchObject({ status: 404 });
    const lost = { spaceCode: "9.9", title: "Where?", body: "Nowhere." };
    await expect(postTopic(member, lost)).rejects.toMatchObject({ status: 404 });
  });
});

describe("what is stored", () => {
  it("shows hostile Markdown harmless, and keeps what was typed", async () => {
    const [trainer] = await trainers(1);
    const body = [
      "<script>alert(1)</script> <img src=x onerror=alert(1)>",
      "[click](javascript:alert(1)) [data](data:text/html;base64,PHN2Zz4=) [ok](https://example.org)",
      "![](https://tracker.example/pixel.gif) <svg/onload=alert(1)>",
      '**bold** `<b>` <a href="//evil" onclick=x>',
    ].join("\n\n");
    const topic = await makeTopic({ author: trainer, body });
    await postReply(trainer!, { publicId: topic.publicId, body: `${body} again` });
    const { topic: facts } = await getTopicFor(null, topic.publicId);
    const { posts } = await listPosts(null, facts);
    expect(posts).toHaveLength(2);
    for (const post of posts) {
      const html = post.state === "visible" ? post.html : "";
      expect(html).not.toMatch(/<(script|svg|img|iframe|style)|<[^>]+ on\w+=|href="(javascript|data):/i);
      expect(html).toContain("<strong>bold</strong>");
      expect(html).toContain('<a href="https://example.org" rel="ugc nofollow noopener">ok</a>');
    }
    const stored = await db().reply.findFirstOrThrow({ where: { topicId: topic.id }, select: { body: true } });
    expect(stored.body).toBe(body);
  });

  it("gives a title in any script a usable address", async () => {
    const titles = [
      "¿Quién dirige?",
      "من يقود الفريق الوطني؟",
      "谁来领导国家团队",
      "Кто руководит?",
      "🎭🎭🎭",
      "Reply",
    ];
    const slugs: string[] = [];
    for (const title of titles) slugs.push((await makeTopic({ title })).slug);
    expect(slugs).toEqual([
      "quien-dirige",
      "من-يقود-الفريق-الوطني",
      "谁来领导国家团队",
      "кто-руководит",
      "topic",
      "reply-topic",
    ]);
  });

  it("follows the topic for its author and for who replies, but never overrules a choice", async () => {
    const topic = await makeTopic();
    const member = await makeUser();
    const level = async (userId: string) =>
      (await db().topicReader.findFirst({ where: { userId, topicId: topic.id } }))?.level ?? null;
    expect(await level(topic.author.id)).toBe("follow");
    await db().topicReader.create({ data: { userId: member.id, topicId: topic.id, level: "mute", lastRead: 0 } });
    await postReply(member, { publicId: topic.publicId, body: "Only this." });
    expect(await level(member.id)).toBe("mute");
    const [trainer] = await trainers(1);
    await postReply(trainer!, { publicId: topic.publicId, body: "Tell me more." });
    expect(await level(trainer!.id)).toBe("follow");
  });
});
