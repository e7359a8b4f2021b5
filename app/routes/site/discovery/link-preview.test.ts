import { beforeAll, describe, expect, it } from "vitest";
import { db } from "#app/infra/db.server.ts";
import { spacePath, topicPath } from "#app/modules/forum/paths.ts";
import { makeSpace, makeSpaceMember } from "#test/factories/spaces.ts";
import { makeTopic } from "#test/factories/topics.ts";
import { makeUser } from "#test/factories/users.ts";
import { makeWorld, type World } from "#test/helpers/world.ts";
import { signedIn, Visitor } from "#test/helpers/visitor.ts";
import { useApp } from "#test/setup/app.ts";
import { useDatabase } from "#test/setup/database.ts";

useDatabase();
let world: World;
const app = useApp(async () => {
  world = await makeWorld();
});
let guest: Visitor;
beforeAll(() => void (guest = new Visitor(app)));

const plain = (text: string) => text.replaceAll("&quot;", '"').replaceAll("&#x27;", "'").replaceAll("&amp;", "&");

/** What a page says of itself in its head. */
function headOf(body: string) {
  const head = body.slice(0, body.indexOf("</head>"));
  const og: Record<string, string> = {};
  for (const [, name, content] of head.matchAll(/<meta property="og:([\w:]+)" content="([^"]*)"/g)) {
    // One of each, by ogp.me.
    expect([name, og[name!]]).toEqual([name, undefined]);
    og[name!] = plain(content!);
  }
  const alternates = Object.fromEntries(
    [...head.matchAll(/<link rel="alternate" hrefLang="([\w-]+)" href="([^"]*)"/gi)].map(([, code, href]) => [
      code!,
      plain(href!),
    ]),
  );
  const canonical = [...head.matchAll(/<link rel="canonical" href="([^"]*)"/g)].map(([, href]) => plain(href!));
  return { og, alternates, canonical, description: /<meta name="description" content="([^"]*)"/.exec(head)?.[1] };
}
const read = async (path: string, visitor = guest) => headOf((await visitor.get(path)).body);

describe("what a page says of itself to search engines and previews", () => {
  it("has what Open Graph asks for, and its one address, on every kind of page that is listed", async () => {
    const course = world.lesson.split("/").slice(0, 3).join("/");
    const kinds = [
      "/",
      "/about",
      "/privacy",
      "/roadmap",
      "/roadmap/1.1",
      "/courses",
      course,
      world.lesson,
      "/forum",
      "/webinars",
    ];
    for (const path of [...kinds, "/forum/tags", "/forum/1.1", world.topic]) {
      const { og, canonical } = await read(path);
      expect([path, canonical]).toEqual([path, [app.url + path]]);
      expect(og).toMatchObject({ url: app.url + path, site_name: "Crossroads" });
      expect(og.type).toBe(path === world.topic ? "article" : "website");
      expect(og.title!.length).toBeGreaterThan(2);
      expect(og.locale).toMatch(/^[a-z]{2}_[A-Z]{2}$/);
      expect(og.image!.startsWith(`${app.url}/drawings/`)).toBe(true);
      const picture = await fetch(og.image!);
      expect([og.image, picture.status, picture.headers.get("content-type")]).toEqual([og.image, 200, "image/png"]);
    }
  });

  it("names the languages of the interface, each at its own address, where that fills the page", async () => {
    const whole = await read("/roadmap?lang=fr");
    expect(whole.canonical).toEqual([`${app.url}/roadmap?lang=fr`]);
    expect(whole.og.locale).toBe("fr_FR");
    const langs = { en: "?lang=en", fr: "?lang=fr", ar: "?lang=ar", "x-default": "" };
    for (const [code, query] of Object.entries(langs))
      expect(whole.alternates[code]).toBe(`${app.url}/roadmap${query}`);
    // What people wrote is in their language, whatever that of the page.
    const topic = await read(`${world.topic}?lang=fr`);
    expect([topic.canonical, topic.alternates]).toEqual([[app.url + world.topic], {}]);
    expect((await read("/roadmap?lang=tlh&tab=x")).canonical).toEqual([`${app.url}/roadmap`]);
    expect((await read("/forum?tab=unanswered&cursor=x")).canonical).toEqual([`${app.url}/forum`]);
  });

  it("shows the words of a topic as they are, and those of a later page at their own address", async () => {
    const body = `Say "hello" & <b>bye</b>. ${"word ".repeat(100)}`;
    const topic = await makeTopic({ title: `"Quoted" & <tagged>`, body, language: "fr", replies: 45 });
    const { og, description } = await read(topicPath(topic));
    expect(og).toMatchObject({
      title: `"Quoted" & <tagged>`.replace("<", "&lt;").replace(">", "&gt;"),
      locale: "fr_FR",
    });
    expect(og.description).toMatch(/^Say "hello" & .*…$/);
    expect([...og.description!.replaceAll("&lt;", "<").replaceAll("&gt;", ">")].length).toBeLessThanOrEqual(200);
    expect(description).toBeDefined();
    expect((await read(`${topicPath(topic)}?after=20`)).canonical).toEqual([`${app.url}${topicPath(topic)}?after=20`]);
  });

  it("is for guests alone, and says nothing of what they may not read", async () => {
    const { code } = await makeSpace({ joinMode: "members" });
    const member = await makeSpaceMember(await makeUser(), code);
    const [inside, sealed, removed] = [
      await makeTopic({ spaceCode: code, author: member, title: "Xylophone inside" }),
      await makeTopic({ title: "Xylophone sealed" }),
      await makeTopic({ title: "Xylophone removed" }),
    ];
    await db().topic.update({ where: { id: sealed.id }, data: { sealedAt: new Date() } });
    await db().topic.update({ where: { id: removed.id }, data: { state: "removed" } });
    for (const path of [...[inside, sealed, removed].map(topicPath), spacePath(code), "/people/nobody"]) {
      const page = await guest.get(path);
      expect(page.status).toBeGreaterThanOrEqual(404);
      expect([path, headOf(page.body)]).toEqual([
        path,
        { og: {}, alternates: {}, canonical: [], description: undefined },
      ]);
      expect(page.body.replaceAll(path, "")).not.toContain("Xylophone");
    }
    const own = await signedIn(app, member);
    for (const path of [topicPath(inside), "/", "/roadmap/1.1", world.lesson])
      expect([path, await read(path, own)]).toEqual([
        path,
        { og: {}, alternates: {}, canonical: [], description: undefined },
      ]);
    expect((await read(`/people/${member.handle}`)).og).toEqual({});
  });
});
