import { SaxesParser } from "saxes";
import sharp from "sharp";
import { beforeAll, describe, expect, it } from "vitest";
import { db } from "#app/infra/db.server.ts";
import { forgetSingleton } from "#app/lib/singleton.ts";
import { spacePath, topicPath } from "#app/modules/forum/paths.ts";
import { seedRoadmap } from "#prisma/seed/roadmap.ts";
import { makeCertificate } from "#test/factories/certificates.ts";
import { makeSpace, makeSpaceMember } from "#test/factories/spaces.ts";
import { makeTopic } from "#test/factories/topics.ts";
import { makeUser } from "#test/factories/users.ts";
import { makeWorld, type World } from "#test/helpers/world.ts";
import { pageTypes } from "#test/helpers/page-types.ts";
import { signedIn, Visitor } from "#test/helpers/visitor.ts";
import { useApp } from "#test/setup/app.ts";
import { useDatabase } from "#test/setup/database.ts";

useDatabase();
let world: World;
const app = useApp(async () => {
  await seedRoadmap(db());
  world = await makeWorld();
});
let guest: Visitor;
beforeAll(() => void (guest = new Visitor(app)));

type Entry = { loc: string; lastmod: string | null };

/** A list as a program reads it: by a parser that takes nothing wrong, by the rules of sitemaps.org. */
async function read(path: string, visitor = guest): Promise<Entry[]> {
  forgetSingleton("sitemaps");
  const answer = await visitor.get(path);
  expect([path, answer.status]).toEqual([path, 200]);
  expect(answer.headers.get("content-type")).toBe("application/xml; charset=utf-8");
  const entries: Entry[] = [];
  const open: string[] = [];
  const parser = new SaxesParser({ xmlns: true });
  parser.on("opentag", ({ local, uri }) => {
    expect(uri).toBe("http://www.sitemaps.org/schemas/sitemap/0.9");
    open.push(local);
    if (local === "url" || local === "sitemap") entries.push({ loc: "", lastmod: null });
  });
  parser.on("text", (text) => {
    const name = open.at(-1);
    if (name === "loc") entries.at(-1)!.loc += text;
    if (name === "lastmod") entries.at(-1)!.lastmod = (entries.at(-1)!.lastmod ?? "") + text;
  });
  parser.on("closetag", () => void open.pop());
  parser.write(answer.whole).close();
  expect(Buffer.byteLength(answer.whole)).toBeLessThan(50_000_000);
  expect(entries.length).toBeGreaterThan(0);
  expect(entries.length).toBeLessThanOrEqual(50_000);
  for (const { loc, lastmod } of entries) {
    expect(loc.startsWith(`${app.url}/`)).toBe(true);
    expect(loc.length).toBeLessThan(2048);
    if (lastmod !== null) expect(new Date(lastmod).toISOString()).toBe(lastmod);
  }
  return entries;
}

/** All pages of all lists. */
async function readAll(): Promise<Map<string, string | null>> {
  const index = await read("/sitemap.xml");
  const parts = await Promise.all(index.map(({ loc }) => read(loc.slice(app.url.length))));
  const all = parts.flat();
  expect(new Set(all.map(({ loc }) => loc)).size).toBe(all.length);
  return new Map(all.map(({ loc, lastmod }) => [loc.slice(app.url.length), lastmod]));
}

describe("the list of pages for search engines", () => {
  it("holds what a guest reads, each with the time of its last change, and nothing that one does not", async () => {
    const { code } = await makeSpace();
    const [closed, topic, removed, sealed] = [
      await makeSpace({ joinMode: "members" }),
      await makeTopic({ spaceCode: code, title: "Où compter ?", replies: 1 }),
      await makeTopic({ spaceCode: code }),
      await makeTopic({ spaceCode: code }),
    ];
    const member = await makeSpaceMember(await makeUser(), closed.code);
    const inside = await makeTopic({ spaceCode: closed.code, author: member });
    await db().topic.update({ where: { id: removed.id }, data: { state: "removed" } });
    await db().topic.update({ where: { id: sealed.id }, data: { sealedAt: new Date() } });
    const editedAt = new Date(Date.now() + 60_000);
    await db().reply.updateMany({ where: { topicId: topic.id, number: 1 }, data: { editedAt } });
    const pages = await readAll();
    const wanted = ["/", "/roadmap", "/roadmap/1.1", spacePath(code), topicPath(topic), world.lesson, world.topic];
    for (const path of wanted) expect([path, pages.has(path)]).toEqual([path, true]);
    expect(pages.get(topicPath(topic))).toBe(editedAt.toISOString());
    expect(pages.has(spacePath(closed.code))).toBe(false);
    for (const hidden of [inside, removed, sealed]) expect(pages.has(topicPath(hidden))).toBe(false);
    const { serial } = await makeCertificate();
    const paths = [...(await readAll()).keys()];
    expect(paths.filter((path) => path.includes(serial) || /^\/(people|certificates)\//.test(path))).toEqual([]);
    // The same for everybody: what somebody may read besides is theirs.
    const [own] = (await read("/sitemap.xml")).filter(({ loc }) => loc.includes("topics-"));
    const seen = await read(own!.loc.slice(app.url.length), await signedIn(app, member));
    expect(seen.map(({ loc }) => loc)).not.toContain(app.url + topicPath(inside));
  });

  it("names pages that are there, and that do not ask to be left out", async () => {
    for (const path of (await readAll()).keys()) {
      const page = await guest.get(path);
      expect([path, page.status, page.headers.get("x-robots-tag")]).toEqual([path, 200, null]);
    }
  });

  it("costs nothing while nothing has changed, and is not there by another name", async () => {
    const first = await guest.get("/sitemap.xml");
    const again = await guest.get("/sitemap.xml", { "If-None-Match": first.headers.get("etag")! });
    expect([again.status, again.whole]).toEqual([304, ""]);
    const wrong = [
      "topics.xml",
      "topics-x.xml",
      "topics-99999.xml",
      "people.xml",
      "activities-0.xml",
      "activities",
      "x.xml",
    ];
    for (const name of [...wrong, "courses-0.xml", "__proto__.xml", "constructor.xml"])
      expect([name, (await guest.get(`/sitemaps/${name}`)).status]).toEqual([name, 404]);
  });
});

describe("robots.txt", () => {
  it("names the list, and asks to leave alone what is one person's or staff's", async () => {
    const { whole, headers } = await guest.get("/robots.txt");
    expect(headers.get("content-type")).toBe("text/plain; charset=utf-8");
    expect(whole).toContain(`\nSitemap: ${app.url}/sitemap.xml\n`);
    const rules = [...whole.matchAll(/^Disallow: (\S+)$/gm)].map(([, rule]) => rule!);
    for (const rule of ["/search", "/me/", "/moderation", "/admin", "/teach", "/login"]) expect(rules).toContain(rule);
    const matches = (path: string) =>
      rules.some((rule) => new RegExp(`^${rule.replace(/[.?+^()|[\]\\]/g, "\\$&").replaceAll("*", ".*")}`).test(path));
    for (const path of (await readAll()).keys()) expect([path, matches(path)]).toEqual([path, false]);
    expect(["/topics/12/reply-by-mail", "/courses/x/enrolment-figures", "/webinars/3/rooms"].some(matches)).toBe(false);
    expect(["/me/drafts", "/forum/1.1/new", "/topics/12/reply", "/forum?tab=unread"].every(matches)).toBe(true);
  });
});

it("a page that is not in the list says that it is not for search engines", async () => {
  const pages = await readAll();
  for (const { path: pathOf, as } of pageTypes) {
    const path = pathOf(world);
    if (as !== "guest" || pages.has(path.split("?")[0]!) || /\/(charter|consultation)$/.test(path)) continue;
    const { headers, status, body } = await guest.get(path);
    if (status === 200)
      expect([path, headers.get("x-robots-tag") ?? body.includes('"robots"')]).toEqual([path, "noindex"]);
  }
  for (const path of ["/login", "/join", "/people/nobody", "/nowhere"])
    expect((await guest.get(path)).headers.get("x-robots-tag")).toBe("noindex");
});

it("a picture for previews is a PNG of 1200 by 630, kept for ever", async () => {
  const answer = await fetch(`${app.url}/drawings/1/course/2/one.png`);
  expect(answer.headers.get("content-type")).toBe("image/png");
  expect(answer.headers.get("cache-control")).toContain("immutable");
  const bytes = Buffer.from(await answer.arrayBuffer());
  expect(await sharp(bytes).metadata()).toMatchObject({ format: "png", width: 1200, height: 630 });
  expect(bytes.length).toBeLessThan(100_000);
  // Something is drawn: more than paper.
  expect((await sharp(bytes).stats()).entropy).toBeGreaterThan(0.2);
});
