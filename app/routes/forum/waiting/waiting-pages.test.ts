import { afterAll, expect, test } from "vitest";
import { db } from "#app/infra/db.server.ts";
import { closeQueue } from "#app/infra/queue.server.ts";
import { setPostsWait } from "#app/modules/forum/waiting/set-posts-wait.server.ts";
import { makeSpaceMember } from "#test/factories/spaces.ts";
import { makeTopic, unique } from "#test/factories/topics.ts";
import { makeUser } from "#test/factories/users.ts";
import { signedIn } from "#test/helpers/visitor.ts";
import { useApp } from "#test/setup/app.ts";
import { useDatabase } from "#test/setup/database.ts";

useDatabase();
const app = useApp();
afterAll(closeQueue);

async function makeScene() {
  const topic = await makeTopic({ at: new Date(Date.now() - 3_600_000) });
  const keeper = await makeSpaceMember(await makeUser(), topic.spaceCode, "facilitator");
  await setPostsWait(keeper, { space: topic.spaceCode, wait: "new_people" });
  const person = await makeUser({ trustedAt: null });
  return { topic, keeper, writer: await signedIn(app, person), team: await signedIn(app, keeper), person };
}

const waitingOf = (authorId: string) => db().waitingPost.findFirstOrThrow({ where: { authorId } });

test("a post that waits is answered with 202 on its page, changed, let through, and its address leads on", async () => {
  const { topic, writer, team, person } = await makeScene();
  const form = `/topics/${topic.publicId}/reply`;
  expect((await writer.get(form)).body).toContain("A facilitator looks at what you send here");
  const body = unique("First words");
  const fields = { intent: "send", body, language: "en", clientId: "one", sequence: "0" };
  for (const turn of ["first", "again"]) {
    const answer = await writer.post(form, fields);
    expect([turn, answer.status]).toEqual([turn, 202]);
    expect(answer.body).toContain("Waiting for a facilitator");
    expect(answer.body).toContain(body);
    // What the browser has kept of it has done its work, and the form is empty for another one.
    expect(answer.body).toMatch(/data-sent="[^"]*\bone\b/);
    expect(answer.body).not.toContain(`>${body}</textarea>`);
  }
  const { id } = await waitingOf(person.id);
  expect((await writer.get("/me/drafts")).body).toContain(`/waiting/${id}`);
  // The same form with other words: the first ones wait, the others are in the form that changes them.
  const other = await writer.post(form, { ...fields, body: "Second words" });
  expect([other.status, other.location]).toEqual([303, `/waiting/${id}`]);
  expect((await writer.get(`/waiting/${id}`)).body).toContain("Second words</textarea>");
  const saved = await writer.post(`/waiting/${id}`, { body: "Second words", version: "1" });
  expect(saved.status).toBe(303);
  const stale = await team.post(`/moderation/waiting/${id}`, { decision: "publish", version: "1" });
  expect(stale.status).toBe(409);
  expect(stale.body).toContain("has changed this post");
  const done = await team.post(`/moderation/waiting/${id}`, { decision: "publish", version: "2" });
  expect(done.status).toBe(303);
  const led = await writer.get(`/waiting/${id}`);
  expect([led.status, led.location]).toEqual([302, `/topics/${topic.publicId}/${topic.slug}?at=1#reply-1`]);
});

test("a refusal keeps the reason that was typed, and the second to decide is told who was first", async () => {
  const { topic, writer, team, person, keeper } = await makeScene();
  const question = { intent: "send", title: "May I ask?", body: unique("This"), language: "en" };
  expect((await writer.post(`/forum/${topic.spaceCode}/new`, question)).status).toBe(202);
  const { id } = await waitingOf(person.id);
  const at = `/moderation/waiting/${id}`;
  const empty = await team.post(at, { decision: "decline", version: "1", reason: " " });
  expect([empty.status, empty.body.includes("Please say why")]).toEqual([400, true]);
  expect((await team.post(at, { decision: "decline", version: "1", reason: "Where is it from?" })).status).toBe(303);
  const late = await team.post(at, { decision: "decline", version: "1", reason: "A reason of my own." });
  expect(late.status).toBe(409);
  expect(late.body).toContain(keeper.name);
  expect(late.body).toContain("A reason of my own.");
  const page = await writer.get(`/waiting/${id}`);
  for (const words of ["Where is it from?", question.body, "Send again"]) expect(page.body).toContain(words);
  const deleted = await writer.post(`/waiting/${id}/delete`, {});
  expect(deleted.location).toBe("/me/drafts");
  expect((await writer.get(`/waiting/${id}`)).status).toBe(404);
});
