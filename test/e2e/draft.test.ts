import type { Page } from "playwright-core";
import { describe, expect, it } from "vitest";
import { db } from "#app/infra/db.server.ts";
import type { Actor } from "#app/modules/accounts/actor.ts";
import { makeAssignment } from "#test/factories/assignments.ts";
import { makeUser, testPassword } from "#test/factories/users.ts";
import { useApp } from "#test/setup/app.ts";
import { useDatabase } from "#test/setup/database.ts";
import { chromiumPath, useBrowser } from "./browser.ts";
import { arrive, signIn } from "./people.ts";

useDatabase();
const app = useApp();
const browser = useBrowser();

/** Somebody signed in, at the form of a new assignment. */
async function atTheAssignment() {
  const { address } = await makeAssignment();
  const path = `/courses/${address.courseSlug}/${address.unitSlug}/submission`;
  const learner = await makeUser();
  const somebody = await arrive(browser.get(), { name: learner.name, email: learner.email, language: "en" });
  await signIn(app, somebody, testPassword);
  await somebody.page.goto(app.url + path);
  return { ...somebody, learner, path };
}

/** The one line that says what is saved; more than one is an error. */
const says = (page: Page, words: RegExp) =>
  expect.poll(() => page.locator(".save-line > span").textContent(), { timeout: 20_000 }).toMatch(words);
const saved = async ({ id }: Actor) => (await db().submission.findFirst({ where: { userId: id } }))?.body ?? null;

describe.skipIf(!chromiumPath)("a submission that saves itself", () => {
  it("saves by itself, keeps what is typed without a link, and through a closed tab", async () => {
    const { page, context, learner, path } = await atTheAssignment();
    await page.fill("[name=body]", "A plan.");
    await expect.poll(() => saved(learner), { timeout: 20_000 }).toBe("A plan.");
    await says(page, /^Saved \d/);
    expect(await page.getByText(/^(Saved|Kept)\b/).count()).toBe(1);
    await page.selectOption("select[name=language]", "fr");
    await expect
      .poll(async () => (await db().submission.findFirst({ where: { userId: learner.id } }))?.language, {
        timeout: 20_000,
      })
      .toBe("fr");

    await context.setOffline(true);
    await page.fill("[name=body]", "A plan, longer.");
    await says(page, /kept on this device/);
    await page.close();
    await context.setOffline(false);
    const again = await context.newPage();
    await again.goto(app.url + path);
    expect(await again.inputValue("[name=body]")).toBe("A plan, longer.");
    await says(again, /^Saved \d/);
    expect(await saved(learner)).toBe("A plan, longer.");
    expect(await again.evaluate(() => Object.keys(localStorage))).toEqual([]);
    await context.close();
  });

  it("says when the session has ended, and saves after signing in again", async () => {
    const { page, context, learner } = await atTheAssignment();
    await db().session.deleteMany({ where: { userId: learner.id } });
    await page.fill("[name=body]", "After the session ended.");
    await says(page, /You are signed out/);
    await page.click(".save-line > span a");
    await page.waitForURL(/\/login\?next=/);
    await page.fill("[name=email]", learner.email);
    await page.fill("[name=password]", testPassword);
    await page.click("form[action^='/login'] button");
    await page.waitForURL(/\/submission$/);
    expect(await page.inputValue("[name=body]")).toBe("After the session ended.");
    await says(page, /^Saved \d/);
    expect(await saved(learner)).toBe("After the session ended.");
    await context.close();
  });

  it("is not saved for somebody else who has signed in in another window", async () => {
    const { page, context, learner, path } = await atTheAssignment();
    await page.fill("[name=body]", "Mine.");
    await says(page, /^Saved \d/);
    const [other, window] = [await makeUser(), await context.newPage()];
    await context.clearCookies();
    await signIn(app, { page: window, context, language: "en", name: other.name, email: other.email }, testPassword);
    await page.fill("[name=body]", "Mine, and on.");
    await says(page, /You are signed out/);
    await window.goto(app.url + path);
    expect(await window.inputValue("[name=body]")).toBe("");
    expect([await saved(other), await saved(learner)]).toEqual([null, "Mine."]);
    await context.close();
  });

  it("shows both texts when another tab has saved, saves over neither by itself, and knows its own lost answer", async () => {
    const { page, context, learner, path } = await atTheAssignment();
    let drops = 1;
    await page.route("**/submission.json", async (route) => {
      if (drops === 0) return route.continue();
      drops -= 1;
      await route.fetch();
      await route.abort();
    });
    await page.fill("[name=body]", "First.");
    await says(page, /kept on this device/);
    await page.fill("[name=body]", "First, and on.");
    await says(page, /^Saved \d/);
    expect(await saved(learner)).toBe("First, and on.");

    const other = await context.newPage();
    await other.goto(app.url + path);
    await other.fill("[name=body]", "Theirs.");
    await says(other, /^Saved \d/);
    await page.fill("[name=body]", "Mine.");
    await says(page, /Changed elsewhere/);
    await page.click("button[value=save]");
    await page.waitForSelector("text=Theirs.");
    expect(await page.inputValue("[name=body]")).toBe("Mine.");
    await says(page, /^Not saved yet: both texts/);
    await page.fill("[name=body]", "Mine, decided.");
    await page.waitForTimeout(2500);
    expect(await saved(learner)).toBe("Theirs.");
    await page.click("button[value=save]");
    await expect.poll(() => saved(learner), { timeout: 20_000 }).toBe("Mine, decided.");
    // A request that is under way through the route may keep the context from closing.
    await page.unrouteAll({ behavior: "ignoreErrors" });
    await context.close();
  });
});
