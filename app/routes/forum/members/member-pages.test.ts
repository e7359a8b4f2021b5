import { beforeEach, describe, expect, it } from "vitest";
import { db } from "#app/infra/db.server.ts";
import { makeSpace, makeSpaceMember } from "#test/factories/spaces.ts";
import { makeUser } from "#test/factories/users.ts";
import { signedIn, Visitor } from "#test/helpers/visitor.ts";
import { useApp } from "#test/setup/app.ts";
import { useDatabase } from "#test/setup/database.ts";

useDatabase();
const app = useApp();

let code: string;
let keeper: Visitor;
const at = (word = "") => `/forum/${code}${word && `/${word}`}`;

async function open(joinMode: "open" | "ask" | "members") {
  ({ code } = await makeSpace({ joinMode }));
  keeper = await signedIn(app, await makeSpaceMember(await makeUser(), code, "facilitator"));
}
const wishId = (body: string) => /name="wish" value="([^"]*)"/.exec(body)?.[1] ?? "";

describe("a space that one asks to join, by plain forms", () => {
  beforeEach(() => open("ask"));

  it("leads from its page to a request, its decision, and out again", async () => {
    const person = await makeUser({ name: "Awa Ndiaye" });
    const visitor = await signedIn(app, person);
    const before = (await visitor.get(at())).body;
    expect(before).toContain("Ask to join");
    expect(before).not.toContain(`${at("new")}"`);
    const asked = await visitor.post(at("join"), { intent: "ask", words: "I map\nsectors & more" });
    expect((await visitor.follow(asked)).body).toContain("Your request is sent.");
    expect((await visitor.get(at("join"))).body).toContain("I map\nsectors &amp; more");
    expect((await keeper.get(at())).body).toContain("1 request to join");
    const chores = (await keeper.get("/facilitation")).body;
    expect(chores).toContain(`href="${at("members")}#wishes">1 request to join`);

    const list = (await keeper.get(at("members"))).body;
    const refused = await keeper.post(at("members"), { intent: "decline", wish: wishId(list), reason: " " });
    expect([refused.status, refused.body]).toEqual([400, expect.stringContaining("Write why")]);
    expect(refused.body).toMatch(/<details open/);
    const accepted = await keeper.post(at("members"), { intent: "accept", wish: wishId(list) });
    expect((await keeper.follow(accepted)).body).toContain("Accepted");
    const late = await keeper.post(at("members"), { intent: "accept", wish: wishId(list) });
    expect([late.status, late.body]).toEqual([409, expect.stringContaining("somebody else has decided it")]);
    const inside = (await visitor.get(at())).body;
    expect(inside).toContain(`${at("new")}"`);
    const left = await visitor.follow(await visitor.post(at("leave"), {}));
    expect(left.body).toContain("You have left the space.");
  });

  it("has its facilitators say whose posts wait, where they say who comes in", async () => {
    expect((await keeper.get(at())).body).toContain('href="/facilitation">What waits for you');
    const saved = await keeper.follow(await keeper.post(at("settings"), { intent: "waits", wait: "not_members" }));
    expect([saved.status, saved.body.includes("The settings are saved.")]).toEqual([200, true]);
    expect((await keeper.get(at("settings"))).body).toMatch(/<input[^>]*checked=""[^>]*value="not_members"/);
    expect(await db().space.findUnique({ where: { code } })).toMatchObject({
      postsWait: "not_members",
      joinMode: "ask",
    });
    const refused = await keeper.post(at("settings"), { intent: "waits", wait: "everybody" });
    expect(refused.status).toBe(400);
    const member = await signedIn(app, await makeSpaceMember(await makeUser(), code));
    expect((await member.post(at("settings"), { intent: "waits", wait: "nobody" })).status).toBe(403);
  });

  it("brings a guest through signing in to the request, and to nothing that is for facilitators", async () => {
    const guest = new Visitor(app);
    const led = await guest.get(at("join"));
    expect([led.status, led.location]).toEqual([302, expect.stringContaining(encodeURIComponent(at("join")))]);
    const list = (await guest.get(at("members"))).body;
    expect(list).toContain("Facilitators");
    expect(list).not.toMatch(/name="intent"/);
    const member = await signedIn(app, await makeSpaceMember(await makeUser(), code));
    expect((await member.get(at("members"))).body).not.toMatch(/name="intent"/);
    expect((await member.get(at("settings"))).status).toBe(403);
  });
});

describe("a space for its members", () => {
  beforeEach(() => open("members"));

  it("is nowhere for others, until somebody of it adds them", async () => {
    const person = await makeUser();
    const visitor = await signedIn(app, person);
    const answers = async () =>
      Promise.all(
        ["", "members", "join", "leave", "settings"].map(async (word) => (await visitor.get(at(word))).status),
      );
    expect(await answers()).toEqual([404, 404, 404, 404, 404]);
    expect((await visitor.post(at("join"), { intent: "join" })).status).toBe(404);
    const wrong = await keeper.post(at("members"), { intent: "add", person: "@nobody-here", role: "member" });
    expect([wrong.status, wrong.body]).toEqual([400, expect.stringContaining('value="@nobody-here"')]);
    await keeper.post(at("members"), { intent: "add", person: `@${person.handle}`, role: "member" });
    expect(await answers()).toEqual([200, 200, 200, 200, 403]);
    const left = await visitor.post(at("leave"), {});
    expect(left.location).toBe("/forum");
    expect(await answers()).toEqual([404, 404, 404, 404, 404]);
  });

  it("is joined by a link that is shown once, and leads a guest through signing in and back", async () => {
    const wrong = await keeper.post(at("invitations"), { intent: "make", days: "7", uses: "many" });
    expect([wrong.status, wrong.body]).toEqual([400, expect.stringContaining('value="many"')]);
    const made = await keeper.post(at("invitations"), { intent: "make", days: "7", uses: "1" });
    const path = /\/space-invitations\/[\w-]{32}/.exec(made.body)?.[0] ?? "";
    expect(made.status).toBe(200);
    expect((await keeper.get(at("invitations"))).body).not.toContain(path);
    const guest = await new Visitor(app).get(path);
    expect([guest.status, guest.body]).toEqual([
      200,
      expect.stringContaining(`/login?next=${encodeURIComponent(path)}`),
    ]);
    const visitor = await signedIn(app, await makeUser());
    expect((await visitor.follow(await visitor.post(path, {}))).body).toContain("You are a member of this space.");
    const late = await signedIn(app, await makeUser());
    expect((await late.get(path)).body).toContain("This link has been used by as many people");
    const refused = await late.post(path, {});
    expect([refused.status, refused.body]).toEqual([409, expect.stringContaining("brings in nobody any more")]);
    expect((await late.get("/space-invitations/unknown")).status).toBe(404);
  });

  it("is opened only with the tick that says so", async () => {
    const refused = await keeper.post(at("settings"), { mode: "open" });
    expect([refused.status, refused.body]).toEqual([400, expect.stringContaining("Tick this box")]);
    const guest = new Visitor(app);
    expect((await guest.get(at())).status).toBe(404);
    await keeper.post(at("settings"), { mode: "open", opens: "on" });
    expect((await guest.get(at())).status).toBe(200);
    await keeper.post(at("settings"), { mode: "members" });
    expect((await guest.get(at())).status).toBe(404);
    expect(await db().space.findUnique({ where: { code } })).toMatchObject({ joinMode: "members" });
  });
});
