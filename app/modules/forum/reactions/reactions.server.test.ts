import { afterAll, beforeAll, expect, test } from "vitest";
import { db } from "#app/infra/db.server.ts";
import { closeQueue } from "#app/infra/queue.server.ts";
import type { Actor } from "#app/modules/accounts/actor.ts";
import { findActor } from "#app/modules/accounts/sessions.server.ts";
import { blockPerson } from "#app/modules/accounts/blocks/block-person.server.ts";
import { deletePost } from "#app/modules/forum/states/delete-post.server.ts";
import { getTopicFor, listPosts } from "#app/modules/forum/topics/get-topic.server.ts";
import { postReply } from "#app/modules/forum/posting/post-reply.server.ts";
import { makeTopic, unique } from "#test/factories/topics.ts";
import { makeUser } from "#test/factories/users.ts";
import { tellOf } from "#test/helpers/tell.ts";
import { useDatabase } from "#test/setup/database.ts";
import { listReactionsFor } from "./list-reactions.server.ts";
import { reactToPost } from "./react-to-post.server.ts";

useDatabase();
afterAll(closeQueue);

let author: Actor;
let member: Actor;
let publicId: number;
let id: string;

beforeAll(async () => {
  [author, member] = [await makeUser({ role: "trainer" }), await makeUser()];
  const topic = await makeTopic();
  publicId = topic.publicId;
  await postReply(author, { publicId, body: unique("An answer.") });
  id = (await db().reply.findFirstOrThrow({ where: { topicId: topic.id, number: 1 } })).id;
});

async function seenBy(actor: Actor | null) {
  const { topic } = await getTopicFor(actor, publicId);
  const { posts } = await listPosts(actor, topic);
  const post = posts.find(({ number }) => number === 1)!;
  return post.state === "visible" ? post.reactions : null;
}

test("a reaction is counted once, says whose it is, and is taken back by giving it again", async () => {
  const other = await makeUser();
  await reactToPost(member, { id, kind: "useful", set: null });
  await reactToPost(other, { id, kind: "useful", set: null });
  await reactToPost(member, { id, kind: "thanks", set: null });
  expect(await seenBy(member)).toEqual([
    ["thanks", 1, true],
    ["useful", 2, true],
  ]);
  expect(await seenBy(null)).toEqual([
    ["thanks", 1, false],
    ["useful", 2, false],
  ]);
  await reactToPost(member, { id, kind: "thanks", set: null });
  expect(await seenBy(other)).toEqual([["useful", 2, true]]);
  const { reactions } = await listReactionsFor(null, id);
  expect(reactions.map(({ name }) => name).sort()).toEqual([member.name, other.name].sort());
});

test("who is silenced or has no confirmed address takes a reaction back, but gives none", async () => {
  const untils = [
    { silencedUntil: new Date(Date.now() + 3_600_000), silenceReason: "Insults." },
    { emailConfirmedAt: null },
  ];
  for (const data of untils) {
    const { id: userId } = await makeUser();
    await reactToPost(await findActor(userId), { id, kind: "agree", set: "on" });
    await db().user.update({ where: { id: userId }, data });
    const quiet = await findActor(userId);
    await expect(reactToPost(quiet, { id, kind: "useful", set: null })).rejects.toMatchObject({ status: 403 });
    await reactToPost(quiet, { id, kind: "agree", set: "off" });
    expect(await db().reaction.count({ where: { userId } })).toBe(0);
  }
});

test("a button that is pressed twice at once has given one reaction, or taken it back", async () => {
  const press = (set: "on" | "off") =>
    Promise.all(Array.from({ length: 4 }, () => reactToPost(member, { id, kind: "agree", set })));
  await press("on");
  expect(await seenBy(member)).toContainEqual(["agree", 1, true]);
  await press("off");
  expect((await seenBy(member))!.map(([kind]) => kind)).not.toContain("agree");
});

test("nobody reacts to their own post, to what is gone, or without a confirmed address", async () => {
  const wish = { id, kind: "thanks", set: "on" } as const;
  await expect(reactToPost(author, wish)).rejects.toMatchObject({ status: 403, code: "forum.error.own_reaction" });
  await expect(reactToPost(null, wish)).rejects.toMatchObject({ status: 401 });
  await expect(reactToPost(await makeUser({ emailConfirmedAt: null }), wish)).rejects.toMatchObject({ status: 403 });
  await expect(reactToPost(member, { ...wish, id: "nothing" })).rejects.toMatchObject({ status: 404 });
  await postReply(author, { publicId, body: unique("Another.") });
  const gone = await db().reply.findFirstOrThrow({ where: { topic: { publicId }, number: 2 } });
  await deletePost(author, gone.id);
  await expect(reactToPost(member, { ...wish, id: gone.id })).rejects.toMatchObject({ status: 410 });
  await expect(listReactionsFor(member, gone.id)).rejects.toMatchObject({ status: 410 });
});

test("fifty reactions a day are enough; taking back is always possible", async () => {
  const keen = await makeUser();
  for (let times = 0; times < 50; times += 1)
    await reactToPost(keen, { id, kind: times % 2 ? "thanks" : "useful", set: "on" }).then(() =>
      times < 49 ? reactToPost(keen, { id, kind: times % 2 ? "thanks" : "useful", set: "off" }) : undefined,
    );
  const more = reactToPost(keen, { id, kind: "agree", set: "on" });
  await expect(more).rejects.toMatchObject({ status: 429, code: "forum.error.reactions_per_day" });
  await reactToPost(keen, { id, kind: "thanks", set: "off" });
  expect((await seenBy(keen))!.some(([, , mine]) => mine)).toBe(false);
});

test("the author is told of each person once, in one notification, and not by whom they have muted", async () => {
  const [first, second, muted] = [await makeUser(), await makeUser(), await makeUser()];
  await blockPerson(author, { handle: muted.handle, level: "mute" });
  for (const person of [first, second, first, muted]) {
    await reactToPost(person, { id, kind: "thanks", set: "on" });
    await tellOf("forum.reaction.given", { replyId: id, userId: person.id });
  }
  const withdrawn = await makeUser();
  await tellOf("forum.reaction.given", { replyId: id, userId: withdrawn.id });
  const [notice, ...others] = await db().notification.findMany({ where: { userId: author.id } });
  expect(others).toEqual([]);
  expect(notice).toMatchObject({ kind: "reaction", mailDueAt: null });
  expect((notice!.data as { people: { id: string }[] }).people.map(({ id: one }) => one)).toEqual([
    first.id,
    second.id,
  ]);
});
