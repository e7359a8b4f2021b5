import { beforeAll, describe, expect, test } from "vitest";
import { db } from "#app/infra/db.server.ts";
import { countingStatements } from "#app/infra/statements/statement-count.server.ts";
import type { Actor } from "#app/modules/accounts/actor.ts";
import { type Choices, type Level, levelOf, levels } from "#app/modules/forum/level.ts";
import { levelSql } from "#app/modules/forum/level-sql.server.ts";
import { mergeTopics } from "#app/modules/forum/moving/merge-topics.server.ts";
import { listDigestNews } from "#app/modules/forum/news/list-digest-news.server.ts";
import { listPostsToMail } from "#app/modules/forum/news/list-posts-to-mail.server.ts";
import { type ForumTab, listForumFor } from "#app/modules/forum/topics/list-forum.server.ts";
import { getTopicFor } from "#app/modules/forum/topics/get-topic.server.ts";
import { listMentioned } from "#app/modules/forum/mentions/list-mentioned.server.ts";
import { Prisma } from "#prisma/generated/client.ts";
import { anyStatementUndecided as anyUndecided } from "#app/modules/moderation/cases/any-undecided.server.ts";
import { renameTag } from "#app/modules/forum/tags/rename-tag.server.ts";
import { makeSpace, makeSpaceMember } from "#test/factories/spaces.ts";
import { makeTopic } from "#test/factories/topics.ts";
import { makeUser } from "#test/factories/users.ts";
import { useDatabase } from "#test/setup/database.ts";
import { listLevelsFor, listTopicLevelsFor } from "./list-levels.server.ts";
import { listToldOfTopic, listWatchersOfTopic, listWatchersOfTopics } from "./list-told.server.ts";
import { maxTagLevels, setSpaceLevel, setTagLevel, setTopicLevel } from "./set-level.server.ts";

useDatabase();

type Case = Choices & { id: string; publicId: number };
const chosen = [null, ...levels];
const cases: Case[] = [];
let me: Actor;
let start: Date;

/** A topic for each choice of a topic, of two tags and of a space, in which somebody else has begun and replied. */
beforeAll(async () => {
  me = await makeUser();
  const other = await makeUser({ role: "trainer" });
  start = new Date(Date.now() - 60_000);
  const spaces = [];
  for (const space of chosen) {
    const { code } = await makeSpace();
    if (space)
      await db().spaceFollow.create({ data: { userId: me.id, spaceCode: code, level: space, createdAt: start } });
    spaces.push({ space, code });
  }
  for (const place of ["first", "second"])
    for (const level of levels) {
      // "Normal" is no choice for a tag; it is written here as if it were one.
      await db().tagLevel.create({ data: { userId: me.id, tag: `${place}-${level}`, level, since: start } });
    }
  const rows = spaces.flatMap(({ space, code }) =>
    chosen.flatMap((first) =>
      chosen.flatMap((second) => chosen.map((topic) => ({ space, code, first, second, topic }))),
    ),
  );
  const topics = await db().topic.createManyAndReturn({
    data: rows.map(({ code }, at) => ({
      spaceCode: code,
      authorId: other.id,
      title: `Topic ${at}`,
      slug: "topic",
      language: "en",
      lastReplyNumber: 1,
      replyCount: 1,
      lastReplyAt: new Date(),
    })),
    select: { id: true, publicId: true },
  });
  const post = { html: "", rendererVersion: 1, language: "en", bodyHash: "", authorId: other.id };
  const posts = topics.flatMap(({ id: topicId }) =>
    [0, 1].map((number) => ({ ...post, topicId, number, body: `@${me.handle}`, clientId: `${topicId} ${number}` })),
  );
  await db().reply.createMany({ data: posts });
  for (const [index, { first, second, topic, space }] of rows.entries()) {
    const { id: topicId, publicId } = topics[index]!;
    const tags = [first && `first-${first}`, second && `second-${second}`].flatMap((tag) => tag ?? []);
    await db().topicTag.createMany({ data: tags.map((tag, position) => ({ topicId, tag, position })) });
    if (topic) await setTopicLevel(me, publicId, topic);
    cases.push({ id: topicId, publicId, topic, tags: [first, second].flatMap((level) => level ?? []), space });
  }
}, 60_000);

const idsOf = (wanted: (level: Level, choices: Case) => boolean) =>
  cases
    .filter((choices) => wanted(levelOf(choices), choices))
    .map(({ id }) => id)
    .sort();

async function listAll(tab: ForumTab): Promise<string[]> {
  const found: string[] = [];
  for (let after: string | null = null; ;) {
    const page = await listForumFor(me, { tab, after, limit: 100 });
    found.push(...page.topics.map(({ id }) => id));
    if (!page.next) return found.sort();
    after = page.next;
  }
}

describe("for every choice of a topic, its tags and its space", () => {
  test("the database finds the level that the table says", async () => {
    const rows = await db().$queryRaw<{ id: string; level: Level }[]>`
      SELECT t.id, ${levelSql(Prisma.sql`${me.id}::uuid`, Prisma.sql`t`)}::text AS level FROM topics t`;
    const found = new Map(rows.map(({ id, level }) => [id, level]));
    expect(cases).toHaveLength(5 ** 4);
    for (const choices of cases) expect([choices, found.get(choices.id)]).toEqual([choices, levelOf(choices)]);
  });

  test("the page of a topic says the same", async () => {
    for (const choices of cases.filter((_, index) => index % 25 === 7))
      expect((await getTopicFor(me, choices.publicId)).reader?.level).toBe(levelOf(choices));
  });

  test("replies are told to who watches, new topics to who watches or follows by space and tags", async () => {
    const ids = cases.map(({ id }) => id);
    const watched = await listWatchersOfTopics(ids, { limit: 10 });
    expect(ids.filter((id) => watched.get(id)!.includes(me.id)).sort()).toEqual(idsOf((level) => level === "watch"));
    const told: string[] = [];
    for (const { id } of cases) if ((await listToldOfTopic(id)).includes(me.id)) told.push(id);
    // A level of one's own is chosen once one knows of it: by itself it is no reason to be told that it is new.
    const isAround = ({ tags, space }: Case) =>
      [...tags, space].some((level) => level === "watch" || level === "follow");
    expect(told.sort()).toEqual(idsOf((level, choices) => ["watch", "follow"].includes(level) && isAround(choices)));
  });

  test("what is muted is out of Latest and Unread, of mentions, of mail and of the digest", async () => {
    const heard = idsOf((level) => level !== "mute");
    expect(await listAll("latest")).toEqual(heard);
    expect(await listAll("unread")).toEqual(idsOf((level) => level === "watch" || level === "follow"));
    const openings = await db().reply.findMany({ where: { number: 0 }, select: { id: true, topicId: true } });
    const topicOf = new Map(openings.map(({ id, topicId }) => [id, topicId]));
    const mentioned = await listMentioned([...topicOf.keys()]);
    expect([...mentioned.keys()].map((id) => topicOf.get(id)).sort()).toEqual(heard);
    const mailed: string[] = [];
    for (const { id } of cases) if ((await listPostsToMail(me.id, { topicIds: [id] })).length > 0) mailed.push(id);
    expect(mailed.sort()).toEqual(heard);
    // A space and the tags of a digest are looked at as far as two hundred topics.
    for (const some of [
      cases.filter(({ space }) => space === "mute"),
      cases.filter(({ space }) => space === "follow"),
    ]) {
      const away = cases.filter((choices) => !some.includes(choices)).map(({ id }) => id);
      const window = { from: start, to: new Date(Date.now() + 60_000) };
      const news = await listDigestNews(me, { ...window, codes: [], notifiedTopics: new Set(away), limit: 1000 });
      const named = [...news.replies, ...news.topics, ...news.questions].map(({ topicId }) => topicId);
      const wanted = some.filter((choices) => ["watch", "follow"].includes(levelOf(choices))).map(({ id }) => id);
      expect(named.filter((id) => !wanted.includes(id))).toEqual([]);
      const own = some.filter(({ topic, space }) => topic === "watch" || topic === "follow" || space === "follow");
      expect(wanted.filter((id) => own.some((choices) => choices.id === id) && !named.includes(id))).toEqual([]);
    }
  });

  test("a tag that one asks for is shown whole, and lists stay one statement", async () => {
    const { result, statements } = await countingStatements(() => listForumFor(me, { tag: "first-mute", limit: 100 }));
    expect(statements).toHaveLength(1);
    expect(result.topics).toHaveLength(100);
    for (const tab of ["latest", "unread"] as const)
      expect((await countingStatements(() => listForumFor(me, { tab }))).statements).toHaveLength(1);
  });
});

describe("a level", () => {
  const levelIn = async (person: Actor, publicId: number) => {
    const { level, levelFrom } = (await getTopicFor(person, publicId)).reader!;
    return [level, levelFrom];
  };

  test("is chosen, changed and given up again", async () => {
    const [person, topic] = [await makeUser(), await makeTopic({ tags: ["shared-tag"] })];
    await setSpaceLevel(person, topic.spaceCode, "mute");
    expect(await levelIn(person, topic.publicId)).toEqual(["mute", "space"]);
    await setTagLevel(person, "shared-tag", "follow");
    expect(await levelIn(person, topic.publicId)).toEqual(["follow", "tags"]);
    await setTopicLevel(person, topic.publicId, "watch");
    expect(await levelIn(person, topic.publicId)).toEqual(["watch", "topic"]);
    expect(await listLevelsFor(person)).toEqual({
      spaces: [{ code: topic.spaceCode, activityCode: null, name: null, level: "mute" }],
      tags: [{ tag: "shared-tag", level: "follow" }],
    });
    expect((await listTopicLevelsFor(person)).topics).toMatchObject([{ publicId: topic.publicId, level: "watch" }]);
    for (let twice = 0; twice < 2; twice += 1) {
      await setTopicLevel(person, topic.publicId, null);
      await setTagLevel(person, "shared-tag", "normal");
      await setSpaceLevel(person, topic.spaceCode, "normal");
    }
    expect(await levelIn(person, topic.publicId)).toEqual(["normal", "none"]);
    expect(await listTopicLevelsFor(person)).toEqual({ topics: [], next: null });
  });

  test("is refused for what is not there, and given up where it is not any more", async () => {
    const { code } = await makeSpace({ joinMode: "members" });
    const member = await makeSpaceMember(await makeUser(), code);
    const hidden = await makeTopic({ spaceCode: code, author: member, tags: ["inner-tag"] });
    const stranger = await makeUser();
    await expect(setSpaceLevel(stranger, code, "follow")).rejects.toMatchObject({ status: 404 });
    await expect(setTagLevel(stranger, "inner-tag", "follow")).rejects.toMatchObject({ status: 404 });
    await expect(setTopicLevel(stranger, hidden.publicId, "follow")).rejects.toMatchObject({ status: 404 });
    for (const nobody of [
      setSpaceLevel(null, code, "mute"),
      setTagLevel(null, "x", "mute"),
      setTopicLevel(null, 1, null),
    ])
      await expect(nobody).rejects.toMatchObject({ status: 401 });
    await setSpaceLevel(member, code, "watch");
    await setTagLevel(member, "inner-tag", "watch");
    const left = await makeSpaceMember(member, code, null);
    // Who has left is told nothing, and may tidy up.
    expect(await listWatchersOfTopic(hidden.id)).not.toContain(left.id);
    await setSpaceLevel(left, code, "normal");
    await setTagLevel(left, "inner-tag", "normal");
    await setTopicLevel(member, hidden.publicId, "watch");
    expect(await setTopicLevel(left, hidden.publicId, null)).toEqual({ slug: null });
    await setTopicLevel(member, hidden.publicId, "watch");
    expect(await setTopicLevel(member, hidden.publicId, null)).toEqual({ slug: hidden.slug });
    expect(await listLevelsFor(left)).toEqual({ spaces: [], tags: [] });
  });

  test("of a tag is chosen for so many and no more", async () => {
    const person = await makeUser();
    const { id: topicId } = await makeTopic({ tags: ["one-more"] });
    const rows = Array.from({ length: maxTagLevels }, (_, at) => ({
      userId: person.id,
      tag: `t-${at}`,
      level: "mute" as const,
    }));
    await db().tagLevel.createMany({ data: rows });
    await db().topicTag.createMany({ data: rows.map(({ tag }, at) => ({ topicId, tag, position: at + 1 })) });
    const refused = setTagLevel(person, "one-more", "follow");
    await expect(refused).rejects.toMatchObject({ status: 409, code: "forum.error.levels_many" });
    // What nobody reads any more is on no list on which to give it up, so it is in nobody's way.
    await db().topicTag.deleteMany({ where: { topicId, tag: "t-0" } });
    await setTagLevel(person, "one-more", "follow");
  });

  test("of a tag that was renamed where only members read is listed for them alone, and goes on for all", async () => {
    const { code } = await makeSpace({ joinMode: "members" });
    const keeper = await makeSpaceMember(await makeUser(), code, "facilitator");
    const inner = await makeTopic({ spaceCode: code, author: keeper, tags: ["plain-name"] });
    const left = await makeUser();
    await setTagLevel(keeper, "plain-name", "watch");
    await db().tagLevel.create({ data: { userId: left.id, tag: "plain-name", level: "mute" } });
    await renameTag(keeper, "plain-name", { name: "secret-name" });
    expect((await listLevelsFor(keeper)).tags).toEqual([{ tag: "secret-name", level: "watch" }]);
    expect((await listLevelsFor(left)).tags).toEqual([]);
    const back = await makeSpaceMember(left, code);
    expect((await listLevelsFor(back)).tags).toEqual([{ tag: "secret-name", level: "mute" }]);
    expect(await levelIn(back, inner.publicId)).toEqual(["mute", "tags"]);
  });

  test("of a space that is followed already keeps since when; another one begins anew", async () => {
    const [person, { code }] = [await makeUser(), await makeSpace()];
    const since = async () => (await db().spaceFollow.findFirstOrThrow({ where: { userId: person.id } })).createdAt;
    await setSpaceLevel(person, code, "follow");
    const first = await since();
    await setSpaceLevel(person, code, "watch");
    expect(await since()).toEqual(first);
    await setSpaceLevel(person, code, "mute");
    await setSpaceLevel(person, code, "follow");
    expect((await since()).getTime()).toBeGreaterThan(first.getTime());
  });

  test("goes along with a topic that is merged, where nothing was chosen for the other one", async () => {
    const staff = await makeUser({ role: "moderator" });
    const [watcher, chooser] = [await makeUser(), await makeUser()];
    const [from, into] = [await makeTopic(), await makeTopic()];
    await setTopicLevel(watcher, from.publicId, "watch");
    await setTopicLevel(chooser, from.publicId, "watch");
    await setTopicLevel(chooser, into.publicId, "follow");
    await mergeTopics(staff, from.publicId, { into: into.publicId }, { anyUndecided });
    expect(await levelIn(watcher, into.publicId)).toEqual(["watch", "topic"]);
    expect(await levelIn(chooser, into.publicId)).toEqual(["follow", "topic"]);
  });
});
