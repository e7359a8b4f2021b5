import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { db } from "#app/infra/db.server.ts";
import { closeQueue } from "#app/infra/queue.server.ts";
import type { Actor } from "#app/modules/accounts/actor.ts";
import { makeTopic } from "#test/factories/topics.ts";
import { makeUser, testPassword } from "#test/factories/users.ts";
import { tellOf } from "#test/helpers/tell.ts";
import { signedIn, type Visitor } from "#test/helpers/visitor.ts";
import { useApp } from "#test/setup/app.ts";
import { useDatabase } from "#test/setup/database.ts";

useDatabase();
const app = useApp();
afterAll(closeQueue);

let moderator: Actor;
let visitor: Visitor;
beforeAll(async () => {
  moderator = await makeUser({ role: "moderator" });
  visitor = await signedIn(app, moderator);
});

const tellAllOf = async (userId: string) => {
  const sanctions = await db().sanction.findMany({ where: { userId }, select: { id: true } });
  for (const { id } of sanctions) await tellOf("accounts.sanction.imposed", { sanctionId: id });
  return db().outgoingMail.findMany({ where: { userId }, orderBy: { key: "asc" } });
};

describe("somebody who is suspended in the middle of a reply", () => {
  it("is led to sign in with the text kept, told date and reason after the right password alone, and mailed", async () => {
    const topic = await makeTopic();
    const person = await makeUser({ zone: "Africa/Dakar" });
    const own = await signedIn(app, person);
    expect((await own.get("/me")).status).toBe(200);
    const path = `/people/${person.handle}/suspend`;
    expect((await visitor.get(path)).body).toContain("is signed out everywhere within seconds");
    const done = await visitor.post(path, { until: "2030-03-04", reason: "Sells tickets in every topic." });
    expect(done.location).toBe(`/people/${person.handle}/record`);
    const record = await visitor.follow(done);
    expect(record.body).toContain("Sells tickets in every topic.");
    expect(record.body).toContain("in force");

    const words = "Words that took an hour to write";
    const sent = await own.post(`/topics/${topic.publicId}/reply`, { clientId: "suspended-1", body: words });
    expect([sent.status, sent.location?.startsWith("/login?next=")]).toEqual([302, true]);
    const signIn = (password: string) => own.post(sent.location!, { email: person.email, password });
    expect((await signIn("a wrong password")).body).not.toContain("Sells tickets");
    const told = await signIn(testPassword);
    expect(told.status).toBe(409);
    expect(told.body).toContain("4 March 2030");
    expect(told.body).toContain("Sells tickets in every topic.");
    const [mail] = await tellAllOf(person.id);
    expect(mail?.text).toContain("Sells tickets in every topic.");
    expect(mail?.text).toContain("4 March 2030");

    const { id } = await db().sanction.findFirstOrThrow({ where: { userId: person.id }, select: { id: true } });
    const ended = await visitor.follow(await visitor.post(`/people/${person.handle}/record`, { id }));
    expect(ended.body).toContain("Ended. The person is told by mail.");
    const page = await own.follow(await signIn(testPassword));
    expect(page.body).toContain(`>${words}</textarea>`);
  });
});

describe("somebody who is silenced", () => {
  it("reads, and is told until when and why where they would write", async () => {
    const topic = await makeTopic();
    const person = await makeUser({ language: "fr", zone: "Europe/Paris" });
    const sent = await visitor.post(`/people/${person.handle}/silence`, { until: "2030-03-04", reason: "Insults" });
    expect(sent.status).toBe(303);
    const own = await signedIn(app, person);
    const page = await own.get(`/topics/${topic.publicId}/${topic.slug}`);
    expect([page.status, page.body.includes("<textarea")]).toEqual([200, false]);
    expect(page.body).toContain("4 mars 2030");
    expect(page.body).toContain("Insults");
    const refused = await own.post(`/topics/${topic.publicId}/reply`, { body: "Let me" });
    expect([refused.status, refused.body.includes("Insults")]).toEqual([403, true]);
    expect((await own.get("/forum/1.1/new")).status).toBe(403);
    const [mail] = await tellAllOf(person.id);
    expect(mail?.subject).toBe("Votre compte est limité à la lecture pour le moment");
    const record = await own.get(`/people/${person.handle}/record`);
    expect(record.body).toContain("Insults");
    expect(record.body).not.toContain(moderator.name);
  });
});

describe("a warning", () => {
  it("is told in the app and by mail, needs words, and changes nothing else", async () => {
    const person = await makeUser();
    const path = `/people/${person.handle}/warn`;
    const empty = await visitor.post(path, { reason: " " });
    expect([empty.status, empty.body.includes("Please fill this in")]).toEqual([400, true]);
    await visitor.post(path, { reason: "Please quote less." });
    expect(await tellAllOf(person.id)).toHaveLength(1);
    const own = await signedIn(app, person);
    expect((await own.get("/me/notifications")).body).toContain("Please quote less.");
    expect((await own.get("/forum/1.1/new")).status).not.toBe(403);
  });
});

describe("muting and blocking", () => {
  it("is done and undone by plain forms, is listed, and folds what they write", async () => {
    const [person, loud] = [await makeUser(), await makeUser({ role: "trainer", name: "Loud Voice" })];
    const topic = await makeTopic({ author: loud, body: "Very loud words" });
    const own = await signedIn(app, person);
    expect((await own.get(`/people/${loud.handle}`)).body).toContain(`/people/${loud.handle}/mute`);
    expect((await own.get(`/people/${loud.handle}/mute`)).body).toContain("Their posts are folded");
    const list = await own.follow(await own.post(`/people/${loud.handle}/mute`));
    expect(list.body).toContain("Loud Voice");
    const page = await own.get(`/topics/${topic.publicId}/${topic.slug}`);
    expect(page.body).toMatch(/<details[^>]*><summary[^>]*>Post by somebody you muted or blocked/);
    expect(page.body).toContain("Very loud words");
    const empty = await own.follow(await own.post(`/people/${loud.handle}/mute`, { intent: "end" }));
    expect(empty.body).not.toContain("Loud Voice");
  });
});

describe("somebody who is warned", () => {
  it("finds the warning with its reason on their home until they say that they have read it", async () => {
    const person = await makeUser();
    const own = await signedIn(app, person);
    expect((await own.get("/me")).body).not.toContain("Warning from the team");
    const reason = "Please stay with the subject.";
    await visitor.post(`/people/${person.handle}/warn`, { reason });
    for (const home of ["/me", "/"]) {
      const { body } = await own.get(home);
      expect(body).toContain("Warning from the team");
      expect(body).toContain(reason);
      expect(body).not.toContain(moderator.name);
    }
    const record = () => visitor.get(`/people/${person.handle}/record`);
    expect((await record()).body).not.toContain("read on");
    const { id } = await db().sanction.findFirstOrThrow({ where: { userId: person.id }, select: { id: true } });
    const done = await own.post(`/me/warnings/${id}`);
    expect([done.status, done.location]).toEqual([303, "/me"]);
    const after = await own.follow(done);
    expect(after.body).toContain("The warning stays in your record");
    expect(after.body).not.toContain(reason);
    expect((await own.get(`/people/${person.handle}/record`)).body).toContain(reason);
    expect((await record()).body).toContain("read on");
    expect((await visitor.post(`/me/warnings/${id}`)).status).toBe(404);
  });
});
