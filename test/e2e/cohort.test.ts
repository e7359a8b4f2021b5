import { parse } from "csv-parse/sync";
import type { Page } from "playwright-core";
import { describe, expect, it } from "vitest";
import { db } from "#app/infra/db.server.ts";
import type { Actor } from "#app/modules/accounts/actor.ts";
import { runSweeps } from "#jobs/schedule.ts";
import { makeUser, testPassword } from "#test/factories/users.ts";
import { signedIn } from "#test/helpers/visitor.ts";
import { useApp } from "#test/setup/app.ts";
import { useDatabase } from "#test/setup/database.ts";
import { useWorker } from "#test/setup/jobs.ts";
import { chromiumPath, useBrowser } from "./browser.ts";
import { askForOpinions, course, go, press, setTheAssignment, writeTheCourse, writeTheQuiz } from "./cohort-course.ts";
import {
  handInPlainly,
  here,
  learnInABrowser,
  learnPlainly,
  names,
  reviewInABrowser,
  reviewPlainly,
  sendWork,
} from "./cohort-people.ts";
import { arrive, signIn, type Somebody } from "./people.ts";

useDatabase();
const app = useApp();
const browser = useBrowser();
useWorker();

describe.skipIf(!chromiumPath)("a cohort", () => {
  it("is taught from the first page of the course to its gradebook", { timeout: 300_000 }, async () => {
    const author = await makeUser({ role: "trainer", name: "Tomás Trainer" });
    const people: Actor[] = [];
    for (const name of names) people.push(await makeUser({ name, email: `${name.toLowerCase()}@example.org` }));
    const trainer = await sitDown(author, { width: 1280, height: 900 });
    const { page } = trainer;

    await writeTheCourse(page);
    await writeTheQuiz(page);
    await setTheAssignment(page);
    await askForOpinions(page);
    await go(page, `/teach/${course}/settings`);
    await press(page, "button[name=state][value=published]");
    await enrol(page, people);

    const [awa, binta] = [await sitDown(people[0]!, { width: 1000, height: 900 }), await sitDown(people[1]!, phone)];
    await learnInABrowser(awa.page, "Awa");
    await learnInABrowser(binta.page, "Binta");
    const plain = await Promise.all(people.slice(2).map((person) => signedIn(app, person)));
    for (const [at, visitor] of plain.entries()) await learnPlainly(visitor, at);

    const late = plain[2]!;
    await closeTheAssignment(page);
    const refused = await sendWork(late, { intent: "check", version: "0", body: "Too late.", language: "en" });
    expect([refused.status >= 400, refused.status < 500]).toEqual([true, true]);
    await giveMoreTime(page, people[4]!);
    await handInPlainly(late, "The plan of Emre, handed in with a longer deadline.");
    expect((await db().submission.findFirstOrThrow({ where: { userId: people[4]!.id } })).state).toBe("submitted");

    await runSweeps();
    await seeWhoWaits(page);
    const reviewers = await Promise.all(people.map((person) => signedIn(app, person)));
    await reviewInABrowser(awa.page);
    for (let round = 0; round < 3; round++) {
      for (const [at, visitor] of reviewers.entries()) await reviewPlainly(visitor, people[at]!);
      await runSweeps();
    }
    await markTheEssays(page);
    expect(await percents("check")).toEqual([89, 89, 89, 89, 100]);
    await correctAndRegrade(page);
    expect(await percents("check")).toEqual([89, 100, 100, 100, 100]);
    await readTheGradebook(page);

    await go(awa.page, `${here}/grades`);
    expect(await awa.page.textContent("main")).toContain("100%");
    await expect.poll(() => db().certificate.count(), { timeout: 30_000 }).toBe(5);
    await go(awa.page, "/me");
    await awa.page.click("a[href^='/certificates/']");
    await awa.page.waitForURL(/\/certificates\/[\dA-Z-]+$/);
    expect(await awa.page.textContent("main")).toContain("Awa");
    await fitOnAPhone(page);
    for (const one of [trainer, awa, binta]) {
      expect(one.problems).toEqual([]);
      await one.context.close();
    }
  });
});

const phone = { width: 360, height: 700 };

/** Somebody signed in at a browser; `problems` collects what the browser complains of. */
async function sitDown(actor: Actor, viewport: { width: number; height: number }) {
  const somebody: Somebody = await arrive(
    browser.get(),
    { name: actor.name, email: actor.email, language: "en" },
    { viewport },
  );
  const problems: string[] = [];
  somebody.page.on("pageerror", (error) => problems.push(error.message));
  somebody.page.on("console", (line) => {
    if (line.type() === "error") problems.push(`${somebody.page.url()}: ${line.text()}`);
  });
  await signIn(app, somebody, testPassword);
  return { ...somebody, problems };
}

async function enrol(page: Page, people: Actor[]) {
  await go(page, `/teach/${course}/cohorts/new`);
  await page.fill("[name=name]", "Spring");
  await page.fill("[name=slug]", "spring");
  await press(page, `form[action$='/cohorts/new'] button`);
  await go(page, `/teach/${course}/people/import`);
  const text = `name,email\n${people.map(({ name, email }) => `${name},${email}`).join("\n")}\n`;
  await page.setInputFiles("[name=file]", { name: "spring.csv", mimeType: "text/csv", buffer: Buffer.from(text) });
  await page.selectOption("[name=cohort]", { label: "Spring" });
  await press(page, "form[enctype] button");
  await expect
    .poll(() => db().cohortMember.count({ where: { cohort: { slug: "spring" } } }), { timeout: 20_000 })
    .toBe(5);
}

/** A time as a date field takes it; the people of this file live by UTC. */
const at = (hours: number) => new Date(Date.now() + hours * 3_600_000).toISOString().slice(0, 16);

async function closeTheAssignment(page: Page) {
  await go(page, `/teach/${course}/dates/plan?cohort=spring`);
  await page.fill("[name=due]", at(-48));
  await page.fill("[name=closes]", at(-24));
  await press(page, "form:has([value=override]) button");
}

async function giveMoreTime(page: Page, person: Actor) {
  await go(page, `/teach/${course}/dates/plan?person=${person.handle}`);
  await page.fill("[name=closes]", at(72));
  await page.fill("[name=reason]", "Was ill.");
  await press(page, "form:has([value=override]) button");
  expect(await page.textContent("main")).toContain("Was ill.");
}

async function seeWhoWaits(page: Page) {
  await go(page, `/teach/${course}/assignments/plan/submissions`);
  expect(await page.locator("tbody tr").count()).toBe(5);
  expect(await page.locator("tbody tr", { hasText: "Late" }).textContent()).toContain("Emre");
}

async function markTheEssays(page: Page) {
  for (let left = 5; left > 0; left--) {
    await go(page, `/teach/${course}/quizzes/check?show=to-mark`);
    expect(await page.locator("tbody tr").count()).toBe(left);
    await page.click("tbody a");
    await page.waitForSelector("details[open] [name=marks-4]");
    await page.fill("[name=marks-4]", "1");
    await press(page, "details[open] form:has([name=marks-4]) button");
  }
}

const percents = async (slug: string) =>
  (await db().attempt.findMany({ where: { unit: { slug } }, select: { percent: true } }))
    .map(({ percent }) => Math.round(Number(percent)))
    .sort((a, b) => a - b);

async function correctAndRegrade(page: Page) {
  await go(page, `/teach/${course}/content/check/quiz`);
  await page.click("#slots li a");
  await page.waitForURL(/\/questions\/[\da-f-]{36}/);
  const [, id] = /\/questions\/([\da-f-]{36})/.exec(page.url())!;
  await page.check("[name=a_right][value='0']");
  await press(page, "#question-form button[value=save] >> nth=-1");
  await go(page, `/teach/${course}/quizzes/check/regrade`);
  await page.selectOption("[name=question]", id!);
  await press(page, "button[value=trial]");
  await page.waitForSelector("tbody tr", { timeout: 20_000 });
  expect(await page.locator("tbody tr").count()).toBe(5);
  expect(await percents("check")).toEqual([89, 89, 89, 89, 100]);
  await press(page, "button[value=apply]");
  await expect.poll(() => percents("check"), { timeout: 20_000 }).toEqual([89, 100, 100, 100, 100]);
  await page.waitForSelector("tbody tr", { timeout: 20_000 });
}

async function readTheGradebook(page: Page) {
  await go(page, `/teach/${course}/grades?cohort=spring`);
  const [download] = await Promise.all([page.waitForEvent("download"), page.click("a[href*='export.csv']")]);
  const chunks: Buffer[] = [];
  for await (const chunk of await download.createReadStream()) chunks.push(chunk as Buffer);
  const rows: Record<string, string>[] = parse(Buffer.concat(chunks), { bom: true, columns: true });
  expect(rows).toHaveLength(5);
  for (const row of rows) {
    const who = Object.values(row)[0]!;
    expect(names).toContain(who);
    expect(Math.round(Number(row.Check)), who).toBe(who === "Emre" ? 89 : 100);
    expect(Number(row.Plan), who).toBe(100);
    expect(row.Cohorts ?? Object.values(row)[4]).toBe("Spring");
  }
}

/** Every page of the trainer fits on the narrowest phone. */
async function fitOnAPhone(page: Page) {
  await page.setViewportSize({ width: 320, height: 700 });
  const sections = ["", "/content", "/content/check/quiz", "/content/plan", "/content/opinion/survey", "/questions"];
  const lists = ["/people", "/cohorts/spring", "/dates/plan", "/assignments/plan", "/assignments/plan/submissions"];
  const marks = ["/quizzes/check", "/quizzes/check/statistics", "/quizzes/check/regrade", "/grades", "/reports"];
  for (const path of [...sections, ...lists, ...marks, "/surveys/opinion"]) await go(page, `/teach/${course}${path}`);
}
