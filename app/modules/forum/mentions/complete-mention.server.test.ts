import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { pool } from "#app/infra/db.server.ts";
import { closeQueue } from "#app/infra/queue.server.ts";
import type { Actor } from "#app/modules/accounts/actor.ts";
import { blockPerson } from "#app/modules/accounts/blocks/block-person.server.ts";
import { previewPost } from "#app/modules/forum/posting/preview-post.server.ts";
import { makeSpace, makeSpaceMember } from "#test/factories/spaces.ts";
import { makeTopic } from "#test/factories/topics.ts";
import { makeUser } from "#test/factories/users.ts";
import { databaseWork } from "#test/helpers/database-work.ts";
import { useDatabase } from "#test/setup/database.ts";
import { completeMention, type MentionPlace } from "./complete-mention.server.ts";

useDatabase();
afterAll(closeQueue);

let writer: Actor;
let space: string;
beforeAll(async () => {
  [writer, space] = [await makeUser({ name: "The writer", role: "trainer" }), (await makeSpace()).code];
});

async function offered(typed: string, place: MentionPlace = { space }, actor: Actor | null = writer) {
  return completeMention(actor, { typed, place, group: "Équipe d’animation" });
}
const names = async (...asked: Parameters<typeof offered>) => (await offered(...asked)).map(({ name }) => name);

describe("a person is found", () => {
  beforeAll(async () => {
    for (const [name, handle] of [
      ["Amélie-Rose N’Diaye", "amelie-rose"],
      ["Łukasz Müller", "lukasz-mueller"],
      ["ليلى الحدّاد", "ليلى-الحداد"],
      ["أحمد مؤمن", "ahmad"],
      ["Алёна Иванова", "алена"],
      ["王小明", "王小明"],
      ["Ọ̀bá Ｗｉｄｅ", "oba-wide"],
      ["Somebody", "quite-another"],
    ])
      await makeUser({ name, handle });
  });

  it.each([
    ["by the beginning of any word of the name", "ros", ["Amélie-Rose N’Diaye"]],
    ["by a word behind an apostrophe", "diaye", ["Amélie-Rose N’Diaye"]],
    ["without accents and case, typed or not", "AMÉL", ["Amélie-Rose N’Diaye"]],
    ["by letters that carry strokes and marks", "luk", ["Łukasz Müller"]],
    ["by an umlaut", "mull", ["Łukasz Müller"]],
    ["by the handle", "quite-an", ["Somebody"]],
    ["never by words that run together", "amelie-rose-nd", []],
    ["by any order of words", "rose-amelie", ["Amélie-Rose N’Diaye"]],
    ["in Arabic without vowel signs", "الحدا", ["ليلى الحدّاد"]],
    ["in Arabic, with them and with lengthening", "لَيْلـــى", ["ليلى الحدّاد"]],
    ["in Arabic without hamza", "احم", ["أحمد مؤمن"]],
    ["in Cyrillic", "алён", ["Алёна Иванова"]],
    ["in Chinese, by one character", "王", ["王小明"]],
    ["in wide letters as in narrow ones", "wid", ["Ọ̀bá Ｗｉｄｅ"]],
    ["under two marks", "oba", ["Ọ̀bá Ｗｉｄｅ"]],
    ["never inside a word", "mélie", []],
    ["never by signs that are signs to the database", "%", []],
    ["never by a question that the database would read as one", "' | zz:* <-> !(\\", []],
    ["never by a wildcard behind a name", "zz%:*'\u0000", []],
  ])("%s", async (_, typed, expected) => {
    expect(await names(typed)).toEqual(expected);
  });

  it("by what the renderer resolves, letter for letter", async () => {
    for (const typed of ["ros", "ليل", "王", "алён"]) {
      const [{ handle } = { handle: "" }] = await offered(typed);
      const html = await previewPost(writer, { body: `Ask @${handle} today`, language: "en" });
      expect(html).toContain(`<a href="/people/${encodeURIComponent(handle)}">@${handle}</a>`);
    }
  });

  it("with nothing told of them but handle and name", async () => {
    expect(await offered("lukasz")).toEqual([{ handle: "lukasz-mueller", name: "Łukasz Müller" }]);
    expect(await names("example")).toEqual([]);
  });
});

describe("who is offered", () => {
  it("is nobody whom the actor has blocked; who has blocked or muted them is offered as before, which tells nothing", async () => {
    const [blocker, blocked, muted] = [
      await makeUser({ name: "Keeper Awayone" }),
      await makeUser({ name: "Keeper Awaytwo" }),
      await makeUser({ name: "Keeper Muted" }),
    ];
    expect(await names("keeper")).toEqual(["Keeper Awayone", "Keeper Awaytwo", "Keeper Muted"]);
    await blockPerson(blocker, { handle: writer.handle, level: "block" });
    await blockPerson(writer, { handle: blocked.handle, level: "block" });
    await blockPerson(writer, { handle: muted.handle, level: "mute" });
    expect(await names("keeper")).toEqual(["Keeper Awayone", "Keeper Muted"]);
    await blockPerson(blocker, { handle: writer.handle, level: "mute" });
    expect(await names("keeper")).toEqual(["Keeper Awayone", "Keeper Muted"]);
    expect(await names("keeper", { space }, blocker)).toEqual(["Keeper Awaytwo", "Keeper Muted"]);
    expect(await names("keeper", { space }, await makeUser())).toEqual([
      "Keeper Awayone",
      "Keeper Awaytwo",
      "Keeper Muted",
    ]);
  });

  it("is nobody suspended or gone, and not the actor", async () => {
    const [past, until] = [new Date("2020-01-01"), new Date("2090-01-01")];
    await makeUser({ name: "Gonefor Now", suspendedUntil: until });
    await makeUser({ name: "Gonefor Ever", endedAt: past });
    await makeUser({ name: "Gonefor Once", suspendedUntil: past });
    expect(await names("gonefor")).toEqual(["Gonefor Once"]);
    expect(await names("writer")).toEqual([]);
    expect(await names("writer", { space }, await makeUser())).toEqual(["The writer"]);
  });

  it("may read a space for its members, which is not there for others", async () => {
    const { code } = await makeSpace({ joinMode: "members" });
    const [inside, moderator] = [
      await makeSpaceMember(await makeUser({ name: "Closed Inside" }), code),
      await makeUser({ name: "Closed Moderator", role: "moderator" }),
    ];
    await makeUser({ name: "Closed Outside" });
    expect(await names("closed", { space: code }, inside)).toEqual(["Closed Moderator"]);
    expect(await names("closed", { space: code }, moderator)).toEqual(["Closed Inside"]);
    await expect(offered("closed", { space: code })).rejects.toMatchObject({ status: 404 });
    const topic = await makeTopic({ spaceCode: code, author: inside });
    expect(await names("closed", { topic: topic.publicId }, moderator)).toEqual(["Closed Inside"]);
    await expect(offered("closed", { topic: topic.publicId })).rejects.toMatchObject({ status: 404 });
  });

  it("may read a sealed question", async () => {
    const { code } = await makeSpace();
    const author = await makeUser({ name: "Sealed Author", role: "trainer" });
    const keeper = await makeSpaceMember(await makeUser({ name: "Sealed Keeper" }), code, "facilitator");
    await makeUser({ name: "Sealed Stranger" });
    const topic = await makeTopic({ spaceCode: code, author });
    await pool().query("UPDATE topics SET sealed_at = now() WHERE id = $1", [topic.id]);
    expect(await names("sealed", { topic: topic.publicId }, author)).toEqual(["Sealed Keeper"]);
    expect(await names("sealed", { topic: topic.publicId }, keeper)).toEqual(["Sealed Author"]);
    await expect(offered("sealed", { topic: topic.publicId })).rejects.toMatchObject({ status: 404 });
  });

  it("takes part there before the others, is one of eight, and without a letter takes part", async () => {
    const { code } = await makeSpace();
    for (let number = 1; number <= 9; number++) await makeUser({ name: `Orderly ${number}` });
    const member = await makeSpaceMember(await makeUser({ name: "Orderly Member" }), code);
    const author = await makeUser({ name: "Orderly Poster", role: "trainer" });
    const topic = await makeTopic({ spaceCode: code, author, replies: 1 });
    for (const place of [{ topic: topic.publicId }, { space: code }]) {
      const found = await names("ord", place);
      expect(found.slice(0, 3)).toEqual([author.name, member.name, "Orderly 1"]);
      expect(found).toHaveLength(8);
      expect((await names("", place)).toSorted()).toEqual([author.name, topic.replier!.name].toSorted());
    }
    await pool().query("UPDATE replies SET state = 'removed' WHERE topic_id = $1 AND number = 1", [topic.id]);
    expect(await names("", { topic: topic.publicId })).toEqual([author.name]);
  });

  it("are the facilitators together, last, where there is one who is told", async () => {
    const { code } = await makeSpace();
    for (let number = 1; number <= 8; number++) await makeUser({ name: `Factor ${number}` });
    expect(await names("fac", { space: code })).toHaveLength(8);
    const keeper = await makeSpaceMember(await makeUser({ name: "Keeps It" }), code, "facilitator");
    const group = { handle: "facilitators", name: "Équipe d’animation" };
    for (const typed of ["fac", "equipe", "anim", ""])
      expect((await offered(typed, { space: code })).at(-1), typed).toEqual(group);
    expect(await offered("fac", { space: code })).toHaveLength(8);
    expect(await offered("facilitators", { space: code }, keeper)).toEqual([]);
  });
});

describe("a completion is refused", () => {
  it("to guests, to who is suspended and to who may not write", async () => {
    const refused = async (actor: Actor | null) =>
      offered("a", { space }, actor).then(
        () => 200,
        (error: { status: number }) => error.status,
      );
    const until = new Date("2090-01-01");
    expect(await refused(await makeUser())).toBe(200);
    expect(await refused(null)).toBe(401);
    expect(await refused(await makeUser({ suspendedUntil: until }))).toBe(403);
    expect(await refused(await makeUser({ silencedUntil: until, silenceReason: "Shouting" }))).toBe(403);
    expect(await refused(await makeUser({ emailConfirmedAt: null }))).toBe(403);
  });

  it("without a place, at one that is not there, and for more than eighty characters", async () => {
    await expect(completeMention(writer, { typed: "a", place: null, group: "x" })).rejects.toMatchObject({
      status: 400,
      code: "forum.error.mention_place",
    });
    for (const place of [{ space: "nowhere" }, { topic: 0 }, { topic: 999_999_999 }])
      await expect(offered("a", place)).rejects.toMatchObject({ status: 404 });
    expect(await names("b".repeat(80))).toEqual([]);
    await expect(offered("b".repeat(81))).rejects.toMatchObject({ status: 400, code: "error.field.too_long" });
  });

  it("after 120 a minute, to this person alone", async () => {
    const busy = await makeUser();
    for (let times = 0; times < 120; times++) await offered("zz", { space }, busy);
    await expect(offered("zz", { space }, busy)).rejects.toMatchObject({ status: 429 });
    expect(await names("zz", { space }, await makeUser())).toEqual([]);
  });
});

it("reads few of many people, whatever is typed, in two statements beside the limit", async () => {
  await pool().query(
    `INSERT INTO users (id, email, name, handle, password_hash, country, language, zone)
     SELECT gen_random_uuid(), 'many.' || n || '@mail.example', 'Quentin Everywhere ' || md5(n::text), 'many-' || n, 'none', 'SN', 'en', 'UTC'
       FROM generate_series(1, 20000) n`,
  );
  await pool().query("VACUUM ANALYZE users");
  const topic = await makeTopic({ replies: 2 });
  const rare = await makeUser({ name: "Quibble Rarely" });
  const actor = await makeUser();
  for (const place of [{ topic: topic.publicId }, { space: topic.spaceCode }])
    for (const typed of ["quibble", "q", "quentin", "many-19999", "zq", "e f 0", ""]) {
      // What follows from the topic that was just written may fall into the first time.
      const [first, second] = [
        await databaseWork(() => offered(typed, place, actor)),
        await databaseWork(() => offered(typed, place, actor)),
      ];
      const statements = Math.min(first.statements, second.statements);
      const buffers = Math.min(first.buffers, second.buffers);
      expect(statements, typed).toBeLessThanOrEqual(3);
      expect(buffers, typed).toBeLessThan(150);
    }
  expect(await names("quib", { topic: topic.publicId })).toEqual([rare.name]);
}, 120_000);
