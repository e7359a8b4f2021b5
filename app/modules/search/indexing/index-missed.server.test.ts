import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, expect, test } from "vitest";
import { db } from "#app/infra/db.server.ts";
import { closeQueue } from "#app/infra/queue.server.ts";
import { mergeTopics } from "#app/modules/forum/moving/merge-topics.server.ts";
import { editReply } from "#app/modules/forum/posting/edit-post.server.ts";
import { searchKinds } from "#app/modules/search/kinds/names.ts";
import { seedRoadmap } from "#prisma/seed/roadmap.ts";
import { seedSpaces } from "#prisma/seed/spaces.ts";
import { makeCourse } from "#test/factories/courses.ts";
import { makeTopic } from "#test/factories/topics.ts";
import { makeUser } from "#test/factories/users.ts";
import { makeWebinar } from "#test/factories/webinars.ts";
import { useDatabase } from "#test/setup/database.ts";
import { indexChangedCourses } from "./index-courses.server.ts";
import { indexMissed, stepOf } from "./index-missed.server.ts";
import { indexMerged, indexPosts } from "./index-posts.server.ts";
import { indexThings } from "./index-things.server.ts";
import { rebuildIndex } from "./rebuild.server.ts";

useDatabase();
beforeAll(async () => {
  await seedRoadmap(db());
  await seedSpaces();
});
afterAll(closeQueue);

const entriesOf = (thingId: string) =>
  db().searchEntry.findMany({ where: { thingId }, select: { kind: true, title: true, body: true, language: true } });

test("an index that is empty is filled with everything, and left alone the second time", async () => {
  const topic = await makeTopic({ spaceCode: "1.1", replies: 1 });
  const course = await makeCourse();
  const webinar = await makeWebinar();
  expect(await indexMissed()).toBeGreaterThan(3);
  expect(await entriesOf(topic.id)).toMatchObject([{ kind: "topic", language: "en" }]);
  expect((await entriesOf(course.id)).map(({ kind }) => kind)).toContain("course");
  expect(await entriesOf(webinar.id)).toMatchObject([{ kind: "webinar" }]);
  const kinds = await db().searchEntry.groupBy({ by: ["kind"], orderBy: { kind: "asc" } });
  expect(kinds.map(({ kind }) => kind)).toEqual(
    expect.arrayContaining(["activity", "course", "lesson", "reply", "topic"]),
  );
  expect(await indexMissed()).toBe(0);
  expect((await db().searchPass.findMany({ select: { kind: true } })).length).toBe(searchKinds.length);
});

test("what is gone leaves with the next pass, and what was interrupted goes on", async () => {
  const { id } = await makeTopic({ spaceCode: "1.1" });
  await indexThings("topic", [id]);
  const ghost = randomUUID();
  await db().$executeRaw`
    INSERT INTO search_entries SELECT kind, ${ghost}::uuid, language, title, body, vector, text_hash, ranks_at
      FROM search_entries WHERE thing_id = ${id}::uuid`;
  await db().topic.update({ where: { id }, data: { state: "removed" } });
  expect((await stepOf("topic")).changed).toBe(2);
  expect([...(await entriesOf(id)), ...(await entriesOf(ghost))]).toEqual([]);
});

test("a post that was changed is another text, and its topic another title", async () => {
  const author = await makeUser({ role: "trainer" });
  const { id: topicId } = await makeTopic({ author, spaceCode: "1.1", title: "First title" });
  const { id } = await db().reply.findFirstOrThrow({ where: { topicId }, select: { id: true } });
  await indexPosts([id]);
  await editReply(author, { id, version: 1, title: "Second title", body: "Other **words**, in bold." });
  await indexPosts([id]);
  expect(await entriesOf(topicId)).toEqual([
    { kind: "topic", language: "en", title: "Second title", body: "Other words, in bold." },
  ]);
});

test("a topic that became part of another one is found as a reply", async () => {
  const keeper = await makeUser({ role: "moderator" });
  const [from, into] = [await makeTopic({ spaceCode: "1.1" }), await makeTopic({ spaceCode: "1.1" })];
  const { id } = await db().reply.findFirstOrThrow({ where: { topicId: from.id }, select: { id: true } });
  await indexPosts([id]);
  await mergeTopics(keeper, from.publicId, { into: into.publicId }, { anyUndecided: async () => false });
  await indexMerged({ topicId: from.id, intoId: into.id });
  expect(await entriesOf(from.id)).toEqual([]);
  expect(await entriesOf(id)).toMatchObject([{ kind: "reply" }]);
});

test("courses that changed in the last seconds are indexed by themselves", async () => {
  const course = await makeCourse();
  expect(await indexChangedCourses()).toBeGreaterThan(1);
  await db().course.update({ where: { id: course.id }, data: { state: "draft" } });
  await indexChangedCourses();
  expect(await entriesOf(course.id)).toEqual([]);
  expect(await indexChangedCourses()).toBe(0);
});

test("a rebuild makes every entry anew, and goes on where it was interrupted", async () => {
  const { id } = await makeTopic({ spaceCode: "1.1", title: "Marimba" });
  await indexThings("topic", [id]);
  await db().searchEntry.updateMany({ where: { thingId: id }, data: { title: "spoiled" } });
  const stop = new Error("interrupted");
  await expect(
    rebuildIndex(({ kind }) => {
      if (kind === "reply") throw stop;
    }),
  ).rejects.toBe(stop);
  expect(await entriesOf(id)).toMatchObject([{ title: "Marimba" }]);
  const kinds: string[] = [];
  await rebuildIndex(({ kind }) => kinds.push(kind));
  expect(kinds).not.toContain("topic");
  await rebuildIndex(({ kind }) => kinds.push(kind));
  expect(kinds).toContain("topic");
});
