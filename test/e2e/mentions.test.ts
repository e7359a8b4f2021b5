import type { Page } from "playwright-core";
import { beforeAll, describe, expect, it } from "vitest";
import { db } from "#app/infra/db.server.ts";
import type { Actor } from "#app/modules/accounts/actor.ts";
import { topicPath } from "#app/modules/forum/paths.ts";
import { makeSpaceMember } from "#test/factories/spaces.ts";
import { makeTopic } from "#test/factories/topics.ts";
import { makeUser, testPassword } from "#test/factories/users.ts";
import { useApp } from "#test/setup/app.ts";
import { useDatabase } from "#test/setup/database.ts";
import { judge } from "./accessibility.ts";
import { chromiumPath, useBrowser } from "./browser.ts";
import { arrive, signIn } from "./people.ts";
import { findSmallTargets } from "./targets.ts";

useDatabase();
const app = useApp();
const browser = useBrowser();

let topic: Awaited<ReturnType<typeof makeTopic>>;
let leila: Actor;
beforeAll(async () => {
  topic = await makeTopic();
  for (const [name, handle] of [
    ["Zoe Almeida", "zoe-almeida"],
    ["Zora Baird", "zora-baird"],
    ["王小明", "王小明"],
  ])
    await makeUser({ name, handle });
  leila = await makeUser({ name: "ليلى حدّاد", handle: "ليلى-حداد" });
  const keeper = await makeUser({ name: "Somebody Keeping", handle: "somebody-keeping" });
  await makeSpaceMember(keeper, topic.spaceCode, "facilitator");
});

/** Somebody at the composer below the topic. */
async function atComposer({ language = "en", path = topicPath(topic), ...emulated }: Wish = {}) {
  const actor = await makeUser({ language, role: "trainer" });
  const somebody = await arrive(browser.get(), { name: actor.name, email: actor.email, language }, emulated);
  await signIn(app, somebody, testPassword);
  const { page, context } = somebody;
  const asked: string[] = [];
  page.on("request", (request) => {
    if (request.url().includes("/people/complete.json")) asked.push(new URL(request.url()).searchParams.get("q")!);
  });
  await page.goto(app.url + path);
  const text = page.locator("textarea[name=body]");
  await text.focus();
  await page.waitForSelector("mention-list ul", { state: "attached" });
  return { page, context, text, asked };
}
type Wish = { language?: string; path?: string } & Parameters<typeof arrive>[2];

const options = (page: Page) => page.locator("#mention-list [role=option]");
const chosen = (page: Page) =>
  page.evaluate(() => {
    const { id } = document.querySelector("#mention-list [aria-selected=true]")!;
    const text = document.querySelector("textarea[name=body]")!;
    return text.getAttribute("aria-activedescendant") === id ? document.getElementById(id)!.textContent : null;
  });
const stateOf = (page: Page) =>
  page
    .locator("textarea[name=body]")
    .evaluate((text) =>
      ["role", "aria-expanded", "aria-controls", "aria-activedescendant"].map((name) => text.getAttribute(name)),
    );
const closed = [null, null, null, null];

/** Where the list lies: inside the window, and not on the line of the "@". */
async function expectInSight(page: Page) {
  const { list, line, width } = await page.evaluate(() => {
    const { left, right, top, bottom } = document.querySelector("#mention-list")!.getBoundingClientRect();
    const text = document.querySelector("textarea[name=body]")!;
    const own = text.getBoundingClientRect();
    return {
      list: { left, right, top, bottom },
      line: own.top + parseFloat(getComputedStyle(text).paddingTop),
      width: innerWidth,
    };
  });
  expect(list.left).toBeGreaterThanOrEqual(0);
  expect(list.right).toBeLessThanOrEqual(width);
  expect(list.top).toBeGreaterThan(line + 10);
}

describe.skipIf(!chromiumPath)("completing a mention", () => {
  it("goes by the keyboard, says how many there are, and writes what the server links to", async () => {
    const { page, text } = await atComposer();
    expect(await stateOf(page)).toEqual(closed);
    await text.pressSequentially("Hello @zo");
    await expect
      .poll(() => options(page).allTextContents())
      .toEqual(["Zoe Almeida @zoe-almeida", "Zora Baird @zora-baird"]);
    expect(await stateOf(page)).toEqual(["combobox", "true", "mention-list", "mention-0"]);
    const said = page.locator("mention-list [role=status]");
    expect(await said.textContent()).toBe("2 suggestions. Choose with the arrow keys, insert with Enter.");
    await expectInSight(page);
    for (const scheme of ["light", "dark"] as const) {
      await page.emulateMedia({ colorScheme: scheme });
      // Buttons take a moment to change their colours.
      await page.waitForTimeout(500);
      // That no text field is a combobox is advice, which docs/decisions/mentions.md answers.
      expect(
        (await judge(page, { scheme })).filter((broken) => !broken.includes(": aria-allowed-role <textarea")),
      ).toEqual([]);
    }
    await text.focus();
    await text.pressSequentially("r");
    await expect.poll(() => options(page).count()).toBe(1);
    await text.press("Backspace");
    await expect.poll(() => options(page).count()).toBe(2);

    const steps = ["ArrowDown", "ArrowDown", "ArrowUp"];
    const seen = [];
    for (const key of steps) seen.push((await text.press(key), await chosen(page)));
    expect(seen).toEqual(["Zora Baird @zora-baird", "Zoe Almeida @zoe-almeida", "Zora Baird @zora-baird"]);
    await text.press("Enter");
    expect(await text.inputValue()).toBe("Hello @zora-baird ");
    expect(await stateOf(page)).toEqual(closed);

    await text.pressSequentially("and @zo");
    await options(page).first().waitFor();
    await text.press("Escape");
    expect([await text.inputValue(), await options(page).first().isVisible()]).toEqual([
      "Hello @zora-baird and @zo",
      false,
    ]);
    await text.pressSequentially("e");
    await page.waitForTimeout(400);
    expect(await options(page).first().isVisible()).toBe(false);
    await text.pressSequentially(" and @ÀLM");
    await options(page).first().waitFor();
    await text.press("Tab");
    expect(await text.inputValue()).toBe("Hello @zora-baird and @zoe and @zoe-almeida ");
    // What was picked is taken back as what was typed is.
    await text.press("Control+z");
    expect(await text.inputValue()).toBe("Hello @zora-baird and @zoe and @ÀLM");
    await text.press("Control+y");
    await text.press("Control+Enter");
    await page.waitForURL(/#reply-1$/);
    const { html } = await db().reply.findFirstOrThrow({ where: { topicId: topic.id, number: 1 } });
    expect(html.match(/<a href="\/people\/[^"]+">@[^<]+<\/a>/g)).toEqual([
      '<a href="/people/zora-baird">@zora-baird</a>',
      '<a href="/people/zoe-almeida">@zoe-almeida</a>',
    ]);
  });

  it("goes in Arabic on a small screen, by a finger", async () => {
    const { page, text } = await atComposer({ language: "ar", viewport: { width: 320, height: 568 }, hasTouch: true });
    await text.pressSequentially("مرحبًا @ليل");
    await expect.poll(() => options(page).allTextContents()).toEqual([`ليلى حدّاد @${leila.handle}`]);
    expect(await page.locator("mention-list [role=status]").textContent()).toMatch(/^اقتراح واحد/);
    await expectInSight(page);
    expect(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth)).toBe(true);
    expect(await page.evaluate(findSmallTargets)).toEqual([]);
    const before = (await text.boundingBox())!;
    await options(page).first().tap();
    expect(await text.inputValue()).toBe(`مرحبًا @${leila.handle} `);
    expect(await text.evaluate((element) => element === document.activeElement)).toBe(true);
    expect(await text.boundingBox()).toEqual(before);
    // Inside what stands already: the rest of the word goes, what follows stays.
    await text.fill("قبل @ي، بعد");
    await text.evaluate((element: HTMLTextAreaElement) => element.setSelectionRange(5, 5));
    await text.pressSequentially("ل");
    await options(page).first().waitFor();
    await text.press("Enter");
    expect(await text.inputValue()).toBe(`قبل @${leila.handle}، بعد`);
  });

  it("asks nothing while signs are composed, and once they are, asks for them", async () => {
    const { page, context, text, asked } = await atComposer({ path: `/forum/${topic.spaceCode}/new` });
    await text.pressSequentially("x ");
    const session = await context.newCDPSession(page);
    await session.send("Input.imeSetComposition", { text: "@wang", selectionStart: 5, selectionEnd: 5 });
    await page.waitForTimeout(500);
    expect(asked).toEqual([]);
    await session.send("Input.insertText", { text: "@王" });
    await expect.poll(() => options(page).allTextContents()).toEqual(["王小明 @王小明"]);
    expect(asked).toEqual(["王"]);
    await text.press("Enter");
    expect(await text.inputValue()).toBe("x @王小明 ");
  });

  it("asks once for what is typed in one go, drops late answers, and is silent without a link", async () => {
    const { page, context, text, asked } = await atComposer();
    const errors: Error[] = [];
    page.on("pageerror", (error) => errors.push(error));
    await page.route(/complete\.json.*q=zor?$/, async (route) => {
      if (route.request().url().endsWith("q=zo")) await new Promise((done) => setTimeout(done, 800));
      await route.continue().catch(() => undefined);
    });
    await text.pressSequentially("@zo", { delay: 10 });
    await expect.poll(() => asked).toEqual(["zo"]);
    await text.pressSequentially("r");
    // Nothing is answered yet: Enter is a new line.
    await text.press("Enter");
    await text.press("Backspace");
    await expect.poll(() => options(page).allTextContents()).toEqual(["Zora Baird @zora-baird"]);
    await page.waitForTimeout(1000);
    expect(await options(page).count()).toBe(1);

    await context.setOffline(true);
    await text.pressSequentially("a");
    await expect.poll(() => asked.at(-1)).toBe("zora");
    await expect.poll(() => options(page).first().isVisible()).toBe(false);
    await text.pressSequentially(" by hand @zoe-almeida", { delay: 10 });
    expect(await text.inputValue()).toBe("@zora by hand @zoe-almeida");
    await context.setOffline(false);
    await text.pressSequentially(" @fac");
    await expect.poll(() => options(page).allTextContents()).toEqual(["Facilitators @facilitators"]);
    await text.press("Enter");
    // A name that nobody has is not asked for again with every letter.
    await text.pressSequentially("@q");
    await expect.poll(() => page.textContent("mention-list [role=status]")).toBe("No suggestions.");
    await text.pressSequentially("qqq", { delay: 200 });
    expect(asked.at(-1)).toBe("q");
    expect(await text.inputValue()).toBe("@zora by hand @zoe-almeida @facilitators @qqqq");
    expect(errors).toEqual([]);
  });
});
