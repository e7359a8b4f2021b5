import { expect, it } from "vitest";
import { makeSpace, makeSpaceMember } from "#test/factories/spaces.ts";
import { makeUser } from "#test/factories/users.ts";
import { signedIn, Visitor } from "#test/helpers/visitor.ts";
import { useApp } from "#test/setup/app.ts";
import { useDatabase } from "#test/setup/database.ts";

useDatabase();
const app = useApp();

const versionIn = (body: string) => /name="version" value="(\d+)"/.exec(body)?.[1] ?? "";
const textIn = (body: string) => /<textarea[^>]*name="body"[^>]*>\n?([^<]*)<\/textarea>/.exec(body)?.[1];

it("a charter is looked at, saved and read by plain forms, and shown beside a newer one", async () => {
  const { code } = await makeSpace();
  const at = `/forum/${code}/charter`;
  const keeper = await signedIn(app, await makeSpaceMember(await makeUser(), code, "facilitator"));
  expect((await keeper.get(`/forum/${code}`)).body).toContain(`href="${at}/edit"`);
  const opened = (await keeper.get(`${at}/edit?in=en`)).body;
  const fields = { language: "en", version: versionIn(opened), body: "Ask *anything*.\n\nBe kind." };
  const preview = await keeper.post(`${at}/edit?in=en`, { ...fields, intent: "preview" });
  expect(preview.body).toContain("<em>anything</em>");
  expect(textIn(preview.body)).toBe(fields.body);
  const saved = await keeper.post(`${at}/edit?in=en`, { ...fields, intent: "send" });
  expect((await keeper.follow(saved)).body).toContain("The charter is saved.");

  const guest = new Visitor(app);
  expect((await guest.get(`/forum/${code}`)).body).toContain(`href="${at}"`);
  expect((await guest.get(at)).body).toContain("<em>anything</em>");
  expect((await guest.get(`${at}/history`)).body).toMatch(/<ins>|added:/);

  const late = await keeper.post(`${at}/edit?in=en`, { ...fields, body: "Mine & yours." });
  expect([late.status, late.body]).toEqual([409, expect.stringContaining("compare both texts")]);
  expect(late.body).toContain("Ask *anything*.");
  expect([textIn(late.body), versionIn(late.body)]).toEqual(["Mine &amp; yours.", "1"]);
  const empty = await keeper.post(`${at}/edit?in=en`, { ...fields, version: "1", body: " " });
  expect(empty.status).toBe(400);
  const again = await keeper.post(`${at}/edit?in=en`, { ...fields, version: "1", body: "Mine & yours." });
  expect((await keeper.follow(again)).body).toContain("Mine &amp; yours.");
});
