import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { db } from "#app/infra/db.server.ts";
import { closeQueue } from "#app/infra/queue.server.ts";
import { transaction } from "#app/infra/transaction.server.ts";
import { countingStatements } from "#app/infra/statements/statement-count.server.ts";
import { mergeTopics } from "#app/modules/forum/moving/merge-topics.server.ts";
import { moveTopic } from "#app/modules/forum/moving/move-topic.server.ts";
import { postTopic } from "#app/modules/forum/posting/post-topic.server.ts";
import { moderatePost } from "#app/modules/forum/states/moderate-post.server.ts";
import { listForumFor } from "#app/modules/forum/topics/list-forum.server.ts";
import { decideWaiting } from "#app/modules/forum/waiting/decide-waiting.server.ts";
import { setPostsWait } from "#app/modules/forum/waiting/set-posts-wait.server.ts";
import { seedRoadmap } from "#prisma/seed/roadmap.ts";
import { seedSpaces } from "#prisma/seed/spaces.ts";
import { anyStatementUndecided as anyUndecided } from "#app/modules/moderation/cases/any-undecided.server.ts";
import { makeSpace, makeSpaceMember } from "#test/factories/spaces.ts";
import { makeTopic, unique } from "#test/factories/topics.ts";
import { makeUser } from "#test/factories/users.ts";
import { signedIn, Visitor } from "#test/helpers/visitor.ts";
import { useApp } from "#test/setup/app.ts";
import { useDatabase } from "#test/setup/database.ts";
import { listTagsFor } from "./list-tags.server.ts";
import { tagTopic } from "./tag-topic.server.ts";

useDatabase();
const app = useApp();
afterAll(closeQueue);
beforeAll(async () => {
  await seedRoadmap(db());
  await seedSpaces();
});

const tagsOf = async (topicId: string) =>
  (await db().topicTag.findMany({ where: { topicId }, orderBy: { position: "asc" } })).map(({ tag }) => tag);
const pathOf = ({ publicId, slug }: { publicId: number; slug: string }) => `/topics/${publicId}/${slug}`;

describe("tags", () => {
  test("of a topic that waits for a facilitator are its tags once it is published", async () => {
    const { code } = await makeSpace();
    const keeper = await makeSpaceMember(await makeUser(), code, "facilitator");
    await setPostsWait(keeper, { space: code, wait: "new_people" });
    const person = await makeUser({ trustedAt: null });
    const topic = {
      spaceCode: code,
      title: "Held for a while",
      body: unique("Who looks?"),
      tags: ["first-time", "rights"],
    };
    const sent = await postTopic(person, topic);
    const id = "waitingId" in sent ? sent.waitingId : "";
    await decideWaiting(keeper, id, { decision: "publish", reason: "", version: 1 });
    const { id: topicId } = await db().topic.findFirstOrThrow({ where: { spaceCode: code }, select: { id: true } });
    expect(await tagsOf(topicId)).toEqual(["first-time", "rights"]);
  });

  test("are written with a topic, shown with it, and lead to what else has them", async () => {
    const author = await signedIn(app, await makeUser({ role: "trainer" }));
    const { code } = await makeSpace();
    const form = { intent: "send", title: "Who counts the screens?", body: unique("We do."), language: "en" };
    const sent = await author.post(`/forum/${code}/new`, { ...form, tags: "Films, #Open Data، سينما, new" });
    const page = await author.follow(sent);
    expect(page.body).toContain('href="/forum/tags/open-data"');
    expect(page.body).toContain("#سينما");
    const guest = new Visitor(app);
    const found = await guest.get("/forum/tags/open-data");
    expect([found.status, found.body.includes("Who counts the screens?")]).toEqual([200, true]);
    // As some address below a space is called.
    expect((await guest.get("/forum/tags/new")).status).toBe(200);
    const other = await guest.get("/forum/tags/Open%20Data");
    expect([other.status, other.location]).toEqual([301, "/forum/tags/open-data"]);
    expect((await guest.get("/forum/tags")).body).toContain('href="/forum/tags/films"');
    for (const none of ["nowhere", "***"]) expect((await guest.get(`/forum/tags/${none}`)).status).toBe(404);
  });

  test("are refused in words when they are too many or too long, and nothing is lost", async () => {
    const author = await signedIn(app, await makeUser({ role: "trainer" }));
    const { code } = await makeSpace();
    const form = { intent: "send", title: "Too many tags", body: "The **long** text.", language: "en" };
    const many = await author.post(`/forum/${code}/new`, { ...form, tags: "aa, bb, cc, dd, ee, ff" });
    expect([many.status, many.body.includes("A topic has five tags at most.")]).toEqual([400, true]);
    expect([many.body.includes("aa, bb, cc, dd, ee, ff"), many.body.includes("The **long** text.")]).toEqual([
      true,
      true,
    ]);
    const long = await author.post(`/forum/${code}/new`, { ...form, tags: "x".repeat(31) });
    expect([long.status, long.body.includes("A tag has 2 to 30 letters or digits.")]).toEqual([400, true]);
  });

  test("are kept with a draft as they were typed", async () => {
    const author = await signedIn(app, await makeUser());
    const { code } = await makeSpace();
    const form = { title: "Later", body: "Not yet.", language: "en", tags: "Film, c", sequence: "0" };
    await author.post(`/forum/${code}/new`, { ...form, intent: "draft" });
    expect((await author.get(`/forum/${code}/new`)).body).toContain('value="Film, c"');
  });

  test("are changed by the author of a topic and by its facilitators, and by nobody else", async () => {
    const topic = await makeTopic({ tags: ["film"] });
    const facilitator = await makeSpaceMember(await makeUser(), topic.spaceCode, "facilitator");
    const stranger = await makeSpaceMember(await makeUser(), (await makeSpace()).code, "facilitator");
    const author = await signedIn(app, topic.author);
    expect((await author.get(`/topics/${topic.publicId}/tags`)).body).toContain('value="film"');
    const page = await author.follow(await author.post(`/topics/${topic.publicId}/tags`, { tags: "cinema" }));
    expect(page.body).toContain("The tags are saved.");
    const lines = () =>
      db().auditEntry.count({ where: { action: "forum.topic.tagged", subject: `topic:${topic.id}` } });
    expect(await lines()).toBe(0);
    for (let twice = 0; twice < 2; twice += 1) await tagTopic(facilitator, topic.publicId, { tags: ["cinema", "law"] });
    expect([await tagsOf(topic.id), await lines()]).toEqual([["cinema", "law"], 1]);
    const refused = tagTopic(stranger, topic.publicId, { tags: [] });
    await expect(refused).rejects.toMatchObject({ status: 403, code: "forum.error.tag_others" });
    const reader = await signedIn(app, stranger);
    expect((await reader.get(pathOf(topic))).body).not.toContain(`/topics/${topic.publicId}/tags`);
    await expect(tagTopic(null, topic.publicId, { tags: [] })).rejects.toMatchObject({ status: 401 });
  });

  test("stay with a topic that is moved, go with one that is merged, and end with one that is purged", async () => {
    const staff = await makeUser({ role: "moderator" });
    const [one, two] = [await makeTopic({ tags: ["aa", "bb"] }), await makeTopic({ tags: ["bb", "cc", "dd", "ee"] })];
    await moveTopic(staff, one.publicId, { spaceCode: two.spaceCode });
    expect(await tagsOf(one.id)).toEqual(["aa", "bb"]);
    await mergeTopics(staff, one.publicId, { into: two.publicId }, { anyUndecided });
    expect([await tagsOf(one.id), await tagsOf(two.id)]).toEqual([[], ["bb", "cc", "dd", "ee", "aa"]]);
    const { id } = await db().reply.findFirstOrThrow({ where: { topicId: two.id, number: 0 }, select: { id: true } });
    await transaction((tx) => moderatePost(tx, id, () => ({ to: "purged", by: null, reason: null, at: new Date() })));
    expect(await tagsOf(two.id)).toEqual([]);
  });

  test("are counted as the actor reads, in one statement a page", async () => {
    const { code } = await makeSpace({ joinMode: "members" });
    const member = await makeSpaceMember(await makeUser(), code);
    await makeTopic({ spaceCode: code, author: member, tags: ["zz-secret", "zz-shared"] });
    await makeTopic({ tags: ["zz-shared"] });
    const counts = async (actor: typeof member | null) => {
      const { result, statements } = await countingStatements(() => listTagsFor(actor, { after: "zz" }));
      expect(statements).toHaveLength(1);
      return result.tags.filter(({ tag }) => tag.startsWith("zz")).map(({ tag, count }) => `${tag} ${count}`);
    };
    expect(await counts(null)).toEqual(["zz-shared 1"]);
    expect(await counts(member)).toEqual(["zz-secret 1", "zz-shared 2"]);
    expect((await new Visitor(app).get("/forum/tags/zz-secret")).status).toBe(404);
    const first = await listTagsFor(member, { after: "zz", limit: 1 });
    expect((await listTagsFor(member, { after: first.next, limit: 1 })).tags[0]!.tag).toBe("zz-shared");
  });
});

describe("the lists of the forum", () => {
  test("are narrowed by language, tag and output, together, in one statement", async () => {
    const [at, author] = [new Date(), await makeUser({ role: "trainer" })];
    const make = (title: string, spaceCode: string, language: string, tags: string[]) =>
      makeTopic({ title, spaceCode, language, tags, author, at });
    await make("One in French", "1.1", "fr", ["narrow"]);
    await make("One in English", "1.2", "en", ["narrow"]);
    await make("Two in French", "2.1", "fr", ["narrow"]);
    await make("Untagged in French", "1.1", "fr", []);
    const titles = async (wish: Parameters<typeof listForumFor>[1]) => {
      const { result, statements } = await countingStatements(() => listForumFor(null, wish));
      expect(statements).toHaveLength(1);
      return result.topics.map(({ title }) => title).sort();
    };
    expect(await titles({ tag: "narrow" })).toEqual(["One in English", "One in French", "Two in French"]);
    expect(await titles({ tag: "narrow", language: "fr" })).toEqual(["One in French", "Two in French"]);
    expect(await titles({ tag: "narrow", language: "fr", output: "1" })).toEqual(["One in French"]);
    expect(await titles({ tab: "unanswered", tag: "narrow", output: "2" })).toEqual(["Two in French"]);
    expect(await titles({ language: "fr", output: "9" })).toEqual([]);
  });

  test("keep their filter from page to page and from list to list, and say when nothing fits", async () => {
    const author = await makeUser({ role: "trainer" });
    for (let count = 0; count < 26; count += 1) await makeTopic({ spaceCode: "3.1", author, tags: ["many"] });
    const guest = new Visitor(app);
    const { body } = await guest.get("/forum?language=en&output=3&tag=Many");
    expect(body).toMatch(/href="\/forum\?language=en&amp;output=3&amp;tag=many&amp;after=/);
    expect(body).toContain('href="/forum?tab=unanswered&amp;language=en&amp;output=3&amp;tag=many"');
    expect(body).toContain('value="many"');
    const none = await guest.get("/forum?tag=many&output=5");
    expect(none.body).toContain("No topic here fits this filter");
    // What is no filter is passed over.
    expect((await guest.get("/forum?language=xx&output=99")).status).toBe(200);
  });
});
