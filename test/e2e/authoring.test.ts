import type { BrowserContextOptions, Page } from "playwright-core";
import { describe, expect, it } from "vitest";
import { db } from "#app/infra/db.server.ts";
import type { Actor } from "#app/modules/accounts/actor.ts";
import { seeEditors } from "#app/modules/learning/authoring/track-editors.server.ts";
import { maxBody } from "#app/modules/learning/courses/limits.ts";
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

/** Somebody signed in, at the editor of the first lesson; `problems` collects what the browser complains of. */
async function atTheEditor(
  actor: Actor,
  editor: string,
  options: BrowserContextOptions = {},
  prepare: (page: Page) => Promise<unknown> = async () => {},
) {
  const somebody = await arrive(browser.get(), { name: actor.name, email: actor.email, language: "en" }, options);
  const problems: string[] = [];
  somebody.page.on("pageerror", (error) => problems.push(error.message));
  somebody.page.on("console", (line) => {
    if (["error", "warning"].includes(line.type()) && !/status of 4|ERR_INTERNET/.test(line.text()))
      problems.push(line.text());
  });
  await signIn(app, somebody, testPassword);
  await prepare(somebody.page);
  await somebody.page.goto(app.url + editor);
  await isLive(somebody.page);
  return { ...somebody, problems };
}

const soon = { timeout: 20_000 };
const isLive = (page: Page) => page.waitForSelector("[role=toolbar]");
const says = (page: Page, words: RegExp) =>
  expect.poll(() => page.textContent(".save-line > span"), soon).toMatch(words);
const saysSaved = (page: Page) => says(page, /^Saved \d/);
const editorOf = (slug: string, unit = "first") => `/teach/${slug}/content/${unit}`;
const draft = async (slug: string, unit = "first") =>
  (await db().unitDraft.findFirst({ where: { unit: { slug: unit, course: { slug } }, language: "en" } }))?.body ?? null;

describe.skipIf(!chromiumPath)("the unit editor", () => {
  it("saves what is typed within two seconds, previews it, and publishes it to learners", async () => {
    const { actor, slug } = await makeAuthor();
    const { page, context, problems } = await atTheEditor(actor, editorOf(slug));
    await page.fill("[name=body]", "## Heading\n\nTyped in a browser.");
    await page.waitForTimeout(2000);
    expect(await draft(slug)).toBe("## Heading\n\nTyped in a browser.");
    await saysSaved(page);
    await expect.poll(() => page.textContent(".pane-preview .prose"), soon).toContain("Typed in a browser.");
    expect(await page.textContent(".pane-preview h2 >> nth=1")).toBe("Heading");
    const learner = await makeUser();
    const shown = async () =>
      (await getUnitFor(learner, { courseSlug: slug, unitSlug: "first" }, "en", { isVisit: true })).body.html;
    expect(await shown()).not.toContain("Typed");
    await page.fill("[name=note]", "A first note");
    await page.click("button[value=publish]");
    await page.waitForSelector("text=Published: learners see the new text.");
    expect(await shown()).toContain("Typed in a browser.");
    expect(await page.evaluate(() => Object.keys(localStorage))).toEqual([]);
    expect(problems).toEqual([]);
    await context.close();
  });

  it("never touches what is being typed, with the answers of the server on their way", async () => {
    const { actor, slug } = await makeAuthor();
    const { page, context } = await atTheEditor(actor, editorOf(slug));
    await page.route("**/draft.json", async (route) => {
      const answer = await route.fetch();
      await new Promise((done) => setTimeout(done, 700));
      await route.fulfill({ response: answer });
    });
    await page.fill("[name=body]", "");
    const words = "Every letter stays where it was typed, whatever the server says meanwhile.";
    await page.locator("[name=body]").pressSequentially(words, { delay: 60 });
    expect(await page.inputValue("[name=body]")).toBe(words);
    await saysSaved(page);
    expect(await draft(slug)).toBe(words);
    await context.close();
  });

  it("writes Markdown with its tools, by mouse and by keyboard, and takes pictures into the text", async () => {
    const { actor, slug } = await makeAuthor();
    const { page, context, problems } = await atTheEditor(actor, editorOf(slug));
    await page.fill("[name=body]", "word");
    await page.locator("[name=body]").press("Control+a");
    await page.locator("[name=body]").press("Control+b");
    expect(await page.inputValue("[name=body]")).toBe("**word**");
    await page.focus(".tool-heading");
    await page.keyboard.press("ArrowRight");
    expect(await page.evaluate(() => document.activeElement?.className)).toContain("tool-bold");
    await page.fill("[name=body]", "");
    const file = { name: "A map.png", mimeType: "image/png", buffer: Buffer.from(makePng()) };
    await page.setInputFiles("input[type=file]", file);
    await expect.poll(() => page.inputValue("[name=body]"), soon).toMatch(/^!\[A map\]\(files\/[\w-]+\.png\)$/);
    await saysSaved(page);
    expect(await draft(slug)).toMatch(/files\//);
    expect(await page.textContent(".file-status")).toContain("The picture is in the text.");
    await page.setInputFiles("input[type=file]", { ...file, name: "Empty.png", buffer: Buffer.alloc(0) });
    await expect.poll(() => page.textContent(".file-status"), soon).toBe("Choose a file first.");
    await page.route("**/files.json", (route) => route.abort());
    await page.setInputFiles("input[type=file]", file);
    await expect.poll(() => page.textContent(".file-status"), soon).toMatch(/A map\.png.* could not be uploaded/);
    expect(problems.filter((problem) => !problem.includes("ERR_FAILED"))).toEqual([]);
    await context.close();
  });

  it("says that a text is too long, and saves it once it is not", async () => {
    const { actor, slug } = await makeAuthor();
    const { page, context } = await atTheEditor(actor, editorOf(slug));
    await says(page, /saved as a draft automatically/);
    await page.fill("[name=body]", "x".repeat(maxBody + 1));
    await says(page, /need to be corrected/);
    expect(await draft(slug)).toBeNull();
    await page.fill("[name=body]", "Short.");
    await saysSaved(page);
    expect(await draft(slug)).toBe("Short.");
    await context.close();
  });

  it("says while it is open who else has opened the unit since, and when they have gone", async () => {
    const { actor, slug, courseId } = await makeAuthor();
    const other = await makeUser({ name: "Other Author" });
    await addAuthor(courseId, other);
    const { page, context } = await atTheEditor(actor, editorOf(slug), {}, (one) => one.clock.install());
    const present = () => page.locator(".others").innerText();
    expect(await present()).toBe("");
    await seeEditors(other, { courseSlug: slug, unitSlug: "first" }, "fr");
    await page.clock.runFor(26_000);
    await expect.poll(present, soon).toMatch(/Other Author.*French/);
    await db().unitEditor.deleteMany({ where: { userId: other.id } });
    await page.clock.runFor(26_000);
    await expect.poll(present, soon).toBe("");
    await context.close();
  });

  it("warns the second editor, and keeps both texts when both write", async () => {
    const { actor, slug, courseId } = await makeAuthor();
    const other = await makeUser({ name: "Other Author" });
    await addAuthor(courseId, other);
    const mine = await atTheEditor(actor, editorOf(slug));
    const theirs = await atTheEditor(other, editorOf(slug));
    expect(await theirs.page.textContent(".others")).toContain(actor.name);
    await theirs.page.fill("[name=body]", "Theirs.");
    await saysSaved(theirs.page);
    await mine.page.fill("[name=body]", "Mine.");
    await mine.page.waitForSelector("text=What");
    await says(mine.page, /choose between the two/);
    expect(await mine.page.textContent(".others")).toContain("Other Author");
    expect(await mine.page.textContent(".editor-conflict")).toContain("Theirs.");
    expect(await mine.page.inputValue("[name=body]")).toBe("Mine.");
    expect(await draft(slug)).toBe("Theirs.");
    await mine.page.click("text=Keep my text");
    await saysSaved(mine.page);
    expect(await draft(slug)).toBe("Mine.");

    await theirs.page.fill("[name=body]", "Theirs again.");
    await says(theirs.page, /choose between the two/);
    await theirs.page.click("text=Take this text");
    expect(await theirs.page.inputValue("[name=body]")).toBe("Mine.");
    expect(await theirs.page.textContent("details.editor-conflict")).toContain("Theirs again.");
    expect([...mine.problems, ...theirs.problems]).toEqual([]);
    await mine.context.close();
    await theirs.context.close();
  });

  it("keeps the text on the device while the link is down, through a reload, and saves it after", async () => {
    const { actor, slug } = await makeAuthor();
    const { page, context } = await atTheEditor(actor, editorOf(slug));
    await context.setOffline(true);
    await page.fill("[name=body]", "Typed in a tunnel.");
    await says(page, /kept on this device/);
    await context.setOffline(false);
    await says(page, /Saved again/);
    expect(await draft(slug)).toBe("Typed in a tunnel.");

    await context.setOffline(true);
    await page.fill("[name=body]", "Typed before the page was closed.");
    await says(page, /kept on this device/);
    await page.close();
    await context.setOffline(false);
    const again = await context.newPage();
    await again.goto(app.url + editorOf(slug));
    await isLive(again);
    expect(await again.inputValue("[name=body]")).toBe("Typed before the page was closed.");
    await saysSaved(again);
    expect(await draft(slug)).toBe("Typed before the page was closed.");
    await context.close();
  });

  it("keeps the text of an ended session, and saves it after signing in again", async () => {
    const { actor, slug } = await makeAuthor();
    const { page, context } = await atTheEditor(actor, editorOf(slug));
    await db().session.deleteMany({ where: { userId: actor.id } });
    await page.fill("[name=body]", "After the session ended.");
    await says(page, /signed out/);
    await page.click(".save-line > span a");
    await page.waitForURL(/\/login\?next=/);
    await page.fill("[name=email]", actor.email);
    await page.fill("[name=password]", testPassword);
    await page.click("form[action^='/login'] button");
    await page.waitForURL(/\/content\/first/);
    await isLive(page);
    expect(await page.inputValue("[name=body]")).toBe("After the session ended.");
    await saysSaved(page);
    expect(await draft(slug)).toBe("After the session ended.");
    await context.close();
  });

  it("shows the original beside a translation, and one pane at a time on a phone", async () => {
    const { actor, slug } = await makeAuthor();
    const { page, context } = await atTheEditor(actor, `${editorOf(slug)}?in=fr`, {
      viewport: { width: 360, height: 700 },
    });
    expect(await page.isVisible(".pane-source")).toBe(false);
    await page.click(".view-source");
    expect(await page.isVisible("[name=body]")).toBe(false);
    expect(await page.textContent(".pane-source")).toContain("The text of");
    await page.click(".view-preview");
    expect([await page.isVisible(".pane-preview"), await page.isVisible(".pane-source")]).toEqual([true, false]);
    await page.setViewportSize({ width: 1200, height: 800 });
    await page.click(".view-write");
    expect([await page.isVisible("[name=body]"), await page.isVisible(".pane-source")]).toEqual([true, true]);
    await context.close();
  });
});

describe.skipIf(!chromiumPath)("the outline", () => {
  it("is rearranged by dragging, too", async () => {
    const { actor, slug } = await makeAuthor();
    const somebody = await arrive(browser.get(), { name: actor.name, email: actor.email, language: "en" });
    await signIn(app, somebody, testPassword);
    const { page, context } = somebody;
    await page.goto(`${app.url}/teach/${slug}/content`);
    await page.dragAndDrop("#unit-check .drag-handle", "#unit-first", { targetPosition: { x: 20, y: 2 } });
    await page.waitForSelector("text=Moved.");
    const order = () =>
      page.locator("[data-unit]").evaluateAll((all) => all.map((one) => one.getAttribute("data-unit")));
    expect(await order()).toEqual(["check", "first", "second"]);
    await context.close();
  });
});
