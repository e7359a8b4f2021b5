import type { Page } from "playwright-core";
import { expect } from "vitest";
import { db } from "#app/infra/db.server.ts";
import { writeMoodleXml } from "#app/modules/learning/interchange/moodle-xml/write-moodle-xml.ts";
import { allKindsQuestions } from "#test/factories/questions.ts";

export const course = "a-term-of-policy";
export const made = allKindsQuestions();
const byHand = ["single", "boolean", "numeric", "essay"];

export async function go(page: Page, path: string) {
  const answer = await page.goto(new URL(path, page.url()).href);
  expect(answer?.status(), path).toBe(200);
  const wide = await page.evaluate(() => document.documentElement.scrollWidth > window.innerWidth);
  expect(wide, `${path} scrolls sideways`).toBe(false);
}

/** Presses a button that sends a form, and waits for the page that comes. */
export async function press(page: Page, selector: string) {
  const [answer] = await Promise.all([
    page.waitForResponse((one) => one.request().isNavigationRequest() && one.request().method() === "GET"),
    page.click(selector),
  ]);
  expect(answer.status(), selector).toBe(200);
  await page.waitForLoadState();
}

/** Presses a button of a table that comes back with what was typed, not yet saved. */
async function change(page: Page, selector: string) {
  const [answer] = await Promise.all([
    page.waitForResponse((one) => one.request().isNavigationRequest()),
    page.click(selector),
  ]);
  expect(answer.status(), selector).toBe(200);
  await page.waitForLoadState();
}

export async function writeTheCourse(page: Page) {
  await go(page, "/teach/new");
  await page.fill("[name=title]", "A term of policy");
  await page.fill("[name=summary]", "From a map of the field to a plan.");
  await page.fill("[name=hours]", "4");
  await press(page, "form[action='/teach/new'] button");
  await page.fill("[name=moduleTitle]", "The only module");
  await press(page, "form:has([name=moduleTitle]:not([id*='-'])) button");
  for (const [kind, title] of [
    ["lesson", "Reading"],
    ["quiz", "Check"],
    ["assignment", "Plan"],
    ["survey", "Opinion"],
  ] as const) {
    await go(page, `/teach/${course}/content`);
    await press(page, "a[href*='/content/new']");
    await press(page, `main a[href*='kind=${kind}']`);
    await page.fill("[name=title]", title);
    await press(page, "form[action*='/content/new'] button");
    await page.waitForSelector("[role=toolbar]");
    await page.fill("[name=body]", `What ${title} is about.`);
    // A quiz without questions and a survey that asks nothing are refused: they are published when they are whole.
    const isWhole = kind === "lesson" || kind === "assignment";
    await press(page, isWhole ? "button[value=publish]" : "form.editor button[value=save]");
  }
}

/** Publishes a unit that was written as a draft. */
async function publishTheUnit(page: Page, slug: string) {
  await go(page, `/teach/${course}/content/${slug}`);
  await page.waitForSelector("[role=toolbar]");
  await press(page, "button[value=publish]");
}

export async function writeTheQuiz(page: Page) {
  const begin = async (kind: string) => {
    await go(page, `/teach/${course}/content/check/quiz`);
    await page.click("#add a[href*='/questions/new']");
    await page.click(`a[href*='kind=${kind}']`);
    await page.waitForSelector("#question-form");
    await page.fill(
      "[name=prompt]",
      made.find(({ question }) => question.kind === kind)!.question.translations.en!.prompt,
    );
  };
  const save = () => press(page, "#question-form button[value=save] >> nth=-1");
  await begin("single");
  await page.fill("[name=a_text] >> nth=0", "Decisions");
  await page.fill("[name=a_text] >> nth=1", "Data");
  // The mistake that is corrected at the end.
  await page.check("[name=a_right][value='1']");
  await save();
  await begin("boolean");
  await page.check("[name=a_right][value='0']");
  await save();
  await begin("numeric");
  await page.fill("[name=a_value] >> nth=0", "25");
  await save();
  await begin("essay");
  await save();
  const imported = made.flatMap(({ question }) => (byHand.includes(question.kind) ? [] : [question.translations.en!]));
  const { text, refused } = writeMoodleXml(imported, new Map(), { language: "en" });
  expect(refused).toEqual([]);
  await go(page, `/teach/${course}/questions/import?into=unit:check&text=en`);
  await page.setInputFiles("[name=file]", { name: "five.xml", mimeType: "text/xml", buffer: Buffer.from(text) });
  await press(page, "form[method=post][enctype] button");
  expect(page.url()).toContain("/imports/");
  await expect.poll(() => db().quizSlot.count({ where: { unit: { slug: "check" } } }), { timeout: 30_000 }).toBe(9);
  // The page loads itself again once the import is over, which would cut the next one off.
  await page.waitForFunction(() => document.readyState === "complete" && !document.querySelector("import-progress"));
  await publishTheUnit(page, "check");
}

export async function setTheAssignment(page: Page) {
  const path = `/teach/${course}/assignments/plan`;
  await go(page, path);
  await page.check("[name=form][value=text]");
  await page.fill("[name=reviews]", "2");
  await page.click(".more-settings > summary");
  await page.fill("[name=reviewingWeight]", "0");
  await press(page, "button[value=settings]");
  await go(page, `${new URL(page.url()).pathname}/rubric`);
  for (const [row, title] of ["Clear", "Feasible"].entries()) {
    await change(page, "button[value=add]");
    await page.fill(`[name=title-${row}]`, title);
    if (row > 0) continue;
    await change(page, "button[value=drop-0-2]");
    for (const [at, level] of ["Not yet", "Yes"].entries()) {
      await page.fill(`[name=points-0-${at}]`, String(at * 5));
      await page.fill(`[name=level-0-${at}]`, level);
    }
    await page.fill("[name=why-0-1]", "One can begin tomorrow.");
  }
  await press(page, "main button.button-primary");
  expect(await page.textContent("main")).toContain("Feasible");
}

export async function askForOpinions(page: Page) {
  await go(page, `/teach/${course}/content/opinion/survey`);
  await page.selectOption("[name=kind]", "text");
  await page.fill("[name=prompt-en]", "What was missing?");
  await press(page, "button[value=save]");
  await publishTheUnit(page, "opinion");
}
