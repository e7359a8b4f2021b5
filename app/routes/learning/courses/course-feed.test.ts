import Parser from "rss-parser";
import { SaxesParser } from "saxes";
import { beforeAll, expect, it } from "vitest";
import { db } from "#app/infra/db.server.ts";
import { makeWorld, courseSlug } from "#test/helpers/world.ts";
import { Visitor } from "#test/helpers/visitor.ts";
import { useApp } from "#test/setup/app.ts";
import { useDatabase } from "#test/setup/database.ts";

useDatabase();
const app = useApp(async () => void (await makeWorld()));
let guest: Visitor;
beforeAll(() => void (guest = new Visitor(app)));

const path = `/feeds/courses/${courseSlug}.atom`;
const read = async (language = "en") => {
  const answer = await guest.get(path, { "Accept-Language": language });
  expect(answer.status).toBe(200);
  new SaxesParser({ xmlns: true }).write(answer.whole).close();
  return { ...answer, feed: await new Parser().parseString(answer.whole) };
};

it("names what was published or changed last in a course, in the reader's language, and costs nothing meanwhile", async () => {
  const { id: courseId } = await db().course.findUniqueOrThrow({ where: { slug: courseSlug } });
  const where = { unit: { courseId, kind: "lesson", removedAt: null, state: "published" } } as const;
  const text = await db().unitText.findFirstOrThrow({ where: { ...where, language: "en" }, include: { unit: true } });
  const key = { unitId_language: { unitId: text.unitId, language: "en" } };
  await db().unitText.update({ where: key, data: { title: "Who & <what>", updatedAt: new Date(Date.now() + 60_000) } });
  const { feed, headers, whole } = await read();
  expect(feed.items.length).toBeGreaterThan(1);
  expect(feed.items[0]).toMatchObject({
    id: `urn:uuid:${text.unitId}`,
    title: "Who & <what>",
    link: `${app.url}/courses/${courseSlug}/${text.unit.slug}`,
  });
  expect(feed.feedUrl).toBe(app.url + path);
  expect(whole).toContain('<entry xml:lang="en">');
  expect((await guest.get(path, { "If-None-Match": headers.get("etag")! })).status).toBe(304);
  // What is not open, or not there any more, is no news.
  await db().unit.update({ where: { id: text.unitId }, data: { opensAt: new Date(Date.now() + 3_600_000) } });
  expect((await read()).feed.items.map(({ id }) => id)).not.toContain(`urn:uuid:${text.unitId}`);
  await db().unit.update({ where: { id: text.unitId }, data: { opensAt: null, state: "draft" } });
  expect((await read()).feed.items.map(({ id }) => id)).not.toContain(`urn:uuid:${text.unitId}`);
  await db().unit.update({ where: { id: text.unitId }, data: { state: "published" } });
});

it("is not there for a course that its reader does not see, or by another ending, and is named by its page", async () => {
  expect((await guest.get(`/courses/${courseSlug}`)).body).toContain(`href="${path}"`);
  await db().course.update({ where: { slug: courseSlug }, data: { state: "draft" } });
  for (const wrong of [path, `/feeds/courses/${courseSlug}`, `/feeds/courses/nothing.atom`, "/feeds/courses/.atom"])
    expect([wrong, (await guest.get(wrong)).status]).toEqual([wrong, 404]);
});
