import { afterAll, describe, expect, test } from "vitest";
import { db } from "#app/infra/db.server.ts";
import { closeQueue } from "#app/infra/queue.server.ts";
import { editReply } from "#app/modules/forum/posting/edit-post.server.ts";
import { requirePosted } from "#app/modules/forum/posting/check-posting.server.ts";
import { postReply } from "#app/modules/forum/posting/post-reply.server.ts";
import { postTopic } from "#app/modules/forum/posting/post-topic.server.ts";
import { setTopicLevel } from "#app/modules/forum/levels/set-level.server.ts";
import { markRead } from "#app/modules/forum/reading/mark-read.server.ts";
import { deletePost, restorePost } from "#app/modules/forum/states/delete-post.server.ts";
import { anyStatementUndecided as anyUndecided } from "#app/modules/moderation/cases/any-undecided.server.ts";
import { makeSpace, makeSpaceMember } from "#test/factories/spaces.ts";
import { makeTopic, unique } from "#test/factories/topics.ts";
import { makeUser } from "#test/factories/users.ts";
import { findWrongCounts } from "#test/helpers/kept-counts.ts";
import { signedIn, Visitor } from "#test/helpers/visitor.ts";
import { useApp } from "#test/setup/app.ts";
import { useDatabase } from "#test/setup/database.ts";
import { vote } from "#app/modules/forum/polls/vote.server.ts";
import { mergeTopics } from "./merge-topics.server.ts";
import { moveTopic } from "./move-topic.server.ts";
import { splitTopic } from "./split-topic.server.ts";

useDatabase();
const app = useApp();
afterAll(closeQueue);

const keeper = () => makeUser({ role: "moderator" });
const pathOf = ({ publicId, slug }: { publicId: number; slug: string }) => `/topics/${publicId}/${slug}`;
const postOf = (topicId: string, number: number) =>
  db().reply.findUniqueOrThrow({ where: { topicId_number: { topicId, number } } });
const readerOf = (userId: string, topicId: string) =>
  db().topicReader.findUnique({ where: { userId_topicId: { userId, topicId } } });

describe("a topic that is moved", () => {
  test("keeps its address, shows where it came from, and is counted where it is", async () => {
    const topic = await makeTopic({ replies: 2 });
    const { code } = await makeSpace();
    const staff = await signedIn(app, await keeper());
    const path = pathOf(topic);
    expect((await staff.get(path)).body).toContain(`/topics/${topic.publicId}/move`);
    expect((await (await signedIn(app, topic.author)).get(path)).body).not.toContain(`/topics/${topic.publicId}/move`);
    const moved = await staff.follow(await staff.post(`/topics/${topic.publicId}/move`, { space: code }));
    expect(moved.body).toContain("The topic is moved.");
    expect((await new Visitor(app).get(`/forum/${code}`)).body).toContain(topic.slug);
    const left = await db().space.findUniqueOrThrow({ where: { code: topic.spaceCode }, select: { topicCount: true } });
    expect(left.topicCount).toBe(0);
    // A second time, by whoever was slower: nothing changes.
    await moveTopic(await keeper(), topic.publicId, { spaceCode: code });
    expect(await db().auditEntry.count({ where: { subject: `topic:${topic.id}` } })).toBe(1);
    expect(await findWrongCounts()).toEqual([]);
  });

  test("is not moved to nowhere, nor by a member", async () => {
    const topic = await makeTopic();
    const staff = await signedIn(app, await keeper());
    const refused = await staff.post(`/topics/${topic.publicId}/move`, { space: "9.9" });
    expect([refused.status, refused.body.includes("Choose one of the spaces in the list.")]).toEqual([400, true]);
    const { code } = await makeSpace();
    const byMember = moveTopic(topic.author, topic.publicId, { spaceCode: code });
    await expect(byMember).rejects.toMatchObject({ status: 403, code: "forum.error.not_facilitator" });
  });

  test("stays among members: what was written for them is not moved before the eyes of others", async () => {
    const [closed, other] = [await makeSpace({ joinMode: "members" }), await makeSpace()];
    const facilitator = await makeSpaceMember(await makeUser(), closed.code, "facilitator");
    const topic = await makeTopic({ spaceCode: closed.code, author: facilitator });
    const out = moveTopic(facilitator, topic.publicId, { spaceCode: other.code });
    await expect(out).rejects.toMatchObject({ status: 409, code: "forum.error.move_opens" });
    // Nor does a facilitator of one space put something into a closed one that is not theirs.
    const stranger = await makeSpaceMember(await makeUser(), other.code, "facilitator");
    const open = await makeTopic({ spaceCode: other.code });
    const into = moveTopic(stranger, open.publicId, { spaceCode: closed.code });
    await expect(into).rejects.toMatchObject({ status: 400 });
    await expect(
      mergeTopics(stranger, open.publicId, { into: topic.publicId }, { anyUndecided }),
    ).rejects.toMatchObject({ status: 403 });
  });

  test("keeps right counts while others post in it", async () => {
    const topic = await makeTopic();
    const [one, two] = [await makeSpace(), await makeSpace()];
    const staff = await keeper();
    const writers = await Promise.all(Array.from({ length: 6 }, () => makeUser({ role: "trainer" })));
    await Promise.all([
      ...writers.map((writer) => postReply(writer, { publicId: topic.publicId, body: unique("At once") })),
      moveTopic(staff, topic.publicId, { spaceCode: one.code }),
      moveTopic(staff, topic.publicId, { spaceCode: two.code }),
    ]);
    expect(await findWrongCounts()).toEqual([]);
  });
});

describe("topics that are merged", () => {
  test("stand behind each other, and every old address leads to its post", async () => {
    const old = await makeTopic({ replies: 2 });
    const into = await makeTopic({ replies: 1 });
    const reply = await postOf(old.id, 2);
    const staff = await signedIn(app, await keeper());
    const done = await staff.follow(await staff.post(`/topics/${old.publicId}/merge`, { into: pathOf(into) }));
    expect(done.body).toContain("The topics are merged.");
    const guest = new Visitor(app);
    const home = pathOf(into);
    expect(await guest.get(pathOf(old))).toMatchObject({ status: 301, location: `${home}?at=2#reply-2` });
    expect(await guest.get(`/topics/${old.publicId}`)).toMatchObject({ status: 301, location: `${home}?at=2#reply-2` });
    expect(await guest.get(`${pathOf(old)}?at=2`)).toMatchObject({ status: 301, location: `${home}?at=4#reply-4` });
    expect(await postOf(into.id, 4)).toMatchObject({ id: reply.id });
    // Its numbers go on.
    const next = requirePosted(await postReply(await makeUser(), { publicId: into.publicId, body: unique("And on") }));
    expect(next.number).toBe(5);
    expect(await findWrongCounts()).toEqual([]);
  });

  test("lose no poll in silence: the form asks, and the log keeps what was voted", async () => {
    const [old, into, empty] = [await makeTopic(), await makeTopic(), await makeTopic()];
    const keeps = await keeper();
    for (const { id } of [old, into]) {
      const options = {
        create: [
          { position: 0, label: "In spring" },
          { position: 1, label: "In autumn" },
        ],
      };
      await db().poll.create({ data: { topicId: id, question: "When do we meet?", isMultiple: false, options } });
    }
    await vote(await makeUser(), old.publicId, [1]);
    const staff = await signedIn(app, keeps);
    expect((await staff.get(`/topics/${old.publicId}/merge`)).body).toContain('name="losesPoll"');
    expect((await staff.get(`/topics/${empty.publicId}/merge`)).body).not.toContain('name="losesPoll"');
    const refused = await staff.post(`/topics/${old.publicId}/merge`, { into: pathOf(into) });
    expect([refused.status, refused.body.includes("Both topics have a poll.")]).toEqual([400, true]);
    expect(await db().poll.count({ where: { topicId: old.id } })).toBe(1);
    await staff.follow(await staff.post(`/topics/${old.publicId}/merge`, { into: pathOf(into), losesPoll: "on" }));
    expect(await db().poll.count({ where: { topicId: { in: [old.id, into.id] } } })).toBe(1);
    const line = await db().auditEntry.findFirstOrThrow({ where: { subject: `topic:${old.id}` } });
    expect(line.data).toMatchObject({ poll: "When do we meet? / In spring: 0 / In autumn: 1" });
    // Where the other one has none, it goes along with its votes, and nobody is asked.
    await mergeTopics(keeps, into.publicId, { into: empty.publicId }, { anyUndecided });
    expect(await db().poll.count({ where: { topicId: empty.id } })).toBe(1);
  });

  test("take what answered it and what became of it along, unless there is such a reply already", async () => {
    const [one, two, into] = [await makeTopic({ replies: 1 }), await makeTopic({ replies: 1 }), await makeTopic()];
    const staff = await keeper();
    const answers = await Promise.all([one, two].map(async ({ id }) => (await postOf(id, 1)).id));
    for (const [index, topic] of [one, two].entries())
      await db().topic.update({
        where: { id: topic.id },
        data: { acceptedReplyId: answers[index], outcomeReplyId: answers[index] },
      });
    const marks = () => db().topic.findUniqueOrThrow({ where: { id: into.id } });
    for (const { publicId } of [one, two]) {
      await mergeTopics(staff, publicId, { into: into.publicId }, { anyUndecided });
      expect(await marks()).toMatchObject({ acceptedReplyId: answers[0], outcomeReplyId: answers[0] });
    }
  });

  test("lead on through every merge", async () => {
    const topics = [await makeTopic(), await makeTopic(), await makeTopic()] as const;
    const staff = await keeper();
    await mergeTopics(staff, topics[0].publicId, { into: topics[1].publicId }, { anyUndecided });
    await mergeTopics(staff, topics[1].publicId, { into: topics[2].publicId }, { anyUndecided });
    const answer = await new Visitor(app).get(pathOf(topics[0]));
    expect(answer).toMatchObject({ status: 301, location: `${pathOf(topics[2])}?at=2#reply-2` });
    await expect(
      mergeTopics(staff, topics[0].publicId, { into: topics[2].publicId }, { anyUndecided }),
    ).rejects.toMatchObject({
      status: 410,
      code: "forum.error.topic_merged",
    });
  });

  test("keep who follows and what was read", async () => {
    const [old, into] = [await makeTopic({ replies: 1 }), await makeTopic({ replies: 1 })];
    const [follower, both, one, muter] = await Promise.all(Array.from({ length: 4 }, () => makeUser()));
    await setTopicLevel(follower!, old.publicId, "watch");
    for (const topic of [old, into]) await markRead(both!, topic.publicId, 1);
    await markRead(one!, into.publicId, 1);
    await setTopicLevel(muter!, old.publicId, "watch");
    await setTopicLevel(muter!, into.publicId, "mute");
    await mergeTopics(await keeper(), old.publicId, { into: into.publicId }, { anyUndecided });
    expect(await readerOf(follower!.id, into.id)).toMatchObject({ level: "follow", lastRead: -1 });
    expect(await readerOf(both!.id, into.id)).toMatchObject({ lastRead: 3 });
    expect(await readerOf(one!.id, into.id)).toMatchObject({ lastRead: 1 });
    expect(await readerOf(muter!.id, into.id)).toMatchObject({ level: "mute" });
  });

  test("keep the words of whoever was replying to the one that went", async () => {
    const [old, into] = [await makeTopic(), await makeTopic()];
    await mergeTopics(await keeper(), old.publicId, { into: into.publicId }, { anyUndecided });
    const late = await signedIn(app, await makeUser());
    const answer = await late.post(`/topics/${old.publicId}/reply`, { intent: "send", body: "Words for the old one." });
    expect(answer).toMatchObject({ status: 303, location: `/topics/${into.publicId}/reply#compose` });
    const page = await late.follow(answer);
    expect(page.body).toContain("Words for the old one.");
    expect(page.body).toContain("was merged into this one while you were writing");
  });

  test("refuse a topic with itself, with nothing, and with one of a space that is not theirs", async () => {
    const topic = await makeTopic();
    const staff = await signedIn(app, await keeper());
    const send = async (into: string) => (await staff.post(`/topics/${topic.publicId}/merge`, { into })).body;
    expect(await send(String(topic.publicId))).toContain("This is the topic itself.");
    expect(await send("that one")).toContain("Enter the address or the number of a topic.");
    await expect(
      mergeTopics(await keeper(), topic.publicId, { into: 999_999 }, { anyUndecided }),
    ).rejects.toMatchObject({ status: 404 });
  });

  test("are not made of a sealed question, and what is split off one is sealed", async () => {
    const [staff, into] = [await keeper(), await makeTopic()];
    const question = { title: "May I ask this?", body: unique("Not in public."), sealed: true };
    const sealed = requirePosted(await postTopic(await makeUser(), { spaceCode: into.spaceCode, ...question }));
    await postReply(staff, { publicId: sealed.publicId, body: unique("You may.") });
    for (const [from, to] of [
      [sealed, into],
      [into, sealed],
    ] as const)
      await expect(mergeTopics(staff, from.publicId, { into: to.publicId }, { anyUndecided })).rejects.toMatchObject({
        status: 400,
      });
    const made = await splitTopic(staff, sealed.publicId, { title: unique("Split"), numbers: [1] });
    expect(await db().topic.findUniqueOrThrow({ where: { publicId: made.publicId } })).toMatchObject({
      sealedAt: expect.any(Date),
    });
    expect(await findWrongCounts()).toEqual([]);
  });

  test("lose nothing while others post, edit and delete in both", async () => {
    for (let turn = 0; turn < 4; turn++) {
      const [old, into] = [await makeTopic({ replies: 1 }), await makeTopic({ replies: 1 })];
      const { id, version } = await postOf(old.id, 1);
      const writers = await Promise.all(Array.from({ length: 4 }, () => makeUser({ role: "trainer" })));
      const texts = writers.map((_, place) => unique(`Said ${place}`));
      const results = await Promise.allSettled([
        ...writers.map((writer, place) =>
          postReply(writer, { publicId: (place % 2 ? old : into).publicId, body: texts[place]! }),
        ),
        mergeTopics(await keeper(), old.publicId, { into: into.publicId }, { anyUndecided }),
        editReply(old.replier, { id, version, body: unique("Edited") }),
        deletePost(into.replier, (await postOf(into.id, 1)).id),
      ]);
      const acknowledged = texts.filter((_, place) => results[place]!.status === "fulfilled");
      const kept = await db().reply.count({ where: { topicId: into.id, body: { in: acknowledged } } });
      expect(kept).toBe(acknowledged.length);
      for (const { status, reason } of results as PromiseRejectedResult[])
        if (status === "rejected") expect(reason).toMatchObject({ status: 410 });
    }
    expect(await findWrongCounts()).toEqual([]);
  });
});

describe("replies that are split off", () => {
  test("make a topic of their own, and leave the way there in their place", async () => {
    const topic = await makeTopic({ replies: 4 });
    const staff = await signedIn(app, await keeper());
    const page = await staff.get(`/topics/${topic.publicId}/split`);
    expect(page.body.match(/name="numbers"/g)).toHaveLength(4);
    const form = { title: "Another matter", numbers: ["2", "3"] };
    const made = await staff.follow(await staff.post(`/topics/${topic.publicId}/split`, form));
    expect(made.body).toContain("The new topic is there.");
    const found = await db().topic.findFirstOrThrow({ where: { spaceCode: topic.spaceCode, title: "Another matter" } });
    expect(found).toMatchObject({ authorId: topic.replier!.id, lastReplyNumber: 1, replyCount: 1, state: "visible" });
    const guest = new Visitor(app);
    const old = await guest.get(pathOf(topic));
    expect(old.body).toContain("Reply 2 is part of another topic now.");
    expect(await guest.get(`${pathOf(topic)}?at=3`)).toMatchObject({
      status: 301,
      location: `${pathOf(found)}?at=1#reply-1`,
    });
    expect(await guest.get(`${pathOf(topic)}?at=2`)).toMatchObject({
      status: 301,
      location: `${pathOf(found)}#reply-0`,
    });
    // The number of what went is not given again.
    const next = requirePosted(await postReply(await makeUser(), { publicId: topic.publicId, body: unique("And on") }));
    expect(next.number).toBe(5);
    expect(await findWrongCounts()).toEqual([]);
  });

  test("are read and followed by whoever had read and followed them", async () => {
    const topic = await makeTopic({ replies: 3 });
    const [all, some] = [await makeUser(), await makeUser()];
    await setTopicLevel(all, topic.publicId, "watch");
    await markRead(all, topic.publicId, 3);
    await markRead(some, topic.publicId, 2);
    const numbers = [2, 3];
    const made = await splitTopic(await keeper(), topic.publicId, { title: unique("Split"), numbers });
    const { id } = await db().topic.findUniqueOrThrow({ where: { publicId: made.publicId } });
    expect(await readerOf(all.id, id)).toMatchObject({ level: "follow", lastRead: 1 });
    expect(await readerOf(some.id, id)).toMatchObject({ level: null, lastRead: 0 });
    // Nothing is new in what is left to whoever had read it.
    const page = await (await signedIn(app, all)).get("/forum?tab=unread");
    expect(page.body).not.toContain(topic.slug);
  });

  test("are asked for, and by a facilitator", async () => {
    const topic = await makeTopic({ replies: 1 });
    const staff = await signedIn(app, await keeper());
    const send = (form: Record<string, string>) => staff.post(`/topics/${topic.publicId}/split`, form);
    expect((await send({ title: "A new one" })).body).toContain("Choose at least one reply.");
    expect((await send({ title: "A new one", numbers: "7" })).body).toContain("Choose at least one reply.");
    expect((await send({ title: "", numbers: "1" })).status).toBe(400);
    const byMember = splitTopic(topic.author, topic.publicId, { title: "Mine", numbers: [1] });
    await expect(byMember).rejects.toMatchObject({ status: 403 });
    await deletePost(topic.replier, (await postOf(topic.id, 1)).id);
    expect((await send({ title: "A new one", numbers: "1" })).status).toBe(400);
  });

  test("stay their authors', who delete and restore them where they are", async () => {
    const topic = await makeTopic({ replies: 2 });
    const { id } = await postOf(topic.id, 2);
    await splitTopic(await keeper(), topic.publicId, { title: unique("Split"), numbers: [1, 2] });
    await deletePost(topic.replier, id);
    await restorePost(topic.replier, id);
    expect(await findWrongCounts()).toEqual([]);
  });
});
