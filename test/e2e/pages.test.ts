import type { BrowserContext, Page } from "playwright-core";
import { describe, expect, it } from "vitest";
import { type Language, languages } from "#app/i18n/languages.ts";
import { type PageType, pageTypes } from "#test/helpers/page-types.ts";
import { makeWorld, type World } from "#test/helpers/world.ts";
import { signedIn } from "#test/helpers/visitor.ts";
import { useApp } from "#test/setup/app.ts";
import { useDatabase } from "#test/setup/database.ts";
import { judge, type Judgement } from "./accessibility.ts";
import { chromiumPath, useBrowser } from "./browser.ts";
import { findSmallTargets } from "./targets.ts";

useDatabase();
let world: World;
const app = useApp(async () => {
  world = await makeWorld();
});
const browser = useBrowser();

const people = ["guest", "member", "trainer", "administrator"] as const;
const views = languages.flatMap((language) => people.map((as) => ({ language, as })));

describe.skipIf(!chromiumPath)("every page type", () => {
  it.each(views)("is accessible in both schemes and fits a phone, in $language as a $as", async ({ language, as }) => {
    const context = await browser.get().newContext({ viewport: { width: 1280, height: 800 }, reducedMotion: "reduce" });
    await context.addCookies([{ name: "lang", value: language, url: app.url }]);
    if (as !== "guest") await signIn(context, as, language);
    const types = pageTypes.filter((type) => type.as === as);
    // Two windows side by side: while one draws, the other is examined.
    const lanes = [types.filter((_, at) => at % 2 === 0), types.filter((_, at) => at % 2 === 1)];
    const problems = (await Promise.all(lanes.map((lane) => walk(context, lane, language)))).flat();
    await context.close();
    expect(problems).toEqual([]);
  });
});

/** Opens one page after the other; says what is wrong with each. */
async function walk(context: BrowserContext, types: typeof pageTypes, language: Language): Promise<string[]> {
  const page = await context.newPage();
  const problems: string[] = [];
  let name = "";
  page.on("pageerror", (error) => problems.push(`${name}: ${error.message}`));
  page.on("console", (line) => {
    if (line.type() === "error" && !/status of 40[34]/.test(line.text())) problems.push(`${name}: ${line.text()}`);
  });
  for (const type of types) {
    name = type.name;
    await page.goto(app.url + type.path(world));
    problems.push(...(await lookAt(page, language, type.as)).map((problem) => `${name}: ${problem}`));
  }
  return problems;
}

/**
 * What is wrong with the page that is open. The languages share one structure and the schemes one layout, so a pair is judged
 * where it differs: every rule in English on light, every rule in Arabic (the other direction) on dark, in French those that
 * depend on a language, and sideways scrolling, which depends on the length of words, in every language at every width.
 */
async function lookAt(page: Page, language: Language, as: PageType["as"]): Promise<string[]> {
  const problems = await judge(page, judgements[language]);
  // The third is where a side column leaves tables the least room.
  for (const width of [320, 768, 1030, 1280]) {
    await page.setViewportSize({ width, height: 800 });
    const sideways = await page.evaluate(
      () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
    );
    if (sideways > 0) problems.push(`scrolls sideways by ${sideways}px at ${width}px`);
    if (width !== 320) continue;
    problems.push(...(await page.evaluate(findSmallTargets)));
    // Staff have the pages of their area of work before the content.
    if (as === "guest" || as === "member") problems.push(...(await page.evaluate(lookAtTop)));
  }
  return problems;
}

/** What keeps a phone's first screen from what the page is about: one row of 52 px, and content from 64 px on at the latest. */
function lookAtTop(): string[] {
  const row = document.querySelector(".site-header")!.getBoundingClientRect().height;
  const isSeen = (element: Element) => {
    const { borderTopWidth, backgroundColor } = getComputedStyle(element);
    const hasWords = [...element.childNodes].some(
      (node) => node.nodeType === Node.TEXT_NODE && node.textContent!.trim(),
    );
    return (
      hasWords || element.matches("svg, img") || borderTopWidth !== "0px" || backgroundColor !== "rgba(0, 0, 0, 0)"
    );
  };
  const tops = [...document.querySelectorAll("main *")]
    .filter(isSeen)
    .map((element) => element.getBoundingClientRect());
  // What is for the ear only is one pixel wide.
  const first = Math.min(...tops.filter(({ width }) => width > 1).map(({ top }) => top)) + window.scrollY;
  return [
    ...(row === 52 ? [] : [`the header is ${row}px high`]),
    ...(first <= 64 ? [] : [`the first content stands ${first}px down the page`]),
  ];
}

const judgements: Record<Language, Judgement> = {
  en: { scheme: "light" },
  fr: {
    only: ["html-has-lang", "html-lang-valid", "valid-lang", "document-title", "label", "button-name", "link-name"],
  },
  ar: { scheme: "dark" },
};

describe.skipIf(!chromiumPath)("the menu", () => {
  const phone = { viewport: { width: 320, height: 640 } };

  it("closes with Escape and gives the focus back, and when one presses or goes elsewhere", async () => {
    const context = await browser.get().newContext(phone);
    await signIn(context, "member", "en");
    const page = await context.newPage();
    await page.goto(`${app.url}/courses`);
    const [menu, summary] = [page.locator("details.menu"), page.locator("details.menu > summary")];
    const isOpen = () => menu.evaluate((details: HTMLDetailsElement) => details.open);
    const link = menu.getByRole("link", { name: "Settings" });
    await summary.press("Enter");
    await link.focus();
    expect(await isOpen()).toBe(true);
    await page.keyboard.press("Escape");
    expect(await isOpen()).toBe(false);
    expect(await summary.evaluate((one) => one === document.activeElement)).toBe(true);
    await summary.click();
    // Beside the panel, which covers most of a phone.
    await page.mouse.click(5, 300);
    expect(await isOpen()).toBe(false);
    await summary.click();
    await page.locator("main a").first().focus();
    expect(await isOpen()).toBe(false);
    await context.close();
  });

  it("opens without JavaScript, and leads a guest everywhere", async () => {
    const context = await browser.get().newContext({ ...phone, javaScriptEnabled: false });
    const page = await context.newPage();
    await page.goto(`${app.url}/roadmap`);
    await page.locator("details.menu > summary").click();
    await page.locator("details.menu").getByRole("link", { name: "Webinars" }).click();
    expect(new URL(page.url()).pathname).toBe("/webinars");
    await context.close();
  });

  it("and the bar of destinations take nothing of a window that is low or enlarged", async () => {
    const context = await browser.get().newContext(phone);
    await signIn(context, "member", "en");
    const page = await context.newPage();
    await page.goto(`${app.url}/courses`);
    const bar = page.locator(".site-bar");
    const isFixed = () => bar.evaluate((one) => getComputedStyle(one).position === "fixed");
    expect(await isFixed()).toBe(true);
    expect(await bar.locator("[aria-current]").textContent()).toBe("Learn");
    // A window of 1280 by 1024 at 400 %.
    await page.setViewportSize({ width: 320, height: 256 });
    expect(await isFixed()).toBe(false);
    await page.evaluate(() => window.scrollTo(0, 100));
    expect(await page.locator(".site-header").evaluate((one) => one.getBoundingClientRect().bottom)).toBeLessThan(0);
    await page.setViewportSize({ width: 1280, height: 800 });
    expect(await bar.isVisible()).toBe(false);
    expect(await page.locator(".site-nav").isVisible()).toBe(true);
    await context.close();
  });
});

async function signIn(context: BrowserContext, as: "member" | "trainer" | "administrator", language: string) {
  const { db } = await import("#app/infra/db.server.ts");
  await db().user.update({ where: { id: world[as].id }, data: { language }, select: { id: true } });
  const visitor = await signedIn(app, world[as]);
  await context.addCookies([...visitor.cookies].map(([name, value]) => ({ name, value, url: app.url })));
}
