import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { db } from "#app/infra/db.server.ts";
import { closeQueue } from "#app/infra/queue.server.ts";
import { countingStatements } from "#app/infra/statements/statement-count.server.ts";
import { transaction } from "#app/infra/transaction.server.ts";
import type { MaybeActor } from "#app/modules/accounts/actor.ts";
import { postReply } from "#app/modules/forum/posting/post-reply.server.ts";
import { saveTranslation } from "#app/modules/forum/translations/save-translation.server.ts";
import { lockPost, setPostState } from "#app/modules/forum/states/set-post-state.server.ts";
import { indexPosts } from "#app/modules/search/indexing/index-posts.server.ts";
import { indexThings } from "#app/modules/search/indexing/index-things.server.ts";
import { readSearchCursor } from "./cursor.ts";
import { readQuery } from "./read-query.ts";
import { searchFor } from "./search.server.ts";
import { searchWithin } from "./search-within.server.ts";
import { seedRoadmap } from "#prisma/seed/roadmap.ts";
import { seedSpaces } from "#prisma/seed/spaces.ts";
import { makeTopic } from "#test/factories/topics.ts";
import { makeUser } from "#test/factories/users.ts";
import { useDatabase } from "#test/setup/database.ts";

useDatabase();
beforeAll(async () => {
  await seedRoadmap(db());
  await seedSpaces();
});
afterAll(closeQueue);

const find = (actor: MaybeActor, address: string, language = "en", after: string | null = null) => {
  const { query, kind } = readQuery(new URLSearchParams(address));
  return searchFor(actor, query, { kind, language, after: readSearchCursor(after) });
};
const openingOf = async (topicId: string) =>
  (await db().reply.findFirstOrThrow({ where: { topicId, number: 0 }, select: { id: true } })).id;

async function scene() {
  const mark = `zq${randomUUID().replaceAll("-", "").slice(0, 10)}`;
  const author = await makeUser({ role: "trainer" });
  const topic = await makeTopic({
    author,
    spaceCode: "1.1",
    title: `Kalimba ${mark}`,
    body: `We *tune* the ${mark} harp.`,
  });
  await postReply(author, { publicId: topic.publicId, body: `Here is a reply on ${mark} tuning.` });
  const { id: replyId } = await db().reply.findFirstOrThrow({
    where: { topicId: topic.id, number: 1 },
    select: { id: true },
  });
  const openingId = await openingOf(topic.id);
  await indexPosts([openingId, replyId]);
  return { mark, author, topic, replyId, openingId };
}

test("a topic and its reply are found with their words marked, in two statements", async () => {
  const { mark, topic } = await scene();
  const { result, statements } = await countingStatements(() => find(null, `q=${mark}`));
  expect(result.results.map(({ kind }) => kind)).toEqual(["topic", "reply"]);
  expect(result.byKind).toEqual({ topic: 1, reply: 1 });
  expect(result.results[0]!.href).toContain(`/topics/${topic.publicId}/`);
  expect(result.results[0]!.title.filter(({ isMarked }) => isMarked)).toEqual([{ text: mark, isMarked: true }]);
  expect(result.results[1]!.excerpt.some(({ isMarked }) => isMarked)).toBe(true);
  expect(result.results[0]!.place.road).toEqual(["1.1"]);
  expect(statements.length).toBeLessThanOrEqual(5);
});

describe("sight", () => {
  test("what is out of sight is neither found nor counted, at once and for nobody", async () => {
    const { mark, author, openingId, replyId } = await scene();
    const set = (id: string, to: "removed" | "visible") =>
      transaction(async (tx) => setPostState(tx, (await lockPost(tx, id))!, { to, by: null, at: new Date() }));
    await set(replyId, "removed");
    expect((await find(null, `q=${mark}`)).byKind).toEqual({ topic: 1 });
    await set(openingId, "removed");
    for (const actor of [null, author]) expect((await find(actor, `q=${mark}`)).byKind).toEqual({});
    await set(openingId, "visible");
    await set(replyId, "visible");
    expect((await find(null, `q=${mark}`)).byKind).toEqual({ topic: 1, reply: 1 });
  });

  test("a sealed topic is found by its author alone, and suggests nothing to others", async () => {
    const { mark, author, topic } = await scene();
    await db().topic.update({ where: { id: topic.id }, data: { sealedAt: new Date() } });
    const [member, keeper] = [await makeUser(), await makeUser({ role: "moderator" })];
    for (const actor of [null, member]) {
      const found = await searchWithin(actor, readQuery(new URLSearchParams(`q=${mark}x`)).query, { language: "en" });
      expect(found).toMatchObject({ byKind: {}, byLanguage: {}, results: [], suggestion: null });
      expect((await find(actor, `q=${mark}`)).byLanguage).toEqual({});
    }
    for (const actor of [author, keeper])
      expect((await find(actor, `q=${mark}`)).byKind).toEqual({ topic: 1, reply: 1 });
  });

  test("a space of its members is found by them alone", async () => {
    const { mark, author } = await scene();
    await db().space.update({ where: { code: "1.1" }, data: { joinMode: "members" } });
    try {
      for (const actor of [null, await makeUser()]) expect((await find(actor, `q=${mark}`)).byKind).toEqual({});
      expect((await find({ ...author, memberOf: ["1.1"] }, `q=${mark}`)).byKind).toEqual({ topic: 1, reply: 1 });
    } finally {
      await db().space.update({ where: { code: "1.1" }, data: { joinMode: "open" } });
    }
  });

  test("a translation is found in its language, and not once it is taken back", async () => {
    const { mark, author, replyId, openingId } = await scene();
    await saveTranslation(author, { id: replyId, language: "fr", body: `Une réponse au sujet de la ${mark}fr.` });
    await indexPosts([replyId, openingId]);
    const { results } = await find(null, `q=${mark}fr`, "fr");
    expect(results).toMatchObject([{ kind: "reply", language: "fr" }]);
    expect(results[0]!.href).toContain("in=fr");
    await db().postTranslation.updateMany({ where: { replyId }, data: { state: "removed" } });
    expect((await find(null, `q=${mark}fr`)).byKind).toEqual({});
  });
});

test("filters narrow, by fields and by words", async () => {
  const { mark, author } = await scene();
  const [yes, no] = [{ topic: 1, reply: 1 }, {}];
  for (const [address, expected] of [
    [`q=${mark}+in:1.1`, yes],
    [`q=${mark}+in:1.2`, no],
    [`q=${mark}&in=1.1&by=${author.handle}`, yes],
    [`q=${mark}&by=nobody-here`, no],
    [`q=${mark}&lang=en`, yes],
    [`q=${mark}&lang=fr`, no],
    [`q=${mark}&after=2020-01-01`, yes],
    [`q=${mark}&before=2020-01-01`, no],
    [`q=${mark}&tag=nothing-has-it`, no],
    [`q=by:${author.handle}`, yes],
  ] as const)
    expect([address, (await find(null, address)).byKind]).toEqual([address, expected]);
  const replies = await find(null, `q=${mark}&kind=reply`);
  expect(replies.results.map(({ kind }) => kind)).toEqual(["reply"]);
  expect(replies.byKind).toEqual(yes);
});

test("pages follow each other without a gap, and what nobody can read of an address begins at the start", async () => {
  const { mark, author, topic } = await scene();
  const ids: string[] = [];
  for (let at = 0; at < 25; at++) {
    await postReply(author, { publicId: topic.publicId, body: `Note ${at} about ${mark}` });
  }
  const posts = await db().reply.findMany({ where: { topicId: topic.id }, select: { id: true } });
  await indexPosts(posts.map(({ id }) => id));
  for (let after: string | null = null, pages = 0; pages < 3; pages++) {
    const page: Awaited<ReturnType<typeof find>> = await find(null, `q=${mark}`, "en", after);
    ids.push(...page.results.map(({ id }) => id));
    after = page.next;
    if (!after) break;
  }
  expect(ids).toHaveLength(27);
  expect(new Set(ids).size).toBe(27);
  expect((await find(null, `q=${mark}`, "en", "nonsense")).results).toHaveLength(20);
});

test("a mistake is answered with what stands in a title that everybody reads", async () => {
  const { author } = await scene();
  const topic = await makeTopic({ author, spaceCode: "1.1", title: "Accordion for beginners", body: "Words." });
  await indexThings("topic", [topic.id]);
  const { query } = readQuery(new URLSearchParams("q=acordion"));
  const found = await searchWithin(null, query, { language: "en" });
  expect(found).toMatchObject({ results: [], suggestion: "accordion" });
});

test.each([
  "\u0000",
  '"',
  "-",
  ":::",
  "before:99999-01-01",
  "(a & b) | !c",
  "a".repeat(10_000),
  "\u202Eabc",
  "' OR 1=1 --",
  "%_\\",
])("%j is a search like any other", async (q) => {
  const params = new URLSearchParams({ q });
  await expect(find(null, params.toString())).resolves.toMatchObject({ results: expect.any(Array) });
});
