import { describe, expect, it } from "vitest";
import type { Page } from "playwright-core";
import { db } from "#app/infra/db.server.ts";
import { transaction } from "#app/infra/transaction.server.ts";
import type { Actor } from "#app/modules/accounts/actor.ts";
import { rescheduleAttempts } from "#app/modules/learning/dates/reschedule-attempts.server.ts";
import type { QuizSettings } from "#app/modules/learning/quizzes/quiz-settings.ts";
import { makeQuiz, type MadeQuiz } from "#test/factories/quizzes.ts";
import { makeUser, testPassword } from "#test/factories/users.ts";
import { useApp } from "#test/setup/app.ts";
import { useDatabase } from "#test/setup/database.ts";
import { chromiumPath, useBrowser } from "./browser.ts";
import { arrive, signIn } from "./people.ts";

useDatabase();
const app = useApp();
const browser = useBrowser();

/** Somebody signed in, in a timed quiz. */
async function inTheQuiz(settings: Partial<QuizSettings> = {}) {
  const quiz = await makeQuiz({ settings: { timeLimit: 600, shufflesChoices: false, ...settings } });
  const learner = await makeUser();
  const somebody = await arrive(browser.get(), { name: learner.name, email: learner.email, language: "en" });
  await signIn(app, somebody, testPassword);
  await somebody.page.goto(app.url + quiz.path);
  await somebody.page.click("button[value=start]");
  await somebody.page.waitForSelector("[name=version]", { state: "attached" });
  return { ...somebody, learner, quiz };
}

const says = (page: Page, words: RegExp) =>
  expect.poll(() => page.locator(".save-line > span").textContent(), { timeout: 20_000 }).toMatch(words);
const saved = async ({ id }: Actor) =>
  (await db().attemptAnswer.findMany({ where: { attempt: { userId: id } }, orderBy: { number: "asc" } })).map(
    ({ response }) => response.join("+"),
  );
/** What the clock shows; it stands still and empty until its script has come. */
const clock = async (page: Page) => {
  await expect.poll(() => page.textContent("[data-clock]"), { timeout: 15_000 }).not.toBe("");
  return page.textContent("[data-clock]");
};
/** Moves the end of the attempt, seen from now. */
const endIn = ({ id }: Actor, seconds: number) =>
  db().attempt.updateMany({ where: { userId: id }, data: { endsAt: new Date(Date.now() + seconds * 1000) } });

describe.skipIf(!chromiumPath)("a timed quiz", () => {
  it("loses no answer when the link drops and the session has expired meanwhile", async () => {
    const { page, context, learner, quiz } = await inTheQuiz();
    expect(await clock(page)).toMatch(/^(10:00|09:5\d)$/);
    expect(await page.textContent("quiz-timer time")).toMatch(/\d\d:\d\d, .+ \(UTC/);
    await page.check("[name=q1][value='0']");
    await says(page, /^Saved \d/);
    await context.setOffline(true);
    await page.check("[name=q2][value='0']");
    await page.check("[name=q2][value='2']");
    await page.fill("[name=q4]", "mapping");
    await says(page, /kept on this device/);
    // Pressing Save without a link must not lead to the browser's own page.
    await page.click("button[value=save]");
    await db().session.deleteMany({ where: { userId: learner.id } });
    await page.check("[name=q3][value='0']");
    expect(await saved(learner)).toEqual(["0", "", "", "", ""]);
    await context.setOffline(false);
    // Save was pressed, so it is sent as soon as the link is back, and leads to signing in with all that was typed.
    await page.waitForURL(/\/login\?next=/);
    await page.fill("[name=email]", learner.email);
    await page.fill("[name=password]", testPassword);
    await page.click("form[action^='/login'] button");
    await page.waitForURL(/\/attempt$/);
    expect(await page.inputValue("[name=q4]")).toBe("mapping");
    await says(page, /^Saved (again )?\d/);
    expect(await saved(learner)).toEqual(["0", "0+2", "0", "mapping", ""]);
    expect(await clock(page)).toMatch(/^09:[0-5]\d$/);
    await page.fill("[name=q5]", "25");
    await page.click("button[value=submit]");
    await page.waitForURL(/\/attempts\/1$/);
    expect(await page.textContent("main")).toContain("100%");
    expect(await db().attempt.count({ where: { unitId: quiz.unitId } })).toBe(1);
    await context.close();
  });

  it("sends what is there when the time ends, once the link is back", async () => {
    const { page, context, learner } = await inTheQuiz();
    await endIn(learner, 5);
    await page.reload();
    await context.setOffline(true);
    await page.fill("[name=q4]", "mapping");
    await page.waitForTimeout(6500);
    expect(page.url()).toMatch(/\/attempt$/);
    expect(await page.inputValue("[name=q4]")).toBe("mapping");
    await context.setOffline(false);
    await page.waitForURL(/\/attempts\/1$/);
    expect((await saved(learner))[3]).toBe("mapping");
    await context.close();
  });

  it("shows what came too late, beside what counts", async () => {
    const { page, context, learner } = await inTheQuiz();
    await page.fill("[name=q4]", "in time");
    await says(page, /^Saved \d/);
    await endIn(learner, 4);
    await page.reload();
    await context.setOffline(true);
    await page.fill("[name=q4]", "too late");
    await page.waitForTimeout(4500);
    await endIn(learner, -60);
    await context.setOffline(false);
    await page.waitForSelector("text=These answers came too late");
    expect(await page.inputValue("fieldset[disabled] [name=q4]")).toBe("too late");
    await page.click("a[href$='/attempts/1']");
    await page.waitForURL(/\/attempts\/1$/);
    expect((await saved(learner))[3]).toBe("in time");
    await context.close();
  });

  it("goes on when the time was made longer before it ended", async () => {
    const { page, context, learner, quiz } = await inTheQuiz();
    await endIn(learner, 4);
    await page.reload();
    await page.fill("[name=q4]", "still here");
    await longer(quiz, learner, 1200);
    await expect.poll(() => page.textContent("[data-clock]"), { timeout: 15_000 }).toMatch(/^(20:00|19:\d\d)$/);
    await page.waitForTimeout(4000);
    expect(page.url()).toMatch(/\/attempt$/);
    await page.fill("[name=q4]", "and on");
    await page.waitForTimeout(2500);
    expect((await saved(learner))[3]).toBe("and on");
    await page.click("quiz-timer button");
    await expect.poll(() => page.textContent("[data-voice]")).toMatch(/Time left: (19|20) minutes/);
    await context.close();
  });

  it("leaves what is saved to be submitted in the grace", async () => {
    const { page, context, learner } = await inTheQuiz({ timeEnd: "grace", grace: 120 });
    await endIn(learner, 3);
    await page.reload();
    await page.fill("[name=q4]", "mapping");
    await page.waitForSelector("text=Submit what is saved", { timeout: 15_000 });
    await page.click("button[value=submit]");
    await page.waitForURL(/\/attempts\/1$/);
    expect((await saved(learner))[3]).toBe("mapping");
    await context.close();
  });
});

async function longer({ unitId }: MadeQuiz, { id: userId }: Actor, timeLimit: number) {
  await transaction(async (tx) => {
    await tx.unitOverride.create({ data: { unitId, userId, timeLimit } });
    await rescheduleAttempts(tx, { unitId, userIds: [userId] });
  });
}
