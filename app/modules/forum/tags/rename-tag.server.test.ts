import { afterAll, describe, expect, test } from "vitest";
import { db } from "#app/infra/db.server.ts";
import { closeQueue } from "#app/infra/queue.server.ts";
import { countingStatements } from "#app/infra/statements/statement-count.server.ts";
import type { Actor } from "#app/modules/accounts/actor.ts";
import { setTagLevel } from "#app/modules/forum/levels/set-level.server.ts";
import { postTopic } from "#app/modules/forum/posting/post-topic.server.ts";
import { makeSpace, makeSpaceMember } from "#test/factories/spaces.ts";
import { makeTopic, unique } from "#test/factories/topics.ts";
import { makeUser } from "#test/factories/users.ts";
import { signedIn, Visitor } from "#test/helpers/visitor.ts";
import { useApp } from "#test/setup/app.ts";
import { useDatabase } from "#test/setup/database.ts";
import { findRenamedTag, mayRenameTag, renameTag } from "./rename-tag.server.ts";
import { tagTopic } from "./tag-topic.server.ts";

useDatabase();
const app = useApp();
afterAll(closeQueue);

const tagsOf = async (topicId: string) =>
  (await db().topicTag.findMany({ where: { topicId }, orderBy: { position: "asc" } })).map(({ tag }) => tag);
const levelsOf = async ({ id: userId }: Actor) =>
  (await db().tagLevel.findMany({ where: { userId }, orderBy: { tag: "asc" } })).map(
    ({ tag, level }) => `${tag} ${level}`,
  );
const staff = () => makeUser({ role: "moderator" });

describe("a tag that is renamed", () => {
  test("keeps its topics and levels, and its old address and name lead on", async () => {
    const [topic, follower] = [await makeTopic({ tags: ["aa", "flim"] }), await makeUser()];
    await setTagLevel(follower, "flim", "watch");
    const keeper = await makeSpaceMember(await makeUser(), topic.spaceCode, "facilitator");
    const visitor = await signedIn(app, keeper);
    expect((await visitor.get("/forum/tags/flim")).body).toContain("/forum/tags/flim/rename");
    expect((await visitor.get("/forum/tags/flim/rename")).body).toContain("1 topic has this tag.");
    const page = await visitor.follow(await visitor.post("/forum/tags/flim/rename", { name: " #Film " }));
    expect([page.body.includes("The tag is renamed."), page.body.includes("Topics with the tag")]).toEqual([
      true,
      true,
    ]);
    expect([await tagsOf(topic.id), await levelsOf(follower)]).toEqual([["aa", "film"], ["film watch"]]);
    const guest = await new Visitor(app).get("/forum/tags/flim");
    expect([guest.status, guest.location]).toEqual([301, "/forum/tags/film"]);
    const narrowed = await new Visitor(app).get("/forum?tab=unanswered&language=en&tag=FLIM");
    expect([narrowed.status, narrowed.location]).toEqual([301, "/forum?tab=unanswered&language=en&tag=film"]);
    const line = { action: "forum.tag.changed", subject: "tag:flim", actorId: keeper.id };
    expect(await db().auditEntry.count({ where: line })).toBe(1);
    // Whoever writes the old name, or chooses a level for it, means the tag that it is now.
    await tagTopic(keeper, topic.publicId, { tags: ["flim", "film", "bb"] });
    expect(await tagsOf(topic.id)).toEqual(["film", "bb"]);
    await setTagLevel(follower, "flim", "mute");
    expect(await levelsOf(follower)).toEqual(["film mute"]);
  });

  test("may be called as before again, and what led to it leads to its newest name", async () => {
    const [actor, topic] = [await staff(), await makeTopic({ tags: ["name-1"] })];
    await renameTag(actor, "name-1", { name: "name-2" });
    await renameTag(actor, "name-2", { name: "name-3" });
    expect([await findRenamedTag(null, "name-1"), await findRenamedTag(null, "name-2")]).toEqual(["name-3", "name-3"]);
    await renameTag(actor, "name-3", { name: "name-1" });
    expect([await findRenamedTag(null, "name-1"), await findRenamedTag(null, "name-3")]).toEqual([null, "name-1"]);
    expect(await tagsOf(topic.id)).toEqual(["name-1"]);
  });

  test("is merged with another one when that is wanted: topics once, the louder level", async () => {
    const actor = await staff();
    const [both, one] = [await makeTopic({ tags: ["movie", "cinema"] }), await makeTopic({ tags: ["movie", "zz"] })];
    const [person, quiet] = [await makeUser(), await makeUser()];
    await setTagLevel(person, "movie", "watch");
    await setTagLevel(person, "cinema", "mute");
    await setTagLevel(quiet, "movie", "mute");
    const visitor = await signedIn(app, actor);
    const refused = await visitor.post("/forum/tags/movie/rename", { name: "Cinema" });
    expect([refused.status, refused.body.includes("Tick the box below to merge")]).toEqual([400, true]);
    expect(await tagsOf(one.id)).toEqual(["movie", "zz"]);
    await visitor.post("/forum/tags/movie/rename", { name: "Cinema", merge: "on" });
    expect([await tagsOf(both.id), await tagsOf(one.id)]).toEqual([["cinema"], ["cinema", "zz"]]);
    expect([await levelsOf(person), await levelsOf(quiet)]).toEqual([["cinema watch"], ["cinema mute"]]);
    expect(await db().auditEntry.count({ where: { action: "forum.tag.merged", subject: "tag:movie" } })).toBe(1);
  });

  test("is renamed by who facilitates all its spaces, and by nobody else", async () => {
    const [here, there] = [await makeTopic({ tags: ["shared-one"] }), await makeSpace({ joinMode: "members" })];
    const keeper = await makeSpaceMember(await makeUser(), here.spaceCode, "facilitator");
    expect(await mayRenameTag(keeper, "shared-one")).toBe(true);
    const inner = await makeSpaceMember(await makeUser(), there.code);
    await makeTopic({ spaceCode: there.code, author: inner, tags: ["shared-one", "inner-one"] });
    expect(await mayRenameTag(keeper, "shared-one")).toBe(false);
    const refusals: [Actor | null, string, object][] = [
      [keeper, "shared-one", { status: 403, code: "forum.error.rename_tag" }],
      [here.author, "shared-one", { status: 403, code: "forum.error.rename_tag" }],
      [null, "shared-one", { status: 401 }],
      [keeper, "inner-one", { status: 404 }],
      [keeper, "nowhere", { status: 404 }],
    ];
    for (const [who, tag, refusal] of refusals)
      await expect(renameTag(who, tag, { name: "another" })).rejects.toMatchObject(refusal);
    const same = renameTag(await staff(), "shared-one", { name: "shared-one" });
    await expect(same).rejects.toMatchObject({ status: 400 });
    // The name of what is only in a closed space is told to nobody outside of it.
    await renameTag(await staff(), "inner-one", { name: "inner-two" });
    expect([await findRenamedTag(null, "inner-one"), await findRenamedTag(inner, "inner-one")]).toEqual([
      null,
      "inner-two",
    ]);
    expect((await new Visitor(app).get("/forum/tags/inner-one")).status).toBe(404);
    const visitor = await signedIn(app, keeper);
    expect((await visitor.get("/forum/tags/shared-one")).body).not.toContain("/rename");
    expect((await visitor.post("/forum/tags/shared-one/rename", { name: "x" })).status).toBe(403);
  });

  test("is merged only by who may rename both, and its old address is taken over by no other tag", async () => {
    const [here, there] = [await makeTopic({ tags: ["small"] }), await makeTopic({ tags: ["wide", "water"] })];
    const keeper = await makeSpaceMember(await makeUser(), here.spaceCode, "facilitator");
    const { code } = await makeSpace({ joinMode: "members" });
    const inner = await makeSpaceMember(await makeUser(), code);
    await makeTopic({ spaceCode: code, author: inner, tags: ["unseen"] });
    await renameTag(await staff(), "water", { name: "sanitation" });
    await setTagLevel(here.author, "small", "watch");
    // What the keeper sees and does not keep, what they do not see, and what leads to the first: the same answer.
    for (const name of ["wide", "unseen", "water"])
      for (const merge of [false, true])
        await expect(renameTag(keeper, "small", { name, merge })).rejects.toMatchObject({
          status: 403,
          code: "forum.error.rename_tag",
        });
    expect([await tagsOf(there.id), await levelsOf(here.author)]).toEqual([["wide", "sanitation"], ["small watch"]]);
    expect(await findRenamedTag(null, "water")).toBe("sanitation");
    const asked = renameTag(await staff(), "small", { name: "water" });
    await expect(asked).rejects.toMatchObject({ status: 400 });
    expect(await renameTag(await staff(), "small", { name: "water", merge: true })).toBe("sanitation");
    expect([await tagsOf(here.id), await findRenamedTag(null, "water")]).toEqual([["sanitation"], "sanitation"]);
    // Both are one's own, and what led to nothing any more is a free name again.
    const both = await makeTopic({ spaceCode: here.spaceCode, tags: ["mine-1", "mine-2"] });
    expect(await renameTag(keeper, "mine-1", { name: "mine-2", merge: true })).toBe("mine-2");
    expect(await tagsOf(both.id)).toEqual(["mine-2"]);
    await db().tagAlias.create({ data: { tag: "dead", into: "gone" } });
    expect(await renameTag(keeper, "mine-2", { name: "dead" })).toBe("dead");
  });

  test("is looked up for who facilitates something in one statement, and for the whole forum in none", async () => {
    const topic = await makeTopic({ tags: ["cheap"] });
    const keeper = await makeSpaceMember(await makeUser(), topic.spaceCode, "facilitator");
    for (const [who, may, count] of [
      [keeper, true, 1],
      [await staff(), true, 0],
      [topic.author, false, 0],
    ] as const) {
      const { result, statements } = await countingStatements(() => mayRenameTag(who, "cheap"));
      expect([result, statements.length]).toEqual([may, count]);
    }
  });

  test("leads to a name of a closed space nowhere else, whoever writes the old one, and overrules no tag that is there", async () => {
    const { code } = await makeSpace({ joinMode: "members" });
    const keeper = await makeSpaceMember(await makeUser({ role: "trainer" }), code, "facilitator");
    const inner = await makeTopic({ spaceCode: code, author: keeper, tags: ["health"] });
    await renameTag(keeper, "health", { name: "health-secret" });
    const first = await makeTopic({ tags: ["health"] });
    // Its members write in the open, too; in their space the old name means the new one.
    const open = await makeTopic({ author: keeper, tags: ["health"] });
    expect([await tagsOf(first.id), await tagsOf(open.id)]).toEqual([["health"], ["health"]]);
    await tagTopic(first.author, first.publicId, { tags: ["health", "more"] });
    expect(await tagsOf(first.id)).toEqual(["health", "more"]);
    const outsider = await makeUser();
    await setTagLevel(outsider, "health", "watch");
    expect(await levelsOf(outsider)).toEqual(["health watch"]);
    // Nor does it once somebody says the other name in the open: what is there goes on being called so.
    await makeTopic({ tags: ["health-secret"] });
    expect(await tagsOf((await makeTopic({ tags: ["health"] })).id)).toEqual(["health"]);
    expect(await tagsOf(inner.id)).toEqual(["health-secret"]);
  });

  test("of a closed space is written there by its new name", async () => {
    const { code } = await makeSpace({ joinMode: "members" });
    const keeper = await makeSpaceMember(await makeUser({ role: "trainer" }), code, "facilitator");
    await makeTopic({ spaceCode: code, author: keeper, tags: ["hidden-old"] });
    await renameTag(keeper, "hidden-old", { name: "hidden-new" });
    const next = await makeTopic({ spaceCode: code, author: keeper, tags: ["hidden-old"] });
    expect(await tagsOf(next.id)).toEqual(["hidden-new"]);
  });

  test("is renamed by two at once, while others write it, and nothing keeps an old name", async () => {
    const [actor, { code }] = [await staff(), await makeSpace()];
    await makeTopic({ spaceCode: code, tags: ["busy"] });
    const authors = await Promise.all(Array.from({ length: 6 }, () => makeUser({ role: "trainer" })));
    const write = (author: Actor) =>
      postTopic(author, { spaceCode: code, title: "A busy tag", body: unique("Again."), tags: ["busy"] });
    const done = await Promise.allSettled([
      ...authors.slice(0, 3).map(write),
      renameTag(actor, "busy", { name: "calm" }),
      renameTag(actor, "busy", { name: "quiet" }),
      ...authors.slice(3).map(write),
    ]);
    expect(done.filter(({ status }) => status === "fulfilled").length).toBe(7);
    const tags = await db().topicTag.groupBy({ by: ["tag"], where: { topic: { spaceCode: code } }, _count: true });
    expect([tags.length, tags[0]!._count, ["calm", "quiet"].includes(tags[0]!.tag)]).toEqual([1, 7, true]);
  });
});
