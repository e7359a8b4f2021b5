import type { BrowserContext, Page } from "playwright-core";
import { describe, expect, it } from "vitest";
import { type Language, languages } from "#app/i18n/languages.ts";
import { pageTypes } from "#test/helpers/page-types.ts";
import { makeWorld, type World } from "#test/helpers/world.ts";
import { signedIn } from "#test/helpers/visitor.ts";
import { useApp } from "#test/setup/app.ts";
import { useDatabase } from "#test/setup/database.ts";
import { judge, type Judgement } from "./accessibility.ts";
import { chromiumPath, useBrowser } from "./browser.ts";

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
    problems.push(...(await lookAt(page, language)).map((problem) => `${name}: ${problem}`));
  }
  return problems;
}

/**
 * What is wrong with the page that is open. The languages share one structure and the schemes one layout, so a pair is judged
 * where it differs: every rule in English on light, every rule in Arabic (the other direction) on dark, in French those that
 * depend on a language, and sideways scrolling, which depends on the length of words, in every language at every width.
 */
async function lookAt(page: Page, language: Language): Promise<string[]> {
  const problems = await judge(page, judgements[language]);
  for (const width of [320, 768, 1280]) {
    await page.setViewportSize({ width, height: 800 });
    const sideways = await page.evaluate(
      () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
    );
    if (sideways > 0) problems.push(`scrolls sideways by ${sideways}px at ${width}px`);
  }
  return problems;
}

const judgements: Record<Language, Judgement> = {
  en: { scheme: "light" },
  fr: {
    only: ["html-has-lang", "html-lang-valid", "valid-lang", "document-title", "label", "button-name", "link-name"],
  },
  ar: { scheme: "dark" },
};

async function signIn(context: BrowserContext, as: "member" | "trainer" | "administrator", language: string) {
  const { db } = await import("#app/infra/db.server.ts");
  await db().user.update({ where: { id: world[as].id }, data: { language }, select: { id: true } });
  const visitor = await signedIn(app, world[as]);
  await context.addCookies([...visitor.cookies].map(([name, value]) => ({ name, value, url: app.url })));
}
