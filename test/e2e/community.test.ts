import { beforeAll, describe, expect, it } from "vitest";
import { db } from "#app/infra/db.server.ts";
import { transaction } from "#app/infra/transaction.server.ts";
import type { Actor } from "#app/modules/accounts/actor.ts";
import { setSpaceRole } from "#app/modules/forum/spaces/set-space-role.server.ts";
import { seedRoadmap } from "#prisma/seed/roadmap.ts";
import { seedSpaces } from "#prisma/seed/spaces.ts";
import { makeUser, testPassword } from "#test/factories/users.ts";
import { useApp } from "#test/setup/app.ts";
import { useDatabase } from "#test/setup/database.ts";
import { useWorker } from "#test/setup/jobs.ts";
import { chromiumPath, useBrowser } from "./browser.ts";
import { arrive, signIn, type Somebody } from "./people.ts";

useDatabase();
const app = useApp();
const browser = useBrowser();
useWorker();
beforeAll(async () => {
  await seedRoadmap(db());
  await seedSpaces();
});

const phone = { viewport: { width: 320, height: 640 } };
const soon = { timeout: 20_000 };
const trusted = { trustedAt: new Date() };

async function atDeviceOf({ name, email }: Actor, language: string, device = {}): Promise<Somebody> {
  const somebody = await arrive(browser.get(), { name, email, language }, device);
  await signIn(app, somebody, testPassword);
  return somebody;
}

const send = (somebody: Somebody) => somebody.page.click("form[action*='/reply'] button[value=send]");
const noticesOf = async (somebody: Somebody) => {
  await somebody.page.goto(`${app.url}/me/notifications`);
  return (await somebody.page.textContent("main"))!;
};

describe.skipIf(!chromiumPath)("a space of the forum", () => {
  it(
    "asks, answers, is led and moderated, through a lost link and sessions that end",
    { timeout: 240_000 },
    async () => {
      const people = {
        asker: await makeUser({ name: "Ama Owusu", ...trusted }),
        answerer: await makeUser({ name: "Chloé Martin", language: "fr", ...trusted }),
        facilitator: await makeUser({ name: "Ofelia Quispe", ...trusted }),
        moderator: await makeUser({ name: "Rosa Lund", role: "moderator" }),
        judge: await makeUser({ name: "Ines Okafor", role: "moderator" }),
      };
      await transaction((tx) =>
        setSpaceRole(tx, {
          spaceCode: "1.2",
          userId: people.facilitator.id,
          role: "facilitator",
          by: people.moderator.id,
          at: new Date(),
        }),
      );

      // The asker writes on a phone while the link is down, and her session ends before she sends.
      const ama = await atDeviceOf(people.asker, "en", phone);
      await ama.page.goto(`${app.url}/forum/1.2`);
      await ama.page.click("main a[href$='/forum/1.2/new']");
      await ama.page.fill("main [name=title]", "Who speaks for the artists in your national team?");
      await ama.context.setOffline(true);
      await ama.page.fill("main textarea[name=body]", "Ours has nine ministries and no musician. How did you choose?");
      await expect.poll(() => ama.page.textContent(".save-line > span"), soon).toMatch(/kept on this device/);
      await ama.context.setOffline(false);
      await expect.poll(() => ama.page.textContent(".save-line > span"), soon).toMatch(/^Saved/);
      await ama.context.clearCookies();
      await ama.page.click("main form[action$='/new'] button[value=send], main form:not([action]) button[value=send]");
      await ama.page.waitForURL(/\/login/);
      await ama.page.fill("[name=email]", ama.email);
      await ama.page.fill("[name=password]", testPassword);
      await ama.page.click("form[action^='/login'] button");
      await ama.page.waitForURL(/\/forum\/1\.2\/new/);
      expect(await ama.page.inputValue("main textarea[name=body]")).toContain("nine ministries");
      await ama.page.click("main button[value=send]");
      await ama.page.waitForURL(/\/topics\/\d+\/.+#reply-0$/);
      const topic = new URL(ama.page.url()).pathname;
      const address = app.url + topic;

      // She is answered in French, by somebody who follows from then on; somebody else only advertises.
      const chloe = await atDeviceOf(people.answerer, "fr");
      await chloe.page.goto(address);
      await chloe.page.fill("main textarea[name=body]", "Chez nous, le syndicat des musiciens siège depuis le début.");
      await send(chloe);
      await chloe.page.waitForURL(/#reply-1$/);
      expect(await chloe.page.getAttribute("#reply-1 .prose", "lang")).toBe("fr");
      const seller = await atDeviceOf(await makeUser({ name: "Best Tickets", ...trusted }), "en");
      await seller.page.goto(address);
      await seller.page.fill("main textarea[name=body]", "Cheap tickets for every concert, write to me.");
      await send(seller);
      await seller.page.waitForURL(/#reply-2$/);

      // Two devices edit the question: the second is shown both texts.
      const edit = await ama.page.getAttribute("#reply-0 a[href$='/edit']", "href");
      const other = await ama.context.newPage();
      for (const page of [ama.page, other]) await page.goto(app.url + edit);
      await other.fill("[name=body]", "Ours has ten ministries and no musician. How did you choose?");
      await other.click("button[value=send]");
      await other.waitForURL(/#reply-0$/);
      await ama.page.fill("[name=body]", "Ours has nine ministries and one musician. How did you choose?");
      await ama.page.click("button[value=send]");
      await ama.page.waitForSelector("text=ten ministries");
      const both = (await ama.page.textContent("main"))! + (await ama.page.inputValue("[name=body]"));
      expect(both).toContain("one musician");
      await ama.page.click("button[value=send]");
      await ama.page.waitForURL(/#reply-0$/);
      expect(await ama.page.textContent("#reply-0 .prose")).toContain("one musician");

      // The answer is accepted and thanked for, and its author hears of both.
      await ama.page.click("#reply-1 button[formaction*='/accept']");
      await expect.poll(() => ama.page.textContent("main"), soon).toContain("The reply is now the accepted answer.");
      await ama.page.click("#reply-1 .menu >> text=React");
      await ama.page.click("#reply-1 button[formaction*='/react'] >> nth=0");
      await expect.poll(() => ama.page.locator("#reply-1 .reaction").count(), soon).toBeGreaterThan(0);
      await expect.poll(() => noticesOf(chloe), soon).toContain("a retenu votre réponse");

      // The facilitator splits what belongs elsewhere, and moves it there.
      const ofelia = await atDeviceOf(people.facilitator, "en");
      await ofelia.page.goto(address);
      await ofelia.page.fill("main textarea[name=body]", "Another question: who pays for the travel of the team?");
      await send(ofelia);
      await ofelia.page.waitForURL(/#reply-3$/);
      await ofelia.page.click("main a[href$='/split']");
      await ofelia.page.fill("[name=title]", "Who pays for the travel of a national team?");
      await ofelia.page.check("[name=numbers][value='3']");
      await ofelia.page.click("main form button[type=submit]");
      await ofelia.page.waitForURL((url) => url.pathname.includes("who-pays"));
      await ama.page.goto(`${address}?at=3`);
      expect(ama.page.url()).toContain("who-pays");

      // What became of it is told to everybody who took part.
      await chloe.page.goto(address);
      await ama.page.goto(address);
      await ama.page.fill("main textarea[name=body]", "We asked the union, and two musicians sit with us since May.");
      await send(ama);
      await ama.page.waitForURL(/#reply-4$/);
      await ama.page.click("#reply-4 .menu >> text=More");
      await ama.page.click("#reply-4 button[formaction*='/outcome']");
      await expect.poll(() => ama.page.textContent("main section.accepted"), soon).toContain("two musicians");
      await expect.poll(() => noticesOf(chloe), soon).toContain("Ce qui est résulté de");

      // The advertisement is reported, claimed and removed; its author is told why and appeals; somebody else decides that.
      await chloe.page.goto(address);
      await chloe.page.goto(app.url + (await chloe.page.getAttribute("#reply-2 a[href^='/report']", "href")));
      await chloe.page.click("main input[type=radio] >> nth=0");
      await chloe.page.click("main form button[type=submit]");
      await chloe.page.waitForSelector("text=L’équipe va l’examiner");
      const rosa = await atDeviceOf(people.moderator, "en", phone);
      await rosa.page.goto(`${app.url}/moderation`);
      await rosa.page.click("main a[href^='/moderation/'] >> text=Reply 2");
      const theCase = new URL(rosa.page.url()).pathname;
      await rosa.page.click("form[action$='/claim'] button");
      await rosa.page.waitForSelector("text=The case is yours");
      await rosa.page.check("[name=decision][value=remove]");
      await rosa.page.fill("[name=reason]", "This space is no place for advertisements.");
      await rosa.page.click("form[action$='/decide'] button");
      await rosa.page.waitForSelector("text=Decided.");
      await chloe.page.goto(address);
      expect(await chloe.page.textContent("#reply-2")).not.toContain("Cheap tickets");
      await seller.page.goto(address);
      expect(await seller.page.textContent("#reply-2")).toContain("no place for advertisements");
      await seller.page.click("#reply-2 a[href*='appeal']");
      await seller.page.fill("main textarea", "It was a gift to the community.");
      await seller.page.click("main form button[type=submit]");
      await seller.page.waitForLoadState("load");
      await rosa.page.goto(app.url + theCase);
      expect(await rosa.page.textContent("main")).toContain("gift to the community");
      expect(await rosa.page.locator("form[action$='/decide']").count()).toBe(0);
      const ines = await atDeviceOf(people.judge, "en");
      await ines.page.goto(app.url + theCase);
      await ines.page.check("[name=decision][value=remove]");
      await ines.page.fill("[name=reason]", "It sells something; the decision stays.");
      await ines.page.click("form[action$='/decide'] button");
      await ines.page.waitForSelector("text=Decided.");
      await expect.poll(() => noticesOf(seller), soon).toMatch(/appeal/i);
      await ines.page.goto(`${app.url}/moderation/log`);
      expect(await ines.page.textContent("main")).toContain("It sells something");
      for (const { context } of [ama, chloe, seller, ofelia, rosa, ines]) await context.close();
    },
  );
});
