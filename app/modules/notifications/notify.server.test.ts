import { randomUUID } from "node:crypto";
import fc from "fast-check";
import { afterAll, describe, expect, test } from "vitest";
import { db } from "#app/infra/db.server.ts";
import { closeQueue } from "#app/infra/queue.server.ts";
import { countingStatements } from "#app/infra/statements/statement-count.server.ts";
import { setSpaceLevel, setTopicLevel } from "#app/modules/forum/levels/set-level.server.ts";
import { requirePosted } from "#app/modules/forum/posting/check-posting.server.ts";
import { postReply } from "#app/modules/forum/posting/post-reply.server.ts";
import { findActor } from "#app/modules/accounts/sessions.server.ts";
import { forgetToldEvents } from "./forget-told-events.server.ts";
import {
  findNotificationPath,
  listNotificationsFor,
  markAllRead,
  noteTopicRead,
  openNotification,
} from "./list-notifications.server.ts";
import { makeNotice } from "#test/factories/notifications.ts";
import { makeSpace } from "#test/factories/spaces.ts";
import { makeTopic, unique } from "#test/factories/topics.ts";
import { makeUser } from "#test/factories/users.ts";
import { tellOf } from "#test/helpers/tell.ts";
import { useDatabase } from "#test/setup/database.ts";

useDatabase();
afterAll(closeQueue);

const minute = 60_000;
const rowsOf = (userId: string) => db().notification.findMany({ where: { userId }, orderBy: { updatedAt: "desc" } });
const unreadOf = async (id: string) => (await findActor(id))!.unread;
const awa = { id: randomUUID(), name: "Awa" };
const binh = { id: randomUUID(), name: "Bình" };

describe("a notification", () => {
  test("grows while it is unread, and opens again after it was read", async () => {
    const { id: userId } = await makeUser();
    const groupKey = `topic:${randomUUID()}`;
    const about = { title: "Who leads?", topicId: randomUUID(), publicId: 1 };
    await makeNotice(userId, { groupKey, by: awa, data: { ...about, number: 4 }, path: "/four" });
    await makeNotice(userId, { groupKey, by: binh, data: { ...about, number: 5 }, path: "/five" });
    await makeNotice(userId, { groupKey, by: awa, data: { ...about, number: 3 }, path: "/three" });
    const [row, ...others] = await rowsOf(userId);
    expect(others).toEqual([]);
    expect(row!.data).toMatchObject({ people: [binh, awa], count: 3, number: 3, lastNumber: 5 });
    expect(row!.path).toBe("/three");
    expect(await unreadOf(userId)).toBe(1);

    const actor = (await findActor(userId))!;
    expect(await openNotification(actor, row!.id)).toBe("/three");
    expect(await unreadOf(userId)).toBe(0);
    await makeNotice(userId, { groupKey, by: binh, data: { ...about, number: 6 }, path: "/six" });
    const [again] = await rowsOf(userId);
    expect(again).toMatchObject({ id: row!.id, readAt: null, path: "/six", data: { people: [binh], count: 1 } });
    expect(await unreadOf(userId)).toBe(1);
  });

  test("tells an event that is delivered twice once, also after it was read", async () => {
    const actor = await makeUser();
    const notice = { groupKey: "topic:x", event: "reply-1" };
    expect(await makeNotice(actor.id, notice)).toBe(true);
    expect(await makeNotice(actor.id, notice)).toBe(false);
    await markAllRead(actor, { until: new Date() });
    expect(await makeNotice(actor.id, notice)).toBe(false);
    expect(await unreadOf(actor.id)).toBe(0);
  });

  test("tells an event once, however much was told since, open or read", async () => {
    const actor = await makeUser();
    const groupKey = "topic:long";
    const events = Array.from({ length: 60 }, (_, index) => `reply-${index}`);
    for (const event of events) expect(await makeNotice(actor.id, { groupKey, event })).toBe(true);
    for (const event of events) expect(await makeNotice(actor.id, { groupKey, event })).toBe(false);
    const [row] = await rowsOf(actor.id);
    expect(row!.data).toMatchObject({ count: 60 });
    await markAllRead(actor, { until: new Date() });
    expect(await makeNotice(actor.id, { groupKey, event: "reply-0" })).toBe(false);
    expect(await unreadOf(actor.id)).toBe(0);
    const [read] = await rowsOf(actor.id);
    expect(read).toMatchObject({ readAt: expect.any(Date), mailDueAt: null, data: { count: 60 } });
  });

  test("knows what the version before noted in its list alone", async () => {
    const actor = await makeUser();
    await makeNotice(actor.id, { groupKey: "topic:old", event: "reply-1" });
    await db().notificationEvent.deleteMany({ where: { notification: { userId: actor.id } } });
    expect(await makeNotice(actor.id, { groupKey: "topic:old", event: "reply-1" })).toBe(false);
  });

  test("remembers for three months what it told of", async () => {
    const actor = await makeUser();
    for (const event of ["old", "new"]) {
      const at = new Date(event === "old" ? "2026-01-01T00:00Z" : "2026-04-02T00:00Z");
      await makeNotice(actor.id, { groupKey: "topic:aged", event, at });
    }
    expect(await forgetToldEvents({ at: new Date("2026-04-03T00:00Z") })).toBe(1);
    const where = { notification: { userId: actor.id } };
    expect(await db().notificationEvent.findMany({ where, select: { event: true } })).toEqual([{ event: "new" }]);
  });

  test("is never about what one did oneself, nor for somebody who is gone", async () => {
    const actor = await makeUser();
    expect(await makeNotice(actor.id, { by: { id: actor.id, name: actor.name } })).toBe(false);
    expect(await makeNotice(randomUUID())).toBe(false);
  });

  test("counts right whatever is told and read, in any order, also at once", async () => {
    const groups = fc.constantFrom("a", "b", "c");
    const step = fc.oneof(
      fc.record({ tell: groups }),
      fc.record({ open: groups }),
      fc.record({ all: fc.constant(true) }),
    );
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 14 }), fc.boolean(), async (steps, atOnce) => {
        const actor = await makeUser();
        const carryOut = async (wish: (typeof steps)[number]) => {
          if ("tell" in wish) return void (await makeNotice(actor.id, { groupKey: wish.tell }));
          if ("all" in wish) return void (await markAllRead(actor, { until: new Date() }));
          const row = await db().notification.findFirst({ where: { userId: actor.id, groupKey: wish.open } });
          if (row) await openNotification(actor, row.id);
        };
        if (atOnce) await Promise.all(steps.map(carryOut));
        else for (const wish of steps) await carryOut(wish);
        const unread = await db().notification.count({ where: { userId: actor.id, readAt: null } });
        expect(await unreadOf(actor.id)).toBe(unread);
      }),
      { numRuns: 25 },
    );
  });

  test("keeps every one of many events that come at once", async () => {
    const { id: userId } = await makeUser();
    await Promise.all(Array.from({ length: 20 }, () => makeNotice(userId, { groupKey: "topic:busy" })));
    const [row] = await rowsOf(userId);
    expect(row!.data).toMatchObject({ count: 20 });
    expect(row!.events).toHaveLength(20);
    expect(await unreadOf(userId)).toBe(1);
  });
});

describe("the forum's news", () => {
  test("reach who follows the topic, its author too, but neither who wrote nor who muted it", async () => {
    const topic = await makeTopic({ replies: 1 });
    const [quiet, reader] = [await makeUser(), await makeUser()];
    await setTopicLevel(reader, topic.publicId, "watch");
    await setTopicLevel(quiet, topic.publicId, "mute");
    await postReply(topic.replier, { publicId: topic.publicId, body: unique("And here is more") });
    const replies = await db().reply.findMany({
      where: { topicId: topic.id, number: { gt: 0 } },
      orderBy: { number: "desc" },
    });
    // Delivered in the wrong order, and twice.
    for (const { id } of [...replies, ...replies]) await tellOf("forum.reply.posted", { replyId: id });
    for (const { id } of [topic.author, reader]) {
      const [row] = await rowsOf(id);
      expect(row!.data).toMatchObject({ count: 2, number: 1, lastNumber: 2, people: [{ id: topic.replier!.id }] });
      expect(row!.path).toContain("#reply-1");
    }
    for (const { id } of [topic.replier!, quiet]) expect(await rowsOf(id)).toEqual([]);
  });

  test("of a reply reach whom it quotes, once, unless they have muted the topic", async () => {
    const topic = await makeTopic({ replies: 1 });
    const [quoted, writer] = [topic.replier!, await makeUser({ role: "trainer" })];
    const quote = `> [Somebody](/topics/${topic.publicId}/${topic.slug}?at=1#reply-1)\n>\n> Reply\n\n`;
    const told = async (person: typeof writer) =>
      (await rowsOf(person.id)).map(({ kind, data }) => [kind, (data as { count: number }).count]);
    const replyWith = async (body: string) => {
      const { number } = requirePosted(await postReply(writer, { publicId: topic.publicId, body: unique(body) }));
      const where = { topicId_number: { topicId: topic.id, number } };
      const { id } = await db().reply.findUniqueOrThrow({ where, select: { id: true } });
      for (let twice = 0; twice < 2; twice += 1) await tellOf("forum.reply.posted", { replyId: id });
    };
    await replyWith("I quote nobody.");
    // Who has replied follows: that is for the digest.
    expect([await told(quoted), await told(topic.author)]).toEqual([[], [["reply", 1]]]);
    await replyWith(`${quote}I agree.`);
    expect([await told(quoted), await told(topic.author)]).toEqual([[["reply", 1]], [["reply", 2]]]);
    await setTopicLevel(quoted, topic.publicId, "watch");
    await replyWith(`${quote}I still do.`);
    expect(await told(quoted)).toEqual([["reply", 2]]);
    await setTopicLevel(quoted, topic.publicId, "mute");
    await replyWith(`${quote}And still.`);
    expect([await told(quoted), await told(writer)]).toEqual([[["reply", 2]], []]);
  });

  test("of a space are one notification", async () => {
    const { code } = await makeSpace();
    const follower = await makeUser();
    await setSpaceLevel(follower, code, "follow");
    const first = await makeTopic({ spaceCode: code, title: "First question" });
    await tellOf("forum.topic.posted", { topicId: first.id });
    expect((await rowsOf(follower.id))[0]!.path).toContain("/topics/");
    const second = await makeTopic({ spaceCode: code, title: "Second question" });
    await tellOf("forum.topic.posted", { topicId: second.id });
    const rows = await rowsOf(follower.id);
    expect(rows).toHaveLength(1);
    expect(rows[0]).toMatchObject({ path: `/forum/${code}`, data: { count: 2, title: "Second question" } });
    // Nobody is mailed of every topic unless they ask for it.
    expect(rows[0]!.mailDueAt).toBeNull();
  });

  test("count as read once the topic was read as far, whatever else is unread", async () => {
    const actor = await makeUser();
    const [{ id, publicId }, other] = [await makeTopic(), await makeTopic()];
    const about = { title: "T", topicId: id, publicId };
    for (const number of [1, 2]) await makeNotice(actor.id, { groupKey: `topic:${id}`, data: { ...about, number } });
    for (let index = 0; index < 30; index++) await makeNotice(actor.id);
    const now = (await findActor(actor.id))!;
    await noteTopicRead(now, { publicId, number: 1 });
    await noteTopicRead(now, { publicId: other.publicId, number: 9 });
    await noteTopicRead(now, { publicId: 2_000_000_000, number: 9 });
    expect(await unreadOf(actor.id)).toBe(31);
    const { statements } = await countingStatements(() => noteTopicRead(now, { publicId, number: 2 }));
    expect(statements.join()).toContain("group_key");
    expect(await unreadOf(actor.id)).toBe(30);
    const where = { userId_groupKey: { userId: actor.id, groupKey: `topic:${id}` } };
    expect(await db().notification.findUnique({ where })).toMatchObject({ mailDueAt: null, readAt: expect.any(Date) });
  });
});

describe("the list", () => {
  test("is read page by page, newest first, with one statement", async () => {
    const actor = await makeUser();
    const at = (index: number) => new Date(Date.now() + Math.floor(index / 2) * minute);
    for (let index = 0; index < 7; index++) await makeNotice(actor.id, { at: at(index) });
    const { result: first, statements } = await countingStatements(() => listNotificationsFor(actor, { limit: 3 }));
    expect(statements).toHaveLength(1);
    const second = await listNotificationsFor(actor, { limit: 3, cursor: first.next });
    const third = await listNotificationsFor(actor, { limit: 3, cursor: second.next });
    const ids = [first, second, third].flatMap(({ notifications }) => notifications.map(({ id }) => id));
    expect(new Set(ids).size).toBe(7);
    expect(third.next).toBeNull();
    expect((await listNotificationsFor(actor, { cursor: "nonsense" })).notifications).toHaveLength(7);
  });

  test("is marked read as far as it was shown", async () => {
    const actor = await makeUser();
    await makeNotice(actor.id, { at: new Date("2026-11-20T10:00:00Z") });
    await makeNotice(actor.id, { at: new Date("2026-11-20T11:00:00Z") });
    expect(await markAllRead(actor, { until: new Date("2026-11-20T10:30:00Z") })).toBe(1);
    expect(await unreadOf(actor.id)).toBe(1);
    // What moved at the moment when the page was made stands on it.
    expect(await markAllRead(actor, { until: new Date("2026-11-20T10:59:59.999Z") })).toBe(0);
    expect(await markAllRead(actor, { until: new Date("2026-11-20T11:00:00Z") })).toBe(1);
    expect(await unreadOf(actor.id)).toBe(0);
  });

  test("is one's own: refusals", async () => {
    const [owner, other] = [await makeUser(), await makeUser()];
    await makeNotice(owner.id);
    const { id } = (await rowsOf(owner.id))[0]!;
    const suspended = await makeUser({ suspendedUntil: new Date("2100-01-01") });
    await expect(openNotification(other, id)).rejects.toMatchObject({ status: 404 });
    await expect(findNotificationPath(other, id)).rejects.toMatchObject({ status: 404 });
    await expect(openNotification(owner, "nonsense")).rejects.toMatchObject({ status: 404 });
    for (const [actor, status] of [
      [null, 401],
      [suspended, 403],
    ] as const) {
      await expect(listNotificationsFor(actor)).rejects.toMatchObject({ status });
      await expect(openNotification(actor, id)).rejects.toMatchObject({ status });
      await expect(markAllRead(actor, { until: new Date() })).rejects.toMatchObject({ status });
    }
    expect(await unreadOf(owner.id)).toBe(1);
    expect(await findNotificationPath(owner, id)).toContain("/topics/1");
    expect(await unreadOf(owner.id)).toBe(1);
  });
});
