import { afterAll, beforeAll, expect, test } from "vitest";
import { db } from "#app/infra/db.server.ts";
import { closeQueue } from "#app/infra/queue.server.ts";
import type { Actor } from "#app/modules/accounts/actor.ts";
import { listDraftsFor } from "#app/modules/forum/drafts/list-drafts.server.ts";
import { saveDraft } from "#app/modules/forum/drafts/save-draft.server.ts";
import { editReply } from "#app/modules/forum/posting/edit-post.server.ts";
import { getHistoryFor } from "#app/modules/forum/posting/get-post-history.server.ts";
import { deletePost } from "#app/modules/forum/states/delete-post.server.ts";
import { shareEditing } from "#app/modules/forum/states/share-editing.server.ts";
import { makeTopic } from "#test/factories/topics.ts";
import { makeUser } from "#test/factories/users.ts";
import { tellOf } from "#test/helpers/tell.ts";
import { useDatabase } from "#test/setup/database.ts";

useDatabase();
afterAll(closeQueue);

let author: Actor;
let opening: string;
let reply: string;
beforeAll(async () => {
  const topic = await makeTopic({
    replies: 1,
    title: "Laws on streaming, country by country",
    at: new Date(Date.now() - 3_600_000),
  });
  author = topic.author;
  const posts = await db().reply.findMany({
    where: { topicId: topic.id },
    orderBy: { number: "asc" },
    select: { id: true },
  });
  [opening, reply] = posts.map(({ id }) => id) as [string, string];
});

const versionOf = async (id: string) =>
  (await db().reply.findUniqueOrThrow({ where: { id }, select: { version: true } })).version;
const edit = async (who: Actor, body: string, more: { title?: string } = {}) =>
  editReply(who, { id: opening, version: await versionOf(opening), body, ...more });
const noticesOf = ({ id }: Actor) =>
  db().notification.findMany({ where: { userId: id, kind: "post_edited" }, select: { data: true } });

test("a wiki is changed by members, with their names in its history, and by its author alone once it is over", async () => {
  const member = await makeUser();
  await expect(edit(member, "Kenya: a law of 2020.")).rejects.toMatchObject({ status: 403 });
  expect(await shareEditing(author, { id: opening, set: "on" })).toMatchObject({ isWiki: true });
  expect(await shareEditing(author, { id: opening, set: "on" })).toMatchObject({ isWiki: true });
  await edit(member, "Kenya: a law of 2020.", { title: "Something else" });
  const { versions, post } = await getHistoryFor(null, opening, null);
  expect(versions[0]!.by.handle).toBe(member.handle);
  // What was asked, and who asked, stays.
  expect(post).toMatchObject({
    author: { handle: author.handle },
    topic: { title: "Laws on streaming, country by country" },
  });

  expect(await shareEditing(author, { id: opening, set: null })).toMatchObject({ isWiki: false });
  await expect(edit(member, "Kenya: a law of 2021.")).rejects.toMatchObject({ status: 403 });
  await edit(author, "Kenya and Ghana.", { title: "Laws on streaming" });
  expect((await getHistoryFor(null, opening, null)).post.topic.title).toBe("Laws on streaming");
});

test("neither a new person nor a guest changes a wiki, and nobody but its author and the team makes one", async () => {
  await shareEditing(author, { id: opening, set: "on" });
  const newcomer = { ...(await makeUser({ trustedAt: null })), isNew: true };
  await expect(edit(newcomer, "Buy tickets here.")).rejects.toMatchObject({ status: 403 });
  await expect(editReply(null, { id: opening, version: 1, body: "x" })).rejects.toMatchObject({ status: 401 });
  for (const who of [await makeUser(), author])
    await expect(shareEditing(who, { id: reply, set: "on" })).rejects.toMatchObject({ status: 403 });
  expect(await shareEditing(await makeUser({ role: "moderator" }), { id: reply, set: "on" })).toMatchObject({
    isWiki: true,
  });
});

test("two who change a wiki at once: the second is shown what the first has written", async () => {
  await shareEditing(author, { id: opening, set: "on" });
  const version = await versionOf(opening);
  const [one, other] = [await makeUser(), await makeUser()];
  const both = await Promise.allSettled(
    [one, other].map((who) => editReply(who, { id: opening, version, body: `As ${who.name} says.` })),
  );
  expect(both.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
  expect(both.find(({ status }) => status === "rejected")).toMatchObject({
    reason: { status: 409, code: "forum.error.edit_conflict" },
  });
});

test("its author is told who has changed it, in one notification, and nobody is called in the author's name", async () => {
  await shareEditing(author, { id: opening, set: "on" });
  const [one, other, called] = [await makeUser({ name: "Ama" }), await makeUser({ name: "Bo" }), await makeUser()];
  const before = await db().outboxEvent.count({ where: { name: "forum.mentions.added" } });
  await edit(one, `Senegal, says @${called.handle}.`);
  await tellOf("forum.post.edited", { replyId: opening, userId: one.id });
  await edit(other, "Senegal and Mali.");
  await tellOf("forum.post.edited", { replyId: opening, userId: other.id });
  const told = await noticesOf(author);
  expect(told).toHaveLength(1);
  expect((told[0]!.data as { people: { name: string }[] }).people.map(({ name }) => name)).toEqual(["Ama", "Bo"]);
  expect(await db().outboxEvent.count({ where: { name: "forum.mentions.added" } })).toBe(before);
  // One's own changes are no news.
  const facts = await db().outboxEvent.count({ where: { name: "forum.post.edited" } });
  await edit(author, "Senegal, Mali and Togo.");
  expect(await db().outboxEvent.count({ where: { name: "forum.post.edited" } })).toBe(facts);
});

test("a draft of a change is kept while it is a wiki, and can be read when it is none any more", async () => {
  await shareEditing(author, { id: opening, set: "on" });
  const member = await makeUser();
  const place = { kind: "edit", target: opening } as const;
  await saveDraft(member, place, { body: "Half a change", sequence: 0, clientId: String(await versionOf(opening)) });
  expect((await listDraftsFor(member)).drafts).toMatchObject([{ mayWrite: true }]);
  await shareEditing(author, { id: opening, set: "off" });
  expect((await listDraftsFor(member)).drafts).toMatchObject([{ mayWrite: false, text: "Half a change" }]);
  await expect(saveDraft(member, place, { body: "More", sequence: 1 })).rejects.toMatchObject({ status: 403 });
});

test("what its author has deleted is no wiki to anybody", async () => {
  const topic = await makeTopic({ replies: 1 });
  const { id } = await db().reply.findFirstOrThrow({ where: { topicId: topic.id, number: 1 }, select: { id: true } });
  await shareEditing(topic.replier!, { id, set: "on" });
  await deletePost(topic.replier!, id);
  await expect(shareEditing(topic.replier!, { id, set: "off" })).rejects.toMatchObject({ status: 410 });
  const edited = editReply(await makeUser(), { id, version: 1, body: "Still here?" });
  await expect(edited).rejects.toMatchObject({ status: 409, code: "forum.error.edit_gone" });
});
