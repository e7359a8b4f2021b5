import { execFileSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import type { Page } from "playwright-core";
import { describe, expect, it } from "vitest";
import { db } from "#app/infra/db.server.ts";
import { hasAnswers, type Question } from "#app/modules/learning/questions/questions.ts";
import { runSweeps } from "#jobs/schedule.ts";
import { demoAccounts } from "#prisma/seed/demo-accounts.ts";
import { seed } from "#prisma/seed/index.ts";
import { useMailbox } from "#test/helpers/mailbox.ts";
import { courseSlug } from "#test/helpers/world.ts";
import { useApp } from "#test/setup/app.ts";
import { useDatabase } from "#test/setup/database.ts";
import { useWorker } from "#test/setup/jobs.ts";
import { findProgram, programs } from "#test/setup/programs.mjs";
import { chromiumPath, useBrowser } from "./browser.ts";
import { arrive, join, signIn, type Somebody } from "./people.ts";

const pdftotext = findProgram(...programs.poppler.names);

useDatabase();
const mailbox = useMailbox();
const app = useApp(() => seed({ demo: true, log: () => {} }));
const browser = useBrowser();
useWorker();

describe.skipIf(!chromiumPath)("the main job", () => {
  it("is done by two people and a trainer in real browsers", { timeout: 300_000 }, async () => {
    // On a phone, from the catalogue to the certificate.
    const phone = { viewport: { width: 320, height: 640 } };
    const awa = await arrive(browser.get(), { name: "Awa Ndiaye", email: "awa@example.org", language: "fr" }, phone);
    const minh = await arrive(browser.get(), { name: "Nguyễn Văn Minh", email: "minh@example.org", language: "en" });
    await join(app, mailbox, awa, "SN");
    await join(app, mailbox, minh, "VN");

    await passTheCourse(awa.page);
    await receiveTheCertificate(awa);
    await discuss(awa, minh);
    await meet(awa, minh);
    await readTheDigest(awa);
    for (const { context } of [awa, minh]) await context.close();
  });

  it("is read and written without JavaScript, in Arabic", { timeout: 240_000 }, async () => {
    const options = { javaScriptEnabled: false, viewport: { width: 320, height: 700 } };
    const layla = await arrive(
      browser.get(),
      { name: "ليلى حداد", email: "layla@example.org", language: "ar" },
      options,
    );
    await join(app, mailbox, layla, "JO");
    expect(await layla.page.getAttribute("html", "dir")).toBe("rtl");
    await passTheCourse(layla.page, { modules: 1 });
    await writeATopic(layla, { space: "1.2", title: "سؤال عن الفريق الوطني", body: "كيف نبدأ؟" });
    await talkWithoutJavaScript(layla);
    await layla.context.close();
  });
});

/** Reads every lesson and answers every quiz of the course, or of its first modules. */
async function passTheCourse(page: Page, { modules = 5 } = {}) {
  await page.goto(`${app.url}/courses`);
  await page.click(`main a[href='/courses/${courseSlug}']`);
  await page.click(`form[action='/courses/${courseSlug}/enrol'] button`);
  const units = await db().unit.findMany({
    where: { course: { slug: courseSlug }, module: { position: { lte: modules } } },
    orderBy: [{ module: { position: "asc" } }, { position: "asc" }],
    select: { slug: true, kind: true },
  });
  // A member's home begins with the part that comes next.
  await page.goto(app.url);
  await page.click(".next-card h2 a");
  expect(page.url()).toBe(`${app.url}/courses/${courseSlug}/${units[0]!.slug}`);
  for (const { slug, kind } of units) {
    const address = `${app.url}/courses/${courseSlug}/${slug}`;
    if (kind === "quiz") await answerTheQuiz(page, address, slug);
    else {
      await page.goto(address);
      await fitsTheScreen(page);
      await page.click("form[action$='/complete'] button");
      await page.waitForLoadState();
    }
  }
}

async function answerTheQuiz(page: Page, address: string, slug: string) {
  // The page of the quiz is the one that begins it.
  await page.goto(address);
  await fitsTheScreen(page);
  await page.click("button[name=intent][value=start]");
  await page.waitForSelector("[name=version]", { state: "attached" });
  const slots = await db().quizSlot.findMany({
    where: { unit: { slug } },
    orderBy: { position: "asc" },
    select: {
      question: { select: { versions: { orderBy: { number: "desc" }, take: 1, select: { translations: true } } } },
    },
  });
  for (const [index, { question }] of slots.entries()) {
    const translations = question!.versions[0]!.translations as unknown as Record<string, Question>;
    const field = `[name=q${index + 1}]`;
    for (const value of rightAnswer(translations.en!)) {
      if (await page.locator(`input${field}[type=text], input${field}[inputmode]`).count())
        await page.fill(field, value);
      else await page.check(`${field}[value="${value}"]`);
    }
  }
  await page.click("button[name=intent][value=submit]");
  // With JavaScript the page waits for the save under way before it is sent.
  await page.waitForURL(/\/attempts\/\d+$/);
  await fitsTheScreen(page);
  const attempt = await db().attempt.findFirst({ where: { unit: { slug } }, orderBy: { submittedAt: "desc" } });
  expect(attempt, slug).toMatchObject({ state: "submitted", percent: 100 });
}

async function fitsTheScreen(page: Page) {
  const width = await page.evaluate(() => document.documentElement.scrollWidth);
  expect(width, page.url()).toBeLessThanOrEqual(page.viewportSize()!.width);
}

function rightAnswer(question: Question): string[] {
  if (!hasAnswers(question)) throw new Error(`the first course has no ${question.kind} questions`);
  if (question.kind === "numeric") {
    const [answer] = question.answers;
    return [String("value" in answer! ? answer.value : (answer as unknown as { min: number }).min)];
  }
  const best = question.answers.flatMap((answer, index) => (answer.fraction > 0 ? [{ answer, index }] : []));
  if (question.kind === "short") return [(best[0]!.answer as { text: string }).text];
  return best.map(({ index }) => String(index));
}

async function receiveTheCertificate({ page, name, email }: Somebody) {
  await expect
    .poll(() => db().certificate.count({ where: { user: { email } } }), { timeout: 30_000, interval: 200 })
    .toBe(1);
  await page.goto(`${app.url}/me`);
  await page.click("a[href^='/certificates/']");
  await page.waitForURL(/\/certificates\/[\dA-Z-]+$/);
  const address = page.url();
  expect(await page.textContent("main")).toContain(name);
  const guest = await browser.get().newContext();
  const answer = await guest.request.get(`${address}.pdf`);
  expect(answer.headers()["content-type"]).toBe("application/pdf");
  if (pdftotext) {
    const file = path.join(tmpdir(), `certificate-${process.pid}.pdf`);
    writeFileSync(file, await answer.body());
    const text = execFileSync(pdftotext, ["-layout", file, "-"], { encoding: "utf8" });
    expect(text).toContain(name);
    expect(text).toContain(address.split("/").at(-1));
  }
  const facts = await (await guest.request.get(`${address}.json`)).json();
  expect(facts).toMatchObject({ name, state: "valid" });
  await guest.close();
}

async function writeATopic({ page }: Somebody, { space, title, body }: { space: string; title: string; body: string }) {
  await page.goto(`${app.url}/forum/${space}/new`);
  await page.fill("[name=title]", title);
  await page.fill("[name=body]", body);
  await page.click(`form[action='/forum/${space}/new'] button[value=send]`);
  await page.waitForURL(/\/topics\/\d+\//);
  expect(await page.textContent("h1")).toContain(title);
}

async function discuss(asking: Somebody, answering: Somebody) {
  await writeATopic(asking, { space: "1.1", title: "Par où commencer ?", body: "Quelles **données** d’abord ?" });
  const topic = asking.page.url();
  expect(await asking.page.innerHTML("main")).toContain("<strong>données</strong>");
  await answering.page.goto(topic);
  await answering.page.fill("[name=body]", "Start with the figures that you have. <script>alert(1)</script>");
  await answering.page.click("form[action*='/reply'] button[value=send]");
  await answering.page.waitForURL(/reply-1/);
  expect(await answering.page.textContent("#reply-1")).toContain("<script>alert(1)</script>");
  await expect
    .poll(() => db().notification.count({ where: { user: { email: asking.email }, path: { contains: "/topics/" } } }), {
      timeout: 20_000,
    })
    .toBe(1);
  await asking.page.goto(`${app.url}/me/notifications`);
  expect(await asking.page.textContent("main")).toContain(answering.name);
}

/** A trainer plans a session that begins now; two people meet in it, and the link of one is cut in between. */
async function meet(first: Somebody, second: Somebody) {
  const { email, password } = demoAccounts().find(({ role }) => role === "trainer")!;
  const trainer = await arrive(browser.get(), { name: "Trainer", email, language: "en" });
  await signIn(app, trainer, password);
  const room = await planASession(trainer.page);
  for (const { page } of [first, second]) {
    await page.goto(room.replace(/\/room$/, ""));
    await page.click("form[action$='/register'] button");
    await page.goto(room);
    // Presence is shown once the room is live.
    await page.waitForFunction(() => document.querySelector("[data-part=presence]")?.textContent);
  }
  await say(first.page, "Bonjour à toutes et à tous");
  await waitForTalk(second.page, ["Bonjour à toutes et à tous"]);
  await talkOfAddresses(first.page, second.page);
  await fitAPhone(second.page);
  await second.context.setOffline(true);
  await say(first.page, "Un premier message pendant la coupure");
  await say(second.page, "Written while the link was down");
  await say(first.page, "Un second message pendant la coupure");
  await second.context.setOffline(false);
  const texts = [
    "Bonjour à toutes et à tous",
    "Un premier message pendant la coupure",
    "Un second message pendant la coupure",
    "Written while the link was down",
  ];
  for (const { page } of [first, second]) await waitForTalk(page, texts);
  const webinarId = Number(/webinars\/(\d+)/.exec(room)![1]);
  const rows = await db().roomMessage.findMany({
    where: { webinar: { publicId: webinarId } },
    orderBy: { sequence: "asc" },
  });
  expect(rows.map(({ sequence }) => sequence)).toEqual([1, 2, 3, 4, 5]);
  const invitation = await mailbox.find(second.email, /Meeting in the room/);
  expect(invitation.attachments.some(({ contentType }) => contentType === "text/calendar")).toBe(true);
  await foldWhomOneMutes(first.page, second.page);
  await trainer.context.close();
}

/** What somebody says whom the listener has muted comes in folded, and can be unfolded. */
async function foldWhomOneMutes(speaker: Page, listener: Page) {
  const room = listener.url();
  const handle = await speaker.locator("chat-room").getAttribute("data-handle");
  await listener.goto(`${app.url}/people/${handle}/mute`);
  await listener.click("main form button");
  await listener.waitForURL(({ pathname }) => !pathname.endsWith("/mute"));
  await listener.goto(room);
  await listener.waitForFunction(() => document.querySelector("[data-part=presence]")?.textContent);
  await say(speaker, "Pour les autres");
  const line = listener.locator("[role=log] li[data-seq]", { hasText: "Pour les autres" });
  await expect.poll(() => line.locator("details p").isVisible()).toBe(false);
  await expect.poll(() => line.locator("summary").count()).toBe(1);
  await line.locator("summary").click();
  expect(await line.locator("details p").isVisible()).toBe(true);
}

/** Addresses, stress and code in what is said are such for everybody as it arrives, and marks of HTML stay words. */
async function talkOfAddresses(speaker: Page, listener: Page) {
  const text = "انظر https://ar.wikipedia.org/wiki/ثقافة، أو <b>www.example.org</b> *see `a*b`*";
  await say(speaker, text);
  for (const page of [speaker, listener]) {
    const line = page.locator("[role=log] li[data-seq] > p", { hasText: "wikipedia" });
    await expect
      .poll(() => line.locator("a").allTextContents())
      .toEqual(["https://ar.wikipedia.org/wiki/ثقافة", "www.example.org"]);
    expect(await line.textContent()).toBe(text.replace("*see `a*b`*", "see a*b"));
    expect(await line.locator("em").innerHTML()).toBe("see <code>a*b</code>");
    expect(await line.locator("a").nth(1).getAttribute("href")).toBe("http://www.example.org");
    expect(await line.locator("b").count()).toBe(0);
  }
}

/**
 * On a phone's first screen the place to write stands below the talk, with room for a header of 52 px and a bar of 56; what
 * one person says in a row stands below one name and one face, whether the script has drawn it or the server.
 */
async function fitAPhone(page: Page) {
  const usual = page.viewportSize()!;
  await page.setViewportSize({ width: 340, height: 640 });
  const needed = await page.evaluate(() => {
    const end = document.querySelector("[data-part=form] button")!.getBoundingClientRect().bottom;
    return end - document.querySelector(".site-header")!.getBoundingClientRect().bottom;
  });
  expect(needed).toBeLessThanOrEqual(640 - 52 - 56);
  expect(await page.locator(".room-head").evaluate((head) => head.getBoundingClientRect().height)).toBeLessThan(41);
  const lines = page.locator("[role=log] li[data-seq]");
  expect(await lines.nth(0).getAttribute("class")).not.toContain("chat-follows");
  expect(await lines.nth(1).getAttribute("class")).toContain("chat-follows");
  const faces = () => lines.evaluateAll((all) => all.map((one) => one.querySelector(".face")?.outerHTML));
  const live = await faces();
  expect(live.map(Boolean).slice(0, 2)).toEqual([true, false]);
  await expect.poll(() => page.locator("[data-part=presence] .face").count()).toBe(2);
  await page.reload();
  expect(await faces()).toEqual(live);
  await page.setViewportSize(usual);
}

async function planASession(page: Page): Promise<string> {
  const inTwentyMinutes = new Date(Date.now() + 20 * 60_000);
  const end = new Date(inTwentyMinutes.getTime() + 60 * 60_000);
  await page.goto(`${app.url}/webinars/new`);
  await page.fill("[name=title]", "Meeting in the room");
  await page.fill("[name=description]", "A session to try the room.");
  await page.fill("[name=date]", inTwentyMinutes.toISOString().slice(0, 10));
  await page.fill("[name=start]", inTwentyMinutes.toISOString().slice(11, 16));
  await page.fill("[name=end]", end.toISOString().slice(11, 16));
  await page.selectOption("[name=zone]", "UTC").catch(() => page.fill("[name=zone]", "UTC"));
  await page.check("[name=activities][value='1.1']");
  await page.click("form[action='/webinars/new'] button");
  await page.waitForURL(/\/webinars\/\d+\//);
  return `${app.url}/webinars/${/webinars\/(\d+)/.exec(page.url())![1]}/room`;
}

async function say(page: Page, text: string) {
  await page.fill("form[action$='/messages'] [name=body]", text);
  await page.click("form[action$='/messages'] button:not([type=button])");
}

/** Waits until the log shows these messages, each once and in an order that everybody shares. */
async function waitForTalk(page: Page, texts: string[]) {
  const shown = () => page.locator("[role=log] li").allTextContents();
  await expect
    .poll(
      async () => {
        const lines = await shown();
        return texts.map((text) => lines.filter((line) => line.includes(text)).length);
      },
      { timeout: 30_000 },
    )
    .toEqual(texts.map(() => 1));
}

async function talkWithoutJavaScript({ page, email }: Somebody) {
  const webinar = await db().webinar.findFirstOrThrow({
    where: { startsAt: { lt: new Date(Date.now() + 25 * 60_000) }, endsAt: { gt: new Date() } },
    select: { publicId: true },
  });
  await page.goto(`${app.url}/webinars/${webinar.publicId}/x`);
  await page.click("form[action$='/register'] button");
  await page.goto(`${app.url}/webinars/${webinar.publicId}/room`);
  await say(page, "رسالة بلا جافاسكريبت");
  await page.waitForLoadState();
  expect(await page.textContent("[role=log]")).toContain("رسالة بلا جافاسكريبت");
  expect(await db().roomMessage.count({ where: { author: { email } } })).toBe(1);
}

/** Reads the weekly digest as a mail program gets it, and leaves the list by its one-click address. */
async function readTheDigest({ email, name }: Somebody) {
  const { id: userId } = await db().user.findFirstOrThrow({ where: { email }, select: { id: true } });
  const past = new Date(Date.now() - 60_000);
  const monthAgo = new Date(Date.now() - 30 * 86_400_000);
  // A digest ends with the last whole minute: what was asked in this one comes with the next.
  const createdAt = new Date(Date.now() - 90_000);
  const topic = { title: "Par où commencer ?" };
  await db().topic.updateMany({ where: topic, data: { createdAt, lastReplyAt: createdAt } });
  await db().reply.updateMany({ where: { topic }, data: { createdAt } });
  await db().digestSetting.update({ where: { userId }, data: { nextDueAt: past, coveredUntil: monthAgo } });
  await runSweeps();
  const { key } = await expect
    .poll(() => db().outgoingMail.findFirst({ where: { userId, key: { startsWith: "digest" } } }), { timeout: 40_000 })
    .not.toBeNull()
    .then(() => db().outgoingMail.findFirstOrThrow({ where: { userId, key: { startsWith: "digest" } } }));
  await expect
    .poll(async () => (await db().outgoingMail.findUniqueOrThrow({ where: { key } })).state, { timeout: 40_000 })
    .toBe("sent");
  const { mail } = mailbox.all().findLast((item) => item.recipients.includes(email))!;
  expect(mail.text).toContain("Par où commencer ?");
  expect(mail.html).toContain("Par où commencer ?");
  expect(mail.text).toContain(name.split(" ")[0]);
  const header = mail.headerLines.find((line) => line.key === "list-unsubscribe")!.line;
  const address = /<(https?:[^>]+)>/.exec(header)![1]!;
  const answer = await fetch(address, {
    method: "POST",
    body: new URLSearchParams({ "List-Unsubscribe": "One-Click" }),
  });
  expect(answer.status).toBe(200);
}
