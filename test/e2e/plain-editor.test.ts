import type { Page } from "playwright-core";
import { describe, expect, it } from "vitest";
import { db } from "#app/infra/db.server.ts";
import type { Actor } from "#app/modules/accounts/actor.ts";
import { saveDraft } from "#app/modules/learning/authoring/save-draft.server.ts";
import { getUnitFor } from "#app/modules/learning/study/get-unit.server.ts";
import { addAuthor, makeAuthor } from "#test/factories/authors.ts";
import { makePng } from "#test/factories/course-files.ts";
import { makeUser, testPassword } from "#test/factories/users.ts";
import { useApp } from "#test/setup/app.ts";
import { useDatabase } from "#test/setup/database.ts";
import { chromiumPath, useBrowser } from "./browser.ts";
import { arrive, signIn } from "./people.ts";

useDatabase();
const app = useApp();
const browser = useBrowser();

async function atTheEditor({ actor, slug }: { actor: Actor; slug: string }, options = {}) {
  const { name, email } = actor;
  const somebody = await arrive(browser.get(), { name, email, language: "en" }, options);
  await signIn(app, somebody, testPassword);
  await somebody.page.goto(`${app.url}/teach/${slug}/content/first`);
  return somebody;
}

const draft = async (slug: string) =>
  (await db().unitDraft.findFirst({ where: { unit: { slug: "first", course: { slug } }, language: "en" } }))?.body ??
  null;
const soon = { timeout: 20_000 };
const picture = () => ({ name: "A map.png", mimeType: "image/png", buffer: Buffer.from(makePng()) });

/** Somebody else saves the first unit's text. */
async function saveAs(other: Actor, slug: string, body: string, version: string): Promise<void> {
  const input = { language: "en", version, title: "Unit first", body };
  await saveDraft(other, { courseSlug: slug, unitSlug: "first" }, input);
}

describe.skipIf(!chromiumPath)("the unit editor without its script", () => {
  it("saves, previews and publishes, and shows nothing that would not work", async () => {
    const author = await makeAuthor();
    const { page, context } = await atTheEditor(author, { javaScriptEnabled: false });
    for (const one of ["[role=toolbar]", ".view-buttons", ".tool-file", "[data-part=keep]"])
      expect(await page.isVisible(one), one).toBe(false);
    expect(await page.textContent(".save-line > span")).toBe("Nothing is published until you publish it.");
    await page.fill("[name=body]", "Typed **plainly**.");
    await page.click("button[value=save]");
    await page.waitForSelector("text=The draft is saved.");
    expect(await draft(author.slug)).toBe("Typed **plainly**.");
    expect(await page.textContent(".pane-preview strong")).toBe("plainly");
    await page.click("summary:has-text('Picture or file')");
    await page.setInputFiles("#file", picture());
    await page.click("text=Upload file");
    await page.waitForSelector("code:has-text('files/a-map.png')");
    await page.click("button[value=publish]");
    await page.waitForSelector("text=Published: learners see the new text.");
    const address = { courseSlug: author.slug, unitSlug: "first" };
    expect((await getUnitFor(await makeUser(), address, "en", { isVisit: true })).body.html).toContain("plainly");
    await context.close();
  });

  it("shows both texts when somebody else has saved, and saves over the other one after", async () => {
    const author = await makeAuthor();
    const other = await makeUser({ name: "Other Author" });
    await addAuthor(author.courseId, other);
    const { page, context } = await atTheEditor(author, { javaScriptEnabled: false });
    await saveAs(other, author.slug, "Theirs.", "1.0");
    await page.fill("[name=body]", "Mine.");
    await page.click("button[value=save]");
    await page.waitForSelector("text=Your own text is below, as you typed it.");
    expect(await page.textContent(".editor-conflict")).toMatch(/Other Author.*Theirs\./);
    expect(await page.inputValue("[name=body]")).toBe("Mine.");
    await page.click("button[value=save]");
    await page.waitForSelector("text=The draft is saved.");
    expect(await draft(author.slug)).toBe("Mine.");
    await context.close();
  });
});

describe.skipIf(!chromiumPath)("a script that comes to a unit editor which was used before", () => {
  /** Types over a text that somebody has saved meanwhile, and sends the form before any script has come. */
  async function sentTooLate(other: Actor, author: { actor: Actor; slug: string }) {
    const { page, context } = await atTheEditor(author, { javaScriptEnabled: true });
    await page.route(/\/assets\/.*\.js/, (route) => route.abort());
    await page.reload();
    await saveAs(other, author.slug, "Theirs.", "1.0");
    await page.fill("[name=body]", "Mine.");
    await page.unroute(/\/assets\/.*\.js/);
    await page.click("button[value=save]");
    await page.waitForSelector("[data-part=keep]");
    return { page, context };
  }

  const line = (page: Page) => page.textContent(".save-line > span");

  it.each(["keep", "take"])("lets one %s a text where the page came with two", async (choice) => {
    const author = await makeAuthor();
    const other = await makeUser({ name: "Other Author" });
    await addAuthor(author.courseId, other);
    const { page, context } = await sentTooLate(other, author);
    expect(await line(page)).toMatch(/choose between the two/);
    expect(await page.textContent(".editor-conflict")).toMatch(/Other Author.*Theirs\./);
    await page.fill("[name=body]", "Mine, still.");
    // Until one has chosen, nothing is saved over the other text.
    await page.waitForTimeout(2500);
    expect(await draft(author.slug)).toBe("Theirs.");
    await page.click(`[data-part=${choice}]`);
    expect(await page.isVisible("section.editor-conflict")).toBe(false);
    if (choice === "keep") {
      await expect.poll(() => draft(author.slug), soon).toBe("Mine, still.");
      await expect.poll(() => line(page), soon).toMatch(/^Saved \d/);
    } else {
      expect(await page.inputValue("[name=body]")).toBe("Theirs.");
      expect(await page.textContent("details.editor-conflict")).toContain("Mine, still.");
      expect(await line(page)).toMatch(/Draft by .*Other Author/);
      expect(await page.getAttribute(".save-line", "data-said")).toBe("saved");
      await page.waitForTimeout(1500);
      expect(await draft(author.slug)).toBe("Theirs.");
    }
    expect(await page.evaluate(() => Object.keys(localStorage))).toEqual([]);
    await context.close();
  });

  it("leaves the plain way to send a file open where one was chosen already", async () => {
    const { page, context } = await atTheEditor(await makeAuthor());
    let come!: () => void;
    const come$ = new Promise<void>((done) => (come = done));
    await page.route(/\/assets\/.*\.js/, async (route) => {
      await come$;
      await route.continue();
    });
    await page.goto(page.url(), { waitUntil: "commit" });
    await page.click("summary:has-text('Picture or file')");
    await page.setInputFiles("#file", picture());
    come();
    await page.waitForSelector("[role=toolbar]");
    await page.click("text=Upload file");
    await page.waitForURL(/\?.*file=/);
    await page.waitForSelector("[role=toolbar]");
    expect(await page.isVisible("#file")).toBe(false);
    await context.close();
  });
});
