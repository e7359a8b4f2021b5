import { randomUUID } from "node:crypto";
import { beforeAll, expect, it } from "vitest";
import { db } from "#app/infra/db.server.ts";
import { seedRoadmap } from "#prisma/seed/roadmap.ts";
import { seedSpaces } from "#prisma/seed/spaces.ts";
import { makeSpace } from "#test/factories/spaces.ts";
import { makeTopic } from "#test/factories/topics.ts";
import { makeUser } from "#test/factories/users.ts";
import { useDatabase } from "#test/setup/database.ts";
import { listTopicsNearbyFor } from "./list-topics.server.ts";

useDatabase();
beforeAll(async () => {
  await seedRoadmap(db());
  await seedSpaces();
});

const nearby = async (code: string, output: string | null = null) =>
  (await listTopicsNearbyFor(null, code, 100, output)).map(({ id }) => id);

/** A space that somebody has made near an output. */
async function makeSpaceNear(outputCode: string) {
  const { code } = await makeSpace();
  await db().space.update({ where: { code }, data: { outputCode } });
  return code;
}

it("a space that somebody has made near an output is near the spaces of it, and near others made there", async () => {
  const [made, other] = [await makeSpaceNear("4"), await makeSpaceNear("4")];
  const { id } = await makeTopic({ spaceCode: made });
  expect(await nearby("4.2")).toContain(id);
  expect(await nearby(other, "4")).toContain(id);
  expect(await nearby(made, "4")).not.toContain(id);
  expect(await nearby("3.2")).not.toContain(id);
});

it("a space is about the tags of its fifty newest topics", async () => {
  const tag = () => `tag${randomUUID().slice(0, 8)}`;
  const [old, recent] = [tag(), tag()];
  const spaceCode = await makeSpaceNear("1");
  const [first, second] = [await makeTopic({ tags: [old] }), await makeTopic({ tags: [recent] })];
  await makeTopic({ spaceCode, tags: [old], at: new Date("2026-01-01T10:00:00Z") });
  expect(await nearby(spaceCode, "1")).toContain(first.id);
  const author = await makeUser();
  const lastReplyAt = new Date();
  const row = { spaceCode, authorId: author.id, title: "Topic", slug: "topic", language: "en", lastReplyAt };
  const data = Array.from({ length: 50 }, () => row);
  const newer = await db().topic.createManyAndReturn({ data, select: { id: true } });
  await db().topicTag.create({ data: { topicId: newer[0]!.id, tag: recent, position: 0 } });
  const found = await nearby(spaceCode, "1");
  expect([found.includes(first.id), found.includes(second.id)]).toEqual([false, true]);
});

it("of a tag the newest topics are near, and not all", async () => {
  const tag = `tag${randomUUID().slice(0, 8)}`;
  const [spaceCode, elsewhere] = [await makeSpaceNear("1"), (await makeSpace()).code];
  await makeTopic({ spaceCode, tags: [tag] });
  const author = await makeUser();
  const row = { spaceCode: elsewhere, authorId: author.id, title: "Topic", slug: "topic", language: "en" };
  const data = Array.from({ length: 101 }, () => ({ ...row, lastReplyAt: new Date() }));
  const topics = await db().topic.createManyAndReturn({ data, select: { id: true } });
  const ids = topics.map(({ id }) => id).sort();
  await db().topicTag.createMany({ data: ids.map((topicId) => ({ topicId, tag, position: 0 })) });
  const rows = await listTopicsNearbyFor(null, spaceCode, 200, "1");
  const found = rows.flatMap(({ id, spaceCode: code }) => (code === elsewhere ? [id] : []));
  expect(found.sort()).toEqual(ids.slice(1));
});
