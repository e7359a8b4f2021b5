import { processorTime } from "#test/helpers/processor-time.ts";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { db } from "#app/infra/db.server.ts";
import { diffWords } from "#app/lib/diff.ts";
import { editReply, getPostToEdit } from "./edit-post.server.ts";
import { getHistoryFor } from "./get-post-history.server.ts";
import { requirePosted } from "#app/modules/forum/posting/check-posting.server.ts";
import { postReply } from "./post-reply.server.ts";
import { makeTopic, unique } from "#test/factories/topics.ts";
import { makeUser } from "#test/factories/users.ts";
import { useDatabase } from "#test/setup/database.ts";

useDatabase();

const minutes = (count: number, from = new Date()) => new Date(from.getTime() + count * 60_000);

async function makePost(at = minutes(-60)) {
  const topic = await makeTopic({ at: minutes(-1, at) });
  const author = await makeUser();
  const body = unique("First words");
  const { number } = requirePosted(await postReply(author, { publicId: topic.publicId, body }, { at }));
  const row = await db().reply.findFirstOrThrow({ where: { topicId: topic.id, number }, select: { id: true } });
  return { id: row.id, author, topic, body, at };
}
const history = async (id: string) => (await getHistoryFor(null, id, null)).versions;

describe("an edit", () => {
  it("changes the text, says so, and keeps what stood there", async () => {
    const { id, author, body } = await makePost();
    const at = new Date();
    const place = await editReply(author, { id, version: 1, body: "Better **words**" }, { at });
    expect(place).toMatchObject({ number: 1 });
    const row = await db().reply.findUniqueOrThrow({ where: { id } });
    expect(row).toMatchObject({ body: "Better **words**", version: 2, editedAt: at });
    expect(row.html).toContain("<strong>words</strong>");
    const { versions, shown } = await getHistoryFor(null, id, null);
    expect(versions).toEqual([{ version: 2, by: { name: author.name, handle: author.handle }, at }]);
    const older = shown!.parts.filter(({ kind }) => kind !== "added").map(({ text }) => text);
    expect(older.join("")).toBe(body);
  });

  it("from a version that is no longer the newest is refused with the text that stands", async () => {
    const { id, author } = await makePost();
    const moderator = await makeUser({ role: "moderator" });
    await editReply(moderator, { id, version: 1, body: "The moderator's words" });
    await expect(editReply(author, { id, version: 1, body: "Mine" })).rejects.toMatchObject({
      code: "forum.error.edit_conflict",
      status: 409,
      details: { data: { body: "The moderator's words", version: 2 } },
    });
    await editReply(author, { id, version: 2, body: "Mine" });
    expect(await history(id)).toHaveLength(2);
  });

  it("wins alone when several come at once", async () => {
    const { id, author } = await makePost();
    const texts = ["one", "two", "three", "four", "five"];
    const results = await Promise.allSettled(texts.map((body) => editReply(author, { id, version: 1, body })));
    expect(results.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
    for (const result of results)
      if (result.status === "rejected")
        expect(result.reason).toMatchObject({ status: 409, code: "forum.error.edit_conflict" });
    expect(await history(id)).toHaveLength(1);
  });

  it("sent twice is no conflict", async () => {
    const { id, author } = await makePost();
    await editReply(author, { id, version: 1, body: "Once" });
    await editReply(author, { id, version: 1, body: "Once" });
    expect(await db().reply.findUniqueOrThrow({ where: { id } })).toMatchObject({ version: 2 });
  });

  it("leaves no trace within five minutes, until somebody replies", async () => {
    const { id, author, topic, at } = await makePost();
    await editReply(author, { id, version: 1, body: "A slip mended" }, { at: minutes(4, at) });
    expect(await db().reply.findUniqueOrThrow({ where: { id } })).toMatchObject({ version: 2, editedAt: null });
    expect(await history(id)).toEqual([]);
    await postReply(topic.author, { publicId: topic.publicId, body: "I answer that" }, { at: minutes(4, at) });
    await editReply(author, { id, version: 2, body: "Something else" }, { at: minutes(4, at) });
    expect(await history(id)).toHaveLength(1);
    const late = await makePost();
    await editReply(late.author, { id: late.id, version: 1, body: "Too late" }, { at: minutes(5, late.at) });
    expect(await history(late.id)).toHaveLength(1);
  });

  it("by somebody else leaves a trace at once, and so does what follows it", async () => {
    const { id, author, at } = await makePost();
    const moderator = await makeUser({ role: "moderator" });
    await editReply(moderator, { id, version: 1, body: "Tidied" }, { at: minutes(1, at) });
    await editReply(author, { id, version: 2, body: "Tidied again" }, { at: minutes(2, at) });
    expect((await history(id)).map(({ by }) => by.name)).toEqual([author.name, moderator.name]);
  });

  it("of an opening post takes the title and the address along", async () => {
    const topic = await makeTopic({ title: "Old titel", at: minutes(-60) });
    const { id } = await db().reply.findFirstOrThrow({ where: { topicId: topic.id, number: 0 }, select: { id: true } });
    const body = (await getPostToEdit(topic.author, id)).body;
    const place = await editReply(topic.author, { id, version: 1, body, title: "New title", language: "fr" });
    expect(place).toMatchObject({ slug: "new-title", number: 0 });
    const row = await db().topic.findUniqueOrThrow({ where: { id: topic.id } });
    expect(row).toMatchObject({ title: "New title", slug: "new-title", language: "fr" });
    expect((await getHistoryFor(null, id, null)).shown?.title).toEqual([
      { kind: "removed", text: "Old titel" },
      { kind: "added", text: "New title" },
    ]);
  });

  it("is for the author and for moderators", async () => {
    const { id, author } = await makePost();
    const others = [await makeUser(), await makeUser({ role: "facilitator" })];
    for (const person of others)
      await expect(editReply(person, { id, version: 1, body: "Theirs" })).rejects.toMatchObject({ status: 403 });
    await expect(editReply(null, { id, version: 1, body: "Nobody's" })).rejects.toMatchObject({ status: 401 });
    await expect(getPostToEdit(null, id)).rejects.toMatchObject({ status: 401 });
    const suspended = { ...author, suspended: true };
    await expect(editReply(suspended, { id, version: 1, body: "Late" })).rejects.toMatchObject({ status: 403 });
    const administrator = await makeUser({ role: "administrator" });
    await expect(editReply(administrator, { id, version: 1, body: "Mended" })).resolves.toMatchObject({ number: 1 });
    for (const lost of ["x", "01890000-0000-7000-8000-000000000001"]) {
      await expect(editReply(author, { id: lost, version: 1, body: "?" })).rejects.toMatchObject({ status: 404 });
      await expect(getHistoryFor(null, lost, null)).rejects.toMatchObject({ status: 404 });
    }
  });

  it("is limited to thirty a day", async () => {
    const { id, author } = await makePost();
    for (let version = 1; version <= 30; version++) await editReply(author, { id, version, body: `Text ${version}` });
    await expect(editReply(author, { id, version: 31, body: "Once more" })).rejects.toMatchObject({ status: 429 });
  });
});

describe("the difference of two texts", () => {
  it("is told by words", () => {
    expect(diffWords("We met in May.", "We met in June, twice.")).toEqual([
      { kind: "same", text: "We met in " },
      { kind: "removed", text: "May" },
      { kind: "added", text: "June, twice" },
      { kind: "same", text: "." },
    ]);
  });

  it("gives both texts back, whatever they are", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme" }), fc.string({ unit: "grapheme" }), (older, newer) => {
        const parts = diffWords(older, newer);
        const without = (kind: string) => parts.filter((part) => part.kind !== kind).map(({ text }) => text);
        expect(without("added").join("")).toBe(older);
        expect(without("removed").join("")).toBe(newer);
      }),
    );
  });

  it("ends soon for long texts that have nothing in common", () => {
    const [older, newer] = ["a b ".repeat(5000), "c\nd ".repeat(5000)];
    const time = processorTime(() => {
      expect(diffWords(older, newer).filter(({ kind }) => kind === "removed").length).toBeGreaterThan(0);
    });
    expect(time).toBeLessThan(1000);
  });
});
