import { expect, it } from "vitest";
import { makeUser } from "#test/factories/users.ts";
import { signedIn, Visitor } from "#test/helpers/visitor.ts";
import { useApp } from "#test/setup/app.ts";
import { useDatabase } from "#test/setup/database.ts";

useDatabase();
const app = useApp();

it("a space is made, found, talked in and renamed by plain forms", async () => {
  const admin = await signedIn(app, await makeUser({ role: "administrator" }));
  expect((await admin.get("/forum")).body).toContain('href="/forum/spaces/new"');
  const fields = { kind: "team", name: "الفريق الوطني & Co", mode: "members", language: "ar", charter: "*أهلًا*" };
  const wrong = await admin.post("/forum/spaces/new", { ...fields, name: "x" });
  expect([wrong.status, wrong.body]).toEqual([400, expect.stringContaining("The name is too short")]);
  expect(wrong.body).toContain("*أهلًا*");
  const made = await admin.post("/forum/spaces/new", fields);
  const path = made.location!;
  const page = await admin.follow(made);
  expect(page.body).toContain("The space is created.");
  expect(page.body).toContain("الفريق الوطني &amp; Co");
  expect(page.body).toContain("National team");
  const twice = await admin.post("/forum/spaces/new", fields);
  expect([twice.status, twice.body]).toEqual([400, expect.stringContaining("Another space has this name")]);
  expect((await admin.get("/forum")).body).toContain(`href="${path}"`);
  expect((await new Visitor(app).get("/forum")).body).not.toContain("الفريق");
  expect((await new Visitor(app).get(path)).status).toBe(404);

  const composer = await admin.get(`${path}/new`);
  const clientId = /name="clientId" value="([^"]*)"/.exec(composer.body)![1]!;
  const topic = { title: "من يأتي؟", body: "اليوم.", language: "ar", clientId, intent: "send" };
  const sent = await admin.follow(await admin.post(`${path}/new`, topic));
  expect(sent.body).toContain("من يأتي؟");
  expect(sent.body).toMatch(/<h2><bdi>الفريق الوطني &amp; Co<\/bdi><\/h2>/);
  expect(sent.body).not.toContain("<h2>Lobby</h2>");
  expect((await admin.get("/forum")).body).toMatch(/class="[^"]*chip[^"]*"[^>]*>\s*<bdi[^>]*>الفريق الوطني/);

  const renamed = await admin.post(`${path}/settings`, { intent: "rename", name: "فريقنا" });
  expect(renamed.status).toBe(303);
  expect((await admin.get(path)).body).toContain("فريقنا");
});
