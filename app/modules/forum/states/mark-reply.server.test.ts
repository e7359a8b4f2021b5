import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { db } from "#app/infra/db.server.ts";
import { closeQueue } from "#app/infra/queue.server.ts";
import type { Actor } from "#app/modules/accounts/actor.ts";
import { getTopicFor } from "#app/modules/forum/topics/get-topic.server.ts";
import { makeTopic } from "#test/factories/topics.ts";
import { makeUser } from "#test/factories/users.ts";
import { tellOf } from "#test/helpers/tell.ts";
import { useDatabase } from "#test/setup/database.ts";
import { markReply } from "./mark-reply.server.ts";
import { deletePost, restorePost } from "./delete-post.server.ts";

useDatabase();
afterAll(closeQueue);

let asker: Actor;
let answerer: Actor;
let publicId: number;
let ids: string[];

beforeAll(async () => {
  const topic = await makeTopic({ replies: 2 });
  [asker, answerer, publicId] = [topic.author, topic.replier!, topic.publicId];
  const posts = await db().reply.findMany({ where: { topicId: topic.id }, orderBy: { number: "asc" } });
  ids = posts.map(({ id }) => id);
});

const accepted = async () => (await getTopicFor(null, publicId)).topic.accepted?.number ?? null;

test("who asked accepts one reply at a time, and may think again", async () => {
  await markReply(asker, { id: ids[1]!, set: null, as: "answer" });
  expect(await accepted()).toBe(1);
  await markReply(asker, { id: ids[2]!, set: "on", as: "answer" });
  await markReply(asker, { id: ids[2]!, set: "on", as: "answer" });
  expect(await accepted()).toBe(2);
  expect((await markReply(asker, { id: ids[2]!, set: null, as: "answer" })).isMarked).toBe(false);
  expect(await accepted()).toBeNull();
});

test("a moderator may accept, other members and guests may not, and nobody the question itself", async () => {
  await markReply(await makeUser({ role: "moderator" }), { id: ids[1]!, set: "on", as: "answer" });
  expect(await accepted()).toBe(1);
  await expect(markReply(answerer, { id: ids[1]!, set: "off", as: "answer" })).rejects.toMatchObject({ status: 403 });
  await expect(markReply(await makeUser(), { id: ids[1]!, set: "off", as: "answer" })).rejects.toMatchObject({
    status: 403,
  });
  await expect(markReply(null, { id: ids[1]!, set: "off", as: "answer" })).rejects.toMatchObject({ status: 401 });
  await expect(markReply(asker, { id: ids[0]!, set: "on", as: "answer" })).rejects.toMatchObject({ status: 409 });
});

test("an answer that its author deletes is none until it comes back", async () => {
  await markReply(asker, { id: ids[1]!, set: "on", as: "answer" });
  await deletePost(answerer, ids[1]!);
  expect(await accepted()).toBeNull();
  await expect(markReply(asker, { id: ids[1]!, set: "on", as: "answer" })).rejects.toMatchObject({ status: 410 });
  await restorePost(answerer, ids[1]!);
  expect(await accepted()).toBe(1);
});

test("two who accept at once leave one accepted answer", async () => {
  await Promise.all([1, 2, 1, 2].map((at) => markReply(asker, { id: ids[at]!, set: "on", as: "answer" })));
  expect([1, 2]).toContain(await accepted());
});

test("its author is told once, in the app, and not of what was undone", async () => {
  await markReply(asker, { id: ids[1]!, set: "on", as: "answer" });
  const tell = (replyId: string) => tellOf("forum.answer.accepted", { replyId, userId: asker.id });
  for (const id of [ids[1]!, ids[1]!, ids[2]!]) await tell(id);
  const notices = await db().notification.findMany({ where: { userId: answerer.id } });
  expect(notices).toHaveLength(1);
  expect(notices[0]).toMatchObject({ kind: "answer_accepted", mailDueAt: null });
});

describe("what became of a topic", () => {
  const outcome = async () => (await getTopicFor(null, publicId)).topic.outcome?.number ?? null;
  const mark = (actor: Actor | null, id: string, set: "on" | "off" | null = "on") =>
    markReply(actor, { id, set, as: "outcome" });
  test("is said beside the accepted answer, by who asked and by moderators alone", async () => {
    await markReply(asker, { id: ids[1]!, set: "on", as: "answer" });
    await mark(asker, ids[2]!);
    expect([await accepted(), await outcome()]).toEqual([1, 2]);
    await mark(await makeUser({ role: "moderator" }), ids[1]!);
    expect(await outcome()).toBe(1);
    await expect(mark(answerer, ids[1]!, "off")).rejects.toMatchObject({ status: 403 });
    await expect(mark(null, ids[1]!, "off")).rejects.toMatchObject({ status: 401 });
    await expect(mark(asker, ids[0]!)).rejects.toMatchObject({ status: 409, code: "forum.error.outcome_opening" });
    await mark(asker, ids[1]!, null);
    expect([await accepted(), await outcome()]).toEqual([1, null]);
  });
});
