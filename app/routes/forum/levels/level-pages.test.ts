import { afterAll, beforeAll, expect, test } from "vitest";
import { db } from "#app/infra/db.server.ts";
import { closeQueue } from "#app/infra/queue.server.ts";
import { countingStatements } from "#app/infra/statements/statement-count.server.ts";
import type { Actor } from "#app/modules/accounts/actor.ts";
import { listLevelsFor, listTopicLevelsFor } from "#app/modules/forum/levels/list-levels.server.ts";
import { setTopicLevel } from "#app/modules/forum/levels/set-level.server.ts";
import { makeSpace, makeSpaceMember } from "#test/factories/spaces.ts";
import { makeTopic } from "#test/factories/topics.ts";
import { makeUser } from "#test/factories/users.ts";
import { signedIn, Visitor } from "#test/helpers/visitor.ts";
import { useApp } from "#test/setup/app.ts";
import { useDatabase } from "#test/setup/database.ts";

useDatabase();
const app = useApp();
afterAll(closeQueue);

let person: Actor;
let visitor: Visitor;
beforeAll(async () => {
  person = await makeUser();
  visitor = await signedIn(app, person);
});

test("a topic, a space and a tag have the same control, and none for a guest", async () => {
  const topic = await makeTopic({ tags: ["levelled"] });
  const base = `/topics/${topic.publicId}`;
  const places = [
    [`${base}/${topic.slug}`, `${base}/follow`],
    [`/forum/${topic.spaceCode}`, `/forum/${topic.spaceCode}/follow`],
    ["/forum/tags/levelled", "/forum/tags/levelled/follow"],
  ] as const;
  for (const [path, action] of places) {
    expect((await new Visitor(app).get(path)).body).not.toContain(action);
    expect((await visitor.get(path)).body).toContain("Notifications: Normal");
    const page = await visitor.follow(await visitor.post(action, { level: "watch" }));
    expect([page.body.includes("Notifications: Watch"), page.body.includes("every new post")]).toEqual([true, true]);
    const wrong = await visitor.post(action, { level: "shout" });
    expect([action, wrong.status]).toEqual([action, 400]);
    expect((await new Visitor(app).get(action)).location).toBe(action.replace("/follow", ""));
  }
  expect((await new Visitor(app).get("/forum/caf%C3%A9/follow")).location).toBe("/forum/caf%C3%A9");
  const back = await visitor.follow(await visitor.post(`${base}/follow`, { level: "inherit" }));
  expect(back.body).toContain("Because of a tag of this topic.");
  await visitor.post("/forum/tags/levelled/follow", { level: "normal" });
  expect((await visitor.get(places[0][0])).body).toContain("As in its space.");
});

test("of a topic that one reads no more is given up without its title, and one is led to all levels", async () => {
  const { code } = await makeSpace({ joinMode: "members" });
  const member = await makeSpaceMember(await makeUser(), code);
  const topic = await makeTopic({ spaceCode: code, author: member });
  await setTopicLevel(member, topic.publicId, "mute");
  const left = await signedIn(app, await makeSpaceMember(member, code, null));
  const sent = await left.post(`/topics/${topic.publicId}/follow`, { level: "inherit" });
  expect([sent.status, sent.location]).toEqual([303, "/me/settings/forum"]);
});

test("all one's levels stand on one page, each with the way to another and to none", async () => {
  const topic = await makeTopic({ tags: ["settled"], title: "Settled <b>here</b>" });
  await visitor.post(`/forum/${topic.spaceCode}/follow`, { level: "follow" });
  await visitor.post("/forum/tags/settled/follow", { level: "mute" });
  await visitor.post(`/topics/${topic.publicId}/follow`, { level: "watch" });
  const { body } = await visitor.get("/me/settings/forum");
  for (const words of [`/forum/${topic.spaceCode}`, "#settled", "Settled &lt;b&gt;here"]) expect(body).toContain(words);
  const save = (fields: Record<string, string>) => visitor.post("/me/settings/forum", fields);
  const saved = await visitor.follow(await save({ kind: "tag", target: "settled", level: "follow" }));
  expect(saved.body).toContain("Saved.");
  await save({ kind: "topic", target: `${topic.publicId}`, level: "inherit" });
  await save({ kind: "space", target: topic.spaceCode, level: "normal" });
  const { spaces, tags } = await listLevelsFor(person);
  expect([spaces.some(({ code }) => code === topic.spaceCode), tags.at(-1)]).toEqual([
    false,
    { tag: "settled", level: "follow" },
  ]);
  expect((await listTopicLevelsFor(person)).topics.some(({ publicId }) => publicId === topic.publicId)).toBe(false);
  // Codes of made spaces are long, and letters with marks are several characters.
  const [long, marked] = [`space-${"x".repeat(74)}`, "q\u0323\u0302".repeat(25)];
  await db().space.create({ data: { code: long, position: 1000, charter: { en: "Long." } } });
  await makeTopic({ tags: [marked] });
  for (const named of [
    { kind: "space", target: long },
    { kind: "tag", target: marked },
  ])
    expect((await save({ ...named, level: "mute" })).status).toBe(303);
  for (const wrong of [
    { kind: "tag", target: "settled", level: "shout" },
    { kind: "planet", target: "x", level: "mute" },
  ])
    expect((await save(wrong)).status).toBe(400);
  expect((await save({ kind: "space", target: "nowhere", level: "mute" })).status).toBe(404);
  expect((await save({ kind: "topic", target: "999999", level: "mute" })).status).toBe(404);
});

test("what writing does is set there, and refused in words", async () => {
  const save = (afterTopic: string) =>
    visitor.post("/me/settings/forum", { kind: "writing", afterTopic, afterReply: "normal" });
  const page = await visitor.follow(await save("follow"));
  expect(page.body).toMatch(/<option[^>]*selected[^>]*>Follow/);
  expect((await save("mute")).status).toBe(400);
  expect(await db().forumSettings.findUnique({ where: { userId: person.id } })).toMatchObject({
    afterTopic: "follow",
    afterReply: "normal",
  });
});

test("a long list of topics comes in pages, in as few statements", async () => {
  const [reader, { code }] = [await makeUser(), await makeSpace()];
  const author = await makeUser({ role: "trainer" });
  for (let count = 0; count < 26; count += 1) {
    const { id: topicId } = await makeTopic({ spaceCode: code, author });
    await db().topicReader.create({ data: { userId: reader.id, topicId, level: "mute" } });
  }
  const { result, statements } = await countingStatements(() => listTopicLevelsFor(reader));
  expect([result.topics.length, statements.length]).toEqual([25, 1]);
  const rest = await listTopicLevelsFor(reader, { after: result.next });
  expect([rest.topics.length, rest.next]).toEqual([1, null]);
  expect((await (await signedIn(app, reader)).get("/me/settings/forum")).body).toContain(`?after=${result.next}`);
});
