import { afterAll, beforeAll, expect, test } from "vitest";
import { countingStatements } from "#app/infra/statements/statement-count.server.ts";
import { db } from "#app/infra/db.server.ts";
import { closeQueue } from "#app/infra/queue.server.ts";
import type { Actor } from "#app/modules/accounts/actor.ts";
import { blockPerson } from "#app/modules/accounts/blocks/block-person.server.ts";
import { editReply } from "#app/modules/forum/posting/edit-post.server.ts";
import { requirePosted } from "#app/modules/forum/posting/check-posting.server.ts";
import { postReply } from "#app/modules/forum/posting/post-reply.server.ts";
import { previewPost } from "#app/modules/forum/posting/preview-post.server.ts";
import { renderCalling } from "#app/modules/forum/mentions/render-calling.server.ts";
import { handlesIn, renderPost } from "#app/modules/forum/render-post.server.ts";
import { noteTopicRead } from "#app/modules/notifications/list-notifications.server.ts";
import { mailNotification } from "#app/modules/notifications/mail-notification.server.ts";
import { makeTopic, unique } from "#test/factories/topics.ts";
import { makeUser } from "#test/factories/users.ts";
import { tellOf } from "#test/helpers/tell.ts";
import { useDatabase } from "#test/setup/database.ts";

useDatabase();
afterAll(closeQueue);

let topic: Awaited<ReturnType<typeof makeTopic>>;
let writer: Actor;
beforeAll(async () => {
  [topic, writer] = [await makeTopic(), await makeUser({ role: "trainer" })];
});

async function reply(body: string) {
  const { number } = requirePosted(await postReply(writer, { publicId: topic.publicId, body: unique(body) }));
  return db().reply.findFirstOrThrow({ where: { topicId: topic.id, number } });
}

const noticesOf = async (person: Actor) =>
  (await db().notification.findMany({ where: { userId: person.id }, orderBy: { createdAt: "asc" } })).map(
    ({ kind }) => kind,
  );

test("a person who is called is a link, in the preview as on the page; a name that nobody has stays text", async () => {
  const [awa, leila] = [await makeUser(), await makeUser({ handle: "ليلى-حداد" })];
  const body = `Ask @${awa.handle}, @nobody-has-this, and @${leila.handle}.`;
  const link = ({ handle }: Actor) => `<a href="/people/${encodeURIComponent(handle)}">@${handle}</a>`;
  for (const html of [await previewPost(writer, { body, language: "en" }), (await reply(body)).html]) {
    expect(html).toContain(link(awa));
    expect(html).toContain(link(leila));
    expect(html).toContain("@nobody-has-this,");
  }
  const mixed = `عن @${awa.handle} أولًا`;
  expect((await reply(mixed)).html).toContain(link(awa));
});

test("nobody is called from code, a quotation, a link or the middle of a word", () => {
  const called = "`@a` [@b](/x) and c@d, e@f.org\n\n    @g\n\n> @h\n\n```\n@i\n```\n\n@j **@k** (@l)";
  expect(handlesIn(called)).toEqual(["j", "k", "l"]);
});

test("what is written around a name cannot break out of its link", () => {
  const known = new Set(["awa"]);
  for (const body of [
    '@awa"><script>alert(1)</script>',
    "@awa<img src=x onerror=alert(1)>",
    "@awa\u202Egnp",
    "[x @awa](javascript:alert(1))",
  ]) {
    const html = renderPost(body, "en", known);
    expect(html).not.toMatch(/<script|<img|javascript:|\u202E/);
    expect(html.match(/<a /g)?.length ?? 0).toBeLessThanOrEqual(1);
  }
});

test("who is called is asked for once, also among names that only stand in code; twice where Markdown hides a name", async () => {
  const awa = await makeUser();
  const link = `<a href="/people/${encodeURIComponent(awa.handle)}">@${awa.handle}</a>`;
  const render = async (body: string) => {
    const { result, statements } = await countingStatements(() => renderCalling(body, "en"));
    return { isLinked: result.includes(link), statements: statements.length };
  };
  const once = { isLinked: true, statements: 1 };
  expect(
    await render(`Hello @${awa.handle.toUpperCase()} and @${awa.handle}, not \`@nobody\` nor https://a.example/@x`),
  ).toEqual(once);
  expect(await render(`Nobody at all: \`@${awa.handle}\``)).toEqual({ isLinked: false, statements: 1 });
  expect(await render("Nobody")).toEqual({ isLinked: false, statements: 0 });
  expect(await render(`@nobody-has-this, hello _@${awa.handle}_`)).toEqual({ isLinked: true, statements: 2 });
  const inCode = Array.from({ length: 40 }, (_, at) => `@decorator${at}`).join(" ");
  expect(await render(`\`${inCode}\` Hello @${awa.handle}`)).toEqual(once);
});

test("ten thousand signs are read in no time, and more than ten names are refused in words", async () => {
  const started = performance.now();
  for (const piece of ["@", "@a", "@a-", "@a ", "a@"]) handlesIn(piece.repeat(10_000 / piece.length));
  expect(performance.now() - started).toBeLessThan(2000);
  const names = Array.from({ length: 11 }, (_, at) => `@person${at}`).join(" ");
  const refused = { status: 400, details: { fields: { body: { code: "forum.error.mentions", values: { max: 10 } } } } };
  await expect(postReply(writer, { publicId: topic.publicId, body: names })).rejects.toMatchObject(refused);
  await expect(previewPost(writer, { body: names, language: "en" })).rejects.toMatchObject(refused);
});

test("who is called is told once for a post, and an edit tells only whom it adds", async () => {
  const [first, second] = [await makeUser(), await makeUser()];
  const post = await reply(`Hello @${first.handle}.`);
  for (const _ of [1, 2]) await tellOf("forum.reply.posted", { replyId: post.id });
  expect(await noticesOf(first)).toEqual(["mentioned"]);
  const body = `Hello @${first.handle} and @${second.handle}.`;
  await editReply(writer, { id: post.id, version: 1, body });
  expect(await db().outboxEvent.count({ where: { name: "forum.mentions.added" } })).toBe(1);
  await noteTopicRead({ ...first, unread: 1 }, { publicId: topic.publicId, number: post.number });
  await tellOf("forum.mentions.added", { replyId: post.id });
  expect(await db().notification.count({ where: { userId: first.id, readAt: null } })).toBe(0);
  expect(await noticesOf(second)).toEqual(["mentioned"]);
  await editReply(writer, { id: post.id, version: 2, body: `${body} Thanks.` });
  expect(await db().outboxEvent.count({ where: { name: "forum.mentions.added" } })).toBe(1);
});

test("who follows the topic and is called gets one notice, with one mail", async () => {
  const asker = topic.author;
  await db().notification.deleteMany({ where: { userId: asker.id } });
  const post = await reply(`What do you think, @${asker.handle}?`);
  await tellOf("forum.reply.posted", { replyId: post.id });
  expect(await noticesOf(asker)).toEqual(["mentioned"]);
  const { id, mailDueAt } = await db().notification.findFirstOrThrow({ where: { userId: asker.id } });
  expect(await mailNotification({ notificationId: id, dueAt: mailDueAt!.toISOString() })).toBe(true);
  const mail = await db().outgoingMail.findFirstOrThrow({ where: { userId: asker.id } });
  expect(mail.text).toContain("mentioned you");
});

test("nobody hears of themselves, nor of whom they have blocked, nor of what is gone; facilitators are called together", async () => {
  const [blocker, keeper] = [await makeUser(), await makeUser()];
  await blockPerson(blocker, { handle: writer.handle, level: "block" });
  await db().spaceMember.create({ data: { spaceCode: topic.spaceCode, userId: keeper.id, role: "facilitator" } });
  const post = await reply(`@${writer.handle} @${blocker.handle} @facilitators`);
  expect(post.html).toContain("<strong>@facilitators</strong>");
  await tellOf("forum.reply.posted", { replyId: post.id });
  expect([await noticesOf(writer), await noticesOf(blocker), await noticesOf(keeper)]).toEqual([[], [], ["mentioned"]]);
  const gone = await reply(`Hello @${keeper.handle}`);
  await db().reply.update({ where: { id: gone.id }, data: { state: "removed" } });
  await tellOf("forum.reply.posted", { replyId: gone.id });
  const { data } = await db().notification.findFirstOrThrow({ where: { userId: keeper.id } });
  expect(data).toMatchObject({ count: 1 });
});
