import { beforeAll, describe, expect, test } from "vitest";
import { db } from "#app/infra/db.server.ts";
import type { Actor } from "#app/modules/accounts/actor.ts";
import { findActor } from "#app/modules/accounts/sessions.server.ts";
import { setUpMail } from "#app/modules/notifications/set-up-mail.server.ts";
import { makeNotice } from "#test/factories/notifications.ts";
import { makeUser } from "#test/factories/users.ts";
import { tellOf } from "#test/helpers/tell.ts";
import { Visitor, signedIn } from "#test/helpers/visitor.ts";
import { useApp } from "#test/setup/app.ts";
import { useDatabase } from "#test/setup/database.ts";

useDatabase();
const app = useApp();

let person: Actor;
let address: string;
beforeAll(async () => {
  person = await makeUser({ language: "ar" });
  const wish = { userId: person.id, digest: "weekly" as const };
  await tellOf("accounts.user.joined", wish);
  await setUpMail(wish);
  await makeNotice(person.id, { by: { id: crypto.randomUUID(), name: "Zoë" } });
  const where = { userId_list: { userId: person.id, list: "digest" } };
  address = `/mail/unsubscribe/${(await db().mailSubscription.findUniqueOrThrow({ where })).token}`;
});

const isDue = async () =>
  (await db().digestSetting.findUniqueOrThrow({ where: { userId: person.id } })).nextDueAt !== null;
const unread = async () => (await findActor(person.id))!.unread;

describe("leaving a list", () => {
  test("takes a button: looking changes nothing", async () => {
    const page = await new Visitor(app).get(address);
    expect(page.status).toBe(200);
    expect(page.body).toContain(`action="${address}"`);
    await new Visitor(app).get(`${address}?intent=unsubscribe`);
    expect(await isDue()).toBe(true);
  });

  test("is one POST without a cookie, from wherever a mail program is, in whatever form, and back again", async () => {
    const oneClick = "List-Unsubscribe=One-Click";
    const multipart = new FormData();
    multipart.append("List-Unsubscribe", "One-Click");
    const type = { "Content-Type": "application/x-www-form-urlencoded" };
    for (const init of [
      { body: oneClick, headers: type },
      { body: oneClick, headers: { ...type, Origin: "https://mail.example.org" } },
      { body: oneClick, headers: { ...type, Origin: "null", "Sec-Fetch-Site": "cross-site" } },
      { body: multipart },
      {},
    ]) {
      expect((await new Visitor(app).send("POST", address, init)).status).toBe(200);
      expect(await isDue()).toBe(false);
      const back = await new Visitor(app).post(address, { intent: "resubscribe" });
      expect(back.status).toBe(200);
      expect(await isDue()).toBe(true);
    }
  });

  test("with a token that nobody has is not found", async () => {
    for (const token of ["x", "A".repeat(32)]) {
      expect((await new Visitor(app).get(`/mail/unsubscribe/${token}`)).status).toBe(404);
      expect((await new Visitor(app).post(`/mail/unsubscribe/${token}`)).status).toBe(404);
    }
  });
});

describe("the list", () => {
  test("is for who is signed in", async () => {
    for (const path of ["/me/notifications", "/me/settings/notifications"]) {
      const answer = await new Visitor(app).get(path);
      expect(answer.location).toBe(`/login?next=${encodeURIComponent(path)}`);
    }
    expect((await new Visitor(app).post("/me/notifications", { until: "1" })).location).toContain("/login");
  });

  test("shows the sentence in the reader's language, and following one reads it, but not loading it ahead", async () => {
    const visitor = await signedIn(app, person);
    const page = await visitor.get("/me/notifications");
    expect(page.body).toContain("رد جديد من \u2068Zoë\u2069 في «\u2068Who leads?\u2069»");
    const { id } = await db().notification.findFirstOrThrow({ where: { userId: person.id, kind: "reply" } });
    expect(page.body).toContain(`/me/notifications/${id}`);
    const before = await unread();
    const ahead = await visitor.get(`/me/notifications/${id}`, { "Sec-Purpose": "prefetch" });
    expect(ahead.location).toContain("/topics/1");
    expect(await unread()).toBe(before);
    const followed = await visitor.get(`/me/notifications/${id}`);
    expect([followed.status, followed.location]).toEqual([303, ahead.location]);
    expect(await unread()).toBe(before - 1);
    const stranger = await signedIn(app, await makeUser());
    expect((await stranger.get(`/me/notifications/${id}`)).status).toBe(404);
  });

  test("is marked read by a button", async () => {
    const visitor = await signedIn(app, person);
    await makeNotice(person.id);
    const done = await visitor.post("/me/notifications", { until: String(Date.now() + 1000) });
    expect(done.status).toBe(303);
    expect(await unread()).toBe(0);
    expect((await visitor.post("/me/notifications", { until: "yesterday" })).status).toBe(400);
  });
});

test("the settings are saved, and a wrong choice comes back beside its field", async () => {
  const visitor = await signedIn(app, person);
  const path = "/me/settings/notifications";
  const wish = { frequency: "daily", weekday: "3", hour: "18", lists: ["replies", "topics"] };
  expect((await visitor.post(path, wish)).status).toBe(303);
  const page = await visitor.get(path);
  expect(page.body).toMatch(/<option value="18" selected=""/);
  const refused = await visitor.post(path, { ...wish, hour: "25" });
  expect(refused.status).toBe(400);
  expect(refused.body).toContain("hour-error");
  expect(refused.body).toMatch(/<option value="3" selected=""/);
});
