import { beforeAll, describe, expect, it } from "vitest";
import type { Page } from "playwright-core";
import { db } from "#app/infra/db.server.ts";
import type { Actor } from "#app/modules/accounts/actor.ts";
import { makeCourse } from "#test/factories/courses.ts";
import { allKindsQuestions } from "#test/factories/questions.ts";
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
  const questions = allKindsQuestions().map(({ question }) => question);
  const course = await makeCourse({ modules: [{ slug: "basics", units: [{ slug: "check", questions }] }] });
  quiz = `/courses/${course.slug}/check/attempt`;
});

const right = ["Map the field", "Ask the people", "Draft the law", "Publish it"];

async function atTheQuiz(actor: Actor) {
  const somebody = await arrive(browser.get(), { name: actor.name, email: actor.email, language: "en" });
  await signIn(app, somebody, testPassword);
  await somebody.page.goto(app.url + quiz);
  await somebody.page.click("button[value=start]");
  await somebody.page.waitForSelector(".order li");
  return somebody;
}

const shown = (page: Page) => page.locator(".order span").allTextContents();
const saved = async ({ id }: Actor) =>
  (await db().attemptAnswer.findFirstOrThrow({ where: { attempt: { userId: id }, number: 7 } })).response.join("");

describe.skipIf(!chromiumPath)("putting things in order", () => {
  it("works with the keyboard alone, keeps the focus, says what happens, and is saved", async () => {
    const learner = await makeUser();
    const { page, context } = await atTheQuiz(learner);
    expect(await shown(page)).not.toEqual(right);
    expect(await page.locator("select[name=q7]").first().isVisible()).toBe(false);
    for (const [position, words] of right.entries()) {
      const up = page.getByRole("button", { name: `Move up: ${words}` });
      await up.focus();
      while ((await shown(page)).indexOf(words) > position) {
        await page.keyboard.press("Enter");
        expect(await up.evaluate((one) => one === document.activeElement)).toBe(true);
        const now = (await shown(page)).indexOf(words) + 1;
        expect(await page.locator("order-list [aria-live]").textContent()).toBe(`${words}: now in place ${now} of 4`);
      }
    }
    expect(await shown(page)).toEqual(right);
    await expect.poll(() => saved(learner), { timeout: 10_000 }).toBe("0123");
    await page.reload();
    await page.waitForSelector(".order li");
    expect(await shown(page)).toEqual(right);
    await context.close();
  });

  it("works by dragging, and counts as no answer before", async () => {
    const learner = await makeUser();
    const { page, context } = await atTheQuiz(learner);
    const before = await shown(page);
    await page.check("[name=q1][value='0']");
    await page.waitForTimeout(2000);
    expect(await saved(learner)).toBe("");
    await page.locator(".order").evaluate((list) => list.scrollIntoView({ block: "center" }));
    const grip = (await page.locator(".order b").last().boundingBox())!;
    const top = (await page.locator(".order li").first().boundingBox())!;
    await page.mouse.move(grip.x + 5, grip.y + 5);
    await page.mouse.down();
    await page.mouse.move(grip.x + 5, top.y + 2, { steps: 10 });
    await page.mouse.up();
    expect(await shown(page)).toEqual([before[3], before[0], before[1], before[2]]);
    const indexes = (await shown(page)).map((words) => right.indexOf(words)).join("");
    await expect.poll(() => saved(learner), { timeout: 10_000 }).toBe(indexes);
    await context.close();
  });

  it("shows again what this device has kept", async () => {
    const learner = await makeUser();
    const { page, context } = await atTheQuiz(learner);
    await context.setOffline(true);
    await page.locator(".order button").nth(1).click();
    const order = await shown(page);
    await expect.poll(() => page.evaluate(() => Object.keys(localStorage).length)).toBe(1);
    await page.close();
    await context.setOffline(false);
    const again = await context.newPage();
    await again.goto(app.url + quiz);
    await expect.poll(() => shown(again)).toEqual(order);
    await expect.poll(() => saved(learner), { timeout: 10_000 }).toHaveLength(4);
    await context.close();
  });
});
