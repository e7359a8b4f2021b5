import AxeBuilder from "@axe-core/playwright";
import type { BrowserContext } from "playwright-core";
import { describe, expect, it } from "vitest";
import { languages } from "#app/i18n/languages.ts";
import { makeWorld, pageTypes, type World } from "#test/helpers/world.ts";
import { signedIn } from "#test/helpers/visitor.ts";
import { useApp } from "#test/setup/app.ts";
import { useDatabase } from "#test/setup/database.ts";
import { chromiumPath, useBrowser } from "./browser.ts";

useDatabase();
let world: World;
const app = useApp(async () => {
  world = await makeWorld();
});
const browser = useBrowser();

const looks = languages.flatMap((language) =>
  (["light", "dark"] as const).map((colorScheme) => ({ language, colorScheme })),
);

describe.skipIf(!chromiumPath).each(looks)(
  "every page type in $language, $colorScheme",
  ({ language, colorScheme }) => {
    it.each(["guest", "member", "trainer", "administrator"] as const)(
      "is accessible and fits a phone, as a %s",
      async (as) => {
        // A phone in one scheme, a desk in the other: every page is seen at both widths.
        const width = colorScheme === "light" ? 320 : 1280;
        const context = await browser.get().newContext({ colorScheme, viewport: { width, height: 800 } });
        await context.addCookies([{ name: "lang", value: language, url: app.url }]);
        if (as !== "guest") await signIn(context, as, language);
        const problems: string[] = [];
        for (const type of pageTypes.filter((type) => type.as === as)) {
          const page = await context.newPage();
          page.on("pageerror", (error) => problems.push(`${type.name}: ${error.message}`));
          page.on("console", (line) => {
            if (line.type() === "error" && !/status of 40[34]/.test(line.text()))
              problems.push(`${type.name}: ${line.text()}`);
          });
          await page.goto(app.url + type.path(world));
          const sideways = await page.evaluate(
            () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
          );
          if (sideways > 0) problems.push(`${type.name}: scrolls sideways by ${sideways}px at ${width}px`);
          const { violations } = await new AxeBuilder({ page }).analyze();
          for (const { id, nodes } of violations)
            problems.push(`${type.name}: ${id} ${nodes[0]?.html} ${nodes[0]?.failureSummary}`);
          await page.close();
        }
        await context.close();
        expect(problems).toEqual([]);
      },
    );
  },
);

async function signIn(context: BrowserContext, as: "member" | "trainer" | "administrator", language: string) {
  const { db } = await import("#app/infra/db.server.ts");
  await db().user.update({ where: { id: world[as].id }, data: { language }, select: { id: true } });
  const visitor = await signedIn(app, world[as]);
  await context.addCookies([...visitor.cookies].map(([name, value]) => ({ name, value, url: app.url })));
}
