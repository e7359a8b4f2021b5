import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { db } from "#app/infra/db.server.ts";
import { closeQueue } from "#app/infra/queue.server.ts";
import { transaction } from "#app/infra/transaction.server.ts";
import { forgetSingleton } from "#app/lib/singleton.ts";
import type { Actor } from "#app/modules/accounts/actor.ts";
import { makeConsultation } from "#app/modules/forum/consultations/lead-consultation.server.ts";
import { proposeStatement } from "#app/modules/forum/consultations/propose-statement.server.ts";
import { bookmarkPost } from "#app/modules/forum/bookmarks/bookmark-post.server.ts";
import { listDigestNews, withTexts } from "#app/modules/forum/news/list-digest-news.server.ts";
import { listPostsToMail } from "#app/modules/forum/news/list-posts-to-mail.server.ts";
import { listReplyFacts } from "#app/modules/forum/news/list-reply-facts.server.ts";
import {
  getTopicForNotification,
  listRepliesForNotification,
} from "#app/modules/forum/news/notification-facts.server.ts";
import { editReply } from "#app/modules/forum/posting/edit-post.server.ts";
import { postReply } from "#app/modules/forum/posting/post-reply.server.ts";
import { hasTopic, postTopic } from "#app/modules/forum/posting/post-topic.server.ts";
import { saveDraft } from "#app/modules/forum/drafts/save-draft.server.ts";
import { saveTranslation } from "#app/modules/forum/translations/save-translation.server.ts";
import { getHistoryFor } from "#app/modules/forum/posting/get-post-history.server.ts";
import { openTopic } from "#app/modules/forum/posting/open-topic.server.ts";
import {
  listToldOfTopic,
  listWatchersOfTopic,
  listWatchersOfTopics,
} from "#app/modules/forum/levels/list-told.server.ts";
import { setSpaceLevel, setTopicLevel } from "#app/modules/forum/levels/set-level.server.ts";
import { markRead, markUnread } from "#app/modules/forum/reading/mark-read.server.ts";
import { deletePost } from "#app/modules/forum/states/delete-post.server.ts";
import { recounting } from "#app/modules/forum/topics/recount-topic.server.ts";
import { countRepliesPerWeek } from "#app/modules/forum/spaces/count-replies-per-week.server.ts";
import { listSpacesFor } from "#app/modules/forum/spaces/list-spaces.server.ts";
import { markReply } from "#app/modules/forum/states/mark-reply.server.ts";
import { lockPost, setPostState } from "#app/modules/forum/states/set-post-state.server.ts";
import type { GoneState } from "#app/modules/forum/post-state.ts";
import { listTagsFor } from "#app/modules/forum/tags/list-tags.server.ts";
import { countMovedTopics } from "#app/modules/forum/topics/count-new-topics.server.ts";
import { listForumFor } from "#app/modules/forum/topics/list-forum.server.ts";
import { listTopicChoices } from "#app/modules/forum/topics/list-topic-choices.server.ts";
import { listTopicsBy } from "#app/modules/forum/topics/list-topics-by.server.ts";
import { listTopicsFor, listTopicsNearbyFor } from "#app/modules/forum/topics/list-topics.server.ts";
import { decideWaiting } from "#app/modules/forum/waiting/decide-waiting.server.ts";
import { setPostsWait } from "#app/modules/forum/waiting/set-posts-wait.server.ts";
import { indexPosts } from "#app/modules/search/indexing/index-posts.server.ts";
import { seedRoadmap } from "#prisma/seed/roadmap.ts";
import { seedSpaces } from "#prisma/seed/spaces.ts";
import { dayIn, endVotes } from "#test/factories/consultations.ts";
import { makeSpaceMember } from "#test/factories/spaces.ts";
import { makeTopic } from "#test/factories/topics.ts";
import { makeUser } from "#test/factories/users.ts";
import { findWrongCounts } from "#test/helpers/kept-counts.ts";
import { signedIn, type Visitor } from "#test/helpers/visitor.ts";
import { useApp } from "#test/setup/app.ts";
import { useDatabase } from "#test/setup/database.ts";

/*
 * Every place in which something of a post comes before people's eyes. Each is looked at twice: while the post is visible, when
 * its words have to be there (or the sink would be no test), and when it is not.
 */
useDatabase();
const app = useApp(async () => {
  await seedRoadmap(db());
  await seedSpaces();
});
afterAll(closeQueue);

const hour = 3_600_000;

type Scene = Awaited<ReturnType<typeof makeScene>>;
type Sink = { name: string; holds: (scene: Scene) => Promise<string> };

/** The tag of a scene's topic: a word of its own. */
const tagIn = ({ title }: { title: string }) => `t${title.split(" ").at(-1)!}`;

async function makeScene() {
  const at = new Date(Date.now() - 2 * hour);
  const author = await makeUser({ role: "trainer" });
  const replier = await makeUser({ role: "trainer" });
  // Follows, has read the opening post, and has replied first; the reply in question is the second.
  const member = await makeUser();
  await setSpaceLevel(member, "1.1", "follow");
  const mark = randomUUID().slice(0, 8);
  const words = { opening: `xylophone${mark}`, reply: `accordion${mark}`, old: `harmonica${mark}` };
  const title = `Kalimba lessons ${mark}`;
  const topic = await makeTopic({
    author,
    spaceCode: "1.1",
    title,
    body: `We play the ${words.opening}.`,
    at,
    tags: [tagIn({ title })],
  });
  const later = (minutes: number) => new Date(at.getTime() + minutes * 60_000);
  const { publicId, id: topicId } = topic;
  await postReply(replier, { publicId, body: `I have a ${words.old}.` }, { at: later(1) });
  const { id: replyId } = await db().reply.findFirstOrThrow({ where: { topicId, number: 1 }, select: { id: true } });
  await editReply(replier, { id: replyId, version: 1, body: `I have an ${words.reply}.` }, { at: later(30) });
  const keeper = await makeUser({ role: "moderator" });
  await makeConsultation(keeper, publicId, { question: title, until: dayIn(7) });
  const { id: statementId } = await proposeStatement(author, publicId, { body: `${title} come first.` });
  await endVotes(topicId);
  for (const as of ["answer", "outcome"] as const) await markReply(keeper, { id: replyId, set: "on", as });
  const opening = await db().reply.findFirstOrThrow({ where: { topicId, number: 0 }, select: { id: true } });
  for (const { id } of [opening, { id: replyId }]) await bookmarkPost(member, { id, set: "on" });
  const french = { language: "fr" as const, title: `Traduit : ${title}` };
  const translate = (id: string, word: string) =>
    saveTranslation(author, { ...french, id, body: `Traduit : ${word}.` }, { at: later(40) });
  await translate(replyId, words.reply);
  await translate(opening.id, words.opening);
  await indexPosts([opening.id, replyId]);
  const translations = await db().postTranslation.findMany({ select: { id: true, replyId: true } });
  const translationOf = (id: string) => translations.find((one) => one.replyId === id)!.id;
  await setTopicLevel(member, publicId, "watch");
  await markRead(member, publicId, 0);
  const reader = await signedIn(app, member);
  return {
    ...topic,
    title,
    author,
    replier: replier as Actor,
    member,
    replyId,
    statementId,
    openingId: opening.id,
    translationId: translationOf(replyId),
    openingTranslationId: translationOf(opening.id),
    reader,
    at,
    words,
  };
}

async function setState(id: string, to: GoneState | "visible") {
  await transaction(async (tx) => {
    await setPostState(tx, (await lockPost(tx, id))!, { to, by: null, at: new Date() });
  });
  forgetMemories();
}

function forgetMemories() {
  for (const memory of ["forum.space-windows", "forum.post-texts", "forum.moved-topics"]) forgetSingleton(memory);
}

const json = (value: unknown) => JSON.stringify(value, (_, one: unknown) => (typeof one === "bigint" ? `${one}` : one));
const pageOf = (path: (scene: Scene) => string) => async (scene: Scene) => (await scene.reader.get(path(scene))).whole;
/** The same where the words of the translation are shown. */
const translated = (path: (scene: Scene) => string) => async (scene: Scene) => {
  const whole = await pageOf(path)(scene);
  return whole.includes("Traduit") ? whole : "";
};
const topicPath = ({ publicId, slug }: Scene) => `/topics/${publicId}/${slug}`;
const windowOf = ({ at }: Scene) => ({ from: new Date(at.getTime() - hour), to: new Date(Date.now() + hour) });

async function digestOf(scene: Scene) {
  const wish = { codes: [], notifiedTopics: new Set<string>(), limit: 50, ...windowOf(scene) };
  const { replies, topics, questions, unwanted } = await listDigestNews(scene.member, wish);
  return json(await withTexts(scene.member, [...replies, ...topics, ...questions], unwanted));
}

/** Places in which words of a reply stand, or of which it is said that it is there. */
const ofReply: Record<string, Sink["holds"]> = {
  "its topic's page": pageOf(topicPath),
  "its topic's page as data": pageOf((scene) => `${topicPath(scene)}.data`),
  "its place in the topic": pageOf((scene) => `${topicPath(scene)}?at=1`),
  "what became of its consultation": pageOf(({ publicId }) => `/topics/${publicId}/consultation`),
  "a quotation": pageOf((scene) => `${topicPath(scene)}?quote=1`),
  "the reply form's page": pageOf((scene) => `/topics/${scene.publicId}/reply?quote=1`),
  "its history": pageOf(({ replyId }) => `/replies/${replyId}/history`),
  "its translation": translated((scene) => `${topicPath(scene)}?at=1&in=fr`),
  "the form of its translation": pageOf(({ replyId }) => `/replies/${replyId}/translate?into=fr`),
  "the report of its translation": pageOf(({ translationId }) => `/report?kind=translation&id=${translationId}`),
  "what a mail carries": async ({ member, replyId }) => json(await listPostsToMail(member.id, { replyIds: [replyId] })),
  // It says that there is a reply, without its words.
  "what a notification tells": async ({ replyId, words }) => {
    const news = await listRepliesForNotification([replyId]);
    return news.length > 0 ? `${words.reply} ${json(news)}` : "";
  },
  "the bookmarks of somebody": pageOf(() => "/me/bookmarks"),
  // By the beginning of the word, which the page says anyway.
  "a search": pageOf(({ words }) => `/search?q=${words.reply.slice(0, -1)}`),
  "the feed of its topic": pageOf(({ publicId }) => `/feeds/topics/${publicId}.atom`),
  "a digest": digestOf,
};

/** Places in which the title or the text of a topic stand, or what people propose in its consultation. */
const ofTopic: Record<string, Sink["holds"]> = {
  "its consultation": pageOf(({ publicId }) => `/topics/${publicId}/consultation`),
  "its consultation as data": pageOf(({ publicId }) => `/topics/${publicId}/consultation.data`),
  "the report of a statement": pageOf(({ statementId }) => `/report?kind=statement&id=${statementId}`),
  "a search": pageOf(({ words }) => `/search?q=${words.opening.slice(0, -1)}`),
  "its page": pageOf(topicPath),
  "its feed": pageOf(({ publicId }) => `/feeds/topics/${publicId}.atom`),
  "the feed of its space": pageOf(() => "/feeds/spaces/1.1.atom"),
  "the feed of its tag": pageOf((scene) => `/feeds/tags/${tagIn(scene)}.atom`),
  "the feed of all spaces": pageOf(() => "/feeds/forum.atom"),
  // It says where there is a topic; the address has words of the title in it.
  "the list for search engines": async (scene) => {
    forgetSingleton("sitemaps");
    const list = await pageOf(() => "/sitemaps/topics-0.xml")(scene);
    return list.includes(`/topics/${scene.publicId}/`) ? scene.title : "";
  },
  "its page as data": pageOf((scene) => `${topicPath(scene)}.data`),
  "the page of its reply form": pageOf(({ publicId }) => `/topics/${publicId}/reply`),
  Latest: pageOf(() => "/forum"),
  Unread: pageOf(() => "/forum?tab=unread"),
  "its space": pageOf(() => "/forum/1.1"),
  "the topics of its tag": pageOf((scene) => `/forum/tags/${tagIn(scene)}`),
  "the list of tags": async (scene) =>
    (await listTagsFor(scene.member)).tags.some(({ tag }) => tag === tagIn(scene)) ? scene.title : "",
  "its activity's page": pageOf(() => "/roadmap/1.1"),
  "the member's home": pageOf(() => "/"),
  "its author's page": pageOf(({ author }) => `/people/${author.handle}`),
  "the history of its opening post": pageOf(({ openingId }) => `/replies/${openingId}/history`),
  "the translation of its opening post": translated((scene) => `${topicPath(scene)}?at=0&in=fr`),
  "the form of that translation": pageOf(({ openingId }) => `/replies/${openingId}/translate?into=fr`),
  "the report of that translation": pageOf((scene) => `/report?kind=translation&id=${scene.openingTranslationId}`),
  "who reacted to its opening post": pageOf(({ openingId }) => `/replies/${openingId}/reactions`),
  "what a mail of a topic carries": async ({ id }) =>
    json(await listPostsToMail((await makeUser()).id, { topicIds: [id] })),
  "what a mail of a reply carries": async ({ member, replyId }) =>
    json(await listPostsToMail(member.id, { replyIds: [replyId] })),
  "what a notification of the topic tells": async ({ id }) => json(await getTopicForNotification(id)),
  "what a notification of a reply tells": async ({ replyId }) => json(await listRepliesForNotification([replyId])),
  "the bookmarks of somebody": pageOf(() => "/me/bookmarks"),
  "the levels of somebody": pageOf(() => "/me/settings/forum"),
  "a digest": digestOf,
  "what is near another space": async ({ member }) => json(await listTopicsNearbyFor(member, "1.2", 100)),
  "its author's topics": async ({ member, author }) => json(await listTopicsBy(member, author.id, 10)),
  "Mine of who replied": async ({ replier }) => json(await listForumFor(replier, { tab: "mine" })),
  "topics to choose from": async () => json(await listTopicChoices(null, { codes: ["1.1"], chosen: null })),
  "topics to choose from, elsewhere": async () => json(await listTopicChoices(null, { codes: ["2.1"], chosen: null })),
  "the topic that was chosen": async ({ publicId }) =>
    json(await listTopicChoices(null, { codes: [], chosen: publicId, limit: 0 })),
};

const states: GoneState[] = ["deleted", "removed", "hidden", "waiting", "purged"];

describe.each(states)("a reply that is %s", (state) => {
  let scene: Scene;
  const seen: Record<string, string> = {};
  beforeAll(async () => {
    scene = await makeScene();
    for (const [name, holds] of Object.entries(ofReply)) seen[name] = await holds(scene);
    await setState(scene.replyId, state);
  }, 60_000);

  test.each(Object.keys(ofReply))("is not in %s", async (name) => {
    expect(seen[name]).toContain(scene.words.reply);
    const now = await ofReply[name]!(scene);
    const { words } = scene;
    for (const word of [words.reply, words.old, scene.replier.name]) expect(now).not.toContain(word);
  });

  test("keeps its number, with one line in its place, and is counted nowhere", async () => {
    const { publicId, member, replier, spaceCode, at } = scene;
    const { body } = await scene.reader.get(topicPath(scene));
    expect(body).toContain('id="reply-1"');
    const topic = await db().topic.findUniqueOrThrow({ where: { publicId } });
    expect(topic).toMatchObject({ lastReplyNumber: 1, replyCount: 0, firstAnswer: 0, lastReplyAuthorId: null });
    expect(topic.lastReplyAt).toEqual(at);
    const listed = async (tab: "unread" | "unanswered" | "mine", who = member) =>
      (await listForumFor(who, { tab })).topics.some((one) => one.publicId === publicId);
    expect(await listed("unread")).toBe(false);
    expect(await listed("unanswered")).toBe(true);
    expect(await listed("mine", replier)).toBe(false);
    const { topics } = await listTopicsFor(member, spaceCode, { filter: "unanswered" });
    expect(topics.find((one) => one.publicId === publicId)).toMatchObject({
      ...{ lastReplyAuthorName: null, replyCount: 0, isAnswered: false },
    });
    expect(JSON.parse(await pageOf(() => `/topics/${publicId}/changes.json?after=0`)(scene))).toMatchObject({
      count: 0,
    });
    expect(await listReplyFacts([scene.replyId])).toEqual([]);
    const week = Object.values(await countRepliesPerWeek(new Date(0)));
    expect(week.reduce((sum, count) => sum + count, 0)).toBe(await db().reply.count({ where: { state: "visible" } }));
    expect(await findWrongCounts()).toEqual([]);
  });

  test("comes back with its number, its words and all counts", async () => {
    await setState(scene.replyId, "visible");
    for (const [name, holds] of Object.entries(ofReply)) expect(await holds(scene), name).toContain(scene.words.reply);
    const { topics } = await listTopicsFor(scene.member, scene.spaceCode);
    expect(topics.find(({ id }) => id === scene.id)).toMatchObject({ isAnswered: true });
    expect(await db().topic.findUnique({ where: { id: scene.id } })).toMatchObject({
      ...{ lastReplyNumber: 1, replyCount: 1, firstAnswer: 1, lastReplyAuthorId: scene.replier.id },
    });
    expect(await findWrongCounts()).toEqual([]);
    await setState(scene.openingId, state);
  });
});

describe.each(states)("a topic that is %s", (state) => {
  let scene: Scene;
  const seen: Record<string, string> = {};
  beforeAll(async () => {
    scene = await makeScene();
    for (const [name, holds] of Object.entries(ofTopic)) seen[name] = await holds(scene);
    await setState(scene.openingId, state);
  }, 60_000);

  test.each(Object.keys(ofTopic))("is not in %s", async (name) => {
    expect(seen[name]).toContain(scene.title);
    const now = await ofTopic[name]!(scene);
    const { words } = scene;
    for (const word of [scene.title, words.opening, words.reply, words.old]) expect(now).not.toContain(word);
  });

  test("answers 410 in words, and is counted nowhere", async () => {
    const { publicId, reader, member } = scene;
    const never = state === "waiting";
    for (const path of [topicPath(scene), `/topics/${publicId}`, `/topics/${publicId}/changes.json`]) {
      const answer = await reader.get(path);
      expect([path, answer.status]).toEqual([path, never ? 404 : 410]);
    }
    expect((await reader.get(`/replies/${scene.replyId}/history`)).status).toBe(never ? 404 : 410);
    expect(await hasTopic(member, publicId)).toBe(false);
    expect(await markRead(member, publicId, 1)).toBe(false);
    const count = await db().topic.count({ where: { state: "visible" } });
    expect(await countMovedTopics()).toBe(count);
    const groups = await listSpacesFor(member);
    const counted = groups.flatMap(({ spaces }) => spaces).reduce((sum, { topicCount }) => sum + topicCount, 0);
    expect(counted).toBe(count);
    expect(await findWrongCounts()).toEqual([]);
  });

  test("takes no reply", async () => {
    const late = postReply(scene.author, { publicId: scene.publicId, body: "Too late." });
    await expect(late).rejects.toMatchObject({ status: state === "waiting" ? 404 : 410 });
  });

  test("comes back with its words, its link and all counts", async () => {
    await setState(scene.openingId, "visible");
    for (const [name, holds] of Object.entries(ofTopic)) expect(await holds(scene), name).toContain(scene.title);
    expect(await findWrongCounts()).toEqual([]);
    await setState(scene.openingId, state);
  });
});

/** Ways in which a topic is for some people only, and back. */
const closed: Record<string, { shut: (scene: Scene) => Promise<unknown>; open: (scene: Scene) => Promise<unknown> }> = {
  sealed: {
    shut: ({ id }) => seal(id, new Date()),
    open: ({ author, publicId }) => openTopic(author, publicId),
  },
  "in a space for its members": {
    shut: ({ spaceCode }) => setJoinMode(spaceCode, "members"),
    open: ({ spaceCode }) => setJoinMode(spaceCode, "open"),
  },
};

const seal = (id: string, sealedAt: Date) =>
  transaction((tx) => recounting(tx, [id], () => tx.topic.update({ where: { id }, data: { sealedAt } })));
const setJoinMode = (code: string, joinMode: "open" | "members") =>
  db().space.update({ where: { code }, data: { joinMode } });

/** What is told to whoever follows, as far as this member is one of those who are told. */
const toFollowers: Record<string, Sink["holds"]> = {
  "what a notification of the topic tells": async ({ id, member }) =>
    (await listToldOfTopic(id)).includes(member.id) ? json(await getTopicForNotification(id)) : "",
  "what a notification of a reply tells": async ({ id, replyId, member }) => {
    const many = (await listWatchersOfTopics([id], { limit: 100 })).get(id) ?? [];
    const isTold = many.includes(member.id) || (await listWatchersOfTopic(id)).includes(member.id);
    return isTold ? json(await listRepliesForNotification([replyId])) : "";
  },
};
const ofClosed: Record<string, Sink["holds"]> = {
  ...Object.fromEntries(Object.entries(ofReply).map(([name, holds]) => [`${name}, of a reply`, holds])),
  ...ofTopic,
  ...toFollowers,
};
// Who is told of it is asked before.
delete ofClosed["what a notification tells, of a reply"];

describe.each(Object.keys(closed))("a topic that is %s", (way) => {
  let scene: Scene;
  const seen: Record<string, string> = {};
  const holdsAny = (text: string) =>
    [scene.title, scene.words.opening, scene.words.reply, scene.words.old].filter((word) => text.includes(word));
  beforeAll(async () => {
    scene = await makeScene();
    for (const [name, holds] of Object.entries(ofClosed)) seen[name] = await holds(scene);
    await closed[way]!.shut(scene);
    forgetMemories();
  }, 60_000);

  test.each(Object.keys(ofClosed))("is not in %s", async (name) => {
    expect(holdsAny(seen[name]!)).not.toEqual([]);
    expect(holdsAny(await ofClosed[name]!(scene))).toEqual([]);
  });

  test("is not there for whoever it is not for, whatever they try", async () => {
    const { publicId, member, reader, replyId, replier, openingId } = scene;
    for (const path of [topicPath(scene), `/topics/${publicId}`, `/topics/${publicId}/changes.json`])
      expect([path, (await reader.get(path)).status]).toEqual([path, 404]);
    expect((await reader.get(`/replies/${replyId}/history`)).status).toBe(404);
    expect(await hasTopic(member, publicId)).toBe(false);
    expect(await markRead(member, publicId, 1)).toBe(false);
    const tries = [
      () => setTopicLevel(member, publicId, "watch"),
      () => markUnread(member, publicId, 1),
      () => openTopic(member, publicId),
      () => saveDraft(member, { kind: "reply", target: String(publicId) }, { body: "A draft", sequence: 0 }),
      // Not even what they wrote themselves, in a place that they were in before.
      () => editReply(replier, { id: replyId, version: 2, body: "Again" }),
      () => deletePost(replier, replyId),
      () => getHistoryFor(member, openingId, null),
    ];
    for (const attempt of tries) await expect(attempt()).rejects.toMatchObject({ status: 404 });
    const stranger = postReply(await makeUser(), { publicId, body: "Let me in." });
    await expect(stranger).rejects.toMatchObject({ status: 404 });
    expect(await findWrongCounts()).toEqual([]);
  });

  test("is there for those it is for", async () => {
    const { spaceCode, author } = scene;
    const facilitator = await makeSpaceMember(await makeUser(), spaceCode, "facilitator");
    const suspendedUntil = new Date(Date.now() + hour);
    const suspended = await makeSpaceMember(await makeUser({ suspendedUntil }), spaceCode, "facilitator");
    const belongs = await makeSpaceMember(await makeUser(), spaceCode);
    const elsewhere = await makeSpaceMember(await makeUser({ role: "facilitator" }), "1.2", "facilitator");
    const sees = async (who: Actor) => (await (await signedIn(app, who)).get(topicPath(scene))).status;
    expect(await sees(facilitator)).toBe(200);
    expect(await sees(await makeUser({ role: "moderator" }))).toBe(200);
    expect([await sees(suspended), await sees(elsewhere)]).toEqual([404, 404]);
    const isSealed = way === "sealed";
    expect([await sees(author), await sees(belongs)]).toEqual(isSealed ? [200, 404] : [404, 200]);
    const listed = async (who: Actor) =>
      (await listTopicsFor(who, spaceCode)).topics.some(({ publicId }) => publicId === scene.publicId);
    expect([await listed(facilitator), await listed(belongs), await listed(suspended)]).toEqual([
      true,
      !isSealed,
      false,
    ]);
    await postReply(facilitator, { publicId: scene.publicId, body: `An answer to ${scene.title}.` });
    expect(await findWrongCounts()).toEqual([]);
  });

  test("is everybody's once it is opened", async () => {
    await closed[way]!.open(scene);
    forgetMemories();
    for (const [name, holds] of Object.entries(ofClosed)) expect(holdsAny(await holds(scene)), name).not.toEqual([]);
    expect(await findWrongCounts()).toEqual([]);
  });
});

describe("what waits for a facilitator", () => {
  let scene: Scene;
  let keeper: Actor;
  let writer: Actor;
  const sent: Record<"reply" | "topic", string> = { reply: "", topic: "" };
  const words = () => [`bagpipe${scene.words.reply}`, `Ocarina ${scene.words.reply}`, writer.name];
  beforeAll(async () => {
    scene = await makeScene();
    const { spaceCode, publicId } = scene;
    keeper = await makeSpaceMember(await makeUser(), spaceCode, "facilitator");
    writer = await makeUser({ trustedAt: null, name: "Writer Who Waits" });
    await setPostsWait(keeper, { space: spaceCode, wait: "new_people" });
    const [bagpipe, ocarina] = words();
    const reply = await postReply(writer, { publicId, body: `A ${bagpipe}.` });
    const topic = await postTopic(writer, { spaceCode, title: ocarina!, body: `Who has a ${bagpipe}?` });
    if (!("waitingId" in reply && "waitingId" in topic)) throw new Error("They do not wait.");
    Object.assign(sent, { reply: reply.waitingId, topic: topic.waitingId });
    await setPostsWait(keeper, { space: spaceCode, wait: "nobody" });
    forgetMemories();
  }, 60_000);

  const ofMore: Record<string, Sink["holds"]> = {
    "its author's page": pageOf(() => `/people/${writer.handle}`),
    "the page of its author's topics": async ({ member }) => json(await listTopicsBy(member, writer.id, 10)),
    "Mine of its author": async () => json(await listForumFor(writer, { tab: "mine" })),
  };
  const sinks = { ...ofReply, ...ofTopic, ...ofMore };

  test.each(Object.keys(sinks))("is not in %s", async (name) => {
    const now = await sinks[name]!(scene);
    for (const word of words().slice(0, 2)) expect(now).not.toContain(word);
    if (name !== "its author's page") expect(now).not.toContain(writer.name);
  });

  test("is read by its author and the facilitators of the space alone", async () => {
    const { reader } = scene;
    const own = await signedIn(app, writer);
    const team = await signedIn(app, keeper);
    const [bagpipe] = words();
    for (const id of Object.values(sent)) {
      expect((await own.get(`/waiting/${id}`)).whole).toContain(bagpipe);
      expect([(await reader.get(`/waiting/${id}`)).status, (await team.get(`/waiting/${id}`)).status]).toEqual([
        404, 404,
      ]);
    }
    expect((await reader.get("/moderation/waiting")).status).toBe(403);
    expect((await team.get("/moderation/waiting")).whole).toContain(bagpipe);
    expect(await findWrongCounts()).toEqual([]);
  });

  test("is where everybody reads it once it is let through", async () => {
    const decision = { decision: "publish", reason: "", version: 1 } as const;
    for (const id of Object.values(sent)) await decideWaiting(keeper, id, decision);
    forgetMemories();
    const [bagpipe, ocarina] = words();
    expect(await pageOf(topicPath)(scene)).toContain(bagpipe);
    for (const path of ["/forum", "/forum/1.1", `/people/${writer.handle}`])
      expect(await pageOf(() => path)(scene)).toContain(ocarina);
    expect(await digestOf(scene)).toContain(bagpipe);
    expect(await findWrongCounts()).toEqual([]);
  });
});

test("whoever keeps the forum sees a topic that is out of sight; its author does unless the team removed it", async () => {
  const scene = await makeScene();
  const sees = async (visitor: Visitor) => (await visitor.get(topicPath(scene))).status;
  const own = await signedIn(app, scene.author);
  const moderator = await signedIn(app, await makeUser({ role: "moderator" }));
  for (const [state, author] of [
    ["deleted", 200],
    ["hidden", 200],
    ["waiting", 200],
    ["removed", 410],
  ] as const) {
    await setState(scene.openingId, state);
    expect([state, await sees(own), await sees(moderator)]).toEqual([state, author, 200]);
  }
});
