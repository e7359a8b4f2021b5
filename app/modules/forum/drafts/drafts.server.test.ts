import { randomUUID } from "node:crypto";
import { describe, expect, it } from "vitest";
import { db } from "#app/infra/db.server.ts";
import { countingStatements } from "#app/infra/statements/statement-count.server.ts";
import type { MaybeActor } from "#app/modules/accounts/actor.ts";
import { draftDays, maxBodyLength, maxTitleLength } from "#app/modules/forum/limits.ts";
import { editReply } from "#app/modules/forum/posting/edit-post.server.ts";
import { postReply } from "#app/modules/forum/posting/post-reply.server.ts";
import { postTopic } from "#app/modules/forum/posting/post-topic.server.ts";
import { draftSchema } from "#app/modules/forum/schemas.ts";
import { getTopicFor } from "#app/modules/forum/topics/get-topic.server.ts";
import { makeSpace } from "#test/factories/spaces.ts";
import { makeTopic, unique } from "#test/factories/topics.ts";
import { makeUser } from "#test/factories/users.ts";
import { useDatabase } from "#test/setup/database.ts";
import { deleteOldDrafts } from "./delete-old-drafts.server.ts";
import { composerPath, type DraftPlace, readPlace, writePlace } from "./draft-place.ts";
import { discardDraft, discardDraftAt } from "./end-draft.server.ts";
import { type Draft, getDraftFor } from "./get-draft.server.ts";
import { draftsPerPage, listDraftsFor } from "./list-drafts.server.ts";
import { saveDraft } from "./save-draft.server.ts";

useDatabase();

const replyTo = ({ publicId }: { publicId: number }): DraftPlace => ({ kind: "reply", target: String(publicId) });
const write = (actor: MaybeActor, place: DraftPlace, body: string, sequence = 0, more: { clientId?: string } = {}) =>
  saveDraft(actor, place, { body, sequence, ...more });
/** The code of a refusal, and what stands there. */
async function refusal(step: Promise<unknown>): Promise<{ code: string; status: number; draft?: Draft }> {
  const error = (await step.then(
    () => null,
    (reason: unknown) => reason,
  )) as {
    code: string;
    status: number;
    details: { data?: { draft: Draft } };
  } | null;
  if (!error) throw new Error("It was taken.");
  return { code: error.code, status: error.status, draft: error.details?.data?.draft };
}
/** Somebody with a topic to reply to, and the trainer's post in it. */
async function make() {
  const topic = await makeTopic({ replies: 1 });
  const where = { topicId: topic.id, number: 1 };
  const { id, version } = await db().reply.findFirstOrThrow({ where, select: { id: true, version: true } });
  const edit: DraftPlace = { kind: "edit", target: id };
  return {
    topic,
    reply: replyTo(topic),
    edit,
    version,
    me: await makeUser({ role: "trainer" }),
    author: topic.replier!,
  };
}

describe("the place of a draft", () => {
  it("is read as it is written, and nothing else is", () => {
    const places: DraftPlace[] = [
      { kind: "topic", target: "1.1" },
      { kind: "reply", target: "12" },
      { kind: "edit", target: randomUUID() },
    ];
    for (const place of places) expect(readPlace(writePlace(place))).toEqual(place);
    for (const text of [null, "", "reply:", "reply:0", "reply:x", "edit:12", "topic:a/b", "room:1", "topic:1.1\n"])
      expect(readPlace(text), String(text)).toBeNull();
    expect(places.slice(0, 2).map(composerPath)).toEqual(["/forum/1.1/new", "/topics/12/reply"]);
  });
});

describe("a draft", () => {
  it("is saved on its own sequence only, which rises; an older and an equal one are refused with what stands there", async () => {
    const { me, reply } = await make();
    expect(await write(me, reply, "One")).toMatchObject({ sequence: 1 });
    expect(await write(me, reply, "Two", 1)).toMatchObject({ sequence: 2 });
    for (const old of [0, 1]) {
      const { code, status, draft } = await refusal(write(me, reply, "Late", old));
      expect([code, status]).toEqual(["forum.error.draft_elsewhere", 409]);
      expect(draft).toMatchObject({ body: "Two", sequence: 2, isEnded: false });
    }
    expect(await getDraftFor(me, reply)).toMatchObject({ body: "Two" });
    expect(await getDraftFor(await makeUser(), reply)).toBeNull();
    expect(await getDraftFor(null, reply)).toBeNull();
  });

  it("is one for each person and place, also when two tabs begin it at once", async () => {
    const { me, author, reply, edit } = await make();
    const began = await Promise.allSettled(["A", "B", "C"].map((body) => write(me, reply, body)));
    expect(began.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
    await write(author, reply, "Mine");
    await write(author, edit, "Better");
    expect((await listDraftsFor(me)).drafts).toHaveLength(1);
    expect((await listDraftsFor(author)).drafts.map(({ kind, number }) => [kind, number])).toEqual([
      ["edit", 1],
      ["reply", null],
    ]);
  });

  it("is taken from those who may write there, and refused to the others", async () => {
    const { me, author, reply, edit } = await make();
    const others: [MaybeActor, DraftPlace, number][] = [
      [null, reply, 401],
      [await makeUser({ emailConfirmedAt: null }), reply, 403],
      [await makeUser({ suspendedUntil: new Date(Date.now() + 60_000) }), reply, 403],
      [await makeUser(), edit, 403],
      [me, { kind: "reply", target: "2000000000" }, 404],
      [me, { kind: "topic", target: "nowhere" }, 404],
      [me, { kind: "edit", target: randomUUID() }, 404],
    ];
    for (const [actor, place, status] of others)
      expect((await refusal(write(actor, place, "Words"))).status, writePlace(place)).toBe(status);
    expect(await write(author, edit, "Better")).toMatchObject({ sequence: 1 });
    expect(await write(await makeUser({ role: "moderator" }), edit, "Mended")).toMatchObject({ sequence: 1 });
  });

  it("is given up by what is blank, and begins again on its sequence; what is blank begins none", async () => {
    const { me, reply } = await make();
    expect(await write(me, reply, " \n")).toMatchObject({ sequence: 0 });
    expect(await getDraftFor(me, reply)).toBeNull();
    await write(me, reply, "Words");
    expect(await write(me, reply, "", 1)).toMatchObject({ sequence: 2 });
    expect((await listDraftsFor(me)).drafts).toEqual([]);
    expect(await write(me, reply, "Again", 2)).toMatchObject({ sequence: 3 });
  });

  it("is no longer than what may be sent", () => {
    const read = (body: string, title = "") => draftSchema.safeParse({ body, title, sequence: "0" }).success;
    expect(read("x".repeat(maxBodyLength), "t".repeat(maxTitleLength))).toBe(true);
    expect(read("x".repeat(maxBodyLength + 1))).toBe(false);
    expect(read("x", "t".repeat(maxTitleLength + 1))).toBe(false);
    for (const sequence of ["", "-1", "1e3", "9999999999", undefined])
      expect(draftSchema.safeParse({ body: "x", sequence }).success, String(sequence)).toBe(false);
  });

  it("costs one statement to save, and none more on the page of its topic", async () => {
    const { me, topic, reply } = await make();
    const { statements } = await countingStatements(() => write(me, reply, "Half a thought"));
    expect(statements).toHaveLength(1);
    const page = await countingStatements(() => getTopicFor(me, topic.publicId));
    expect(page.statements.filter((text) => text.includes("topics"))).toHaveLength(1);
    expect(page.statements.filter((text) => text.includes("post_drafts"))).toHaveLength(1);
    expect(page.result.draft).toMatchObject({ body: "Half a thought", sequence: 1, savedAt: expect.any(Date) });
    expect((await getTopicFor(await makeUser(), topic.publicId)).draft).toBeNull();
    expect((await getTopicFor(null, topic.publicId)).draft).toBeNull();
  });
});

describe("posting", () => {
  it("ends the draft with it, and no late save of any tab brings it back", async () => {
    const { me, topic, reply } = await make();
    const clientId = randomUUID();
    await write(me, reply, "Words", 0, { clientId });
    const body = unique("Words, sent");
    const { statements } = await countingStatements(() =>
      postReply(me, { publicId: topic.publicId, body, clientId, sequence: 1 }),
    );
    expect(statements).toHaveLength(1);
    expect(await getDraftFor(me, reply)).toMatchObject({ body: "", isEnded: true, sequence: 2 });
    for (const sequence of [0, 1, 2, 7]) {
      const { code } = await refusal(write(me, reply, "Late", sequence, { clientId }));
      expect(code).toBe("forum.error.draft_ended");
    }
    expect((await refusal(write(me, reply, "Late", 1, { clientId: "another tab" }))).code).toBe(
      "forum.error.draft_ended",
    );
    expect((await listDraftsFor(me)).drafts).toEqual([]);
    // The next reply is another draft.
    expect(await write(me, reply, "Next", 2, { clientId: randomUUID() })).toMatchObject({ sequence: 3 });
  });

  it("is final for a save that was on its way before anything had been saved", async () => {
    const { me, author, topic, reply, edit, version } = await make();
    const clientId = randomUUID();
    const sent = { publicId: topic.publicId, body: unique("Quick"), clientId, sequence: 0 };
    const steps = [postReply(me, sent), write(me, reply, sent.body, 0, { clientId })];
    await Promise.allSettled(steps);
    expect((await listDraftsFor(me)).drafts).toEqual([]);
    const spaceCode = (await makeSpace()).code;
    await postTopic(me, { spaceCode, title: "Which one?", body: unique("Q"), clientId: "topic-1", sequence: 0 });
    const late = write(me, { kind: "topic", target: spaceCode }, "Q", 0, { clientId: "topic-1" });
    expect((await refusal(late)).code).toBe("forum.error.draft_ended");
    await editReply(author, { id: edit.target, version, body: unique("Changed"), sequence: 0 });
    expect((await refusal(write(author, edit, "Changed", 0))).code).toBe("forum.error.draft_ended");
    expect((await listDraftsFor(author)).drafts).toEqual([]);
  });

  it("from an old page is refused while a newer draft says something else, and taken on its sequence", async () => {
    const { me, author, topic, reply, edit, version } = await make();
    await write(me, reply, "Old");
    await write(me, reply, "Longer and newer", 1);
    const sent = { publicId: topic.publicId, body: unique("Old, sent"), sequence: 1 };
    const { code, status, draft } = await refusal(postReply(me, sent));
    expect([code, status, draft?.body]).toEqual(["forum.error.draft_elsewhere", 409, "Longer and newer"]);
    expect(await postReply(me, { ...sent, sequence: draft!.sequence })).toMatchObject({ number: 2 });

    await write(author, edit, "First", 0);
    await write(author, edit, "Second", 1);
    const change = { id: edit.target, version, body: "Third", sequence: 0 };
    expect((await refusal(editReply(author, change))).draft).toMatchObject({ body: "Second" });
    await editReply(author, { ...change, body: "Second" });
    expect(await getDraftFor(author, edit)).toMatchObject({ isEnded: true });

    const spaceCode = (await makeSpace()).code;
    const place: DraftPlace = { kind: "topic", target: spaceCode };
    await saveDraft(me, place, { title: "Newer", body: "Text", sequence: 0 });
    const topicSent = { spaceCode, title: "Older title", body: unique("Text"), sequence: 0 };
    expect((await refusal(postTopic(me, topicSent))).draft).toMatchObject({ title: "Newer" });
    await postTopic(me, { ...topicSent, sequence: 1 });
    expect((await getDraftFor(me, place))?.isEnded).toBe(true);
  });

  it("by a program, which has seen no draft, ends it all the same; twice is once", async () => {
    const { me, topic, reply } = await make();
    await write(me, reply, "Half a thought");
    const sent = { publicId: topic.publicId, body: unique("From a program"), clientId: randomUUID() };
    expect(await postReply(me, sent)).toMatchObject({ repeated: false });
    expect(await postReply(me, sent)).toMatchObject({ repeated: true });
    expect(await getDraftFor(me, reply)).toMatchObject({ isEnded: true, sequence: 2 });
  });
});

describe("one's drafts", () => {
  it("are listed with their places, the newest first, by pages that neither repeat nor skip", async () => {
    const me = await makeUser({ role: "trainer" });
    const at = (minutes: number) => ({ at: new Date(Date.now() - minutes * 60_000) });
    const spaces = await Promise.all(Array.from({ length: draftsPerPage + 2 }, () => makeSpace()));
    for (const [number, { code }] of spaces.entries())
      await saveDraft(
        me,
        { kind: "topic", target: code },
        { title: `T${number}`, body: "*B*", sequence: 0 },
        at(number),
      );
    const first = await listDraftsFor(me);
    expect(first.drafts.map(({ title }) => title)).toEqual(spaces.slice(0, draftsPerPage).map((_, n) => `T${n}`));
    expect(first.drafts[0]).toMatchObject({ text: "B", mayWrite: true, isGone: false, spaceCode: spaces[0]!.code });
    const { result: rest, statements } = await countingStatements(() => listDraftsFor(me, { after: first.next }));
    expect(rest.drafts.map(({ title }) => title)).toEqual([`T${draftsPerPage}`, `T${draftsPerPage + 1}`]);
    expect([rest.next, statements.length]).toEqual([null, 1]);
    expect((await refusal(listDraftsFor(null))).status).toBe(401);
  });

  it("outlive their place, and the right to write there, with the whole text", async () => {
    const { me, reply } = await make();
    const moderator = await makeUser({ role: "moderator" });
    const { edit } = await make();
    const long = "word ".repeat(200);
    await write(moderator, edit, long);
    await write(me, reply, long);
    await db().postDraft.updateMany({ where: { userId: me.id }, data: { target: "2000000000" } });
    expect((await listDraftsFor(me)).drafts[0]).toMatchObject({ isGone: true, mayWrite: false, text: long });
    const [now] = (await listDraftsFor({ ...moderator, role: "member" })).drafts;
    expect(now).toMatchObject({ isGone: false, mayWrite: false, text: long });
  });

  it("say nothing of a topic that is out of sight, and keep the text", async () => {
    const { me, author, topic, reply, edit } = await make();
    await write(me, reply, "To a topic");
    await write(author, edit, "Of a post");
    await db().topic.update({ where: { id: topic.id }, data: { state: "removed" } });
    for (const [who, text] of [
      [me, "To a topic"],
      [author, "Of a post"],
    ] as const) {
      const [draft] = (await listDraftsFor(who)).drafts;
      expect(draft).toMatchObject({ isGone: true, mayWrite: false, topicTitle: null, spaceCode: null, text });
    }
    expect((await refusal(write(me, reply, "More", 1))).status).toBe(404);
    expect((await refusal(write(author, edit, "More", 1))).status).toBe(404);
  });

  it("are discarded by their owner alone, and stay so", async () => {
    const { me, author, reply } = await make();
    await write(me, reply, "Words");
    const { id } = (await listDraftsFor(me)).drafts[0]!;
    expect(await discardDraft(author, id)).toBe(false);
    expect(await discardDraft(me, "x")).toBe(false);
    expect((await refusal(discardDraft(null, id))).status).toBe(401);
    expect(await discardDraft({ ...me, suspended: true }, id)).toBe(true);
    expect(await discardDraft(me, id)).toBe(false);
    expect((await refusal(write(me, reply, "Late", 1))).code).toBe("forum.error.draft_ended");
    await write(me, reply, "Again", 2);
    expect(await discardDraftAt(me, reply)).toBe(true);
  });

  it("go 180 days after they were touched last", async () => {
    const { me, reply } = await make();
    const saved = new Date("2026-01-01T00:00:00Z");
    await saveDraft(me, reply, { body: "Old", sequence: 0 }, { at: saved });
    const after = (days: number) => ({ at: new Date(saved.getTime() + days * 86_400_000 + 1) });
    expect(await deleteOldDrafts(after(draftDays - 1))).toBe(0);
    expect(await deleteOldDrafts(after(draftDays))).toBe(1);
    expect(await getDraftFor(me, reply)).toBeNull();
    // The page that was open all the time goes on.
    expect(await write(me, reply, "Older", 1)).toMatchObject({ sequence: 2 });
  });
});
