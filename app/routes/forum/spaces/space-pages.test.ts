import { afterAll, beforeAll, expect, test } from "vitest";
import { translatorFor } from "#app/i18n/t.server.ts";
import { db } from "#app/infra/db.server.ts";
import { closeQueue } from "#app/infra/queue.server.ts";
import { countingStatements } from "#app/infra/statements/statement-count.server.ts";
import type { MaybeActor } from "#app/modules/accounts/actor.ts";
import { pinTopic } from "#app/modules/forum/facilitating/pin-topic.server.ts";
import { renameTag } from "#app/modules/forum/tags/rename-tag.server.ts";
import { seed } from "#prisma/seed/index.ts";
import { makeSpace, makeSpaceMember } from "#test/factories/spaces.ts";
import { makeTopic } from "#test/factories/topics.ts";
import { makeUser } from "#test/factories/users.ts";
import { makeWebinar } from "#test/factories/webinars.ts";
import { Visitor } from "#test/helpers/visitor.ts";
import { useApp } from "#test/setup/app.ts";
import { useDatabase } from "#test/setup/database.ts";
import { loadSpace } from "./space-data.server.ts";

useDatabase();
const app = useApp(() => seed({ demo: false, log: () => {} }));
afterAll(closeQueue);

let code = "";
beforeAll(async () => {
  ({ activityCode: code } = await db().unitActivity.findFirstOrThrow({
    where: { unit: { state: "published", kind: "lesson", course: { state: "published" } } },
    select: { activityCode: true },
  }));
  await makeWebinar({ trainer: await makeUser({ role: "trainer" }), activities: [code] });
});

const load = (actor: MaybeActor, query = "", space = code) =>
  countingStatements(() =>
    loadSpace({
      actor,
      param: () => space,
      url: new URL(`http://site.test/forum/${space}${query}`),
      language: "en",
      t: translatorFor("en"),
    }),
  );
const titles = async (query: string) => (await load(null, query)).result.list.topics.map(({ title }) => title);

test("a space shows what its topics are about, and the lessons and webinars of its activity, in four statements", async () => {
  const author = await makeUser({ role: "trainer" });
  for (const tags of [["archives"], ["archives", "funding"], ["archives", "funding", "law"]])
    await makeTopic({ spaceCode: code, author, tags });
  const sealed = await makeTopic({ spaceCode: code, author, tags: ["unsafe"] });
  await db().topic.update({ where: { id: sealed.id }, data: { sealedAt: new Date() } });
  const { result } = await load(null);
  expect(result.people.tags).toEqual([
    { tag: "archives", count: 3 },
    { tag: "funding", count: 2 },
    { tag: "law", count: 1 },
  ]);
  expect((await load(author)).result.people.tags.map(({ tag }) => tag)).toContain("unsafe");
  const { near, onActivity } = result;
  expect([near, onActivity.lessons.length > 0, onActivity.webinars.length]).toEqual([null, true, 1]);
  const { body } = await new Visitor(app).get(`/forum/${code}`);
  const aside = body.slice(body.indexOf("<aside"));
  for (const href of [onActivity.lessons[0]!.href, onActivity.webinars[0]!.href, `/forum/${code}?tag=archives`])
    expect(aside).toContain(`href="${href}"`);
  const person = await makeSpaceMember(await makeUser(), code);
  for (const query of ["", "?tag=archives&language=en", "?filter=unanswered", "?tag=nowhere"])
    for (const actor of [null, person]) expect((await load(actor, query)).statements.length).toBeLessThanOrEqual(4);
  // A quiet one shows what is near it; what is near an activity is asked for once in a minute for everybody.
  const { code: quiet } = await makeSpace();
  await load(null, "", "1.2");
  for (const space of [quiet, "1.2"])
    for (const actor of [null, person, await makeUser({ role: "moderator" })]) {
      const { result, statements } = await load(actor, "", space);
      expect([space, result.near !== null, statements.length]).toEqual([space, true, 4]);
    }
});

test("its list is narrowed by tag and language, in pages that keep it, with what is pinned in its place", async () => {
  const author = await makeUser({ role: "trainer" });
  const at = (minute: number) => new Date(Date.UTC(2026, 0, 2, 10, minute));
  for (let n = 0; n < 27; n += 1)
    await makeTopic({ spaceCode: code, author, tags: ["many"], title: `Topic ${n}`, at: at(n) });
  await makeTopic({ spaceCode: code, author, tags: ["many"], title: "En français", language: "fr", at: at(30) });
  const old = await db().topic.findFirstOrThrow({ where: { title: "Topic 0" }, select: { publicId: true } });
  await pinTopic(await makeUser({ role: "moderator" }), old.publicId, { intent: "pin", until: null });
  expect((await titles(""))[0]).toBe("Topic 0");
  const first = (await load(null, "?tag=many&language=en")).result.list;
  const rest = (await load(null, `?tag=many&language=en&after=${first.next}`)).result.list;
  const both = [...first.topics, ...rest.topics].map(({ title }) => title);
  expect(both).toEqual(Array.from({ length: 27 }, (_, n) => `Topic ${26 - n}`));
  expect(await titles("?tag=many&language=fr")).toEqual(["En français"]);
  expect((await titles("?tag=many&filter=unanswered&language=fr")).length).toBe(1);
  const guest = new Visitor(app);
  const { body } = await guest.get(`/forum/${code}?language=en&tag=Many`);
  expect(body).toContain(`/forum/${code}?language=en&amp;tag=many&amp;after=`);
  expect(body).toContain(`href="/forum/${code}?filter=unanswered&amp;language=en&amp;tag=many"`);
  // The tag that is chosen leads back.
  expect(body).toMatch(new RegExp(`href="/forum/${code}\\?language=en" aria-current="true"`));
  expect((await guest.get(`/forum/${code}?tag=nowhere`)).body).toContain("No topic here fits this filter");
});

test("a tag that is called so no more leads to the list by its new name", async () => {
  await makeTopic({ spaceCode: code, tags: ["formerly"] });
  await renameTag(await makeUser({ role: "moderator" }), "formerly", { name: "nowadays" });
  const answer = await new Visitor(app).get(`/forum/${code}?filter=unanswered&tag=formerly`);
  expect([answer.status, answer.location]).toEqual([301, `/forum/${code}?filter=unanswered&tag=nowadays`]);
});
