import { describe, expect, it } from "vitest";
import { seed } from "#prisma/seed/index.ts";
import { useMailbox } from "#test/helpers/mailbox.ts";
import { useApp } from "#test/setup/app.ts";
import { useDatabase } from "#test/setup/database.ts";
import { useWorker } from "#test/setup/jobs.ts";
import { chromiumPath, useBrowser } from "./browser.ts";
import { arrive, confirm, fillInJoining } from "./people.ts";

useDatabase();
const mailbox = useMailbox();
const app = useApp(() => seed({ demo: true, log: () => {} }));
const browser = useBrowser();
useWorker();

describe.skipIf(!chromiumPath)("a guest on a phone", () => {
  it("finds who is here, follows the map to a discussion, and joins in it", { timeout: 120_000 }, async () => {
    const ana = await arrive(
      browser.get(),
      { name: "Ana Quispe", email: "ana@example.org", language: "en" },
      { viewport: { width: 320, height: 640 } },
    );
    const { page } = ana;
    await page.goto(app.url);
    const home = (await page.textContent("main"))!;
    for (const part of ["Live now", "How it works", "Who is here", "Who runs this site"]) expect(home).toContain(part);
    expect(await page.locator("main [href^='mailto:']").count()).toBe(1);

    await page.click("main li a[href='/roadmap/1.1']");
    await page.waitForURL(/\/roadmap\/1\.1$/);
    await page.click("main a[href^='/topics/']");
    await page.waitForURL(/\/topics\/\d+\//);
    const topic = new URL(page.url()).pathname;
    expect(await page.locator("main textarea").count()).toBe(0);

    await page.click("main a[href^='/login']");
    await page.waitForURL(/\/login/);
    expect(await page.textContent("main")).toContain("You come back to this discussion afterwards.");
    await page.click("main a[href^='/join']");
    await page.waitForURL(/\/join/);
    await fillInJoining(ana, "PE");
    await page.waitForURL((url) => url.pathname === topic);
    await confirm(mailbox, ana);

    await page.goto(app.url + topic);
    await page.fill("main textarea[name=body]", "We began with the tax office’s list of companies.");
    await page.click("form[action*='/reply'] button[value=send]");
    await page.waitForURL(/#reply-\d+$/);
    const reply = page.locator(new URL(page.url()).hash);
    expect(await reply.textContent()).toContain("tax office");
    expect(await reply.textContent()).toContain(ana.name);
    await page.goto(app.url);
    expect(await page.textContent("h1")).toBe("My learning");
    await ana.context.close();
  });
});
