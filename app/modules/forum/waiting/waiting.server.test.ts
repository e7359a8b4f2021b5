import { randomUUID } from "node:crypto";
import { afterAll, describe, expect, test } from "vitest";
import { db } from "#app/infra/db.server.ts";
import { closeQueue } from "#app/infra/queue.server.ts";
import type { Actor } from "#app/modules/accounts/actor.ts";
import { findActor } from "#app/modules/accounts/sessions.server.ts";
import { getDraftFor } from "#app/modules/forum/drafts/get-draft.server.ts";
import { saveDraft } from "#app/modules/forum/drafts/save-draft.server.ts";
import { mergeTopics } from "#app/modules/forum/moving/merge-topics.server.ts";
import { moveTopic } from "#app/modules/forum/moving/move-topic.server.ts";
import { requirePosted } from "#app/modules/forum/posting/check-posting.server.ts";
import { postReply } from "#app/modules/forum/posting/post-reply.server.ts";
import { postTopic } from "#app/modules/forum/posting/post-topic.server.ts";
import { deleteOldDrafts } from "#app/modules/forum/drafts/delete-old-drafts.server.ts";
import { anyStatementUndecided as anyUndecided } from "#app/modules/moderation/cases/any-undecided.server.ts";
import { makeSpace, makeSpaceMember } from "#test/factories/spaces.ts";
import { makeTopic, unique } from "#test/factories/topics.ts";
import { makeUser } from "#test/factories/users.ts";
import { findWrongCounts } from "#test/helpers/kept-counts.ts";
import { tellOf } from "#test/helpers/tell.ts";
import { useDatabase } from "#test/setup/database.ts";
import { decideWaiting } from "./decide-waiting.server.ts";
import type { HeldPost } from "./hold-post.server.ts";
import { listWaitingFor } from "./list-waiting.server.ts";
import { deleteWaiting, editWaiting, getOwnWaiting, listOwnWaiting } from "./own-waiting.server.ts";
import { setPostsWait } from "./set-posts-wait.server.ts";
import { isPostAtOnce } from "./post-at-once.server.ts";
import { postsWaitChoices, whyWaits } from "#app/modules/forum/why-waits.ts";

useDatabase();
afterAll(closeQueue);

const newcomer = (more = {}) => makeUser({ trustedAt: null, ...more });
const seconds = (count: number, from: Date) => new Date(from.getTime() + count * 1000);
const links = [1, 2, 3].map((number) => `[page ${number}](https://example.org/${number})`).join(" ");
const publish = { decision: "publish", reason: "", version: 1 } as const;
const decline = { decision: "decline", reason: "Please add where this is from.", version: 1 } as const;

/** A topic in a space where new people's posts wait, and its facilitator. */
async function makeScene(postsWait: (typeof postsWaitChoices)[number] = "new_people") {
  const topic = await makeTopic({ replies: 1, at: new Date(Date.now() - 3_600_000) });
  const keeper = await makeSpaceMember(await makeUser(), topic.spaceCode, "facilitator");
  await setPostsWait(keeper, { space: topic.spaceCode, wait: postsWait });
  return { topic, keeper, person: await newcomer() };
}

async function held(sent: ReturnType<typeof postReply>): Promise<HeldPost> {
  const result = await sent;
  if (!("waitingId" in result)) throw new Error("It does not wait.");
  return result;
}

const reply = (publicId: number, body = unique("A reply")) => ({ publicId, body, clientId: randomUUID() });
const numbersOf = async (topicId: string) =>
  (await db().reply.findMany({ where: { topicId }, orderBy: { number: "asc" } })).map(({ number }) => number);

describe("what waits", () => {
  test("has no number, is counted nowhere, and ends its draft; sent again it is the same", async () => {
    const { topic, person } = await makeScene();
    const sent = reply(topic.publicId);
    const place = { kind: "reply", target: String(topic.publicId) } as const;
    await saveDraft(person, place, { body: sent.body, sequence: 0 });
    const first = await held(postReply(person, sent));
    expect(first).toMatchObject({ repeated: false, sameText: true });
    expect(await held(postReply(person, sent))).toEqual({ ...first, repeated: true });
    expect(await held(postReply(person, { ...sent, body: "Other words" }))).toMatchObject({ sameText: false });
    // The same words under another id are not kept twice.
    expect(await held(postReply(person, { ...sent, clientId: randomUUID() }))).toMatchObject({
      waitingId: first.waitingId,
    });
    expect(await numbersOf(topic.id)).toEqual([0, 1]);
    expect((await getDraftFor(person, place))?.isEnded).toBe(true);
    expect(await listOwnWaiting(person)).toMatchObject([{ id: first.waitingId, body: sent.body, state: "waiting" }]);
    expect(await findWrongCounts()).toEqual([]);
  });

  test("is one post when ten send the same at once", async () => {
    const { topic, person } = await makeScene();
    const sent = reply(topic.publicId);
    const results = await Promise.all(Array.from({ length: 10 }, () => held(postReply(person, sent))));
    expect(new Set(results.map(({ waitingId }) => waitingId)).size).toBe(1);
    expect(results.filter(({ repeated }) => !repeated)).toHaveLength(1);
  });

  test("is what has more links than new people may post, wherever; a text that is changed after it was published is refused", async () => {
    const topic = await makeTopic();
    const [person, trusted] = [await newcomer(), await makeUser()];
    const { waitingId } = await held(postReply(person, reply(topic.publicId, links)));
    expect(await db().waitingPost.findUnique({ where: { id: waitingId } })).toMatchObject({ why: "links" });
    const question = { spaceCode: topic.spaceCode, title: "Three links", body: unique(links), sealed: true };
    await held(postTopic(person, question));
    expect(requirePosted(await postReply(trusted, reply(topic.publicId, links))).number).toBe(1);
  });

  test("is at most five posts of one person, with the pauses between them", async () => {
    const { topic, person } = await makeScene();
    const at = new Date();
    const send = (after: number) => postReply(person, reply(topic.publicId), { at: seconds(after, at) });
    await held(send(0));
    await expect(send(29)).rejects.toMatchObject({ status: 429, code: "forum.error.too_fast" });
    for (const after of [30, 60, 90, 120]) await held(send(after));
    await expect(send(150)).rejects.toMatchObject({ status: 409, code: "forum.error.waiting_many" });
  });

  test("is the same in words and in SQL, for everybody and every setting", async () => {
    const { code } = await makeSpace();
    const people: Actor[] = [
      await newcomer(),
      await makeUser(),
      await newcomer({ role: "trainer" }),
      await makeUser({ role: "moderator" }),
      await makeSpaceMember(await newcomer(), code),
      await makeSpaceMember(await makeUser(), code),
      await makeSpaceMember(await newcomer(), code, "facilitator"),
    ];
    for (const postsWait of postsWaitChoices) {
      await db().space.update({ where: { code }, data: { postsWait } });
      for (const [index, { id }] of people.entries()) {
        const actor = (await findActor(id))!;
        for (const exceeds of [false, true]) {
          const [row] = await db().$queryRaw<{ atOnce: boolean }[]>`
            SELECT ${isPostAtOnce(actor, { exceeds })} AS "atOnce" FROM (SELECT ${code} AS space_code) t`;
          const waits = whyWaits(actor, { code, postsWait }, { exceeds }) !== null;
          expect([postsWait, index, exceeds, row!.atOnce]).toEqual([postsWait, index, exceeds, !waits]);
        }
      }
    }
  });

  test("waits by the space's wish: for new people, or for all but its members", async () => {
    const { topic, keeper, person } = await makeScene("not_members");
    const member = await makeSpaceMember(await newcomer(), topic.spaceCode);
    const stranger = await makeUser();
    const send = (who: Actor) => postReply(who, reply(topic.publicId));
    expect(await held(send(stranger))).toMatchObject({ repeated: false });
    expect(await held(send(person))).toMatchObject({ repeated: false });
    expect(requirePosted(await send((await findActor(member.id))!)).number).toBe(2);
    await setPostsWait(keeper, { space: topic.spaceCode, wait: "nobody" });
    expect(requirePosted(await send(await newcomer())).number).toBe(3);
    await expect(setPostsWait(stranger, { space: topic.spaceCode, wait: "nobody" })).rejects.toMatchObject({
      status: 403,
    });
  });
});

describe("its author", () => {
  test("changes and deletes it; nobody else reads it there", async () => {
    const { topic, person } = await makeScene();
    const { waitingId: id } = await held(postReply(person, reply(topic.publicId)));
    await editWaiting(person, id, { body: "Better words.", version: 1, language: "fr" });
    expect(await getOwnWaiting(person, id)).toMatchObject({ body: "Better words.", version: 2, language: "fr" });
    await expect(editWaiting(person, id, { body: "Late words.", version: 1 })).rejects.toMatchObject({
      code: "forum.error.waiting_elsewhere",
    });
    const other = await makeUser();
    await expect(getOwnWaiting(other, id)).rejects.toMatchObject({ status: 404 });
    await expect(editWaiting(other, id, { body: "Mine", version: 2 })).rejects.toMatchObject({ status: 404 });
    expect(await deleteWaiting(other, id)).toBe(false);
    expect(await deleteWaiting(person, id)).toBe(true);
    await expect(getOwnWaiting(person, id)).rejects.toMatchObject({ status: 404 });
  });

  test("keeps what was declined, with the reason, and sends it again", async () => {
    const { topic, keeper, person } = await makeScene();
    const sent = reply(topic.publicId);
    const { waitingId: id } = await held(postReply(person, sent));
    expect(await decideWaiting(keeper, id, decline)).toBeNull();
    expect(await getOwnWaiting(person, id)).toMatchObject({
      state: "declined",
      reason: decline.reason,
      body: sent.body,
    });
    expect((await listWaitingFor(keeper)).posts).toEqual([]);
    await editWaiting(person, id, { body: "With its source.", version: 2 });
    expect(await getOwnWaiting(person, id)).toMatchObject({ state: "waiting", reason: "", version: 3 });
    expect(await decideWaiting(keeper, id, { ...publish, version: 3 })).toMatchObject({ number: 2 });
    await expect(getOwnWaiting(person, id)).rejects.toMatchObject({
      code: "forum.error.waiting_published",
      details: { data: { number: 2 } },
    });
  });
});

describe("a facilitator", () => {
  test("lets a reply through: it gets the next number and this moment, and followers are told then", async () => {
    const { topic, keeper, person } = await makeScene();
    const sent = reply(topic.publicId);
    const { waitingId: id } = await held(postReply(person, sent));
    const told = () => db().outboxEvent.count({ where: { name: "forum.reply.posted" } });
    const before = await told();
    await postReply(await makeUser({ role: "trainer" }), reply(topic.publicId));
    const at = new Date();
    expect(await decideWaiting(keeper, id, publish, { at })).toMatchObject({ publicId: topic.publicId, number: 3 });
    const where = { topicId_number: { topicId: topic.id, number: 3 } };
    expect(await db().reply.findUnique({ where })).toMatchObject({
      authorId: person.id,
      body: sent.body,
      createdAt: at,
      clientId: sent.clientId,
    });
    expect(await told()).toBe(before + 2);
    const reader = { userId_topicId: { userId: person.id, topicId: topic.id } };
    expect(await db().topicReader.findUnique({ where: reader })).toMatchObject({ level: "follow", toldAtOnce: false });
    // The form that was sent then leads to the post now.
    expect(await postReply(person, sent)).toMatchObject({ number: 3, repeated: true });
    expect(await findWrongCounts()).toEqual([]);
  });

  test("lets a topic through, a sealed one sealed", async () => {
    const { topic, keeper } = await makeScene();
    for (const sealed of [false, true]) {
      const question = { spaceCode: topic.spaceCode, title: "May I?", body: unique("Ask this"), sealed };
      const { waitingId } = await held(postTopic(await newcomer(), question));
      const place = await decideWaiting(keeper, waitingId, publish);
      const { sealedAt, title } = await db().topic.findUniqueOrThrow({ where: { publicId: place!.publicId } });
      expect([title, sealedAt !== null]).toEqual(["May I?", sealed]);
    }
    expect(await findWrongCounts()).toEqual([]);
  });

  test("is the only one of two who decide at once; the second is told who was first", async () => {
    const { topic, keeper, person } = await makeScene();
    const second = await makeSpaceMember(await makeUser(), topic.spaceCode, "facilitator");
    const { waitingId: id } = await held(postReply(person, reply(topic.publicId)));
    const tries = await Promise.allSettled([decideWaiting(keeper, id, publish), decideWaiting(second, id, decline)]);
    expect(tries.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
    const lost = tries.find((one) => one.status === "rejected");
    expect(lost?.reason).toMatchObject({ status: 409, code: "forum.error.waiting_decided" });
    expect((await numbersOf(topic.id)).length).toBeLessThanOrEqual(3);
  });

  test("decides about the text that its author has written last", async () => {
    const { topic, keeper, person } = await makeScene();
    const { waitingId: id } = await held(postReply(person, reply(topic.publicId)));
    await editWaiting(person, id, { body: "Other words.", version: 1 });
    await expect(decideWaiting(keeper, id, publish)).rejects.toMatchObject({ code: "forum.error.waiting_changed" });
    expect(await decideWaiting(keeper, id, { ...publish, version: 2 })).toMatchObject({ number: 2 });
  });

  test("of another space, or somebody else, sees and decides nothing; nobody decides about their own", async () => {
    const { topic, keeper, person } = await makeScene();
    const { waitingId: id } = await held(postReply(person, reply(topic.publicId)));
    const elsewhere = await makeSpaceMember(await makeUser(), (await makeSpace()).code, "facilitator");
    expect((await listWaitingFor(keeper)).posts).toHaveLength(1);
    expect((await listWaitingFor(elsewhere)).posts).toEqual([]);
    await expect(listWaitingFor(await makeUser())).rejects.toMatchObject({ status: 403 });
    await expect(decideWaiting(elsewhere, id, publish)).rejects.toMatchObject({ status: 404 });
    const promoted = await makeSpaceMember(person, topic.spaceCode, "facilitator");
    await expect(decideWaiting(promoted, id, publish)).rejects.toMatchObject({ status: 403 });
    expect((await listWaitingFor(promoted)).posts).toEqual([]);
  });

  test("of the topic's present space decides when it was moved; merged, it goes along; gone, it waits", async () => {
    const { topic, keeper, person } = await makeScene();
    const { code } = await makeSpace();
    const moderator = await makeUser({ role: "moderator" });
    const { waitingId: id } = await held(postReply(person, reply(topic.publicId)));
    await moveTopic(moderator, topic.publicId, { spaceCode: code });
    expect((await listWaitingFor(keeper)).posts).toEqual([]);
    const other = await makeTopic({ spaceCode: code });
    await mergeTopics(moderator, topic.publicId, { into: other.publicId }, { anyUndecided });
    await db().topic.update({ where: { id: other.id }, data: { state: "hidden" } });
    await expect(decideWaiting(moderator, id, publish)).rejects.toMatchObject({
      code: "forum.error.waiting_topic_gone",
    });
    await db().topic.update({ where: { id: other.id }, data: { state: "visible" } });
    expect(await decideWaiting(moderator, id, publish)).toMatchObject({ publicId: other.publicId, number: 3 });
  });
});

test("its author is told of both decisions, once", async () => {
  const { topic, keeper, person } = await makeScene();
  const at = new Date();
  const { waitingId: one } = await held(postReply(person, reply(topic.publicId), { at }));
  const { waitingId: other } = await held(postReply(person, reply(topic.publicId), { at: seconds(30, at) }));
  await decideWaiting(keeper, one, publish);
  await decideWaiting(keeper, other, decline);
  for (const waitingId of [one, one, other, other]) await tellOf("forum.waiting.decided", { waitingId });
  const told = await db().notification.findMany({ where: { userId: person.id }, orderBy: { createdAt: "asc" } });
  expect(told.map(({ kind }) => kind)).toEqual(["post_published", "post_declined"]);
  expect(told.map(({ path }) => path)).toEqual([
    `/topics/${topic.publicId}/${topic.slug}?at=2#reply-2`,
    `/waiting/${other}`,
  ]);
  const mails = await db().outgoingMail.findMany({ where: { userId: person.id } });
  expect(mails.map(({ text }) => text.includes(decline.reason)).sort()).toEqual([false, true]);
});

test("what was sent half a year ago is deleted", async () => {
  const { topic, person } = await makeScene();
  const { waitingId: id } = await held(postReply(person, reply(topic.publicId)));
  await deleteOldDrafts({ at: new Date(Date.now() + 179 * 86_400_000) });
  expect(await db().waitingPost.count({ where: { id } })).toBe(1);
  await deleteOldDrafts({ at: new Date(Date.now() + 181 * 86_400_000) });
  expect(await db().waitingPost.count({ where: { id } })).toBe(0);
});
