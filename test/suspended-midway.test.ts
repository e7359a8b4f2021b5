import { randomUUID } from "node:crypto";
import { afterAll, describe, expect, test } from "vitest";
import { db } from "#app/infra/db.server.ts";
import { closeQueue } from "#app/infra/queue.server.ts";
import type { Actor } from "#app/modules/accounts/actor.ts";
import { endSanction, imposeSanction } from "#app/modules/accounts/sanctions/impose-sanction.server.ts";
import { seedRoadmap } from "#prisma/seed/roadmap.ts";
import { makeQuiz } from "#test/factories/quizzes.ts";
import { makeTopic, unique } from "#test/factories/topics.ts";
import { makeUser, testPassword } from "#test/factories/users.ts";
import { makeWebinar } from "#test/factories/webinars.ts";
import { type Answer, signedIn, type Visitor } from "#test/helpers/visitor.ts";
import { useApp } from "#test/setup/app.ts";
import { useDatabase } from "#test/setup/database.ts";

/*
 * Somebody is suspended while they are in the middle of something. They are told so in words, what had been acknowledged stays, and what
 * they were typing is in its form when they are let in again. (Replies by mail do not exist.)
 */
useDatabase();
const app = useApp(() => seedRoadmap(db()));
afterAll(closeQueue);

const reason = "Three times the same advertisement.";

async function suspend(person: Actor) {
  const moderator = await makeUser({ role: "moderator" });
  await imposeSanction(moderator, { handle: person.handle, kind: "suspend", reason, until: "2030-01-05" });
  const { id } = await db().sanction.findFirstOrThrow({ where: { userId: person.id }, select: { id: true } });
  return () => endSanction(moderator, { handle: person.handle, id });
}

/** Sends what was typed, is led to signing in and told why not; let in again, comes back to the page it was typed on. */
async function comeBack(visitor: Visitor, person: Actor, sent: Answer, lift: () => Promise<unknown>): Promise<Answer> {
  expect(sent.location).toMatch(/^\/login\?next=/);
  const credentials = { email: person.email, password: testPassword };
  const told = await visitor.post(sent.location!, credentials);
  expect(told.status).toBe(409);
  for (const words of ["5 January 2030", reason]) expect(told.body).toContain(words);
  await lift();
  const back = await visitor.post(sent.location!, credentials);
  return visitor.follow(back);
}

describe("somebody who is suspended in the middle of", () => {
  test("a quiz keeps what was saved, and finds what they sent last in its form", async () => {
    const { path } = await makeQuiz();
    const person = await makeUser();
    const visitor = await signedIn(app, person);
    await visitor.follow(await visitor.post(path, { intent: "start" }));
    const fields = { attempt: "1", version: "0", q1: "0", q4: "mapping" };
    const save = (more: Record<string, string>) =>
      visitor.post(`${path}.json`, { ...fields, ...more }, { "X-Viewer": person.handle });
    expect((await save({})).status).toBe(200);
    const saved = async () =>
      (await db().attemptAnswer.findMany({ where: { attempt: { userId: person.id } } })).map(
        ({ response }) => response,
      );
    const before = await saved();
    expect(before).toContainEqual(["mapping"]);

    const lift = await suspend(person);
    const refused = await save({ version: "1", q4: "other words" });
    expect(refused.status).toBe(401);
    const said = JSON.parse(refused.body) as { signIn: string; message: string };
    expect(said.signIn).toContain("/login");
    expect(said.message.length).toBeGreaterThan(10);
    const sent = await visitor.post(path, {
      ...fields,
      version: "1",
      q4: "last words",
      intent: "submit",
      confirm: "1",
    });
    expect(await saved()).toEqual(before);
    expect(await db().attempt.count({ where: { userId: person.id, submittedAt: { not: null } } })).toBe(0);
    const page = await comeBack(visitor, person, sent, lift);
    expect(page.status).toBe(200);
    expect(page.body).toContain("last words");
    expect(await saved()).toEqual(before);
  });

  test("a room keeps what they said, and finds what they were saying in its form", async () => {
    const person = await makeUser();
    const { publicId } = await makeWebinar({ people: [person], startsAt: new Date(Date.now() - 60_000) });
    const visitor = await signedIn(app, person);
    const say = (body: string) => visitor.post(`/webinars/${publicId}/messages`, { body, clientId: randomUUID() });
    expect((await say("These were heard")).status).toBe(303);
    const lift = await suspend(person);
    const sent = await say("These were not");
    const heard = () => db().roomMessage.findMany({ where: { authorId: person.id }, select: { body: true } });
    expect(await heard()).toEqual([{ body: "These were heard" }]);
    const page = await comeBack(visitor, person, sent, lift);
    expect(page.status).toBe(200);
    for (const words of ["These were heard", "These were not"]) expect(page.body).toContain(words);
    expect(await heard()).toHaveLength(1);
  });

  test("a reply finds it in its form", async () => {
    const { publicId } = await makeTopic({ at: new Date(Date.now() - 3_600_000) });
    const person = await makeUser();
    const visitor = await signedIn(app, person);
    const body = unique("A long answer");
    const lift = await suspend(person);
    const sent = await visitor.post(`/topics/${publicId}/reply`, { intent: "send", body, language: "en" });
    const page = await comeBack(visitor, person, sent, lift);
    expect(page.body).toContain(`${body}</textarea>`);
    expect(await db().reply.count({ where: { authorId: person.id } })).toBe(0);
  });
});
