import { afterAll, describe, expect, test } from "vitest";
import { db } from "#app/infra/db.server.ts";
import { closeQueue } from "#app/infra/queue.server.ts";
import type { Actor } from "#app/modules/accounts/actor.ts";
import { saveProfile, getProfileFor } from "#app/modules/accounts/save-profile.server.ts";
import { editReply } from "#app/modules/forum/posting/edit-post.server.ts";
import { deletePost, restorePost } from "#app/modules/forum/states/delete-post.server.ts";
import { readLatest, readRoom, sayInRoom } from "#app/modules/webinars/send-message.server.ts";
import { makeTopic, unique } from "#test/factories/topics.ts";
import { makeUser } from "#test/factories/users.ts";
import { makeWebinar } from "#test/factories/webinars.ts";
import { findWrongCounts } from "#test/helpers/kept-counts.ts";
import { useDatabase } from "#test/setup/database.ts";
import { appeal, getAppealFor } from "./appeal.server.ts";
import { claimCase, releaseCase } from "./cases/claim-case.server.ts";
import { decideCase } from "./cases/decide-case.server.ts";
import { getCaseFor } from "./cases/get-case.server.ts";
import { listCasesFor } from "./cases/list-cases.server.ts";
import { openCaseFor } from "./cases/open-case.server.ts";
import { listLogFor } from "./list-log.server.ts";
import { getReportFor, reportThing } from "./report-thing.server.ts";
import { deleteOldCases, endHiding } from "./sweep-cases.server.ts";

useDatabase();
afterAll(closeQueue);

const day = 86_400_000;
const longAgo = new Date(Date.now() - 10 * day);
const member = () => makeUser({ createdAt: longAgo });
const moderator = (role: "moderator" | "administrator" = "moderator") => makeUser({ role });

async function makeReply() {
  const topic = await makeTopic({ replies: 1, at: new Date(Date.now() - day) });
  const where = { topicId_number: { topicId: topic.id, number: 1 } };
  const { id } = await db().reply.findUniqueOrThrow({ where, select: { id: true } });
  return { topic, id, author: topic.replier! };
}

const stateOf = async (id: string) => (await db().reply.findUniqueOrThrow({ where: { id } })).state;
const report = (who: Actor, id: string, more: { at?: Date } = {}) =>
  reportThing(who, { kind: "reply", id, reason: "offensive", note: "Look." }, more);
const caseOf = (thingId: string) =>
  db().moderationCase.findFirstOrThrow({ where: { thingId }, orderBy: { id: "desc" } });
const codeOf = (error: unknown) => (error as { code: string }).code;

async function makeCase() {
  const made = await makeReply();
  const reporter = await member();
  await report(reporter, made.id);
  return { ...made, reporter, number: (await caseOf(made.id)).publicId };
}

describe("a report", () => {
  test("opens one case, joined by others; twice by one person it changes nothing and says so", async () => {
    const { id } = await makeReply();
    const [one, other] = [await member(), await member()];
    expect(await report(one, id)).toEqual({ isNew: true });
    expect(await report(one, id)).toEqual({ isNew: false });
    await Promise.all([other, other, other].map((who) => report(who, id)));
    expect(await db().moderationCase.count({ where: { thingId: id } })).toBe(1);
    expect(await db().moderationReport.count({ where: { case: { thingId: id } } })).toBe(2);
    expect(await stateOf(id)).toBe("visible");
  });

  test("of a topic by its number is of its opening post", async () => {
    const topic = await makeTopic();
    const { thing } = await getReportFor(await member(), { kind: "topic", id: String(topic.publicId) });
    expect(thing).toMatchObject({ kind: "reply", number: 0, title: "Who leads your national team?" });
  });

  test("is nobody's about their own, nor a guest's, nor about what is gone or was never there", async () => {
    const { id, author } = await makeReply();
    await expect(report(author, id)).rejects.toMatchObject({ status: 403 });
    await expect(getReportFor(null, { kind: "reply", id })).rejects.toMatchObject({ status: 401 });
    await deletePost(author, id);
    await expect(report(await member(), id)).rejects.toMatchObject({ status: 410, code: "forum.error.post_deleted" });
    for (const named of [
      { kind: "reply", id: crypto.randomUUID() },
      { kind: "reply", id: "nothing" },
      { kind: "topic", id: "999999" },
      { kind: "profile", id: "nobody-here" },
      { kind: "message", id: "1:1" },
      { kind: "message", id: "a" },
    ] as const)
      await expect(getReportFor(await member(), named)).rejects.toMatchObject({ status: 404 });
  });

  test("is one of twenty a day", async () => {
    const who = await member();
    const topic = await makeTopic({ replies: 20, at: new Date(Date.now() - day) });
    const posts = await db().reply.findMany({ where: { topicId: topic.id }, select: { id: true } });
    for (const { id } of posts.slice(0, 20)) await report(who, id);
    await expect(report(who, posts[20]!.id)).rejects.toMatchObject({ status: 429 });
  });

  test("by a third person hides what was visible; newcomers and unconfirmed addresses do not count", async () => {
    const { id, topic, author } = await makeReply();
    await report(await member(), id);
    await report(await member(), id);
    await report(await makeUser(), id);
    await report(await makeUser({ createdAt: longAgo, emailConfirmedAt: null }), id);
    expect(await stateOf(id)).toBe("visible");
    await report(await member(), id);
    expect(await db().reply.findUnique({ where: { id } })).toMatchObject({ state: "hidden", stateById: null });
    expect((await db().topic.findUnique({ where: { id: topic.id } }))?.replyCount).toBe(0);
    await expect(report(await member(), id)).rejects.toMatchObject({ status: 410 });
    expect((await getAppealFor(author, { kind: "reply", id })).decision).toBeNull();
    await decideCase(await moderator(), (await caseOf(id)).publicId, { decision: "keep", reason: "", until: "" });
    expect(await stateOf(id)).toBe("visible");
    expect(await findWrongCounts()).toEqual([]);
  });

  test("and the deletion of what it is about may come at the same moment: nothing is reported that is gone", async () => {
    for (let turn = 0; turn < 6; turn++) {
      const { id, author } = await makeReply();
      const [reported] = await Promise.allSettled([report(await member(), id), deletePost(author, id)]);
      expect(await stateOf(id)).toBe("deleted");
      const kept = await db().moderationReport.count({ where: { case: { thingId: id } } });
      expect(kept).toBe(reported.status === "fulfilled" ? 1 : 0);
      if (reported.status === "rejected") expect(reported.reason).toMatchObject({ status: 410 });
    }
  });

  test("by a third person and a decision may come at the same moment: the decision holds", async () => {
    for (let turn = 0; turn < 6; turn++) {
      const { id, number } = await makeCase();
      await report(await member(), id);
      const [third, judge] = [await member(), await moderator()];
      const [, decided] = await Promise.allSettled([
        report(third, id),
        decideCase(judge, number, { decision: "remove", reason: "Spam.", until: "" }),
      ]);
      expect(decided.status).toBe("fulfilled");
      expect(await stateOf(id)).toBe("removed");
      expect(await db().moderationCase.count({ where: { thingId: id, state: { not: "decided" } } })).toBe(0);
    }
    expect(await findWrongCounts()).toEqual([]);
  });
});

describe("a case", () => {
  test("is one moderator's for fifteen minutes, however many claim it at once", async () => {
    for (let turn = 0; turn < 6; turn++) {
      const { number } = await makeCase();
      const people = await Promise.all([moderator(), moderator(), moderator()]);
      const claims = await Promise.allSettled(people.map((who) => claimCase(who, number)));
      expect(claims.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
      const winner = people[claims.findIndex(({ status }) => status === "fulfilled")]!;
      const refused = claims.find((one) => one.status === "rejected")!;
      expect(refused.reason).toMatchObject({ code: "moderation.error.claimed", status: 409 });
      expect(refused.reason.details.values).toMatchObject({ minutes: 15 });
      expect(refused.reason.details.values.name).toContain(winner.name);
    }
  });

  test("has no more minutes left than a claim has, for whoever asked a moment before it was made", async () => {
    const { number } = await makeCase();
    const at = new Date();
    await claimCase(await moderator(), number, { at: new Date(at.getTime() + 500) });
    const late = claimCase(await moderator(), number, { at });
    await expect(late).rejects.toMatchObject({ details: { values: { minutes: 15 } } });
  });

  test("goes to somebody else when it is given back, or the time is over", async () => {
    const { number } = await makeCase();
    const [one, other] = [await moderator(), await moderator()];
    await claimCase(one, number);
    const keep = { decision: "keep", reason: "", until: "" } as const;
    await expect(decideCase(other, number, keep)).rejects.toMatchObject({ code: "moderation.error.claimed" });
    await claimCase(other, number, { at: new Date(Date.now() + 16 * 60_000) });
    await releaseCase(one, number);
    await expect(claimCase(one, number)).rejects.toMatchObject({ status: 409 });
    await releaseCase(other, number);
    await decideCase(one, number, keep);
    await expect(claimCase(one, number)).rejects.toMatchObject({ code: "moderation.error.nothing_to_claim" });
  });

  test("is decided once, however many decide it at once", async () => {
    for (let turn = 0; turn < 8; turn++) {
      const { id, number } = await makeCase();
      const [one, other] = [await moderator(), await moderator()];
      const decided = await Promise.allSettled([
        decideCase(one, number, { decision: "keep", reason: "", until: "", version: 1 }),
        decideCase(other, number, { decision: "remove", reason: "Spam.", until: "", version: 1 }),
      ]);
      const won = decided.findIndex(({ status }) => status === "fulfilled");
      const lost = decided.find((one) => one.status === "rejected")!;
      expect(lost.reason).toMatchObject({ code: "moderation.error.decided", status: 409 });
      expect(lost.reason.details.values.verdict).toBe(["keep", "remove"][won]);
      expect(await stateOf(id)).toBe(["visible", "removed"][won]);
      expect(await db().moderationDecision.count({ where: { case: { publicId: number } } })).toBe(1);
    }
  });

  test("is decided with a reason, except for keeping; what is impossible is said", async () => {
    const { id, number, author } = await makeCase();
    const judge = await moderator();
    const without = decideCase(judge, number, { decision: "remove", reason: "", until: "" });
    await expect(without).rejects.toMatchObject({
      details: { fields: { reason: { code: "moderation.error.reason" } } },
    });
    const purge = decideCase(judge, number, { decision: "purge", reason: "Data.", until: "" });
    await expect(purge).rejects.toMatchObject({ status: 403, code: "moderation.error.purge" });
    await deletePost(author, id);
    const hide = decideCase(judge, number, { decision: "hide", reason: "Rude.", until: "" });
    await expect(hide).rejects.toMatchObject({ status: 409, code: "moderation.error.not_possible" });
    await decideCase(judge, number, { decision: "remove", reason: "Rude.", until: "" });
    await expect(restorePost(author, id)).rejects.toMatchObject({ code: "forum.error.not_yours_now" });
    expect((await getCaseFor(judge, number)).verdicts).toEqual(["remove", "restore"]);
  });

  test("is the business of those who decide: members, other facilitators and the author have none", async () => {
    const { id, number, topic, author } = await makeCase();
    const facilitator = { ...(await member()), facilitates: [topic.spaceCode] };
    const foreign = { ...(await member()), facilitates: ["another"] };
    const keep = { decision: "keep", reason: "", until: "" } as const;
    for (const who of [await member(), foreign, await makeUser({ role: "facilitator" })]) {
      await expect(claimCase(who, number)).rejects.toMatchObject({ status: 403 });
      await expect(decideCase(who, number, keep)).rejects.toMatchObject({ status: 403 });
      await expect(openCaseFor(who, { kind: "reply", id })).rejects.toMatchObject({ status: 403 });
    }
    const own = { ...author, facilitates: [topic.spaceCode] };
    await expect(decideCase(own, number, keep)).rejects.toMatchObject({ code: "moderation.error.own_thing" });
    const see = (who: Actor) => listCasesFor(who, { filter: "open", cursor: null });
    expect((await see(facilitator)).cases.map(({ publicId }) => publicId)).toEqual([number]);
    expect((await see(foreign)).cases).toEqual([]);
    await expect(see(await member())).rejects.toMatchObject({ status: 403 });
    expect((await getCaseFor(facilitator, number)).verdicts).toEqual(["keep", "hide", "remove"]);
    await decideCase(facilitator, number, { decision: "remove", reason: "Spam.", until: "" });
    expect(await stateOf(id)).toBe("removed");
    await expect(claimCase(facilitator, 999_999)).rejects.toMatchObject({ status: 404 });
  });

  test("and an edit may end at the same moment: of what is removed nothing is published", async () => {
    for (let turn = 0; turn < 6; turn++) {
      const { id, number, author } = await makeCase();
      const edit = editReply(author, { id, version: 1, body: unique("Changed words") }).catch(codeOf);
      const remove = decideCase(await moderator(), number, { decision: "remove", reason: "Spam.", until: "" });
      const [edited] = await Promise.all([edit, remove]);
      if (typeof edited === "string") expect(edited).toBe("forum.error.edit_gone");
      expect(await stateOf(id)).toBe("removed");
    }
  });

  test("without a report is opened and claimed by whoever moderates", async () => {
    const { id } = await makeReply();
    const [one, other] = [await moderator(), await moderator()];
    const number = await openCaseFor(one, { kind: "reply", id });
    expect((await getCaseFor(one, number)).claim).toMatchObject({ isMine: true });
    await expect(openCaseFor(other, { kind: "reply", id })).rejects.toMatchObject({ status: 409 });
    await decideCase(one, number, { decision: "remove", reason: "Spam.", until: "" });
    // What is out of sight by a decision leads to that.
    expect(await openCaseFor(other, { kind: "reply", id })).toBe(number);
    await decideCase(other, number, { decision: "restore", reason: "Not spam.", until: "", version: 2 });
    expect(await stateOf(id)).toBe("visible");
  });

  test("pages are read with a bounded number of statements, the oldest first, none twice", async () => {
    const cases = [];
    for (let n = 0; n < 3; n++) cases.push(await makeCase());
    const judge = await moderator();
    const { cases: shown, next } = await listCasesFor(judge, { filter: "open", cursor: null });
    const times = shown.map(({ at }) => at.getTime());
    expect(times).toEqual(times.toSorted((a, b) => a - b));
    const rest = next ? (await listCasesFor(judge, { filter: "open", cursor: next })).cases : [];
    const numbers = [...shown, ...rest].map(({ publicId }) => publicId);
    expect(new Set(numbers).size).toBe(numbers.length);
  });
});

describe("what was decided", () => {
  test("to hide until a day is over on that day, once", async () => {
    const { id, number } = await makeCase();
    const until = new Date(Date.now() + 3 * day).toISOString().slice(0, 10);
    await decideCase(await moderator(), number, { decision: "hide", reason: "Calm down.", until });
    await endHiding();
    expect(await stateOf(id)).toBe("hidden");
    const later = { at: new Date(Date.now() + 4 * day) };
    await Promise.all([endHiding(later), endHiding(later)]);
    expect(await stateOf(id)).toBe("visible");
    expect(await db().moderationDecision.count({ where: { case: { publicId: number } } })).toBe(2);
    expect(await findWrongCounts()).toEqual([]);
  });

  test("to purge erases the words, their history and drafts for good; the number stays", async () => {
    const { id, number, author } = await makeCase();
    await editReply(author, { id, version: 1, body: unique("Other words") });
    await db().postDraft.updateMany({ where: { target: id }, data: { body: "Half", endedAt: null } });
    const admin = await moderator("administrator");
    await decideCase(admin, number, { decision: "purge", reason: "Private data.", until: "" });
    const row = await db().reply.findUniqueOrThrow({ where: { id }, include: { revisions: true } });
    expect(row).toMatchObject({ state: "purged", number: 1, body: "", html: "", revisions: [] });
    expect(await db().postDraft.count({ where: { target: id, NOT: { body: "" } } })).toBe(0);
    const again = decideCase(admin, number, { decision: "restore", reason: "Oh.", until: "", version: 2 });
    await expect(again).rejects.toMatchObject({ code: "moderation.error.not_possible" });
  });

  test("is appealed against once, by its author, in time, and looked at by somebody else", async () => {
    const { id, number, author, reporter } = await makeCase();
    const [one, other] = [await moderator(), await moderator("administrator")];
    const named = { kind: "reply", id } as const;
    const say = (who: Actor, at?: Date) => appeal(who, { ...named, body: "It was a joke." }, { at });
    await expect(say(author)).rejects.toMatchObject({ status: 404 });
    await decideCase(one, number, { decision: "remove", reason: "Rude.", until: "" });
    await expect(say(reporter)).rejects.toMatchObject({ status: 404 });
    const late = say(author, new Date(Date.now() + 31 * day));
    await expect(late).rejects.toMatchObject({ code: "moderation.error.appeal_late" });
    const tries = await Promise.allSettled([say(author), say(author)]);
    expect(tries.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
    expect(
      (await listCasesFor(other, { filter: "appeals", cursor: null })).cases.some((c) => c.publicId === number),
    ).toBe(true);
    const refused = { status: 403, code: "moderation.error.own_decision" };
    await expect(claimCase(one, number)).rejects.toMatchObject(refused);
    await expect(decideCase(one, number, { decision: "keep", reason: "", until: "" })).rejects.toMatchObject(refused);
    await decideCase(other, number, { decision: "restore", reason: "A joke.", until: "" });
    expect(await stateOf(id)).toBe("visible");
    await expect(say(author)).rejects.toMatchObject({ code: "moderation.error.no_appeal" });
  });

  test("stands in the log, with a search", async () => {
    const { id, number, author } = await makeCase();
    const judge = await moderator();
    await claimCase(judge, number);
    await decideCase(judge, number, { decision: "remove", reason: "Advertising 100%_sure", until: "" });
    const find = async (search: object) => (await listLogFor(judge, search)).lines.map(({ action }) => action);
    expect(await find({ person: judge.handle })).toEqual(["moderation.case.decided", "moderation.case.claimed"]);
    expect(await find({ text: "100%_sure" })).toEqual(["moderation.case.decided"]);
    expect(await find({ text: "100%xsure" })).toEqual([]);
    expect(await find({ person: author.handle, kind: "reply" })).toEqual(["moderation.case.decided"]);
    expect(await find({ person: judge.handle, action: "moderation.case.claimed" })).toHaveLength(1);
    expect(await find({ person: "nobody-here" })).toEqual([]);
    await expect(listLogFor(author, {})).rejects.toMatchObject({ status: 403 });
    expect(await stateOf(id)).toBe("removed");
  });

  test("is deleted two years later, with reports and appeals", async () => {
    const { number } = await makeCase();
    await decideCase(await moderator(), number, { decision: "keep", reason: "", until: "" });
    await deleteOldCases({ at: new Date(Date.now() + 729 * day) });
    expect(await db().moderationCase.count({ where: { publicId: number } })).toBe(1);
    await deleteOldCases({ at: new Date(Date.now() + 731 * day) });
    expect(await db().moderationCase.count({ where: { publicId: number } })).toBe(0);
  });
});

describe("a profile", () => {
  const words = { institution: "Ministry of Spam", about: "Buy my things" };

  test("that is removed shows neither words nor picture, and has them again when it is restored", async () => {
    const who = await makeUser({ ...words, picture: crypto.randomUUID() });
    const judge = await moderator("administrator");
    await reportThing(await member(), { kind: "profile", id: who.handle, reason: "spam", note: "" });
    const number = (await caseOf(who.id)).publicId;
    await decideCase(judge, number, { decision: "remove", reason: "Spam.", until: "" });
    const seen = () => getProfileFor(judge, who.handle);
    expect(await seen()).toMatchObject({ institution: null, about: null, picture: null, isWithdrawn: true });
    expect((await getCaseFor(judge, number)).thing).toMatchObject({
      state: "removed",
      text: "Ministry of Spam\n\nBuy my things",
    });
    const { name, country, language, zone } = who;
    const given = { name, country, language, zone, about: "Something else" };
    await saveProfile(who, { ...given, legalName: "", institution: "" } as never);
    await decideCase(judge, number, { decision: "restore", reason: "Fine.", until: "", version: 2 });
    expect(await seen()).toMatchObject({ institution: words.institution, about: "Something else", isWithdrawn: false });
    await decideCase(judge, number, { decision: "purge", reason: "Spam.", until: "", version: 3 });
    expect(await seen()).toMatchObject({ institution: null, about: null, picture: null, isWithdrawn: false });
  });
});

describe("a message of a room", () => {
  test("that is removed keeps its number and nothing else, everywhere", async () => {
    const [speaker, listener] = [await member(), await member()];
    const { publicId: webinar, id: webinarId } = await makeWebinar({ people: [speaker, listener] });
    await sayInRoom(speaker, { webinar, body: "Harmonica", clientId: "client-a" });
    await sayInRoom(speaker, { webinar, body: "Xylophone", clientId: "client-b" });
    const named = { kind: "message", id: `${webinar}:1` } as const;
    await expect(getReportFor(await member(), named)).rejects.toMatchObject({ status: 403 });
    await reportThing(listener, { ...named, reason: "offensive", note: "" });
    const judge = await moderator();
    const number = (await caseOf(named.id)).publicId;
    await decideCase(judge, number, { decision: "remove", reason: "Rude.", until: "" });
    const read = async () =>
      JSON.stringify([
        await readRoom(listener, { webinar, after: 0, limit: 10 }),
        await readLatest(webinarId, { before: null, limit: 10 }),
      ]);
    expect(await read()).not.toContain("Harmonica");
    expect(await read()).toContain("Xylophone");
    const { messages } = await readRoom(listener, { webinar, after: 0, limit: 10 });
    expect(messages[0]).toMatchObject({ sequence: 1, isGone: true, body: "", handle: "", name: "" });
    await expect(getReportFor(listener, named).then(({ thing }) => thing)).resolves.toBeNull();
    await decideCase(judge, number, { decision: "restore", reason: "Fine.", until: "", version: 2 });
    expect(await read()).toContain("Harmonica");
  });
});
