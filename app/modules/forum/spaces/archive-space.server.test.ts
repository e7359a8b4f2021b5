import { setTimeout } from "node:timers/promises";
import { afterAll, beforeEach, expect, it } from "vitest";
import type { EventPayload } from "#app/events.ts";
import { db } from "#app/infra/db.server.ts";
import { closeQueue } from "#app/infra/queue.server.ts";
import { transaction } from "#app/infra/transaction.server.ts";
import { newId } from "#app/lib/uuid.ts";
import type { Actor } from "#app/modules/accounts/actor.ts";
import { findActor } from "#app/modules/accounts/sessions.server.ts";
import { listChoresFor } from "#app/modules/forum/chores/list-chores.server.ts";
import {
  closeConsultation,
  keepConsultationOpen,
  makeConsultation,
  removeConsultation,
} from "#app/modules/forum/consultations/lead-consultation.server.ts";
import { closePoll, makePoll, removePoll } from "#app/modules/forum/polls/lead-poll.server.ts";
import { listDraftsFor } from "#app/modules/forum/drafts/list-drafts.server.ts";
import { saveDraft } from "#app/modules/forum/drafts/save-draft.server.ts";
import { addMember } from "#app/modules/forum/members/change-member.server.ts";
import { acceptSpaceInvitation, makeInvitation } from "#app/modules/forum/members/invitations.server.ts";
import { joinSpace } from "#app/modules/forum/members/join-space.server.ts";
import { makeWish } from "#app/modules/forum/members/wishes.server.ts";
import { mergeTopics } from "#app/modules/forum/moving/merge-topics.server.ts";
import { splitTopic } from "#app/modules/forum/moving/split-topic.server.ts";
import { moveTopic } from "#app/modules/forum/moving/move-topic.server.ts";
import { isOpenQuestion, readTopicsMoved } from "#app/modules/forum/news/read-space-window.server.ts";
import { topicPath } from "#app/modules/forum/paths.ts";
import { postReply } from "#app/modules/forum/posting/post-reply.server.ts";
import { postTopic } from "#app/modules/forum/posting/post-topic.server.ts";
import { listForumFor } from "#app/modules/forum/topics/list-forum.server.ts";
import { getPostToTranslate } from "#app/modules/forum/translations/get-translation.server.ts";
import { decideWaiting } from "#app/modules/forum/waiting/decide-waiting.server.ts";
import { editWaiting } from "#app/modules/forum/waiting/own-waiting.server.ts";
import { setPostsWait } from "#app/modules/forum/waiting/set-posts-wait.server.ts";
import { dayIn, makeConsulted } from "#test/factories/consultations.ts";
import { makeSpaceMember } from "#test/factories/spaces.ts";
import { makeTopic, unique } from "#test/factories/topics.ts";
import { makeUser } from "#test/factories/users.ts";
import { tellOf } from "#test/helpers/tell.ts";
import { signedIn, Visitor } from "#test/helpers/visitor.ts";
import { useApp } from "#test/setup/app.ts";
import { useDatabase } from "#test/setup/database.ts";
import { proposeStatement } from "#app/modules/forum/consultations/propose-statement.server.ts";
import { archiveSpace } from "./archive-space.server.ts";
import { listAllSpacesFor, listSpacesFor } from "./list-spaces.server.ts";
import { makeSpace } from "./make-space.server.ts";
import { requireInUse } from "./require-space.server.ts";

useDatabase();
const app = useApp();
afterAll(closeQueue);

const reason = "The plan is adopted; go on in the lobby.";
const refusal = { status: 409, code: "forum.error.space_archived" };
let [keeper, member]: Actor[] = [];
let code: string;
let counter = 0;

/** A space for a theme with its facilitator and one more member. */
async function open(mode: "open" | "ask" | "members" = "open"): Promise<void> {
  const admin = await makeUser({ role: "administrator" });
  const wish = { kind: "theme", name: `Theme ${++counter}`, mode, output: null, language: "en", charter: "" } as const;
  code = await makeSpace(admin, wish);
  keeper = await makeSpaceMember(await makeUser(), code, "facilitator");
  member = await makeSpaceMember(await makeUser(), code);
}
beforeEach(() => open());

const archive = (who: Actor | null = keeper!, why = reason) =>
  archiveSpace(who, code, { intent: "archive", reason: why });
const reopen = () => archiveSpace(keeper!, code, { intent: "reopen" });
const codesOf = (groups: { spaces: { code: string }[] }[]) =>
  groups.flatMap(({ spaces }) => spaces.map((one) => one.code));

it("is archived by who facilitates it, with a reason, and opened again; each once in the audit log", async () => {
  await expect(archive(null)).rejects.toMatchObject({ status: 401 });
  for (const who of [member!, await makeUser({ role: "trainer" })])
    await expect(archive(who)).rejects.toMatchObject({ status: 403 });
  await archive();
  await archive();
  await archive(await makeUser({ role: "moderator" }), "Another reason.");
  await reopen();
  await reopen();
  expect(await db().space.findUnique({ where: { code } })).toMatchObject({ archivedAt: null, archivedReason: null });
  const lines = await db().auditEntry.findMany({ where: { subject: `space:${code}` }, orderBy: { id: "asc" } });
  expect(lines.map(({ action }) => action).filter((action) => /archived|reopened/.test(action))).toEqual([
    ...["forum.space.archived", "forum.space.archived", "forum.space.reopened"],
  ]);
});

it("is not one of the Open Roadmap, nor one in which somebody waits for an answer", async () => {
  const keeps = await makeUser({ role: "administrator" });
  await db().space.create({ data: { code: `road-${counter}`, position: 1, charter: {} } });
  const stays = archiveSpace(keeps, `road-${counter}`, { intent: "archive", reason });
  await expect(stays).rejects.toMatchObject({ status: 409, code: "forum.error.space_stays" });
  await open("ask");
  await makeWish(await makeUser(), code, { words: "Let me in." });
  await expect(archive()).rejects.toMatchObject({ status: 409, code: "forum.error.archive_waiting" });
  await db().spaceWish.deleteMany({ where: { spaceCode: code } });
  await archive();
});

it("takes no topic, reply, translation or statement of anybody, and what was written stays a draft", async () => {
  const topic = await makeTopic({ spaceCode: code });
  const consulted = await makeConsulted({ spaceCode: code });
  const elsewhere = await makeTopic();
  const { id } = await db().reply.findFirstOrThrow({ where: { topicId: topic.id }, select: { id: true } });
  const place = { kind: "reply", target: String(topic.publicId) } as const;
  await saveDraft(member!, place, { body: "Half a thought", sequence: 0 });
  await archive();
  const moderator = await makeUser({ role: "moderator" });
  for (const who of [member!, keeper!, moderator]) {
    const reply = () => postReply(who, { publicId: topic.publicId, body: unique("Late") });
    await expect(reply()).rejects.toMatchObject(refusal);
    const begin = postTopic(who, { spaceCode: code, title: "A late topic", body: unique("Late"), tags: [] });
    await expect(begin).rejects.toMatchObject(refusal);
    await expect(getPostToTranslate(who, id)).rejects.toMatchObject(refusal);
    const propose = proposeStatement(who, consulted.publicId, { body: unique("Late") });
    await expect(propose).rejects.toMatchObject(refusal);
  }
  const moved = moveTopic(moderator, elsewhere.publicId, { spaceCode: code });
  await expect(moved).rejects.toMatchObject({ details: { fields: { space: { code: refusal.code } } } });
  for (const who of [keeper!, moderator]) {
    const away = moveTopic(who, topic.publicId, { spaceCode: elsewhere.spaceCode });
    await expect(away).rejects.toMatchObject(refusal);
  }
  expect((await listDraftsFor(member!)).drafts).toMatchObject([
    { mayWrite: false, isGone: false, text: "Half a thought" },
  ]);
  await reopen();
  await postReply(member!, { publicId: topic.publicId, body: unique("In time") });
  await getPostToTranslate(member!, id);
});

it("merges and splits no topic, and asks nothing anew; what is asked ends, and goes", async () => {
  const moderator = await makeUser({ role: "moderator" });
  const [topic, elsewhere] = [await makeTopic({ spaceCode: code, replies: 2 }), await makeTopic()];
  const [bare, consulted] = [await makeTopic({ spaceCode: code }), await makeConsulted({ spaceCode: code })];
  const poll = { question: "When?", answers: ["Now", "Later"], isMultiple: false, until: null };
  await makePoll(keeper!, topic.publicId, poll);
  const merge = (from: number, into: number) =>
    mergeTopics(moderator, from, { into }, { anyUndecided: () => Promise.resolve(false) });
  const split = () => splitTopic(keeper!, topic.publicId, { numbers: [1], title: "Apart" });
  const asked = { question: "What first?", until: dayIn(7) };
  const asking = () => [
    () => makePoll(keeper!, bare.publicId, poll),
    () => closePoll(keeper!, topic.publicId, "reopen"),
    () => makeConsultation(keeper!, bare.publicId, asked),
    () => keepConsultationOpen(keeper!, consulted.publicId, asked.until),
  ];
  await archive();
  for (const [from, into] of [
    [topic, elsewhere],
    [elsewhere, topic],
  ] as const)
    await expect(merge(from.publicId, into.publicId)).rejects.toMatchObject({
      details: { fields: { into: { code: refusal.code } } },
    });
  await expect(split()).rejects.toMatchObject(refusal);
  await closePoll(keeper!, topic.publicId, "close");
  await closeConsultation(keeper!, consulted.publicId);
  for (const ask of asking()) await expect(ask()).rejects.toMatchObject(refusal);
  const team = await signedIn(app, keeper!);
  for (const at of ["poll", "consultation/lead"])
    expect((await team.get(`/topics/${bare.publicId}/${at}`)).status).toBe(409);
  const lead = await team.get(`/topics/${topic.publicId}/poll`);
  expect([lead.body.includes('value="reopen"'), lead.body.includes('value="remove"')]).toEqual([false, true]);
  const leads = await team.get(`/topics/${consulted.publicId}/consultation/lead`);
  expect([leads.body.includes('value="until"'), leads.body.includes('value="remove"')]).toEqual([false, true]);
  await reopen();
  for (const ask of asking()) await ask();
  await archive();
  await removePoll(keeper!, topic.publicId);
  await removeConsultation(keeper!, consulted.publicId, () => Promise.resolve(false));
  await reopen();
  await split();
  await merge(topic.publicId, elsewhere.publicId);
});

it("takes nothing that was declined there again, nor anything that waits; declining it is possible", async () => {
  await setPostsWait(keeper!, { space: code, wait: "new_people" });
  const [topic, newcomer] = [await makeTopic({ spaceCode: code }), await makeUser({ trustedAt: null })];
  const begun = await postTopic(newcomer, { spaceCode: code, title: "A first topic", body: unique("First"), tags: [] });
  const replied = await postReply(newcomer, { publicId: topic.publicId, body: unique("First") });
  const ids = [begun, replied].map((sent) => ("waitingId" in sent ? sent.waitingId : ""));
  const decide = (id: string, decision: "publish" | "decline", version: number) =>
    decideWaiting(keeper!, id, { decision, reason: "Not here.", version });
  for (const id of ids) await decide(id, "decline", 1);
  await archive();
  const again = (id: string) => editWaiting(newcomer, id, { body: unique("Again"), version: 2 });
  for (const id of ids) await expect(again(id)).rejects.toMatchObject(refusal);
  await reopen();
  for (const id of ids) await again(id);
  // As if it had come in while the space was archived.
  const set = (archivedAt: Date | null) => db().space.update({ where: { code }, data: { archivedAt } });
  await set(new Date());
  for (const id of ids) await expect(decide(id, "publish", 3)).rejects.toMatchObject(refusal);
  await decide(ids[0]!, "decline", 3);
  await set(null);
  expect(await decide(ids[1]!, "publish", 3)).toMatchObject({ publicId: topic.publicId });
});

it("waits for who writes there at that moment, and finds what they wrote", async () => {
  await open("ask");
  const person = await makeUser();
  let archived: Promise<unknown>;
  await transaction(async (tx) => {
    await requireInUse(tx, code);
    archived = archive().catch((problem: unknown) => problem);
    await setTimeout(200);
    const wish = { id: newId(), spaceCode: code, userId: person.id, words: "", createdAt: new Date() };
    await tx.spaceWish.create({ data: wish, select: { id: true } });
  });
  expect(await archived!).toMatchObject({ code: "forum.error.archive_waiting" });
  await db().spaceWish.deleteMany({ where: { spaceCode: code } });
  await archive();
  await expect(transaction((tx) => requireInUse(tx, code))).rejects.toMatchObject(refusal);
});

it("lets nobody come in, whichever way", async () => {
  const [person, link] = [await makeUser(), await makeInvitation(keeper!, code, { days: 7, uses: null })];
  await archive();
  await expect(joinSpace(person, code)).rejects.toMatchObject(refusal);
  await expect(makeWish(person, code, { words: "" })).rejects.toMatchObject(refusal);
  await expect(acceptSpaceInvitation(person, link)).rejects.toMatchObject(refusal);
  await expect(makeInvitation(keeper!, code, { days: 7, uses: null })).rejects.toMatchObject(refusal);
  const add = () => addMember(keeper!, code, { handle: person.handle, role: "member" });
  await expect(add()).rejects.toMatchObject(refusal);
  expect((await findActor(person.id))!.memberOf).not.toContain(code);
  await reopen();
  await add();
});

it("is in no list of spaces in use and waits for no answer; who could read it finds it", async () => {
  await open("members");
  const stranger = await makeUser();
  const day = 86_400_000;
  const topic = await makeTopic({ spaceCode: code, author: member!, at: new Date(Date.now() - 20 * day) });
  const unanswered = async () =>
    (await listForumFor(member!, { tab: "unanswered" })).topics.some(({ publicId }) => publicId === topic.publicId);
  const chores = async () => (await listChoresFor(keeper!, { days: 7 })).map((space) => space.code);
  const window = { from: new Date(Date.now() - 30 * day), to: new Date() };
  const asked = async () => (await readTopicsMoved([topic.id], window)).map(isOpenQuestion);
  expect([await unanswered(), (await chores()).includes(code), await asked()]).toEqual([true, true, [true]]);
  await archive();
  expect([await unanswered(), (await chores()).includes(code), await asked()]).toEqual([false, false, [false]]);
  expect(codesOf(await listSpacesFor(member!))).not.toContain(code);
  expect((await listAllSpacesFor(member!)).archived.map((space) => space.code)).toContain(code);
  expect((await listAllSpacesFor(stranger)).archived.map((space) => space.code)).not.toContain(code);
  const [inside, outside] = [await signedIn(app, member!), await signedIn(app, stranger)];
  const space = await inside.get(`/forum/${code}`);
  for (const words of [reason, "Archived on"]) expect(space.body).toContain(words);
  for (const words of [`/forum/${code}/new`, "What happens near"]) expect(space.body).not.toContain(words);
  const page = await inside.get(topicPath(topic));
  expect([page.status, page.body.includes("This space is archived"), page.body.includes("<textarea")]).toEqual([
    200,
    true,
    false,
  ]);
  expect((await inside.get("/forum")).body).toContain("archived space");
  for (const address of [`/forum/${code}`, topicPath(topic)]) expect((await outside.get(address)).status).toBe(404);
});

it("is archived in its settings, without JavaScript, and read by guests who could read it", async () => {
  const team = await signedIn(app, keeper!);
  const at = `/forum/${code}/settings`;
  expect((await team.get(at)).body).toContain('value="archive"');
  expect((await team.post(at, { intent: "archive", reason: " " })).status).toBe(400);
  expect((await (await signedIn(app, member!)).post(at, { intent: "archive", reason })).status).toBe(403);
  const done = await team.follow(await team.post(at, { intent: "archive", reason }));
  expect(done.body).toContain("The space is archived.");
  const guest = await new Visitor(app).get(`/forum/${code}`);
  expect([guest.status, guest.body.includes(reason), guest.body.includes(`/forum/${code}/join`)]).toEqual([
    200,
    true,
    false,
  ]);
  expect((await team.get(at)).body).toContain('value="reopen"');
  const again = await team.follow(await team.post(at, { intent: "reopen" }));
  expect(again.body).toContain("The space is open again.");
});

it("tells its members once, not who archived it, and nobody when it is open again by then", async () => {
  type Fact = EventPayload<"forum.space.archived">;
  const tell = async () => {
    const rows = await db().outboxEvent.findMany({ where: { name: "forum.space.archived" } });
    const facts = rows.map(({ payload }) => payload as Fact).filter(({ spaceCode }) => spaceCode === code);
    for (const fact of facts) await tellOf("forum.space.archived", fact);
    return facts.length;
  };
  const told = async (who: Actor) => db().notification.count({ where: { userId: who.id, kind: "space_archived" } });
  await archive();
  await archive(keeper!, "Another reason.");
  expect([await tell(), await tell()]).toEqual([1, 1]);
  expect([await told(member!), await told(keeper!)]).toEqual([1, 0]);
  expect(await db().outgoingMail.count({ where: { recipient: member!.email } })).toBe(0);
  await open();
  await archive();
  await reopen();
  await tell();
  expect(await told(member!)).toBe(0);
});
