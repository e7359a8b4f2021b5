import { describe, expect, it } from "vitest";
import { db } from "#app/infra/db.server.ts";
import { countingStatements } from "#app/infra/statements/statement-count.server.ts";
import type { Actor } from "#app/modules/accounts/actor.ts";
import { postReply } from "#app/modules/forum/posting/post-reply.server.ts";
import { markRead, markUnread } from "#app/modules/forum/reading/mark-read.server.ts";
import { getTopicFor } from "#app/modules/forum/topics/get-topic.server.ts";
import { listForumFor } from "#app/modules/forum/topics/list-forum.server.ts";
import { makeTopic, unique } from "#test/factories/topics.ts";
import { makeUser } from "#test/factories/users.ts";
import { useDatabase } from "#test/setup/database.ts";

useDatabase();

const readerOf = async (actor: Actor, publicId: number) => (await getTopicFor(actor, publicId)).reader!;
const unread = async (actor: Actor) =>
  (await listForumFor(actor, { tab: "unread" })).topics.map(({ publicId, lastRead }) => [publicId, lastRead]);

describe("marking as unread", () => {
  it("moves reading back to just before a reply, in one statement, and lists the topic as unread", async () => {
    const { publicId } = await makeTopic({ replies: 4 });
    const member = await makeUser();
    await markRead(member, publicId, 4);
    expect(await unread(member)).toEqual([]);
    const { statements } = await countingStatements(() => markUnread(member, publicId, 3));
    expect(statements).toHaveLength(1);
    expect(await readerOf(member, publicId)).toMatchObject({ lastRead: 2, unreadMarks: 1 });
    expect(await unread(member)).toEqual([[publicId, 2]]);
  });

  it("works before anything of the topic was reported as read", async () => {
    const { publicId } = await makeTopic({ replies: 2 });
    const member = await makeUser();
    await markUnread(member, publicId, 1);
    expect(await unread(member)).toEqual([[publicId, 0]]);
  });

  it("is not undone by pages that were shown before it, only by those shown after", async () => {
    const { publicId } = await makeTopic({ replies: 5 });
    const member = await makeUser();
    const before = (await readerOf(member, publicId)).unreadMarks;
    await markRead(member, publicId, 4, before);
    await markUnread(member, publicId, 2);
    // What a browser reports as it leaves the page, and another tab hours later.
    expect(await markRead(member, publicId, 5, before)).toBe(false);
    expect((await readerOf(member, publicId)).lastRead).toBe(1);
    const between = (await readerOf(member, publicId)).unreadMarks;
    await markUnread(member, publicId, 3);
    expect(await markRead(member, publicId, 5, between)).toBe(false);
    const { unreadMarks } = await readerOf(member, publicId);
    expect(await markRead(member, publicId, 4, unreadMarks)).toBe(true);
    expect(await markRead(member, publicId, 3, unreadMarks)).toBe(false);
    expect((await readerOf(member, publicId)).lastRead).toBe(4);
  });

  it("stands however it meets reports of the page that it was pressed on", async () => {
    const member = await makeUser();
    for (let turn = 0; turn < 20; turn += 1) {
      const { publicId } = await makeTopic({ replies: 3, at: new Date(Date.now() - (turn + 2) * 86_400_000) });
      const reports = [1, 2, 3].map((number) => () => markRead(member, publicId, number, 0));
      const press = () => markUnread(member, publicId, 2);
      await Promise.all([...reports.slice(0, turn % 4), press, ...reports.slice(turn % 4)].map((act) => act()));
      expect((await readerOf(member, publicId)).lastRead).toBe(1);
    }
  });

  it("is not undone by one's own reply", async () => {
    const { publicId, replier } = await makeTopic({ replies: 3, at: new Date(Date.now() - 3_600_000) });
    await markUnread(replier!, publicId, 2);
    await postReply(replier!, { publicId, body: unique("One more") });
    expect((await readerOf(replier!, publicId)).lastRead).toBe(1);
  });

  it("is for active members, and for replies that are there", async () => {
    const { publicId, id } = await makeTopic({ replies: 1 });
    const suspended = await makeUser({ suspendedUntil: new Date(Date.now() + 60_000) });
    await expect(markUnread(null, publicId, 1)).rejects.toMatchObject({ status: 401 });
    await expect(markUnread(suspended, publicId, 1)).rejects.toMatchObject({ status: 403 });
    const member = await makeUser();
    for (const number of [0, 2])
      await expect(markUnread(member, publicId, number)).rejects.toMatchObject({ status: 404 });
    await expect(markUnread(member, 0, 1)).rejects.toMatchObject({ status: 404 });
    expect(await db().topicReader.count({ where: { topicId: id, userId: member.id } })).toBe(0);
  });
});
