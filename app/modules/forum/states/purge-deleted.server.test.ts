import { afterAll, describe, expect, test } from "vitest";
import { db } from "#app/infra/db.server.ts";
import { closeQueue } from "#app/infra/queue.server.ts";
import { transaction } from "#app/infra/transaction.server.ts";
import { cleanUpFiles } from "#app/modules/forum/files/clean-up-files.server.ts";
import { noteFiles } from "#app/modules/forum/files/note-files.server.ts";
import { postReply } from "#app/modules/forum/posting/post-reply.server.ts";
import { editReply } from "#app/modules/forum/posting/edit-post.server.ts";
import { getTopicFor, listPosts } from "#app/modules/forum/topics/get-topic.server.ts";
import { saveTranslation, withdrawTranslation } from "#app/modules/forum/translations/save-translation.server.ts";
import { listUndecidedPosts } from "#app/modules/moderation/cases/any-undecided.server.ts";
import { openCaseFor } from "#app/modules/moderation/cases/open-case.server.ts";
import { makeTopic, unique } from "#test/factories/topics.ts";
import { makeUser } from "#test/factories/users.ts";
import { findWrongCounts } from "#test/helpers/kept-counts.ts";
import { useDatabase } from "#test/setup/database.ts";
import { deletePost, restorePost } from "./delete-post.server.ts";
import { lockPost, setPostState } from "./set-post-state.server.ts";
import { purgeDeleted } from "./purge-deleted.server.ts";

useDatabase();
afterAll(closeQueue);

const day = 86_400_000;
const start = new Date();
const after = (days: number) => new Date(start.getTime() + days * day);
const purge = (days: number) => purgeDeleted(listUndecidedPosts, { at: after(days) });
const rowOf = (id: string) => db().reply.findUniqueOrThrow({ where: { id } });
const postOf = (topicId: string, number: number) =>
  db().reply.findUniqueOrThrow({ where: { topicId_number: { topicId, number } } });

describe("what its author has deleted", () => {
  test("keeps its words for thirty days, then only its place, with its number; replies of others stay", async () => {
    const topic = await makeTopic({ replies: 2 });
    const [first, second] = [await postOf(topic.id, 1), await postOf(topic.id, 2)];
    const author = topic.replier!;
    const longAgo = new Date(first.createdAt.getTime() - day);
    await db().reply.update({ where: { id: first.id }, data: { createdAt: longAgo } });
    await editReply(author, { id: first.id, version: 1, body: unique("Changed") });
    await saveTranslation(await makeUser(), { id: first.id, language: "fr", body: "Autrement", version: 0 });
    await deletePost(author, first.id, { at: start });
    await purge(29);
    expect((await rowOf(first.id)).body).not.toBe("");
    await purge(31);
    const erased = await rowOf(first.id);
    expect(erased).toMatchObject({ body: "", html: "", state: "deleted", number: 1 });
    expect(await db().replyRevision.count({ where: { replyId: first.id } })).toBe(0);
    expect(await db().postTranslation.findMany({ where: { replyId: first.id }, select: { body: true } })).toEqual([
      { body: "" },
    ]);
    expect((await rowOf(second.id)).body).toBe(second.body);
    const { topic: facts } = await getTopicFor(author, topic.publicId);
    const { posts } = await listPosts(author, facts);
    expect(posts.map(({ number, state }) => [number, state])).toEqual([
      [0, "visible"],
      [1, "deleted"],
      [2, "visible"],
    ]);
    await expect(restorePost(author, first.id, { at: after(31) })).rejects.toMatchObject({
      code: "forum.error.restore_late",
    });
    const next = await postReply(await makeUser(), { publicId: topic.publicId, body: unique("Later") });
    expect(next).toMatchObject({ number: 3 });
    expect(await findWrongCounts()).toEqual([]);
  });

  test("goes with its topic: the title, the tags, the poll, and what its author has added", async () => {
    const topic = await makeTopic();
    const { id } = await postOf(topic.id, 0);
    for (const words of ["I add", "I insult"])
      await postReply(topic.author, { publicId: topic.publicId, body: unique(words) });
    const hidden = await postOf(topic.id, 2);
    await transaction(async (tx) =>
      setPostState(tx, (await lockPost(tx, hidden.id))!, { to: "hidden", by: null, at: start }),
    );
    await db().poll.create({ data: { topicId: topic.id, question: "Which?", isMultiple: false } });
    await db().topicTag.create({ data: { topicId: topic.id, tag: "words", position: 0 } });
    await deletePost(topic.author, id, { at: start });
    await purge(31);
    const rows = await db().reply.findMany({ where: { topicId: topic.id }, select: { body: true } });
    expect(rows).toEqual([{ body: "" }, { body: "" }, { body: "" }]);
    expect(await db().topic.findUniqueOrThrow({ where: { id: topic.id } })).toMatchObject({
      state: "deleted",
      title: "–",
      slug: "topic",
      publicId: topic.publicId,
    });
    expect([
      await db().poll.count({ where: { topicId: topic.id } }),
      await db().topicTag.count({ where: { topicId: topic.id } }),
    ]).toEqual([0, 0]);
    await expect(getTopicFor(await makeUser(), topic.publicId)).rejects.toMatchObject({
      status: 410,
      code: "forum.error.topic_deleted",
    });
    expect(await findWrongCounts()).toEqual([]);
  });

  test("takes its files along", async () => {
    const topic = await makeTopic({ replies: 1 });
    const author = topic.replier!;
    const { id } = await postOf(topic.id, 1);
    const name = "e".repeat(32);
    await db().postFile.create({
      data: {
        ...{ name, authorId: author.id, spaceCode: topic.spaceCode },
        ...{ fileName: "a.pdf", type: "application/pdf", extension: "pdf", bytes: 3 },
      },
    });
    await transaction((tx) => noteFiles(tx, { replyId: id, body: `/forum/files/${name}.pdf`, by: author.id }));
    await deletePost(author, id, { at: start });
    await cleanUpFiles({ at: after(31) });
    expect(await db().postFile.count({ where: { name } })).toBe(1);
    await purge(31);
    await cleanUpFiles({ at: after(31) });
    expect(await db().postFile.count({ where: { name } })).toBe(0);
  });

  test("is erased once, however often and at once the sweep runs, and not where it was restored meanwhile", async () => {
    const topic = await makeTopic({ replies: 3 });
    const author = topic.replier!;
    const ids = await Promise.all([1, 2, 3].map(async (number) => (await postOf(topic.id, number)).id));
    for (const id of ids) await deletePost(author, id, { at: start });
    await restorePost(author, ids[2]!, { at: after(29) });
    await Promise.all([1, 2, 3].map(() => purge(31)));
    const versions = await Promise.all(ids.map(async (id) => (await rowOf(id)).version));
    expect(versions).toEqual([2, 2, 1]);
    expect(await purge(31)).toBe(0);
    expect(await Promise.all(ids.map(async (id) => (await rowOf(id)).version))).toEqual(versions);
  });

  test("keeps its words while somebody has still to decide about it", async () => {
    const topic = await makeTopic({ replies: 1 });
    const { id, body } = await postOf(topic.id, 1);
    await openCaseFor(await makeUser({ role: "moderator" }), { kind: "reply", id });
    await deletePost(topic.replier!, id, { at: start });
    await purge(31);
    expect((await rowOf(id)).body).toBe(body);
    await db().moderationCase.updateMany({ where: { thingId: id }, data: { state: "decided", decidedAt: start } });
    await purge(31);
    expect((await rowOf(id)).body).toBe("");
  });

  test.each(["reply", "translation"] as const)(
    "is a topic as a whole, once nothing in it is undecided: neither its posts nor their translations (a %s)",
    async (kind) => {
      const topic = await makeTopic();
      await postReply(topic.author, { publicId: topic.publicId, body: unique("I add") });
      const [opening, added] = [await postOf(topic.id, 0), await postOf(topic.id, 1)];
      await saveTranslation(await makeUser(), { id: added.id, language: "fr", body: "J’ajoute", version: 0 });
      const words = async () => [
        ...(await db().reply.findMany({ where: { topicId: topic.id }, orderBy: { number: "asc" } })),
        await db().postTranslation.findFirstOrThrow({ where: { replyId: added.id } }),
      ];
      const { id: translationId } = (await words()).at(-1)!;
      const id = kind === "reply" ? added.id : translationId;
      await openCaseFor(await makeUser({ role: "moderator" }), { kind, id });
      await deletePost(topic.author, opening.id, { at: start });
      await purge(31);
      expect((await words()).map(({ body }) => body)).toEqual([opening.body, added.body, "J’ajoute"]);
      await db().moderationCase.updateMany({ where: { thingId: id }, data: { state: "appealed" } });
      await purge(61);
      expect((await words()).map(({ body }) => body)).toEqual([opening.body, added.body, "J’ajoute"]);
      await db().moderationCase.updateMany({ where: { thingId: id }, data: { state: "decided", decidedAt: start } });
      await purge(62);
      expect((await words()).map(({ body }) => body)).toEqual(["", "", ""]);
    },
  );

  test("is a translation that was withdrawn as well", async () => {
    const topic = await makeTopic();
    const [{ id }, person] = [await postOf(topic.id, 0), await makeUser()];
    await saveTranslation(person, { id, language: "fr", title: "Le titre", body: "Le texte", version: 0 });
    await withdrawTranslation(person, { id, language: "fr" }, { at: start });
    const read = () => db().postTranslation.findFirstOrThrow({ where: { replyId: id } });
    await purge(29);
    expect(await read()).toMatchObject({ body: "Le texte" });
    await purge(31);
    expect(await read()).toMatchObject({ title: null, body: "", html: "", state: "deleted" });
    expect((await rowOf(id)).body).not.toBe("");
  });
});
