import type { Page } from "playwright-core";
import { describe, expect, it } from "vitest";
import { db } from "#app/infra/db.server.ts";
import type { Actor } from "#app/modules/accounts/actor.ts";
import { topicPath } from "#app/modules/forum/paths.ts";
import { makePng } from "#test/factories/course-files.ts";
import { makeTopic, unique } from "#test/factories/topics.ts";
import { makeUser, testPassword } from "#test/factories/users.ts";
import { useApp } from "#test/setup/app.ts";
import { useDatabase } from "#test/setup/database.ts";
import { chromiumPath, useBrowser } from "./browser.ts";
import { arrive, signIn } from "./people.ts";

useDatabase();
const app = useApp();
const browser = useBrowser();

const soon = { timeout: 20_000 };

/** A new browser of somebody, which is another device. */
async function deviceOf({ name, email }: Actor) {
  const somebody = await arrive(browser.get(), { name, email, language: "en" });
  await signIn(app, somebody, testPassword);
  return somebody;
}

async function atTopic() {
  const topic = await makeTopic();
  const me = await makeUser({ role: "trainer" });
  const somebody = await deviceOf(me);
  const address = app.url + topicPath(topic);
  await somebody.page.goto(address);
  return { ...somebody, topic, me, address };
}

const says = (page: Page, words: RegExp) =>
  expect.poll(() => page.locator(".save-line > span").textContent(), soon).toMatch(words);
const draftOf = async ({ id }: Actor) =>
  (await db().postDraft.findFirst({ where: { userId: id, endedAt: null }, select: { body: true } }))?.body ?? null;
const keys = (page: Page) => page.evaluate(() => Object.keys(localStorage));

describe.skipIf(!chromiumPath)("a draft of a post", () => {
  it("is saved by itself, goes on from another device, and ends with its post in every tab", async () => {
    const { page, context, me, address } = await atTopic();
    // Looked at, nothing is saved.
    await page.waitForTimeout(2500);
    expect(await draftOf(me)).toBeNull();
    const other = await context.newPage();
    await other.goto(address);

    await page.fill("[name=body]", "Half a thought");
    await expect.poll(() => draftOf(me), soon).toBe("Half a thought");
    await says(page, /^Saved \d/);
    expect(await keys(page)).toEqual([]);

    const phone = await deviceOf(me);
    await phone.page.goto(`${app.url}/me/drafts`);
    await phone.page.click("text=Continue writing");
    await phone.page.waitForURL(/#compose$/);
    expect(await phone.page.inputValue("[name=body]")).toBe("Half a thought");
    await phone.page.fill("[name=body]", "Half a thought, and more");
    await expect.poll(() => draftOf(me), soon).toBe("Half a thought, and more");

    // The first device has not heard of it, and is shown both.
    await page.fill("[name=body]", "Half a thought, otherwise");
    await says(page, /there is a newer draft/);
    expect(await page.textContent(".source")).toBe("Half a thought, and more");
    expect(await draftOf(me)).toBe("Half a thought, and more");
    await page.click("text=Keep my text");
    await expect.poll(() => draftOf(me), soon).toBe("Half a thought, otherwise");
    await phone.page.fill("[name=body]", "From the phone again");
    await says(phone.page, /there is a newer draft/);
    await phone.page.click("text=Use that text");
    expect(await phone.page.inputValue("[name=body]")).toBe("Half a thought, otherwise");
    expect(await phone.page.locator(".source").count()).toBe(0);

    await page.click("button[value=send]");
    await page.waitForURL(/#reply-1$/);
    expect(await page.inputValue("[name=body]")).toBe("");
    expect(await draftOf(me)).toBeNull();
    // A tab that was open all the time, and the phone: neither brings it back.
    for (const late of [other, phone.page]) {
      await late.fill("[name=body]", unique("Late words"));
      await says(late, /was sent or discarded/);
      expect(await draftOf(me)).toBeNull();
    }
    await phone.page.click("text=Save my text as a new draft");
    await expect.poll(() => draftOf(me), soon).toMatch(/^Late words/);
    await other.click("text=Discard my text");
    await other.waitForLoadState("load");
    await expect.poll(() => other.inputValue("[name=body]"), soon).toMatch(/^Late words/);
    expect(await keys(other)).toEqual([]);
    await context.close();
    await phone.context.close();
  });

  it("is kept on the device while the link is down, through a closed tab, and saved when it is back", async () => {
    const { page, context, me, address } = await atTopic();
    await context.setOffline(true);
    await page.fill("[name=body]", "Typed in a tunnel");
    await says(page, /kept on this device, and saved once it is back/);
    await context.setOffline(false);
    await expect.poll(() => draftOf(me), soon).toBe("Typed in a tunnel");
    await says(page, /^Saved/);
    await context.setOffline(true);
    await page.fill("[name=body]", "Typed in a longer tunnel");
    await says(page, /kept on this device/);
    await page.close();
    await context.setOffline(false);
    const again = await context.newPage();
    await again.goto(address);
    await expect.poll(() => again.inputValue("[name=body]"), soon).toBe("Typed in a longer tunnel");
    await expect.poll(() => draftOf(me), soon).toBe("Typed in a longer tunnel");
    await expect.poll(() => keys(again), soon).toEqual([]);
    await again.click("button[value=discard]");
    await again.waitForSelector("text=The draft is discarded.");
    expect([await again.inputValue("[name=body]"), await draftOf(me)]).toEqual(["", null]);
    await context.close();
  });

  it("waits on the device for a session that has ended", async () => {
    const { page, context, me, address } = await atTopic();
    await context.clearCookies();
    await page.fill("[name=body]", "Typed too late");
    await says(page, /You are signed out/);
    const link = page.locator(".save-line a");
    expect(await link.getAttribute("href")).toContain("/login?next=");
    const tab = await context.newPage();
    await signIn(app, { page: tab, context, name: me.name, email: me.email, language: "en" }, testPassword);
    await tab.goto(address);
    await expect.poll(() => tab.inputValue("[name=body]"), soon).toBe("Typed too late");
    await expect.poll(() => draftOf(me), soon).toBe("Typed too late");
    await context.close();
  });

  it("of an edit and of a new topic is saved with all that it is made of", async () => {
    const { page, context, me, topic } = await atTopic();
    await page.goto(`${app.url}/forum/${topic.spaceCode}/new`);
    await page.fill("[name=title]", "A question");
    await page.selectOption("select[name=language]", "fr");
    await expect
      .poll(() => db().postDraft.findFirst({ where: { userId: me.id, kind: "topic" } }), soon)
      .toMatchObject({ title: "A question", language: "fr" });
    const own = await makeTopic({ author: me, body: "As it was" });
    const { id } = await db().reply.findFirstOrThrow({ where: { topicId: own.id }, select: { id: true } });
    await page.goto(`${app.url}/replies/${id}/edit`);
    await page.fill("[name=body]", "As it will be");
    await expect
      .poll(() => db().postDraft.findFirst({ where: { userId: me.id, kind: "edit" } }), soon)
      .toMatchObject({ body: "As it will be", clientId: "1" });
    await page.reload();
    expect(await page.inputValue("[name=body]")).toBe("As it will be");
    await page.click("button[value=send]");
    await page.waitForURL(/#reply-0$/);
    expect(await page.textContent("#reply-0 .prose")).toContain("As it will be");
    await page.goto(`${app.url}/replies/${id}/edit`);
    await page.waitForTimeout(2000);
    expect(await page.inputValue("[name=body]")).toBe("As it will be");
    expect((await db().postDraft.findFirst({ where: { userId: me.id, kind: "edit" } }))?.endedAt).not.toBeNull();
    await context.close();
  });

  it("of an edit that another tab has sent does not hold up the form: both texts are shown", async () => {
    const { page, context, me } = await atTopic();
    const own = await makeTopic({ author: me, body: "As it was" });
    const { id } = await db().reply.findFirstOrThrow({ where: { topicId: own.id }, select: { id: true } });
    const other = await context.newPage();
    for (const tab of [page, other]) await tab.goto(`${app.url}/replies/${id}/edit`);
    await other.fill("[name=body]", "As the other tab says");
    await other.click("button[value=send]");
    await other.waitForURL(/#reply-0$/);

    let goOn: (() => Promise<void>) | undefined;
    await page.route("**/me/drafts.json*", (route) => {
      goOn ??= () => route.continue();
    });
    await page.fill("[name=body]", "As this tab says");
    await expect.poll(() => goOn, soon).toBeDefined();
    await page.click("button[value=send]");
    await goOn!();
    await page.waitForSelector("text=As the other tab says");
    expect(await page.inputValue("[name=body]")).toBe("As this tab says");
    await context.close();
  });

  it("comes back with a file below it, and is not taken for an older one", async () => {
    const { page, context, me } = await atTopic();
    await page.fill("[name=body]", "The hall:");
    await page.click("button[value=file]");
    await page.waitForURL(/files\/new/);
    await page.setInputFiles("[name=file]", {
      name: "hall.png",
      mimeType: "image/png",
      buffer: makePng({ width: 90, height: 60 }),
    });
    await page.click("main form button");
    await page.waitForURL(/#compose$/);
    expect(await page.inputValue("[name=body]")).toMatch(/^The hall:\n\n\[!\[\]\(/);
    expect(await keys(page)).toEqual([]);
    await page.click("button[value=send]");
    await page.waitForURL(/#reply-1$/);
    expect(await page.locator("#reply-1 img").count()).toBe(1);
    expect(await draftOf(me)).toBeNull();
    await context.close();
  });
});
