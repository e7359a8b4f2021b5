import { expect, it } from "vitest";
import { db } from "#app/infra/db.server.ts";
import { topicPath } from "#app/modules/forum/paths.ts";
import { postReply } from "#app/modules/forum/posting/post-reply.server.ts";
import { postTopic } from "#app/modules/forum/posting/post-topic.server.ts";
import { setPostsWait } from "#app/modules/forum/waiting/set-posts-wait.server.ts";
import { makeSpace, makeSpaceMember } from "#test/factories/spaces.ts";
import { makeTopic } from "#test/factories/topics.ts";
import { makeUser } from "#test/factories/users.ts";
import { signedIn, Visitor } from "#test/helpers/visitor.ts";
import { useApp } from "#test/setup/app.ts";
import { useDatabase } from "#test/setup/database.ts";

useDatabase();
const app = useApp();

const asked = (given: Record<string, string>) => `/people/complete.json?${new URLSearchParams(given)}`;

it("names those who can be mentioned in a space or a topic, how many there are, and never an address of mail", async () => {
  const someone = await makeUser({ name: "Zoë Wanted", handle: "zoe-wanted", email: "zoe.secret@example.org" });
  const topic = await makeTopic();
  const visitor = await signedIn(app, await makeUser());
  for (const place of [{ space: topic.spaceCode }, { topic: String(topic.publicId) }] as Record<string, string>[]) {
    const answer = await visitor.get(asked({ q: "wan", ...place }));
    expect([answer.status, answer.headers.get("cache-control")]).toEqual([200, "private, no-store"]);
    expect(JSON.parse(answer.body)).toEqual({
      people: [{ handle: someone.handle, name: someone.name }],
      label: "People to mention",
      message: "1 suggestion. Choose with the arrow keys, insert with Enter.",
    });
  }
  const french = await signedIn(app, await makeUser({ language: "fr" }));
  expect(JSON.parse((await french.get(asked({ q: "zzz", space: topic.spaceCode }))).body)).toMatchObject({
    people: [],
    message: "Aucune suggestion.",
  });
});

it("says in words what is wrong, to a program and to a browser", async () => {
  const { code } = await makeSpace();
  const visitor = await signedIn(app, await makeUser());
  const refusals: [Record<string, string>, number, RegExp][] = [
    [{ q: "a" }, 400, /in which space or topic/],
    [{ q: "a".repeat(81), space: code }, 400, /keep this to 80 characters/],
    [{ q: "a", space: "nowhere" }, 404, /./],
    [{ q: "a", topic: "1.5" }, 404, /./],
    [{ q: "a", topic: "9".repeat(30) }, 404, /./],
  ];
  for (const [given, status, words] of refusals) {
    const answer = await visitor.get(asked(given));
    expect([answer.status, answer.headers.get("cache-control")], JSON.stringify(given)).toEqual([status, "no-store"]);
    expect((JSON.parse(answer.body) as { message: string }).message).toMatch(words);
  }
  // Bytes that are no letters are no address at all, and what would be a question to the database is none.
  for (const bad of ["%ff", "%00"]) {
    const answer = await visitor.get(`/people/complete.json?q=${bad}&space=${code}`);
    expect([answer.status, /<title>[^<]+/.test(answer.body)]).toEqual([400, true]);
  }
  expect((await visitor.get(asked({ q: "' | zz:* <-> !(\\", space: code }))).status).toBe(200);
});

it("is for who is signed in: a program is told so, a browser is led to it", async () => {
  const { code } = await makeSpace();
  const guest = new Visitor(app);
  const told = await guest.get(asked({ q: "a", space: code }));
  expect([told.status, (JSON.parse(told.body) as { message: string }).message]).toEqual([401, expect.any(String)]);
  const led = await guest.get(asked({ q: "a", space: code }), { "Sec-Fetch-Dest": "document", Accept: "text/html" });
  expect([led.status, led.location]).toEqual([302, expect.stringContaining("/login?next=")]);
});

it("is asked by the composers alone, which say without it how somebody is mentioned", async () => {
  const topic = await makeTopic();
  const visitor = await signedIn(app, topic.author);
  const opening = /\/replies\/([0-9a-f-]{36})\/edit/.exec((await visitor.get(topicPath(topic))).body)![1]!;
  for (const [path, place] of [
    [topicPath(topic), `topic=${topic.publicId}`],
    [`/replies/${opening}/edit`, `topic=${topic.publicId}`],
    [`/forum/${topic.spaceCode}/new`, `space=${topic.spaceCode}`],
  ] as const) {
    const { body } = await visitor.get(path);
    expect(body).toContain(`data-complete="/people/complete.json?${place}"`);
    expect(body).toContain("To mention somebody, write @ and their handle");
  }
  expect((await new Visitor(app).get(topicPath(topic))).body).not.toContain("data-complete");
});

it("is asked by the form of a post that waits, for the space of a topic and for the topic of a reply", async () => {
  const topic = await makeTopic();
  const keeper = await makeSpaceMember(await makeUser(), topic.spaceCode, "facilitator");
  await setPostsWait(keeper, { space: topic.spaceCode, wait: "new_people" });
  const writer = await makeUser({ trustedAt: null });
  const at = new Date(Date.now() - 600_000);
  await postReply(writer, { publicId: topic.publicId, body: "A first reply." }, { at });
  await postTopic(writer, { spaceCode: topic.spaceCode, title: "A first topic", body: "And its text." });
  const visitor = await signedIn(app, writer);
  const places = { "A first reply.": `topic=${topic.publicId}`, "And its text.": `space=${topic.spaceCode}` };
  for (const [body, place] of Object.entries(places)) {
    const { id } = await db().waitingPost.findFirstOrThrow({ where: { authorId: writer.id, body } });
    const page = (await visitor.get(`/waiting/${id}`)).body;
    expect(page).toContain(`<forum-composer data-complete="/people/complete.json?${place}"`);
    expect(page).toContain("To mention somebody, write @ and their handle");
  }
});
