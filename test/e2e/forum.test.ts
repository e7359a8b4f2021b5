import { beforeAll, describe, expect, it } from "vitest";
import { db } from "#app/infra/db.server.ts";
import type { Actor } from "#app/modules/accounts/actor.ts";
import { topicPath } from "#app/modules/forum/paths.ts";
import { makeTopic, unique } from "#test/factories/topics.ts";
import { makeUser, testPassword } from "#test/factories/users.ts";
import { signedIn, Visitor } from "#test/helpers/visitor.ts";
import { useApp } from "#test/setup/app.ts";
import { useDatabase } from "#test/setup/database.ts";
import { seedRoadmap } from "#prisma/seed/roadmap.ts";
import { seedSpaces } from "#prisma/seed/spaces.ts";
import { chromiumPath, useBrowser } from "./browser.ts";
import { arrive, signIn } from "./people.ts";

useDatabase();
const app = useApp();
const browser = useBrowser();
beforeAll(async () => {
  await seedRoadmap(db());
  await seedSpaces();
});

const trainer = () => makeUser({ role: "trainer" });
const hidden = (body: string, name: string) => new RegExp(`name="${name}" value="([^"]*)"`).exec(body)?.[1];

describe("the addresses of a topic", () => {
  it("are decided by the number; a missing, old or mistyped slug leads to the right one", async () => {
    const topic = await makeTopic({ title: "谁来领导？" });
    const guest = new Visitor(app);
    const right = topicPath(topic);
    for (const path of [
      `/topics/${topic.publicId}`,
      `/topics/${topic.publicId}/wrong`,
      `/topics/${topic.publicId}/x?at=1`,
    ]) {
      const answer = await guest.get(path);
      expect(answer.status).toBe(301);
      expect(answer.location).toBe(right + (path.split("?")[1] ? "?at=1" : ""));
    }
    expect((await guest.get(right)).status).toBe(200);
    for (const lost of ["/topics/0/x", "/topics/99999999999/x", "/topics/x/y", "/forum/9.9", "/replies/x/history"])
      expect((await guest.get(lost)).status, lost).toBe(404);
  });

  it("say when there is nothing new in a few bytes, and what is new in a sentence", async () => {
    const topic = await makeTopic({ replies: 3 });
    const guest = new Visitor(app);
    const path = `/topics/${topic.publicId}/changes.json`;
    const first = await guest.get(`${path}?after=3`);
    expect(JSON.parse(first.body)).toEqual({ lastReply: 3, count: 0, message: null, href: null });
    const again = await guest.get(`${path}?after=3`, { "If-None-Match": first.headers.get("etag")! });
    expect([again.status, again.body]).toEqual([304, ""]);
    const news = JSON.parse((await guest.get(`${path}?after=1`)).body) as { message: string; href: string };
    expect(news).toMatchObject({ message: "2 new replies: show them", href: `${topicPath(topic)}?at=2#reply-2` });
  });
});

describe("a post sent as a plain form", () => {
  it("is posted once, however often it is sent, and the form brings the id for that", async () => {
    const topic = await makeTopic();
    const visitor = await signedIn(app, await makeUser());
    const clientId = hidden((await visitor.get(topicPath(topic))).body, "clientId")!;
    const fields = { clientId, body: unique("Sent with two clicks"), intent: "send" };
    const path = `/topics/${topic.publicId}/reply`;
    const answers = await Promise.all([1, 2, 3, 4, 5].map(() => visitor.post(path, fields)));
    for (const { status, location } of answers)
      expect([status, location]).toEqual([303, `${topicPath(topic)}?at=1#reply-1`]);
    expect((await visitor.follow(answers[0]!)).body).toContain("Your reply is published.");
    expect(await db().reply.count({ where: { topicId: topic.id } })).toBe(2);
  });

  it("keeps new words that came with an old id, until they are sent", async () => {
    const topic = await makeTopic();
    const visitor = await signedIn(app, await trainer());
    const path = `/topics/${topic.publicId}/reply`;
    await visitor.post(path, { clientId: "one", body: "First" });
    for (const body of ["Second thoughts", "Third thoughts"]) {
      const page = await visitor.follow(await visitor.post(path, { clientId: "one", body }));
      expect(page.body).toContain(`>${body}</textarea>`);
      expect(hidden(page.body, "clientId")).not.toBe("one");
    }
    const sent = await visitor.post(path, { body: "Third thoughts" });
    expect(sent.location).toContain("#reply-2");
    expect((await visitor.follow(sent)).body).not.toContain("Third thoughts</textarea>");
  });

  it("that is refused comes back with the text, the reason and the seconds", async () => {
    const [topic, other] = [await makeTopic(), await makeTopic()];
    const visitor = await signedIn(app, await makeUser());
    const path = `/topics/${topic.publicId}/reply`;
    const body = unique("Said before");
    await visitor.post(path, { body });
    const fast = await visitor.post(path, { body: "Soon after" });
    expect(fast.status).toBe(429);
    expect(Number(fast.headers.get("retry-after"))).toBeGreaterThan(0);
    expect(fast.body).toContain(">Soon after</textarea>");
    const same = await visitor.post(`/topics/${other.publicId}/reply`, { body });
    expect(same.status).toBe(409);
    expect(same.body).toContain(`href="${topicPath(topic)}?at=1#reply-1"`);
    const empty = await visitor.post(path, { body: " \n " });
    expect(empty.status).toBe(400);
    expect(empty.body).toContain('id="body-error"');
    const wrong = await visitor.post("/forum/1.2/new", { title: "ab", body: "What?", language: "tlh" });
    expect(wrong.status).toBe(400);
    for (const field of ["title", "language"]) expect(wrong.body).toContain(`id="${field}-error"`);
  });

  it("is shown before it is sent, and nothing is posted by that", async () => {
    const visitor = await signedIn(app, await makeUser());
    const fields = { title: "A table", body: "|a|b|\n|-|-|\n|1|2|", language: "fr", intent: "preview", clientId: "p" };
    const page = await visitor.post("/forum/1.2/new", fields);
    expect(page.status).toBe(200);
    expect(page.body).toMatch(/<section class="preview"[^>]*autofocus[^]*<table/);
    expect(page.body).toContain('value="A table"');
    expect(await db().topic.count({ where: { title: "A table" } })).toBe(0);
    expect((await visitor.post("/forum/preview", { body: "*x*" })).body).toContain("<em>x</em>");
    // Only the composer's script asks for this, and it shows where to sign in by itself.
    const refused = await new Visitor(app).post("/forum/preview", { body: "*x*" });
    expect(refused.status).toBe(401);
    expect(JSON.parse(refused.body)).toMatchObject({ signIn: expect.stringContaining("/login") });
  });

  it("survives signing in, under the same id", async () => {
    const topic = await makeTopic();
    const member = await makeUser();
    const guest = new Visitor(app);
    const refused = await guest.post(`/topics/${topic.publicId}/reply`, { clientId: "kept-1", body: "Kept words" });
    expect(refused.location).toContain("/login?next=");
    const home = await guest.post(refused.location!, { email: member.email, password: testPassword });
    const page = await guest.follow(home);
    expect(page.body).toContain(">Kept words</textarea>");
    expect(hidden(page.body, "clientId")).toBe("kept-1");
  });

  it("is not taken from guests, nor from those who must confirm or are silenced", async () => {
    const topic = await makeTopic();
    const people: [Actor, string][] = [
      [await makeUser({ emailConfirmedAt: null }), "confirm your e-mail address"],
      [
        await makeUser({ silencedUntil: new Date("2040-05-06T12:00Z"), silenceReason: "Shouting at newcomers" }),
        "Shouting at newcomers",
      ],
    ];
    for (const [person, reason] of people) {
      const visitor = await signedIn(app, person);
      const page = await visitor.get(topicPath(topic));
      expect(page.body).toContain(reason);
      expect(page.body).not.toContain("<textarea");
      const refused = await visitor.post(`/topics/${topic.publicId}/reply`, { body: "Let me" });
      expect([refused.status, refused.body.includes(reason)]).toEqual([403, true]);
    }
    expect((await new Visitor(app).get(topicPath(topic))).body).toContain("Sign in to reply");
    expect((await new Visitor(app).get("/forum/1.2/new")).location).toContain("/login");
    expect(await db().reply.count({ where: { topicId: topic.id } })).toBe(1);
  });

  it("marks what was shown as read, without JavaScript too", async () => {
    const topic = await makeTopic({ replies: 2, spaceCode: "4.4" });
    const visitor = await signedIn(app, await makeUser());
    const pixel = /<noscript><img src="([^"]*)"/.exec((await visitor.get(topicPath(topic))).body)?.[1];
    expect((await visitor.get(pixel!)).status).toBe(204);
    const { replier } = topic;
    const other = await signedIn(app, replier!);
    await other.post(`/topics/${topic.publicId}/reply`, { body: unique("News") });
    expect((await visitor.get("/forum/4.4")).body).toContain(`${topicPath(topic)}?at=3#reply-3`);
    expect((await visitor.get(`${topicPath(topic)}?at=99`)).body).not.toContain("<noscript><img");
  });
});

describe.skipIf(!chromiumPath)("the composer", () => {
  async function at(path: string, actor: Actor) {
    const somebody = await arrive(browser.get(), { name: actor.name, email: actor.email, language: "en" }, {});
    await signIn(app, somebody, testPassword);
    await somebody.page.goto(app.url + path);
    return somebody;
  }
  const status = "[data-save-line] > span";

  it("keeps a draft until its post has arrived", async () => {
    const topic = await makeTopic();
    const { page, context } = await at(topicPath(topic), await makeUser());
    await page.fill("[name=body]", "Half a thought");
    await expect.poll(() => page.textContent(status), { timeout: 20_000 }).toMatch(/^Saved \d/);
    const id = await page.inputValue("[name=clientId]");
    await page.close();
    const again = await context.newPage();
    await again.goto(app.url + topicPath(topic));
    expect(await again.inputValue("[name=body]")).toBe("Half a thought");
    expect(await again.inputValue("[name=clientId]")).toBe(id);
    // The link drops while it is sent: the draft is what is left.
    await context.setOffline(true);
    await again.click("button[value=send]");
    await again.close();
    await context.setOffline(false);
    const third = await context.newPage();
    await third.goto(app.url + topicPath(topic));
    expect(await third.inputValue("[name=body]")).toBe("Half a thought");
    await third.press("[name=body]", "Control+Enter");
    await third.waitForURL(/#reply-1$/);
    expect(await third.inputValue("[name=body]")).toBe("");
    await expect.poll(() => third.evaluate(() => document.activeElement?.id)).toBe("reply-1");
    expect(await third.evaluate(() => Object.keys(localStorage))).toEqual([]);
    await context.close();
  });

  it("is no part of a topic on paper, and neither is what stands beside it", async () => {
    const topic = await makeTopic({ replies: 1 });
    const { page, context } = await at(topicPath(topic), await makeUser());
    const seen = () => Promise.all([".reply", "#compose", ".page-aside"].map((part) => page.isVisible(part)));
    expect(await seen()).toEqual([true, true, true]);
    await page.emulateMedia({ media: "print" });
    expect(await seen()).toEqual([true, false, false]);
    await context.close();
  });

  it("writes Markdown by keyboard, shows it and quotes", async () => {
    const topic = await makeTopic({ body: "Line one\n\nLine two" });
    const { page, context } = await at(topicPath(topic), await makeUser());
    await page.fill("[name=body]", "strong");
    await page.press("[name=body]", "Control+a");
    await page.press("[name=body]", "Control+b");
    expect(await page.inputValue("[name=body]")).toBe("**strong**");
    await page.press("[name=body]", "Control+z");
    expect(await page.inputValue("[name=body]")).toBe("strong");
    await page.focus("[data-tool=bold]");
    for (const tool of ["italic", "link", "list"]) {
      await page.keyboard.press("ArrowRight");
      expect(await page.evaluate(() => document.activeElement?.getAttribute("data-tool"))).toBe(tool);
    }
    await page.keyboard.press("Enter");
    expect(await page.inputValue("[name=body]")).toBe("- strong");
    await page.click("button[value=preview]");
    await page.waitForSelector("[data-preview]:not([hidden]) li");
    await page.click("a[data-quote='0']");
    expect(await page.inputValue("[name=body]")).toMatch(
      /^- strong\n\n> \[Person \w+\]\(.*#reply-0\)\n>\n> Line one\n>\n> Line two\n\n$/,
    );
    await context.close();
  });

  it("shows both texts when somebody else was faster", async () => {
    const topic = await makeTopic({ at: new Date(Date.now() - 3_600_000), body: "As it was" });
    const { id } = await db().reply.findFirstOrThrow({ where: { topicId: topic.id }, select: { id: true } });
    const { page, context } = await at(`/replies/${id}/edit`, topic.author);
    const moderator = await signedIn(app, await makeUser({ role: "moderator" }));
    await moderator.post(`/replies/${id}/edit`, { version: "1", body: "Mended by a moderator" });
    await page.fill("[name=body]", "As I want it");
    await page.click("button[value=send]");
    await page.waitForSelector("text=The text as it is now");
    expect(await page.textContent(".source")).toBe("Mended by a moderator");
    expect(await page.inputValue("[name=body]")).toBe("As I want it");
    await page.click("button[value=send]");
    await page.waitForURL(/#reply-0$/);
    expect(await page.textContent("#reply-0 .prose")).toContain("As I want it");
    await page.click("text=Edited");
    expect(await page.textContent("del")).toContain("Mended by a moderator");
    await context.close();
  });
});
