import { randomUUID } from "node:crypto";
import { afterAll, describe, expect, test } from "vitest";
import { db } from "#app/infra/db.server.ts";
import { closeQueue } from "#app/infra/queue.server.ts";
import { countingStatements } from "#app/infra/statements/statement-count.server.ts";
import { findActor } from "#app/modules/accounts/sessions.server.ts";
import { observed } from "#jobs/observed.ts";
import { setTopicLevel } from "#app/modules/forum/levels/set-level.server.ts";
import { postReply } from "#app/modules/forum/posting/post-reply.server.ts";
import { isToldTogether, tellAll } from "#app/modules/notifications/tell.server.ts";
import { listNotificationsFor, openNotification } from "#app/modules/notifications/list-notifications.server.ts";
import { makeTopic, unique } from "#test/factories/topics.ts";
import { makeUser } from "#test/factories/users.ts";
import { useDatabase } from "#test/setup/database.ts";

useDatabase();
afterAll(closeQueue);

const factOf = (replyId: string) => ({ name: "forum.reply.posted" as const, payload: { replyId } });

/** A topic that some follow, and replies by its followers in turns, told to nobody yet. */
async function makeTalk({ followers, replies }: { followers: number; replies: number }) {
  const topic = await makeTopic();
  const people = await Promise.all(Array.from({ length: followers }, () => makeUser({ role: "trainer" })));
  for (const person of people) await setTopicLevel(person, topic.publicId, "watch");
  for (let index = 0; index < replies; index++)
    await postReply(people[index % followers]!, { publicId: topic.publicId, body: unique(`Reply ${index}`) });
  const written = await db().reply.findMany({
    where: { topicId: topic.id, number: { gt: 0 } },
    orderBy: { number: "asc" },
    select: { id: true, authorId: true, number: true },
  });
  return { topic, people, written, facts: written.map(({ id }) => factOf(id)) };
}

const rowOf = (userId: string, topicId: string) =>
  db().notification.findUnique({
    where: { userId_groupKey: { userId, groupKey: `topic:${topicId}` } },
    include: { told: { orderBy: { place: "asc" } } },
  });

describe("many facts", () => {
  test("are told each once, whatever comes at once and however often, to all but who wrote", async () => {
    const { topic, people, written, facts } = await makeTalk({ followers: 6, replies: 9 });
    const [quiet, passer] = [await makeUser(), await makeUser()];
    await setTopicLevel(quiet, topic.publicId, "mute");
    await setTopicLevel(passer, topic.publicId, "normal");
    await Promise.all([
      tellAll([...facts, ...facts], observed),
      tellAll(facts.toReversed(), observed),
      tellAll(facts.slice(2, 5), observed),
    ]);
    for (const { id } of [...people, topic.author]) {
      const others = written.filter(({ authorId }) => authorId !== id);
      const row = (await rowOf(id, topic.id))!;
      expect(row.data).toMatchObject({
        count: others.length,
        number: others[0]!.number,
        lastNumber: others.at(-1)!.number,
      });
      expect((row.data as { people: { id: string }[] }).people).toHaveLength(
        new Set(others.map((one) => one.authorId)).size,
      );
      expect(row.told.map(({ event }) => event).sort()).toEqual(others.map((one) => one.id).sort());
      expect(row.mailDueAt).toBeInstanceOf(Date);
      expect((await findActor(id))!.unread).toBe(1);
    }
    for (const { id } of [quiet, passer]) expect(await rowOf(id, topic.id)).toBeNull();
  });

  test("open a notification again that was read, once, and remember the order", async () => {
    const { topic, facts, written } = await makeTalk({ followers: 1, replies: 0 });
    const writer = await makeUser({ role: "trainer" });
    for (const body of ["One", "Two", "Three"])
      await postReply(writer, { publicId: topic.publicId, body: unique(body) });
    const replies = await db().reply.findMany({
      where: { topicId: topic.id, number: { gt: 0 } },
      orderBy: { number: "asc" },
    });
    expect([facts, written]).toEqual([[], []]);
    await tellAll([factOf(replies[0]!.id)], observed);
    const actor = (await findActor(topic.author.id))!;
    const [shown] = (await listNotificationsFor(actor)).notifications;
    await openNotification(actor, shown!.id);
    await tellAll(
      replies.map(({ id }) => factOf(id)),
      observed,
    );
    const row = (await rowOf(actor.id, topic.id))!;
    expect(row).toMatchObject({ id: shown!.id, readAt: null, data: { count: 2, number: 2, lastNumber: 3 } });
    expect(row.told.map(({ event }) => event)).toEqual(replies.map(({ id }) => id));
    expect((await findActor(actor.id))!.unread).toBe(1);
  });

  test("of what is gone, and to nobody, are nothing", async () => {
    await tellAll([factOf(randomUUID())], observed);
    await tellAll([], observed);
    const { topic, facts } = await makeTalk({ followers: 1, replies: 1 });
    await db().topicReader.deleteMany({ where: { topicId: topic.id } });
    await tellAll(facts, observed);
    expect(await db().notification.count({ where: { groupKey: `topic:${topic.id}` } })).toBe(0);
  });

  test("take as many statements for many followers and replies as for few", async () => {
    for (const size of [
      { followers: 2, replies: 2 },
      { followers: 14, replies: 8 },
    ]) {
      const { facts } = await makeTalk(size);
      const first = await countingStatements(() => tellAll(facts, observed));
      const again = await countingStatements(() => tellAll(facts, observed));
      // Whom the replies mention, once for both kinds; the replies, who follows, their rows locked, what they know, what they
      // are told, what they have not read; and what the space is called, since it is none of the Open Roadmap.
      expect([first.statements.length, again.statements.length]).toEqual([8, 6]);
    }
  });

  test("that call somebody are read once for both kinds, and nobody is told of one by both", async () => {
    const { topic, people } = await makeTalk({ followers: 2, replies: 0 });
    const [follower, writer] = [people[0]!, people[1]!];
    const called = await makeUser();
    const body = unique(`@${called.handle} and @${follower.handle}`);
    await postReply(writer, { publicId: topic.publicId, body });
    const { id } = await db().reply.findFirstOrThrow({ where: { topicId: topic.id, number: 1 }, select: { id: true } });
    const { statements } = await countingStatements(() => tellAll([factOf(id)], observed));
    // Eight as above; who has the names, and who of them hears it; and the space's name and four statements of a transaction for the second kind.
    expect(statements).toHaveLength(15);
    const kinds = async (userId: string) =>
      (await db().notification.findMany({ where: { userId, kind: { in: ["mentioned", "reply"] } } })).map(
        ({ kind }) => kind,
      );
    expect([await kinds(called.id), await kinds(follower.id)]).toEqual([["mentioned"], ["mentioned"]]);
    expect(await kinds(topic.author.id)).toEqual(["reply"]);
  });
});

test("a fact with a mail at once is told person by person", () => {
  expect(isToldTogether("forum.reply.posted")).toBe(true);
  expect(isToldTogether("certificates.certificate.issued")).toBe(false);
});
