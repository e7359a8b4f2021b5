import { describe, expect, it } from "vitest";
import { db } from "#app/infra/db.server.ts";
import { blockPerson } from "#app/modules/accounts/blocks/block-person.server.ts";
import { topicPath } from "#app/modules/forum/paths.ts";
import { makeTopic } from "#test/factories/topics.ts";
import { makeUser, testPassword } from "#test/factories/users.ts";
import { signedIn } from "#test/helpers/visitor.ts";
import { useApp } from "#test/setup/app.ts";
import { useDatabase } from "#test/setup/database.ts";
import { chromiumPath, useBrowser } from "./browser.ts";
import { arrive, signIn } from "./people.ts";

useDatabase();
const app = useApp();
const browser = useBrowser();

const lastRead = async (userId: string, topicId: string) =>
  (await db().topicReader.findFirst({ where: { userId, topicId } }))?.lastRead;
const picture = (body: string) => /<noscript><img src="([^"]*)"/.exec(body)![1]!.replaceAll("&amp;", "&");

describe("marking a topic as unread", () => {
  it("works as a plain form, and what an older page reports is not noted", async () => {
    const topic = await makeTopic({ replies: 3 });
    const member = await makeUser();
    const visitor = await signedIn(app, member);
    const shown = (await visitor.get(topicPath(topic))).body;
    expect((await visitor.get(picture(shown))).status).toBe(204);
    expect(await lastRead(member.id, topic.id)).toBe(3);
    const pressed = await visitor.post(`/topics/${topic.publicId}/unread`, { number: "2" });
    expect([pressed.status, pressed.location]).toEqual([303, "/forum?tab=unread"]);
    const list = (await visitor.follow(pressed)).body;
    expect(list).toContain("The topic is marked as unread.");
    expect(list).toContain(`${topicPath(topic)}?at=2#reply-2`);
    await visitor.get(picture(shown));
    expect(await lastRead(member.id, topic.id)).toBe(1);
    await visitor.get(picture((await visitor.get(topicPath(topic))).body));
    expect(await lastRead(member.id, topic.id)).toBe(3);
  });

  it("is offered where there are replies, to those who are signed in", async () => {
    const [quiet, topic] = [await makeTopic(), await makeTopic({ replies: 1 })];
    const visitor = await signedIn(app, await makeUser());
    const offers = /<form[^>]*id="unread-from"/;
    expect((await visitor.get(topicPath(quiet))).body).not.toMatch(offers);
    expect((await visitor.get(topicPath(topic))).body).toMatch(offers);
    const guest = (await fetch(app.url + topicPath(topic)).then((answer) => answer.text())) as string;
    expect(guest).not.toContain("unread-from");
    expect((await visitor.post(`/topics/${topic.publicId}/unread`, { number: "7" })).status).toBe(404);
  });
});

describe.skipIf(!chromiumPath)("marking a topic as unread in a browser", () => {
  it("is not undone by what the page reports as one leaves it, nor by what comes later still", async () => {
    const topic = await makeTopic({ replies: 3, body: "Short" });
    const member = await makeUser();
    const somebody = await arrive(browser.get(), { name: member.name, email: member.email, language: "en" }, {});
    await signIn(app, somebody, testPassword);
    const { page, context } = somebody;
    await page.goto(app.url + topicPath(topic));
    const report = await page.getAttribute("forum-topic", "data-read");
    // At once: what was on screen is reported two seconds later, or as the page goes.
    await page.click("#reply-2 > footer details:has([name='number']) > summary");
    await page.click("#reply-2 > footer [name='number']");
    await page.waitForURL(/tab=unread/);
    expect(await page.textContent("main")).toContain("The topic is marked as unread.");
    // The same report, later still: from a tab that was open before.
    const late = page.waitForResponse((answer) => answer.url().endsWith(report!));
    await page.evaluate((url) => navigator.sendBeacon(url, new URLSearchParams({ number: "3" })), report!);
    expect((await late).status()).toBe(204);
    expect(await lastRead(member.id, topic.id)).toBe(1);
    await page.click(`a[href="${topicPath(topic)}?at=2#reply-2"]`);
    await expect.poll(() => lastRead(member.id, topic.id), { timeout: 10_000 }).toBe(3);
    await context.close();
  });

  it("is not needed for a last reply that is folded: the line that stands for it counts as read", async () => {
    const topic = await makeTopic({ replies: 2, body: "Short" });
    const member = await makeUser();
    await blockPerson(member, { handle: topic.replier!.handle, level: "mute" });
    const somebody = await arrive(browser.get(), { name: member.name, email: member.email, language: "en" }, {});
    await signIn(app, somebody, testPassword);
    const { page, context } = somebody;
    await page.goto(app.url + topicPath(topic));
    expect(await page.locator("details:not([open]) .reply").count()).toBe(2);
    await expect.poll(() => lastRead(member.id, topic.id), { timeout: 10_000 }).toBe(2);
    await context.close();
  });
});
