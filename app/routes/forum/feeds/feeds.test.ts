import Parser from "rss-parser";
import { SaxesParser } from "saxes";
import { beforeAll, describe, expect, it } from "vitest";
import { db } from "#app/infra/db.server.ts";
import { blockPerson } from "#app/modules/accounts/blocks/block-person.server.ts";
import { editReply } from "#app/modules/forum/posting/edit-post.server.ts";
import { postReply } from "#app/modules/forum/posting/post-reply.server.ts";
import { mergeTopics } from "#app/modules/forum/moving/merge-topics.server.ts";
import { topicPath } from "#app/modules/forum/paths.ts";
import { makeSpace, makeSpaceMember } from "#test/factories/spaces.ts";
import { makeTopic } from "#test/factories/topics.ts";
import { makeUser } from "#test/factories/users.ts";
import { signedIn, Visitor } from "#test/helpers/visitor.ts";
import { useApp } from "#test/setup/app.ts";
import { useDatabase } from "#test/setup/database.ts";

useDatabase();
const app = useApp();
let guest: Visitor;
beforeAll(() => void (guest = new Visitor(app)));

const minute = 60_000;
const ago = (minutes: number) => new Date(Date.now() - minutes * minute);
const parser = new Parser({ customFields: { item: ["published"] } });

/** A feed as a reader program sees it, after an XML parser that takes nothing wrong. */
async function read(path: string, visitor = guest) {
  const answer = await visitor.get(path);
  expect([path, answer.status]).toEqual([path, 200]);
  expect(answer.headers.get("content-type")).toBe("application/atom+xml; charset=utf-8");
  new SaxesParser({ xmlns: true }).write(answer.whole).close();
  return { ...answer, feed: await parser.parseString(answer.whole) };
}
const titles = ({ feed }: Awaited<ReturnType<typeof read>>) => feed.items.map(({ title }) => title);

describe("a feed of topics", () => {
  it("names those that moved last, with what its readers need, in the order and the form of RFC 4287", async () => {
    const { code } = await makeSpace();
    const body = `Look at [the map](/roadmap), at <b>this</b> & "that" ]]> ![](/forum/files/x.png)\u0008`;
    const old = await makeTopic({ spaceCode: code, title: "The older one", at: ago(60), tags: [`feed-${code}`] });
    const topic = await makeTopic({ spaceCode: code, title: "Où & <comment> ?", body, language: "fr", at: ago(50) });
    const path = `/feeds/spaces/${code}.atom`;
    const found = await read(path);
    expect(titles(found)).toEqual(["Où & <comment> ?", "The older one"]);
    const [first] = found.feed.items;
    expect(first).toMatchObject({
      id: `urn:uuid:${topic.id}`,
      link: app.url + topicPath(topic),
      author: topic.author.name,
    });
    expect(first!.content).toContain(`href="${app.url}/roadmap"`);
    expect(first!.content).toContain("&lt;b&gt;this&lt;/b&gt;");
    expect(found.feed.feedUrl).toBe(app.url + path);
    expect(found.whole).toMatch(/<entry xml:lang="fr">/);
    expect(found.whole).not.toContain("\u0008");
    // Whoever replies brings it to the top, and it counts as changed.
    const before = await read(`/feeds/spaces/${code}.atom`);
    await postReply(topic.author, { publicId: old.publicId, body: "A first answer." }, { at: ago(1) });
    const after = await read(`/feeds/spaces/${code}.atom`);
    expect(titles(after)).toEqual(["The older one", "Où & <comment> ?"]);
    expect(after.headers.get("etag")).not.toBe(before.headers.get("etag"));
    expect(after.feed.lastBuildDate ?? after.whole).toContain(ago(1).toISOString().slice(0, 13));
    expect(titles(await read(`/feeds/tags/feed-${code}.atom`))).toEqual(["The older one"]);
    expect(titles(await read("/feeds/forum.atom"))).toContain("The older one");
  });

  it("is valid, and dated, when nothing has been said", async () => {
    const { code } = await makeSpace();
    const { feed, whole } = await read(`/feeds/spaces/${code}.atom`);
    expect(feed.items).toEqual([]);
    expect(whole).toContain("<updated>");
  });

  it("costs nothing while nothing has changed", async () => {
    const { code } = await makeSpace();
    await makeTopic({ spaceCode: code, at: ago(10) });
    const path = `/feeds/spaces/${code}.atom`;
    const first = await read(path);
    const etag = first.headers.get("etag")!;
    expect(first.headers.get("last-modified")).toBeNull();
    const asked: [Record<string, string>, number][] = [
      [{ "If-None-Match": etag }, 304],
      [{ "If-None-Match": `"other", W/${etag}` }, 304],
      [{ "If-None-Match": "*" }, 304],
      [{ "If-None-Match": '"other"' }, 200],
    ];
    for (const [headers, status] of asked) {
      const answer = await guest.get(path, headers);
      expect([headers, answer.status]).toEqual([headers, status]);
      if (status === 304) expect(answer.whole).toBe("");
    }
  });

  it("is sent anew without an entry that is gone, the newest or another", async () => {
    const { code } = await makeSpace();
    const path = `/feeds/spaces/${code}.atom`;
    const [oldest, older, newest] = [
      await makeTopic({ spaceCode: code, title: "The oldest", at: ago(30) }),
      await makeTopic({ spaceCode: code, title: "The older", at: ago(20) }),
      await makeTopic({ spaceCode: code, title: "The newest", at: ago(10) }),
    ];
    // No cache stands between: the rows are changed where nothing notices.
    const member = await signedIn(app, await makeUser());
    let known = await read(path, member);
    for (const [{ id }, left] of [
      [newest, ["The older", "The oldest"]],
      [oldest, ["The older"]],
      [older, []],
    ] as const) {
      await db().topic.update({ where: { id }, data: { state: "removed" } });
      const since = { "If-Modified-Since": new Date().toUTCString() };
      for (const headers of [since, { ...since, "If-None-Match": known.headers.get("etag")! }])
        expect((await member.get(path, headers)).status).toBe(200);
      known = await read(path, member);
      expect(titles(known)).toEqual(left);
    }
  });

  it("leaves out what those began whom its reader has muted or blocked, also where it is pinned", async () => {
    const { code } = await makeSpace();
    const reader = await makeUser();
    const [muted, blocked, wanted] = [
      await makeTopic({ spaceCode: code, title: "By the muted", at: ago(30) }),
      await makeTopic({ spaceCode: code, title: "By the blocked", at: ago(20) }),
      await makeTopic({ spaceCode: code, title: "By another", at: ago(10) }),
    ];
    const pins = [muted, wanted].map(({ id }) => ({ topicId: id, spaceCode: code, pinnedAt: new Date() }));
    await db().topicPin.createMany({ data: pins });
    const member = await signedIn(app, reader);
    const path = `/feeds/spaces/${code}.atom`;
    expect(titles(await read(path, member))).toEqual(["By another", "By the blocked", "By the muted"]);
    await blockPerson(reader, { handle: muted.author.handle, level: "mute" });
    await blockPerson(reader, { handle: blocked.author.handle, level: "block" });
    expect(titles(await read(path, member))).toEqual(["By another"]);
    expect(titles(await read(path))).toEqual(["By another", "By the blocked", "By the muted"]);
  });

  it("is not there for a space or a tag that its reader does not see, or by another ending", async () => {
    const { code } = await makeSpace({ joinMode: "members" });
    const { author } = await makeTopic({
      spaceCode: code,
      author: await makeSpaceMember(await makeUser(), code),
      title: `Among us in ${code}`,
      tags: [`hidden-${code}`],
    });
    const member = await signedIn(app, author);
    const path = `/feeds/spaces/${code}.atom`;
    expect((await guest.get(path)).status).toBe(404);
    const found = await read(path, member);
    expect(found.feed.items).toHaveLength(1);
    expect(found.headers.get("cache-control")).toBe("private, no-cache");
    expect((await guest.get(`/feeds/tags/hidden-${code}.atom`)).status).toBe(404);
    expect(titles(await read("/feeds/forum.atom"))).not.toContain(found.feed.items[0]!.title);
    for (const wrong of [
      "/feeds/spaces/lobby",
      "/feeds/spaces/lobby.rss",
      "/feeds/topics/0.atom",
      "/feeds/topics/x.atom",
      "/feeds/tags/.atom",
    ])
      expect([wrong, (await guest.get(wrong)).status]).toEqual([wrong, 404]);
  });
});

describe("a feed of a topic", () => {
  it("holds its newest posts, each in its language, and a changed one as changed", async () => {
    const topic = await makeTopic({ title: "Who counts?", replies: 25, at: ago(60) });
    const reply = await db().reply.findFirstOrThrow({ where: { topicId: topic.id, number: 25 } });
    await editReply(topic.replier, { id: reply.id, version: 1, body: "Said otherwise." }, { at: ago(1) });
    const { feed, whole } = await read(`/feeds/topics/${topic.publicId}.atom`);
    expect(feed.items).toHaveLength(20);
    expect(feed.items[0]).toMatchObject({ title: `Reply 25 · ${topic.replier!.name}`, id: `urn:uuid:${reply.id}` });
    expect(feed.items[0]!.link).toBe(`${app.url}${topicPath(topic)}?at=25#reply-25`);
    expect(feed.items[0]!.content).toContain("Said otherwise.");
    expect(whole).toContain(ago(1).toISOString().slice(0, 13));
    const short = await makeTopic({ title: "Who asks?", replies: 1 });
    expect(titles(await read(`/feeds/topics/${short.publicId}.atom`))).toEqual([
      `Reply 1 · ${short.replier!.name}`,
      "Who asks?",
    ]);
  });

  it("leads on when its topic was merged, and holds no sealed question, whoever asks", async () => {
    const { code } = await makeSpace();
    const [from, into] = [await makeTopic({ spaceCode: code }), await makeTopic({ spaceCode: code })];
    const keeper = await makeUser({ role: "moderator" });
    await mergeTopics(keeper, from.publicId, { into: into.publicId }, { anyUndecided: async () => false });
    const moved = await guest.get(`/feeds/topics/${from.publicId}.atom`);
    expect([moved.status, moved.location]).toEqual([301, `/feeds/topics/${into.publicId}.atom`]);
    const sealed = await makeTopic({ spaceCode: code, title: "Not for everybody" });
    await db().topic.update({ where: { id: sealed.id }, data: { sealedAt: new Date() } });
    for (const visitor of [guest, await signedIn(app, sealed.author), await signedIn(app, keeper)]) {
      expect((await visitor.get(`/feeds/topics/${sealed.publicId}.atom`)).status).toBe(404);
      expect(titles(await read(`/feeds/spaces/${code}.atom`, visitor))).not.toContain("Not for everybody");
    }
  });
});

it("is named by the pages that show the same", async () => {
  const topic = await makeTopic({ tags: ["named-by-pages"] });
  const named = async (path: string) => {
    const { whole } = await guest.get(path);
    return /<link rel="alternate" type="application\/atom\+xml" href="([^"]*)"/.exec(whole)?.[1];
  };
  expect(await named(topicPath(topic))).toBe(`/feeds/topics/${topic.publicId}.atom`);
  expect(await named(`/forum/${topic.spaceCode}`)).toBe(`/feeds/spaces/${topic.spaceCode}.atom`);
  expect(await named("/forum/tags/named-by-pages")).toBe("/feeds/tags/named-by-pages.atom");
  expect(await named("/forum")).toBe("/feeds/forum.atom");
});
