import { afterAll, describe, expect, test } from "vitest";
import { db } from "#app/infra/db.server.ts";
import { closeQueue } from "#app/infra/queue.server.ts";
import { moveTopic } from "#app/modules/forum/moving/move-topic.server.ts";
import { postReply } from "#app/modules/forum/posting/post-reply.server.ts";
import { listForumFor } from "#app/modules/forum/topics/list-forum.server.ts";
import { listTopicsFor } from "#app/modules/forum/topics/list-topics.server.ts";
import { makeSpace, makeSpaceMember } from "#test/factories/spaces.ts";
import { makeTopic, unique } from "#test/factories/topics.ts";
import { makeUser } from "#test/factories/users.ts";
import { findWrongCounts } from "#test/helpers/kept-counts.ts";
import { signedIn, Visitor } from "#test/helpers/visitor.ts";
import { useApp } from "#test/setup/app.ts";
import { useDatabase } from "#test/setup/database.ts";
import { closeTopic } from "./close-topic.server.ts";
import { pinTopic } from "./pin-topic.server.ts";

useDatabase();
const app = useApp();
afterAll(closeQueue);

const keeper = () => makeUser({ role: "moderator" });
const pathOf = ({ publicId, slug }: { publicId: number; slug: string }) => `/topics/${publicId}/${slug}`;
const linesOf = (topicId: string) =>
  db().auditEntry.findMany({
    where: { subject: `topic:${topicId}` },
    orderBy: { id: "asc" },
    select: { action: true, data: true },
  });
const unansweredIn = async (code: string) =>
  (await db().space.findUniqueOrThrow({ where: { code }, select: { unansweredCount: true } })).unansweredCount;

describe("a topic that is closed", () => {
  test("says why, takes no replies but those of its facilitators, and is opened again", async () => {
    const topic = await makeTopic();
    const path = pathOf(topic);
    const facilitator = await makeSpaceMember(await makeUser(), topic.spaceCode, "facilitator");
    const [team, author] = [await signedIn(app, facilitator), await signedIn(app, topic.author)];
    expect((await team.get(path)).body).toContain(`/topics/${topic.publicId}/close`);
    expect((await author.get(path)).body).not.toContain(`/topics/${topic.publicId}/close`);
    const form = `/topics/${topic.publicId}/close`;
    const empty = await team.post(form, { intent: "close", reason: " " });
    expect(empty.status).toBe(400);
    const closed = await team.follow(await team.post(form, { intent: "close", reason: "Goes on in <b>1.2</b>." }));
    expect(closed.body).toContain("The topic is closed.");
    expect(closed.body).toContain("Goes on in &lt;b&gt;1.2&lt;/b&gt;.");
    expect(closed.body).toContain("You can still reply");
    for (const reader of [author, new Visitor(app)]) {
      const { body } = await reader.get(path);
      expect(body).toContain("Goes on in &lt;b&gt;1.2&lt;/b&gt;.");
      expect(body).toContain("This topic is closed. Nobody but the facilitators");
      expect(body).not.toContain(`action="/topics/${topic.publicId}/reply`);
      expect(body).not.toContain("Sign in to reply");
    }
    const { publicId } = topic;
    const refused = postReply(topic.author, { publicId, body: "Still" });
    await expect(refused).rejects.toMatchObject({ code: "forum.error.topic_closed", status: 409 });
    expect(await postReply(facilitator, { publicId, body: "The last word" })).toMatchObject({ number: 1 });
    await team.post(form, { intent: "reopen", reason: "" });
    expect(await postReply(topic.author, { publicId, body: "Once more" })).toMatchObject({ number: 2 });
    // What is so already leaves no line.
    await closeTopic(facilitator, publicId, { intent: "reopen" });
    const lines = await linesOf(topic.id);
    expect(lines.map(({ action }) => action)).toEqual(["forum.topic.closed", "forum.topic.reopened"]);
    expect(await findWrongCounts()).toEqual([]);
  });

  test("keeps what somebody was writing among their drafts", async () => {
    const topic = await makeTopic();
    const writer = await signedIn(app, await makeUser());
    await closeTopic(await keeper(), topic.publicId, { intent: "close", reason: "Settled." });
    const sent = await writer.post(`/topics/${topic.publicId}/reply`, { intent: "send", body: "My *long* answer" });
    expect(sent.location).toBe("/me/drafts");
    const { body } = await writer.follow(sent);
    expect(body).toContain("The topic was closed, so your reply was not published.");
    expect(body).toContain("My *long* answer");
    expect(body).toContain("You cannot write here at the moment.");
    expect(await db().reply.count({ where: { topicId: topic.id, number: { gt: 0 } } })).toBe(0);
  });

  test("is closed by nobody but who facilitates its space", async () => {
    const topic = await makeTopic();
    const stranger = await makeSpaceMember(await makeUser(), (await makeSpace()).code, "facilitator");
    for (const who of [topic.author, stranger, await makeUser({ role: "facilitator" })]) {
      const closing = closeTopic(who, topic.publicId, { intent: "close", reason: "Mine." });
      await expect(closing).rejects.toMatchObject({ status: 403, code: "forum.error.not_facilitator" });
    }
    await expect(closeTopic(null, topic.publicId, { intent: "reopen" })).rejects.toMatchObject({ status: 401 });
    await expect(closeTopic(await keeper(), 999_999, { intent: "reopen" })).rejects.toMatchObject({ status: 404 });
  });

  test("does not wait for an answer", async () => {
    const [topic, staff] = [await makeTopic(), await keeper()];
    const unanswered = async () => (await listForumFor(null, { tab: "unanswered" })).topics.map(({ id }) => id);
    expect([await unansweredIn(topic.spaceCode), (await unanswered()).includes(topic.id)]).toEqual([1, true]);
    await closeTopic(staff, topic.publicId, { intent: "close", reason: "Asked elsewhere." });
    expect([await unansweredIn(topic.spaceCode), (await unanswered()).includes(topic.id)]).toEqual([0, false]);
    expect((await listTopicsFor(null, topic.spaceCode, { filter: "unanswered" })).topics).toEqual([]);
    // Answered while it is closed: it is not counted off a second time, now or when it opens.
    await postReply(staff, { publicId: topic.publicId, body: unique("See there") });
    await closeTopic(staff, topic.publicId, { intent: "reopen" });
    expect(await unansweredIn(topic.spaceCode)).toBe(0);
    expect(await findWrongCounts()).toEqual([]);
  });

  test("has every reply that arrived before, and none after, however many are sent meanwhile", async () => {
    const [topic, staff] = [await makeTopic(), await keeper()];
    const writers = await Promise.all(Array.from({ length: 8 }, () => makeUser({ role: "trainer" })));
    const { publicId } = topic;
    const send = (writer: (typeof writers)[number]) => postReply(writer, { publicId, body: unique("At once") });
    const sent = writers.slice(0, 4).map(send);
    const closing = closeTopic(staff, publicId, { intent: "close", reason: "Enough." });
    const results = await Promise.allSettled([...sent, ...writers.slice(4).map(send)]);
    await closing;
    const refused = results.flatMap((result) => (result.status === "rejected" ? [result.reason as unknown] : []));
    for (const reason of refused) expect(reason).toMatchObject({ code: "forum.error.topic_closed", status: 409 });
    const arrived = results.length - refused.length;
    const { lastReplyNumber, replyCount } = await db().topic.findUniqueOrThrow({ where: { publicId } });
    expect([lastReplyNumber, replyCount]).toEqual([arrived, arrived]);
    expect(await findWrongCounts()).toEqual([]);
  });
});

describe("a topic that is pinned", () => {
  test("stands at the top of the first page, and on no other", async () => {
    const [{ code }, staff, author] = [await makeSpace(), await keeper(), await makeUser({ role: "trainer" })];
    const topics: Awaited<ReturnType<typeof makeTopic>>[] = [];
    for (let count = 0; count < 5; count += 1)
      topics.push(await makeTopic({ spaceCode: code, author, at: new Date(2026, 0, 1, count) }));
    const [oldest, , middle] = topics;
    for (const topic of [oldest!, middle!]) await pinTopic(staff, topic.publicId, { intent: "pin", until: null });
    const ids = (page: { topics: { id: string }[] }) =>
      page.topics.map(({ id }) => topics.findIndex((t) => t.id === id));
    const first = await listTopicsFor(null, code, { limit: 2 });
    expect(ids(first)).toEqual([2, 0, 4, 3]);
    expect(first.topics.map(({ isPinned }) => isPinned)).toEqual([true, true, false, false]);
    const second = await listTopicsFor(null, code, { limit: 2, after: first.next });
    expect([ids(second), second.next]).toEqual([[1], null]);
    expect(ids(await listTopicsFor(null, code, { limit: 2, before: second.previous }))).toEqual([2, 0, 4, 3]);
    // Where the page before is not the first one, they are not on it.
    const third = await listTopicsFor(null, code, { limit: 1, after: first.next });
    expect(ids(await listTopicsFor(null, code, { limit: 1, before: third.previous }))).toEqual([3]);
    expect(ids(await listTopicsFor(null, code, { filter: "unanswered" }))).toEqual([0, 1, 2, 3, 4]);
    expect((await new Visitor(app).get(`/forum/${code}`)).body).toContain("Pinned");
  });

  test("comes down when its day begins, when it is unpinned, and when it is moved", async () => {
    const [topic, staff] = [await makeTopic(), await keeper()];
    const { publicId, spaceCode } = topic;
    const isPinned = async (code = spaceCode) => (await listTopicsFor(null, code)).topics[0]?.isPinned;
    const browser = await signedIn(app, staff);
    const form = `/topics/${publicId}/pin`;
    const past = await browser.post(form, { intent: "pin", until: "2020-01-01" });
    expect([past.status, past.body.includes("Choose a day from tomorrow on")]).toEqual([400, true]);
    await pinTopic(staff, publicId, { intent: "pin", until: "2020-01-02" }, { at: new Date("2020-01-01T10:00Z") });
    expect(await isPinned()).toBe(false);
    const pinned = await browser.follow(await browser.post(form, { intent: "pin", until: "2126-01-01" }));
    expect(pinned.body).toContain("The topic is pinned.");
    expect((await browser.get(form)).body).toContain('value="2126-01-01"');
    expect(await isPinned()).toBe(true);
    await browser.post(form, { intent: "unpin", until: "" });
    expect(await isPinned()).toBe(false);
    await pinTopic(staff, publicId, { intent: "unpin", until: null });
    const actions = (await linesOf(topic.id)).map(({ action }) => action);
    expect(actions).toEqual(["forum.topic.pinned", "forum.topic.pinned", "forum.topic.unpinned"]);
    await pinTopic(staff, publicId, { intent: "pin", until: null });
    const { code } = await makeSpace();
    await moveTopic(staff, publicId, { spaceCode: code });
    expect(await isPinned(code)).toBe(false);
  });

  test("is one of five at most, however many are pinned at once, and by facilitators alone", async () => {
    const [{ code }, staff] = [await makeSpace(), await keeper()];
    const topics = [];
    for (let count = 0; count < 7; count += 1) topics.push(await makeTopic({ spaceCode: code }));
    const pin = (publicId: number) => pinTopic(staff, publicId, { intent: "pin", until: null });
    const results = await Promise.allSettled(topics.map(({ publicId }) => pin(publicId)));
    const refused = results.flatMap((result) => (result.status === "rejected" ? [result.reason as unknown] : []));
    expect(refused).toHaveLength(2);
    for (const reason of refused)
      expect(reason).toMatchObject({ code: "forum.error.pinned_enough", status: 409, details: { values: { max: 5 } } });
    const byAuthor = pinTopic(topics[0]!.author, topics[0]!.publicId, { intent: "pin", until: null });
    await expect(byAuthor).rejects.toMatchObject({ status: 403, code: "forum.error.not_facilitator" });
  });
});
