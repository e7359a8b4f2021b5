import type { Page } from "playwright-core";
import { describe, expect, it } from "vitest";
import { db } from "#app/infra/db.server.ts";
import type { Actor } from "#app/modules/accounts/actor.ts";
import { topicPath } from "#app/modules/forum/paths.ts";
import { makeAssignment } from "#test/factories/assignments.ts";
import { makeAuthor } from "#test/factories/authors.ts";
import { makeQuiz } from "#test/factories/quizzes.ts";
import { makeTopic } from "#test/factories/topics.ts";
import { makeUser, testPassword } from "#test/factories/users.ts";
import { makeWebinar } from "#test/factories/webinars.ts";
import { useApp } from "#test/setup/app.ts";
import { useDatabase } from "#test/setup/database.ts";
import { chromiumPath, useBrowser } from "./browser.ts";
import { arrive, signIn } from "./people.ts";

useDatabase();
const app = useApp();
const browser = useBrowser();

async function arriveSignedIn({ name, email }: Actor) {
  const somebody = await arrive(browser.get(), { name, email, language: "en" });
  await signIn(app, somebody, testPassword);
  return somebody;
}

/** Opens a page over a link so slow that no script of it has come yet; they come when what is returned is called. */
async function openBeforeScripts(page: Page, path: string): Promise<() => Promise<void>> {
  let come!: () => void;
  const come$ = new Promise<void>((done) => (come = done));
  await page.route(/\/assets\/.*\.js/, async (route) => {
    await come$;
    await route.continue();
  });
  await page.goto(app.url + path, { waitUntil: "commit" });
  // The last form is there: what is typed before a page is whole is the browser's affair.
  await page.waitForFunction(() => document.readyState === "interactive");
  return async () => {
    come();
    await page.waitForLoadState("load");
    await page.unroute(/\/assets\/.*\.js/);
  };
}

const soon = { timeout: 20_000 };
const keys = (page: Page) => page.evaluate(() => Object.keys(localStorage));

describe.skipIf(!chromiumPath)("what is typed before the script of a page has come", () => {
  it("is saved in a quiz by itself, beside what the device had kept and what the server has", async () => {
    const learner = await makeUser();
    const { path } = await makeQuiz({ settings: { shufflesChoices: false } });
    const { page, context } = await arriveSignedIn(learner);
    const saved = async () =>
      (
        await db().attemptAnswer.findMany({ where: { attempt: { userId: learner.id } }, orderBy: { number: "asc" } })
      ).map(({ response }) => response.join("+"));
    await page.goto(app.url + path);
    await page.click("button[value=start]");
    await page.check("[name=q1][value='1']");
    await expect.poll(saved, soon).toEqual(["1", "", "", "", ""]);
    await context.setOffline(true);
    await page.fill("[name=q5]", "25");
    await expect.poll(() => keys(page)).toHaveLength(1);
    await page.close();
    await context.setOffline(false);

    const again = await context.newPage();
    const scriptsCome = await openBeforeScripts(again, path);
    await again.check("[name=q1][value='0']");
    await again.check("[name=q2][value='2']");
    await again.fill("[name=q4]", "mapping");
    expect(await saved()).toEqual(["1", "", "", "", ""]);
    await scriptsCome();
    await expect.poll(saved, soon).toEqual(["0", "2", "", "mapping", "25"]);
    await expect.poll(() => again.textContent(".save-line > span"), soon).toMatch(/^Saved \d/);
    expect(await keys(again)).toEqual([]);
    await context.close();
  });

  it("is saved in a submission, and an untouched one is not", async () => {
    const { address } = await makeAssignment();
    const path = `/courses/${address.courseSlug}/${address.unitSlug}/submission`;
    const learner = await makeUser();
    const { page, context } = await arriveSignedIn(learner);
    const saved = () =>
      db().submission.findFirst({
        where: { userId: learner.id },
        select: { body: true, language: true, version: true },
      });
    await (
      await openBeforeScripts(page, path)
    )();
    await page.waitForFunction(() => customElements.get("draft-autosave") !== undefined);
    await page.evaluate(() => dispatchEvent(new Event("focus")));
    await page.waitForTimeout(1500);
    expect(await saved()).toBeNull();
    const scriptsCome = await openBeforeScripts(page, path);
    await page.fill("[name=body]", "A plan.");
    await page.selectOption("select[name=language]", "fr");
    await scriptsCome();
    await expect.poll(saved, soon).toMatchObject({ body: "A plan.", language: "fr" });
    await context.close();
  });

  it("is saved in the unit editor", async () => {
    const { actor, slug } = await makeAuthor();
    const { page, context } = await arriveSignedIn(actor);
    const scriptsCome = await openBeforeScripts(page, `/teach/${slug}/content/first`);
    await page.fill("[name=title]", "Typed early");
    await page.fill("[name=body]", "Before the scripts.");
    await scriptsCome();
    const saved = () =>
      db().unitDraft.findFirst({
        where: { unit: { slug: "first", course: { slug } }, language: "en" },
        select: { title: true, body: true },
      });
    await expect.poll(saved, soon).toEqual({ title: "Typed early", body: "Before the scripts." });
    await expect.poll(() => page.textContent(".pane-preview .prose"), soon).toContain("Before the scripts.");
    await expect.poll(() => page.textContent(".save-line > span"), soon).toMatch(/^Saved \d/);
    expect(await keys(page)).toEqual([]);
    await context.close();
  });

  it("is saved in a reply, below what the device had kept, and goes when it is discarded", async () => {
    const topic = await makeTopic();
    const learner = await makeUser();
    const { page: first, context } = await arriveSignedIn(learner);
    await first.goto(app.url + topicPath(topic));
    await context.setOffline(true);
    // What a page sends as it closes is the browser's, whose link is not down: nothing leaves this one.
    await first.evaluate(() => void (window.fetch = () => Promise.reject(new TypeError("offline"))));
    await first.fill("[name=body]", "Kept\non two lines");
    await expect.poll(() => keys(first)).toHaveLength(1);
    await first.close();
    await context.setOffline(false);
    const page = await context.newPage();
    const scriptsCome = await openBeforeScripts(page, topicPath(topic));
    expect(await page.inputValue("[name=body]")).toBe("");
    await page.fill("[name=body]", "Early");
    await scriptsCome();
    await expect.poll(() => page.inputValue("[name=body]"), soon).toBe("Kept\non two lines\n\nEarly");
    const saved = () => db().postDraft.findFirst({ where: { userId: learner.id }, select: { body: true } });
    await expect.poll(saved, soon).toEqual({ body: "Kept\non two lines\n\nEarly" });
    await page.reload();
    expect(await page.inputValue("[name=body]")).toBe("Kept\non two lines\n\nEarly");
    await page.click("[value=discard]");
    await page.waitForSelector("text=The draft is discarded.");
    expect([await page.inputValue("[name=body]"), await keys(page)]).toEqual(["", []]);
    await context.close();
  });

  it("is kept in a room, below what was kept before", async () => {
    const trainer = await makeUser({ role: "trainer" });
    const webinar = await makeWebinar({ trainer, startsAt: new Date(Date.now() + 60_000) });
    const path = `/webinars/${webinar.publicId}/room`;
    const { page, context } = await arriveSignedIn(trainer);
    for (const typed of ["First", "Second"]) {
      const scriptsCome = await openBeforeScripts(page, path);
      await page.fill("[name=body]", typed);
      await scriptsCome();
      await expect.poll(() => keys(page), soon).toHaveLength(1);
    }
    await page.reload();
    expect(await page.inputValue("[name=body]")).toBe("First\n\nSecond");
    await context.close();
  });
});
