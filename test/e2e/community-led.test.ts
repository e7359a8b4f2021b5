import { describe, expect, it } from "vitest";
import type { Actor } from "#app/modules/accounts/actor.ts";
import { replyInPath, topicPath } from "#app/modules/forum/paths.ts";
import { dayIn } from "#test/factories/consultations.ts";
import { makePng } from "#test/factories/course-files.ts";
import { makeSpace, makeSpaceMember } from "#test/factories/spaces.ts";
import { makeTopic } from "#test/factories/topics.ts";
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

const soon = { timeout: 20_000 };
const trusted = { trustedAt: new Date(0) };

/** The text of the page that somebody is on. */
const read = ({ page }: Somebody) => page.textContent("main");
/** Presses a button in the main part that leads to another page. */
async function press({ page }: Somebody, button: string): Promise<void> {
  await Promise.all([page.waitForEvent("load"), page.click(`main ${button}`)]);
}
/** Opens the menu “More” of a post, and presses something in it. */
async function inMenu(somebody: Somebody, post: string, what: string): Promise<void> {
  await somebody.page.click(`${post} details:has(${what}) > summary`);
  await press(somebody, `${post} ${what}`);
}

describe.skipIf(!chromiumPath)("a space that is led", () => {
  it.each([
    { how: "with scripts", javaScriptEnabled: true },
    { how: "without JavaScript", javaScriptEnabled: false },
  ])(
    "pins, translates, shares a wiki and a file, and asks in a consultation, $how",
    { timeout: 120_000 },
    async ({ javaScriptEnabled }) => {
      const at = async ({ name, email }: Actor, language: string) => {
        const somebody = await arrive(browser.get(), { name, email, language }, { javaScriptEnabled });
        await signIn(app, somebody, testPassword);
        return somebody;
      };
      const { code } = await makeSpace();
      const asker = await makeUser({ name: "Ama Owusu", ...trusted });
      const longAgo = new Date(Date.now() - 20 * 86_400_000);
      const topic = await makeTopic({ spaceCode: code, author: asker, title: "Who counts the museums?", at: longAgo });
      const address = app.url + topicPath(topic);

      // It has waited for an answer for twenty days: the facilitator finds it among what is to do, and pins it.
      const keeper = await makeSpaceMember(await makeUser({ name: "Ofelia Quispe", ...trusted }), code, "facilitator");
      const ofelia = await at(keeper, "en");
      await ofelia.page.goto(`${app.url}/facilitation`);
      await press(ofelia, 'a:has-text("Who counts the museums?")');
      await press(ofelia, "a[href$='/pin']");
      await press(ofelia, "button[value=pin]");
      await ofelia.page.goto(`${app.url}/forum/${code}`);
      expect(await read(ofelia)).toContain("Pinned");

      // It is answered in French, with a picture.
      const chloe = await at(await makeUser({ name: "Chloé Martin", language: "fr", ...trusted }), "fr");
      await chloe.page.goto(address);
      await chloe.page.fill("main textarea[name=body]", "Chez nous, les communes comptent.");
      await press(chloe, "button[value=file]");
      await chloe.page.setInputFiles("main [name=file]", {
        ...{ name: "carte.png", mimeType: "image/png" },
        buffer: Buffer.from(makePng()),
      });
      await chloe.page.fill("main [name=alt]", "Carte des communes");
      await press(chloe, "form button");
      expect(await chloe.page.inputValue("main textarea[name=body]")).toMatch(/comptent\.[^]*Carte des communes/);
      await press(chloe, "form[action*='/reply'] button[value=send]");
      const picture = chloe.page.locator("#reply-1 .prose img");
      expect(await picture.getAttribute("alt")).toBe("Carte des communes");
      // It is drawn by the worker; until then something stands in its place.
      const file = app.url + (await picture.getAttribute("src"));
      const typeOf = async () => (await chloe.page.request.get(file)).headers()["content-type"];
      await expect.poll(typeOf, soon).toMatch(/^image\/(png|webp|jpeg)$/);

      // The question is translated; its author changes it, and the translation says that it is older.
      await inMenu(chloe, "#reply-0", "a[href*='/translate']");
      await chloe.page.fill("main [name=title]", "Qui compte les musées ?");
      await chloe.page.fill("main textarea[name=body]", "Chez nous, personne.");
      await press(chloe, "button[value=send]");
      expect(await chloe.page.textContent("#reply-0 .prose")).toContain("personne");
      const ama = await at(asker, "en");
      await ama.page.goto(address);
      await press(ama, "#reply-0 a[href$='/edit']");
      await ama.page.fill("main textarea[name=body]", "Nobody counts ours, and the ministry asks.");
      await press(ama, "button[value=send]");
      expect(await ama.page.textContent("#reply-0 .prose")).toContain("the ministry asks");
      // Another address first: one that differs by its fragment alone would not be loaded again.
      await chloe.page.goto(`${app.url}/me`);
      await chloe.page.goto(app.url + replyInPath(topic, 0, "fr"));
      expect(await chloe.page.textContent("#reply-0")).toContain("L’original a changé depuis cette traduction.");

      // The answer becomes a wiki, which the asker improves.
      await inMenu(chloe, "#reply-1", "button[formaction*='/wiki?set=on']");
      await ama.page.goto(address);
      expect(await ama.page.textContent("#reply-1")).toContain("Wiki");
      await press(ama, "#reply-1 a[href$='/edit']");
      const words = await ama.page.inputValue("main textarea[name=body]");
      await ama.page.fill("main textarea[name=body]", `Dans trois régions déjà. ${words}`);
      await press(ama, "button[value=send]");
      expect(await ama.page.textContent("#reply-1 .prose")).toContain("trois régions");
      expect(await ama.page.locator("#reply-1 .prose img").count()).toBe(1);

      // The facilitator asks everybody: a statement is proposed, and voted on.
      await ofelia.page.goto(address);
      await press(ofelia, "a[href$='/consultation/lead']");
      await ofelia.page.fill("main [name=question]", "How shall we count?");
      await ofelia.page.fill("main [name=until]", dayIn(7));
      await press(ofelia, "button[value=make]");
      await ama.page.goto(address);
      await press(ama, "a[href$='/consultation']");
      await ama.page.fill("main [name=body]", "The towns count first.");
      await press(ama, "form:has([name=body]) button");
      expect(await read(ama)).toContain("The towns count first.");
      await chloe.page.goto(`${app.url}/topics/${topic.publicId}/consultation`);
      const agree = chloe.page.locator("main form[action$='/vote'] button[value=agree]");
      await agree.click();
      await expect.poll(() => agree.getAttribute("aria-pressed"), soon).toBe("true");
      await ama.page.reload();
      expect(await read(ama)).toMatch(/1 (person|participant)/);
      for (const { context } of [ofelia, chloe, ama]) await context.close();
    },
  );
});
