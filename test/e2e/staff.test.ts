import { describe, expect, it } from "vitest";
import { db } from "#app/infra/db.server.ts";
import { seedRoadmap } from "#prisma/seed/roadmap.ts";
import { makeAttempt } from "#test/factories/attempts.ts";
import { addAuthor } from "#test/factories/authors.ts";
import { makeCourse, quizGift } from "#test/factories/courses.ts";
import { makeUser, testPassword } from "#test/factories/users.ts";
import { Visitor } from "#test/helpers/visitor.ts";
import { useApp } from "#test/setup/app.ts";
import { useDatabase } from "#test/setup/database.ts";
import { enrol } from "#app/modules/learning/enrolment/enrol.server.ts";
import type { Actor } from "#app/modules/accounts/actor.ts";
import { judge } from "./accessibility.ts";
import { chromiumPath, useBrowser } from "./browser.ts";
import { arrive, signIn } from "./people.ts";

useDatabase();
const app = useApp();
const browser = useBrowser();

async function atTheDesk(actor: Actor) {
  const options = { viewport: { width: 1280, height: 800 }, acceptDownloads: true };
  const person = { name: actor.name, email: actor.email, language: "en" };
  const somebody = await arrive(browser.get(), person, options);
  await signIn(app, somebody, testPassword);
  return somebody;
}

describe.skipIf(!chromiumPath)("a trainer", () => {
  it("makes a course: three fields, the map by keyboard, a lesson by its kind, and publishes it", async () => {
    await seedRoadmap(db());
    const { page, context } = await atTheDesk(await makeUser({ role: "trainer" }));
    await page.goto(`${app.url}/teach/new`);
    await page.fill("[name=title]", "Ten minutes");
    await page.fill("[name=summary]", "What a trainer can make before the coffee is cold.");
    await page.fill("[name=hours]", "1");
    await page.focus("[name=activities][value='1.1']");
    await page.keyboard.press("Space");
    await page.keyboard.press("Tab");
    await page.keyboard.press("Space");
    await page.click("form[action='/teach/new'] .button-primary");
    await page.fill("[name=moduleTitle]", "Only module");
    await page.click("form:has(#moduleTitle) button");
    await page.click("a[href*='/content/new']");
    await page.click("main a[href*='kind=lesson']");
    await page.fill("[name=title]", "The first lesson");
    await page.click("form[action*='/content/new'] button");
    await page.waitForSelector("[role=toolbar]");
    await page.fill("[name=body]", "All that there is to know.");
    await page.click("button[value=publish]");
    await page.waitForURL(/\/content\/the-first-lesson/);
    await page.goto(`${app.url}/teach/ten-minutes`);
    await page.click(".waiting a[href*='#state']");
    await page.click("button[name=state][value=published]");
    await page.waitForSelector("text=Published");
    const course = await db().course.findFirstOrThrow({
      where: { slug: "ten-minutes" },
      select: { state: true, activities: { select: { activityCode: true } } },
    });
    expect(course.activities.map(({ activityCode }) => activityCode).toSorted()).toEqual(["1.1", "1.2"]);
    expect((await new Visitor(app).get("/courses/ten-minutes")).body).toContain("The first lesson");
    await context.close();
  });

  it("walks the gradebook by arrow keys, with names and totals in sight at 1280 px", async () => {
    const trainer = await makeUser({ role: "trainer" });
    const units = Array.from({ length: 14 }, (_, at) => ({ slug: `quiz-${at}`, gift: { en: quizGift } }));
    const course = await makeCourse({ modules: [{ slug: "only", units }] });
    await addAuthor(course.id, trainer);
    const people = [await makeUser({ name: "Ana Quispe" }), await makeUser({ name: "Minh Trần" })];
    for (const person of people) await enrol(person, course.slug);
    await makeAttempt(people[0]!, { courseSlug: course.slug, unitSlug: "quiz-0" });
    const { page, context } = await atTheDesk(trainer);
    await page.goto(`${app.url}/teach/${course.slug}/grades`);
    const links = page.locator("grade-grid td > a");
    await expect.poll(() => links.evaluateAll((all) => all.filter((one) => one.tabIndex === 0).length)).toBe(1);
    await links.first().focus();
    const at = () =>
      page.evaluate(() =>
        decodeURIComponent((document.activeElement as HTMLAnchorElement).pathname.split("/grades/")[1]!),
      );
    const [ana, minh] = people.map(({ handle }) => handle);
    const walk: [string, string][] = [
      ["ArrowRight", `${ana}/quiz-1`],
      ["ArrowDown", `${minh}/quiz-1`],
      ["End", `${minh}/quiz-13`],
      ["ArrowRight", `${minh}/quiz-13`],
      ["Control+Home", `${ana}/quiz-0`],
      ["ArrowLeft", `${ana}/quiz-0`],
    ];
    for (const [key, place] of walk) {
      await page.keyboard.press(key);
      expect(await at(), key).toBe(place);
    }
    await page.keyboard.press("End");
    const facts = await page.evaluate(() => {
      const region = document.querySelector("grade-grid > [role=region]")!;
      const { left, right } = region.getBoundingClientRect();
      const cells = [...region.querySelectorAll("thead th")].slice(2).map((cell) => cell.getBoundingClientRect());
      const name = region.querySelector("tbody th")!.getBoundingClientRect();
      const total = region.querySelector("tbody td")!.getBoundingClientRect();
      return {
        scrolled: region.scrollLeft > 0,
        frozen: [Math.round(name.left - left), Math.round(total.left - name.right)],
        page: document.documentElement.scrollWidth - window.innerWidth,
        columns: (right - left - name.width - total.width - 15) / cells[0]!.width,
      };
    });
    expect(facts).toMatchObject({ scrolled: true, frozen: [0, 0], page: 0 });
    expect(facts.columns).toBeCloseTo(Math.round(facts.columns), 1);
    expect(facts.columns).toBeGreaterThan(3);
    expect(await judge(page, {})).toEqual([]);
    await context.close();
  });
});

describe.skipIf(!chromiumPath)("an administrator", () => {
  it("answers who was trained where this year, and takes the answer along", async () => {
    const learner = await makeUser({ country: "BT" });
    const course = await makeCourse();
    await enrol(learner, course.slug);
    await db().enrolment.updateMany({ where: { userId: learner.id }, data: { completedAt: new Date() } });
    const { page, context } = await atTheDesk(await makeUser({ role: "administrator", country: "FR" }));
    await page.goto(`${app.url}/admin`);
    await page.click(".area-nav a[href='/admin/figures']");
    const row = page.locator("tr", { has: page.locator("th", { hasText: "Bhutan" }) });
    expect(await row.locator("td .cell-label + div").allTextContents()).toEqual(["1", "1", "0", ""]);
    const [download] = await Promise.all([page.waitForEvent("download"), page.click("a[href*='trained.csv']")]);
    expect(download.suggestedFilename()).toBe(`trained-${new Date().getUTCFullYear()}.csv`);
    expect(await judge(page, {})).toEqual([]);
    await context.close();
  });
});
