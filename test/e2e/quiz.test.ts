import { beforeAll, describe, expect, it } from "vitest";
import type { BrowserContextOptions, Page } from "playwright-core";
import { db } from "#app/infra/db.server.ts";
import type { Actor } from "#app/modules/accounts/actor.ts";
import { makeQuiz } from "#test/factories/quizzes.ts";
import { makeUser, testPassword } from "#test/factories/users.ts";
import { useApp } from "#test/setup/app.ts";
import { useDatabase } from "#test/setup/database.ts";
import { chromiumPath, useBrowser } from "./browser.ts";
import { arrive, signIn } from "./people.ts";

useDatabase();
const app = useApp();
const browser = useBrowser();
let quiz: string;
beforeAll(async () => {
  // The keyboard walks through the choices as they are written.
  quiz = (await makeQuiz({ settings: { shufflesChoices: false } })).path;
});

/** Somebody signed in, at the quiz. */
async function atTheQuiz(actor: Actor, options: BrowserContextOptions = {}, path = quiz) {
  const somebody = await arrive(browser.get(), { name: actor.name, email: actor.email, language: "en" }, options);
  await signIn(app, somebody, testPassword);
  await somebody.page.goto(app.url + path);
  await somebody.page.click("button[value=start]");
  await somebody.page.waitForSelector("[name=version]", { state: "attached" });
  return somebody;
}

const status = (page: Page) => page.locator(".save-line > span");
const says = (page: Page, words: RegExp) =>
  expect.poll(() => status(page).textContent(), { timeout: 20_000 }).toMatch(words);
const saysSaved = (page: Page) => says(page, /^Saved (again )?\d/);
const saved = async ({ id }: Actor) =>
  (await db().attemptAnswer.findMany({ where: { attempt: { userId: id } }, orderBy: { number: "asc" } })).map(
    ({ response }) => response.join("+"),
  );

describe.skipIf(!chromiumPath)("a quiz that saves itself", () => {
  it("saves every change within two seconds", async () => {
    const learner = await makeUser();
    const { page, context } = await atTheQuiz(learner);
    await page.check("[name=q1][value='1']");
    await page.check("[name=q2][value='0']");
    await page.waitForTimeout(2000);
    expect(await saved(learner)).toEqual(["1", "0", "", "", ""]);
    await saysSaved(page);
    await page.fill("[name=q4]", "mapping");
    await page.uncheck("[name=q2][value='0']");
    await page.waitForTimeout(2000);
    expect(await saved(learner)).toEqual(["1", "", "", "mapping", ""]);
    expect(await page.evaluate(() => Object.keys(localStorage))).toEqual([]);
    await context.close();
  });

  it("keeps answers on the device while the link is down, even when the page is closed, and saves them after", async () => {
    const learner = await makeUser();
    const { page, context } = await atTheQuiz(learner);
    await context.setOffline(true);
    await page.fill("[name=q4]", "typed in a tunnel");
    await says(page, /kept on this device/);
    expect(await saved(learner)).toEqual(["", "", "", "", ""]);
    await context.setOffline(false);
    await saysSaved(page);
    expect((await saved(learner))[3]).toBe("typed in a tunnel");

    await context.setOffline(true);
    await page.fill("[name=q4]", "typed before the page was closed");
    await says(page, /kept on this device/);
    await page.close();
    await context.setOffline(false);
    const again = await context.newPage();
    await again.goto(app.url + quiz);
    expect(await again.inputValue("[name=q4]")).toBe("typed before the page was closed");
    await saysSaved(again);
    expect((await saved(learner))[3]).toBe("typed before the page was closed");
    await context.close();
  });

  it("brings what the device kept to the page where its question stands by now, and clears none of the others", async () => {
    const learner = await makeUser();
    const paged = await makeQuiz({ settings: { shufflesChoices: false, questionsPerPage: 2 } });
    const { page, context } = await atTheQuiz(learner, {}, paged.path);
    await page.goto(`${app.url}${paged.path}?page=2`);
    await page.fill("[name=q4]", "saved");
    await saysSaved(page);
    await page.goto(app.url + paged.path);
    await context.setOffline(true);
    await page.check("[name=q1][value='1']");
    await page.check("[name=q2][value='0']");
    await says(page, /kept on this device/);
    await page.close();
    await context.setOffline(false);
    await db().quizSettings.update({ where: { unitId: paged.unitId }, data: { questionsPerPage: 1 } });
    const again = await context.newPage();
    await again.goto(`${app.url}${paged.path}?page=2`);
    await expect.poll(() => saved(learner), { timeout: 20_000 }).toEqual(["", "0", "", "saved", ""]);
    await again.goto(app.url + paged.path);
    await expect.poll(() => saved(learner), { timeout: 20_000 }).toEqual(["1", "0", "", "saved", ""]);
    // The server has it before the page has heard so.
    await expect.poll(() => again.evaluate(() => Object.keys(localStorage)), { timeout: 20_000 }).toEqual([]);
    await context.close();
  });

  it("does not take its own lost answer for another window", async () => {
    const learner = await makeUser();
    const { page, context } = await atTheQuiz(learner);
    let drops = 2;
    await page.route("**/attempt.json", async (route) => {
      if (drops === 0) return route.continue();
      drops -= 1;
      await route.fetch();
      await route.abort();
    });
    await page.fill("[name=q4]", "first");
    await says(page, /kept on this device/);
    await page.fill("[name=q4]", "second");
    await saysSaved(page);
    expect((await saved(learner))[3]).toBe("second");

    drops = 1;
    await page.fill("[name=q4]", "third, and the page is reloaded");
    await says(page, /kept on this device/);
    await page.fill("[name=q4]", "fourth, never sent");
    await page.reload();
    expect(await page.inputValue("[name=q4]")).toBe("fourth, never sent");
    await saysSaved(page);
    expect((await saved(learner))[3]).toBe("fourth, never sent");

    drops = 1;
    await page.fill("[name=q4]", "fifth");
    await says(page, /kept on this device/);
    await page.fill("[name=q4]", "sixth");
    await page.click("button[value=save]");
    await page.waitForSelector("text=Your answers are saved.");
    expect((await saved(learner))[3]).toBe("sixth");
    await context.close();
  });

  it("stops when another window has saved, shows both versions, and lets the person choose", async () => {
    const learner = await makeUser();
    const { page, context } = await atTheQuiz(learner);
    const other = await context.newPage();
    await other.goto(app.url + quiz);
    await other.fill("[name=q4]", "from the other window");
    await saysSaved(other);
    await page.fill("[name=q4]", "from this window");
    await says(page, /Changed elsewhere/);
    expect((await saved(learner))[3]).toBe("from the other window");
    const [answer] = await Promise.all([page.waitForResponse(/attempt$/), page.click("button[value=save]")]);
    expect(answer.status()).toBe(409);
    expect(await page.inputValue("[name=q4]")).toBe("from this window");
    expect(await page.textContent("#question-4 .notice")).toContain("from the other window");
    expect(await page.evaluate(() => document.activeElement?.getAttribute("role"))).toBe("alert");

    await page.click("a[href$='use=saved']");
    expect(await page.inputValue("[name=q4]")).toBe("from the other window");
    await page.reload();
    expect(await page.inputValue("[name=q4]")).toBe("from the other window");
    await page.fill("[name=q4]", "decided");
    await saysSaved(page);
    expect((await saved(learner))[3]).toBe("decided");
    await context.close();
  });

  it("keeps the answers of an ended session on the device, and saves them after signing in again", async () => {
    const learner = await makeUser();
    const { page, context } = await atTheQuiz(learner);
    await db().session.deleteMany({ where: { userId: learner.id } });
    await page.check("[name=q3][value='0']");
    await page.fill("[name=q4]", "after the session ended");
    await says(page, /signed out/);
    await page.click("[role=status] a");
    await page.waitForURL(/\/login\?next=/);
    await page.fill("[name=email]", learner.email);
    await page.fill("[name=password]", testPassword);
    await page.click("form[action^='/login'] button");
    await page.waitForURL(/\/attempt$/);
    expect(await page.inputValue("[name=q4]")).toBe("after the session ended");
    await saysSaved(page);
    expect(await saved(learner)).toEqual(["", "", "0", "after the session ended", ""]);
    await context.close();
  });

  it("is done with the keyboard alone, submitting at once after typing, and says when another window submitted", async () => {
    const learner = await makeUser();
    const { page, context } = await atTheQuiz(learner);
    const other = await context.newPage();
    await other.goto(app.url + quiz);
    await page.focus("[name=q1] >> nth=0");
    await page.keyboard.press("Space");
    await page.keyboard.press("Tab");
    await page.keyboard.press("Space");
    for (const key of ["Tab", "Tab", "Space", "Tab", "Space", "Tab"]) await page.keyboard.press(key);
    await page.keyboard.type("mapping");
    await page.keyboard.press("Tab");
    await page.keyboard.type("25");
    await page.waitForTimeout(1250);
    for (const key of ["Tab", "Tab", "Enter"]) await page.keyboard.press(key);
    await page.waitForURL(/\/attempts\/1$/);
    expect(await page.textContent("main")).toContain("100%");
    expect(await page.evaluate(() => Object.keys(localStorage))).toEqual([]);

    await other.fill("[name=q4]", "too late");
    await says(other, /has been submitted/);
    await other.click("[role=status] a");
    await other.waitForURL(/\/attempts\/1$/);
    await context.close();
  });
});
