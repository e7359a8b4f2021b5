import { describe, expect, test } from "vitest";
import { db } from "#app/infra/db.server.ts";
import { countingStatements } from "#app/infra/statements/statement-count.server.ts";
import { findActor } from "#app/modules/accounts/sessions.server.ts";
import { signUp } from "#app/modules/accounts/sign-up.server.ts";
import { editReply } from "#app/modules/forum/posting/edit-post.server.ts";
import { requirePosted } from "#app/modules/forum/posting/check-posting.server.ts";
import { postReply } from "#app/modules/forum/posting/post-reply.server.ts";
import { postTopic } from "#app/modules/forum/posting/post-topic.server.ts";
import { trustWriters } from "#app/modules/forum/posting/trust-writers.server.ts";
import { markRead } from "#app/modules/forum/reading/mark-read.server.ts";
import { lockPost, setPostState } from "#app/modules/forum/states/set-post-state.server.ts";
import { transaction } from "#app/infra/transaction.server.ts";
import { saveTranslation } from "#app/modules/forum/translations/save-translation.server.ts";
import { makeSpace } from "#test/factories/spaces.ts";
import { makeTopic, unique } from "#test/factories/topics.ts";
import { makeUser } from "#test/factories/users.ts";
import { useDatabase } from "#test/setup/database.ts";

useDatabase();

const newcomer = (more = {}) => makeUser({ trustedAt: null, ...more });
const seconds = (count: number, from: Date) => new Date(from.getTime() + count * 1000);
const link = (number: number) => `[page ${number}](https://example.org/${number})`;

describe("somebody new", () => {
  test("waits 30 seconds between replies and 120 between topics, for 10 and 3 a day, in one statement a reply", async () => {
    const person = await newcomer();
    const { publicId } = await makeTopic();
    const at = new Date();
    const reply = (after: number) =>
      postReply(person, { publicId, body: unique("A reply") }, { at: seconds(after, at) });
    const { statements } = await countingStatements(() => reply(0));
    expect(statements).toHaveLength(1);
    await expect(reply(29)).rejects.toMatchObject({ code: "forum.error.too_fast", status: 429 });
    for (let index = 1; index < 10; index++) await reply(index * 30);
    await expect(reply(3600)).rejects.toMatchObject({ code: "forum.error.replies_per_day", status: 429 });
    expect(requirePosted(await reply(86_400)).number).toBe(11);

    const { code } = await makeSpace();
    const topic = (after: number) =>
      postTopic(person, { spaceCode: code, title: "A question", body: unique("What?") }, { at: seconds(after, at) });
    await topic(0);
    await expect(topic(119)).rejects.toMatchObject({ code: "forum.error.too_fast" });
    for (const after of [120, 240]) await topic(after);
    await expect(topic(3600)).rejects.toMatchObject({ code: "forum.error.topics_per_day" });
  });

  test("may use two links and one picture in a post: with more it waits, and an edit is refused; links inside the site are free", async () => {
    const [person, member] = [await newcomer(), await makeUser()];
    const { publicId, spaceCode } = await makeTopic();
    const at = new Date();
    const many = [1, 2, 3].map(link).join(" ");
    const few = `${unique("Look")} ${link(1)} ${link(2)} [here](/roadmap) [there](/courses)`;
    const waits = { waitingId: expect.any(String) as string };
    expect(await postReply(person, { publicId, body: many }, { at })).toMatchObject(waits);
    const topic = { spaceCode, title: "Three links", body: `${many} ${many}` };
    expect(await postTopic(person, topic, { at })).toMatchObject(waits);
    const { topicId, number } = requirePosted(await postReply(person, { publicId, body: few }, { at }));
    const { id } = await db().reply.findFirstOrThrow({ where: { topicId, number }, select: { id: true } });
    await expect(editReply(person, { id, version: 1, body: many }, { at })).rejects.toMatchObject({
      details: { fields: { body: { code: "forum.error.new_links", values: { max: 2 } } } },
    });
    await expect(postReply(member, { publicId, body: many }, { at })).resolves.toMatchObject({ repeated: false });
  });
});

describe("somebody new whose text with many links others read already", () => {
  const many = [1, 2, 3].map(link).join(" ");
  const picture = (letter: string) => `![A map](/forum/files/${letter.repeat(32)}-40x30.webp)`;
  const tooMany = (code: string, max: number) => ({ details: { fields: { body: { code, values: { max } } } } });

  async function makeLooked(body: string) {
    const [person, topic] = [await newcomer(), await makeTopic()];
    const helper = await makeUser({ role: "moderator" });
    const { number } = requirePosted(await postReply(helper, { publicId: topic.publicId, body }));
    const where = { topicId_number: { topicId: topic.id, number } };
    // As a post that waited and was let through.
    const { id } = await db().reply.update({ where, data: { authorId: person.id }, select: { id: true } });
    return { person, id, publicId: topic.publicId };
  }

  test("mends a word of it, leaves links out, and adds none, nor changes where they lead", async () => {
    const { person, id } = await makeLooked(`Thre links: ${many}`);
    const edit = (version: number, body: string) => editReply(person, { id, version, body });
    await edit(1, `Three links: ${many}`);
    for (const more of [link(4), link(3)])
      await expect(edit(2, `Three links: ${many} ${more}`)).rejects.toMatchObject(tooMany("forum.error.new_links", 2));
    const elsewhere = edit(2, `Three links: ${[1, 2, 4].map(link).join(" ")}`);
    await expect(elsewhere).rejects.toMatchObject(tooMany("forum.error.new_links", 2));
    await edit(2, `Two links: ${link(1)} ${link(4)}`);
    await expect(edit(3, many)).rejects.toMatchObject(tooMany("forum.error.new_links", 2));
  });

  test("keeps its pictures, and adds none", async () => {
    const both = ["a", "b"].map(picture).join("\n\n");
    const { person, id } = await makeLooked(`Two picturs\n\n${both}`);
    const { html } = await db().reply.findUniqueOrThrow({ where: { id }, select: { html: true } });
    expect(html.match(/<img/g)).toHaveLength(2);
    await editReply(person, { id, version: 1, body: `Two pictures\n\n${both}` });
    const third = picture("c");
    const more = editReply(person, { id, version: 2, body: `Three\n\n${both}\n\n${third}` });
    await expect(more).rejects.toMatchObject(tooMany("forum.error.new_images", 1));
  });

  test("translates it with its links, and with no others", async () => {
    const { id } = await makeLooked(`Three links: ${many}`);
    const person = await newcomer();
    const french = (body: string, version = 0) => saveTranslation(person, { id, language: "fr", body, version });
    await expect(french(`Quatre liens : ${many} ${link(4)}`)).rejects.toMatchObject(
      tooMany("forum.error.new_links", 2),
    );
    await french(`Trois liens : ${many}`);
    await french(`Trois liens, donc : ${many}`, 1);
  });
});

describe("the limits of new people", () => {
  test("bind who joins by themselves, and end after a day, five topics and a visible reply", async () => {
    const email = `${unique("new").replaceAll(/\W/g, "")}@example.org`;
    const form = { name: "New Person", email, country: "SN", password: "quite a long password" };
    const { userId } = await signUp({ ...form, language: "en", digest: "never" }, { address: "192.0.2.7" });
    await db().user.update({ where: { id: userId }, data: { emailConfirmedAt: new Date() } });
    const person = (await findActor(userId))!;
    expect(person.isNew).toBe(true);
    const at = new Date();
    const tomorrow = seconds(86_401, at);
    const isNew = async (when: Date) => (await trustWriters({ at: when }), (await findActor(userId))!.isNew);
    const topics = await Promise.all(Array.from({ length: 5 }, () => makeTopic()));
    for (const { publicId } of topics.slice(1)) await markRead(person, publicId, 0);
    const { topicId } = requirePosted(
      await postReply(person, { publicId: topics[1]!.publicId, body: unique("Mine") }, { at }),
    );
    expect(await isNew(tomorrow)).toBe(true);
    await markRead(person, topics[0]!.publicId, 0);
    expect(await isNew(at)).toBe(true);
    const { id } = await db().reply.findFirstOrThrow({ where: { topicId, authorId: userId }, select: { id: true } });
    const setState = (to: "removed" | "visible") =>
      transaction(async (tx) => setPostState(tx, (await lockPost(tx, id))!, { to, by: null, at }));
    await setState("removed");
    expect(await isNew(tomorrow)).toBe(true);
    await setState("visible");
    expect(await isNew(tomorrow)).toBe(false);
    await expect(
      postReply(person, { publicId: topics[1]!.publicId, body: unique("x") }, { at: tomorrow }),
    ).resolves.toBeTruthy();
  });

  test("do not bind trainers, whom the site added, nor who was here before", async () => {
    const { publicId } = await makeTopic();
    const body = () => `${unique("See")} ${[1, 2, 3].map(link).join(" ")}`;
    for (const person of [await newcomer({ role: "trainer" }), await makeUser()])
      await expect(postReply(person, { publicId, body: body() })).resolves.toMatchObject({ repeated: false });
  });
});
