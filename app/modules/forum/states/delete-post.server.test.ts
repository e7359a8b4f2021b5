import { afterAll, describe, expect, test } from "vitest";
import { db } from "#app/infra/db.server.ts";
import { closeQueue } from "#app/infra/queue.server.ts";
import { imposeSanction } from "#app/modules/accounts/sanctions/impose-sanction.server.ts";
import { editReply } from "#app/modules/forum/posting/edit-post.server.ts";
import { postReply } from "#app/modules/forum/posting/post-reply.server.ts";
import { makeTopic, unique } from "#test/factories/topics.ts";
import { makeUser } from "#test/factories/users.ts";
import { findWrongCounts } from "#test/helpers/kept-counts.ts";
import { signedIn } from "#test/helpers/visitor.ts";
import { useApp } from "#test/setup/app.ts";
import { useDatabase } from "#test/setup/database.ts";
import { deletePost, restorePost } from "./delete-post.server.ts";

useDatabase();
const app = useApp();
afterAll(closeQueue);

const day = 86_400_000;
const inAWeek = () => new Date(Date.now() + 7 * day).toISOString().slice(0, 10);

async function makeReply() {
  const topic = await makeTopic({ replies: 1 });
  const where = { topicId_number: { topicId: topic.id, number: 1 } };
  const { id, body } = await db().reply.findUniqueOrThrow({ where, select: { id: true, body: true } });
  return { topic, id, body, author: topic.replier!, path: `/topics/${topic.publicId}/${topic.slug}` };
}

const openingOf = async (topicId: string) =>
  (await db().reply.findUniqueOrThrow({ where: { topicId_number: { topicId, number: 0 } }, select: { id: true } })).id;
const stateOf = async (id: string) => (await db().reply.findUniqueOrThrow({ where: { id } })).state;
const factsOf = (replyId: string) =>
  db().outboxEvent.count({
    where: { name: "forum.post.state_changed", payload: { path: ["replyId"], equals: replyId } },
  });

describe("a reply", () => {
  test("is deleted and restored by its author on plain pages, and says so in its place", async () => {
    const { id, body, author, path } = await makeReply();
    const own = await signedIn(app, author);
    const other = await signedIn(app, await makeUser());
    expect((await own.get(path)).body).toContain(`/replies/${id}/delete`);
    expect((await other.get(path)).body).not.toContain(`/replies/${id}/delete`);
    expect((await own.get(`/replies/${id}/delete`)).body).toContain(body);
    const gone = await own.follow(await own.post(`/replies/${id}/delete`));
    expect(gone.body).toContain("Your reply is deleted.");
    expect(gone.body).toContain("Reply 1 was deleted by its author.");
    expect(gone.body).toContain(`/replies/${id}/restore`);
    const seen = await other.get(path);
    expect(seen.body).toContain("Reply 1 was deleted by its author.");
    expect(seen.body).not.toContain("/restore");
    expect(seen.whole).not.toContain(body);
    expect((await own.get(`/replies/${id}/restore`)).body).toContain(body);
    expect((await own.follow(await own.post(`/replies/${id}/restore`))).body).toContain(body);
    expect((await other.get(path)).body).toContain(body);
  });

  test("is deleted once, however often it is asked for", async () => {
    const { id, author } = await makeReply();
    await Promise.all([1, 2, 3, 4].map(() => deletePost(author, id)));
    await deletePost(author, id);
    expect(await factsOf(id)).toBe(1);
    await Promise.all([1, 2, 3, 4].map(() => restorePost(author, id)));
    expect([await factsOf(id), await stateOf(id)]).toEqual([2, "visible"]);
    expect(await findWrongCounts()).toEqual([]);
  });

  test("is nobody else's to delete or restore", async () => {
    const { id, topic } = await makeReply();
    const people = [null, await makeUser(), topic.author, await makeUser({ role: "moderator" })];
    for (const person of people) {
      const status = person ? 403 : 401;
      await expect(deletePost(person, id)).rejects.toMatchObject({ status });
      await expect(restorePost(person, id)).rejects.toMatchObject({ status });
    }
    await expect(deletePost(topic.author, "nothing")).rejects.toMatchObject({ status: 404 });
    expect(await stateOf(id)).toBe("visible");
  });

  test("is taken back by somebody who is silenced, and restored only once they may write again", async () => {
    const { id, author, body, path } = await makeReply();
    const moderator = await makeUser({ role: "moderator" });
    const silence = { handle: author.handle, kind: "silence", until: inAWeek(), reason: "Too loud." } as const;
    await imposeSanction(moderator, silence);
    const own = await signedIn(app, author);
    expect((await own.get(path)).body).toContain(`/replies/${id}/delete`);
    expect((await own.follow(await own.post(`/replies/${id}/delete`))).body).toContain("Your reply is deleted.");
    expect((await own.get(path)).body).not.toContain(`/replies/${id}/restore`);
    const page = await own.get(`/replies/${id}/restore`);
    expect([page.status, page.body.includes(body), page.body.includes("Too loud.")]).toEqual([200, true, true]);
    expect(page.body).not.toContain(`action="/replies/${id}/restore"`);
    expect((await own.post(`/replies/${id}/restore`)).status).toBe(403);
    expect(await stateOf(id)).toBe("deleted");
    await restorePost(author, id);
    expect(await stateOf(id)).toBe("visible");
  });

  test("is restored within thirty days, and not later", async () => {
    const { id, author } = await makeReply();
    const at = new Date();
    await deletePost(author, id, { at });
    const late = restorePost(author, id, { at: new Date(at.getTime() + 31 * day) });
    await expect(late).rejects.toMatchObject({ code: "forum.error.restore_late", status: 409 });
    await restorePost(author, id, { at: new Date(at.getTime() + 29 * day) });
    expect(await stateOf(id)).toBe("visible");
  });

  test("is not published by an edit that ends after the deletion; what was typed stays", async () => {
    const { id, body, author, path } = await makeReply();
    const own = await signedIn(app, author);
    await deletePost(author, id);
    const answer = await own.post(`/replies/${id}/edit`, { intent: "send", version: "1", body: "Changed words." });
    expect(answer.status).toBe(409);
    expect(answer.body).toContain("Changed words.");
    expect(answer.body).toContain("your changes were not published");
    const edit = { id, version: 1, body: "Changed words." };
    await expect(editReply(author, edit)).rejects.toMatchObject({ code: "forum.error.edit_gone" });
    expect((await own.get(path)).body).not.toContain("Changed words.");
    await restorePost(author, id);
    expect((await own.get(path)).body).toContain(body);
  });

  test("may be edited and deleted at the same moment: it is deleted, and nothing of it is shown", async () => {
    for (let turn = 0; turn < 5; turn++) {
      const { id, author, path } = await makeReply();
      const edit = editReply(author, { id, version: 1, body: unique("Glockenspiel") }).catch(({ code }) => code);
      const [, edited] = await Promise.all([deletePost(author, id), edit]);
      if (typeof edited === "string") expect(edited).toBe("forum.error.edit_gone");
      expect(await stateOf(id)).toBe("deleted");
      expect((await (await signedIn(app, author)).get(path)).body).not.toContain("Glockenspiel");
    }
  });
});

describe("a topic", () => {
  test("is deleted by its author while nobody else has replied", async () => {
    const { topic } = await makeReply();
    const refused = deletePost(topic.author, await openingOf(topic.id));
    await expect(refused).rejects.toMatchObject({ code: "forum.error.answered", status: 409 });
    const alone = await makeTopic();
    const id = await openingOf(alone.id);
    await postReply(alone.author, { publicId: alone.publicId, body: unique("I add") });
    const own = await signedIn(app, alone.author);
    const other = await signedIn(app, await makeUser());
    const path = `/topics/${alone.publicId}/${alone.slug}`;
    await own.follow(await own.post(`/replies/${id}/delete`));
    const gone = await other.get(path);
    expect([gone.status, gone.body.includes("This topic was deleted by its author.")]).toEqual([410, true]);
    const page = await own.get(path);
    expect(page.body).toContain("This topic was deleted by its author.");
    expect(page.body).toContain(`/replies/${id}/restore`);
    expect((await own.follow(await own.post(`/replies/${id}/restore`))).status).toBe(200);
    expect((await other.get(path)).status).toBe(200);
    expect(await findWrongCounts()).toEqual([]);
  });

  test("is deleted or answered, whoever comes first", async () => {
    for (let turn = 0; turn < 8; turn++) {
      const topic = await makeTopic();
      const id = await openingOf(topic.id);
      const other = await makeUser();
      const [deleted, replied] = await Promise.allSettled([
        deletePost(topic.author, id),
        postReply(other, { publicId: topic.publicId, body: unique("I answer") }),
      ]);
      expect([deleted.status, replied.status].sort()).toEqual(["fulfilled", "rejected"]);
    }
    expect(await findWrongCounts()).toEqual([]);
  });

  test("that is gone keeps the words of whoever was replying, in the form of a new topic", async () => {
    const topic = await makeTopic({ spaceCode: undefined });
    await deletePost(topic.author, await openingOf(topic.id));
    const late = await signedIn(app, await makeUser());
    const answer = await late.post(`/topics/${topic.publicId}/reply`, { intent: "send", body: "Long words of mine." });
    expect(answer).toMatchObject({ status: 303, location: `/forum/${topic.spaceCode}/new` });
    const page = await late.follow(answer);
    expect(page.body).toContain("Long words of mine.");
    expect(page.body).toContain("your reply was not published");
  });
});
