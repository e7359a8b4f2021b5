import { afterAll, beforeEach, expect, test } from "vitest";
import { db } from "#app/infra/db.server.ts";
import { closeQueue } from "#app/infra/queue.server.ts";
import type { Actor } from "#app/modules/accounts/actor.ts";
import { closeTopic } from "#app/modules/forum/facilitating/close-topic.server.ts";
import { pinTopic } from "#app/modules/forum/facilitating/pin-topic.server.ts";
import { mergeTopics } from "#app/modules/forum/moving/merge-topics.server.ts";
import { moveTopic } from "#app/modules/forum/moving/move-topic.server.ts";
import { editReply } from "#app/modules/forum/posting/edit-post.server.ts";
import { markReply } from "#app/modules/forum/states/mark-reply.server.ts";
import { shareEditing } from "#app/modules/forum/states/share-editing.server.ts";
import { tagTopic } from "#app/modules/forum/tags/tag-topic.server.ts";
import { saveTranslation } from "#app/modules/forum/translations/save-translation.server.ts";
import { anyStatementUndecided } from "#app/modules/moderation/cases/any-undecided.server.ts";
import { makeSpace, makeSpaceMember } from "#test/factories/spaces.ts";
import { makeTopic } from "#test/factories/topics.ts";
import { makeUser } from "#test/factories/users.ts";
import { useDatabase } from "#test/setup/database.ts";
import { decideCase } from "./cases/decide-case.server.ts";
import { openCaseFor } from "./cases/open-case.server.ts";
import { listLogFor, logActionsFor } from "./list-log.server.ts";

useDatabase();
afterAll(closeQueue);

let topic: Awaited<ReturnType<typeof makeTopic>>;
let [facilitator, stranger, moderator]: Actor[] = [];
let other: string;
let replyId: string;

beforeEach(async () => {
  await db().auditEntry.deleteMany();
  topic = await makeTopic({ replies: 1, at: new Date(Date.now() - 3_600_000) });
  other = (await makeSpace()).code;
  facilitator = await makeSpaceMember(await makeUser(), topic.spaceCode, "facilitator");
  stranger = await makeSpaceMember(await makeUser(), other, "facilitator");
  moderator = await makeUser({ role: "moderator" });
  const where = { topicId_number: { topicId: topic.id, number: 1 } };
  replyId = (await db().reply.findUniqueOrThrow({ where })).id;
});

const log = async (who: Actor | undefined, search: object = {}) => (await listLogFor(who!, search)).lines;
const actionsOf = async (who: Actor | undefined, search: object = {}) =>
  (await log(who, search)).map(({ action }) => action);
const pin = () => pinTopic(facilitator!, topic.publicId, { intent: "pin", until: null });
const close = () => closeTopic(facilitator!, topic.publicId, { intent: "close", reason: "It is answered." });

test("what was done in the forum stands in it, with a search", async () => {
  await pin();
  await close();
  await tagTopic(facilitator!, topic.publicId, { tags: ["budget"] });
  expect(await actionsOf(moderator)).toEqual(["forum.topic.tagged", "forum.topic.closed", "forum.topic.pinned"]);
  expect(await actionsOf(moderator, { text: "answered" })).toEqual(["forum.topic.closed"]);
  expect(await actionsOf(moderator, { action: "forum.topic.pinned" })).toHaveLength(1);
  expect(await actionsOf(moderator, { person: facilitator!.handle })).toHaveLength(3);
  const [tagged, closed] = await log(moderator);
  const title = "Who leads your national team?";
  expect(tagged).toMatchObject({ from: "", to: "budget", subject: { text: title }, space: { space: topic.spaceCode } });
  expect(closed).toMatchObject({ reason: "It is answered.", actor: { text: facilitator!.name } });
  expect(closed!.subject!.href).toContain(`/topics/${topic.publicId}`);
});

test("facilitators read what was done in their spaces, and nothing else", async () => {
  await pin();
  await openCaseFor(moderator!, { kind: "reply", id: replyId });
  expect(await actionsOf(moderator)).toEqual(["moderation.case.opened", "forum.topic.pinned"]);
  expect(await actionsOf(facilitator)).toEqual(["forum.topic.pinned"]);
  expect(await actionsOf(facilitator, { action: "moderation.case.opened" })).toEqual(["forum.topic.pinned"]);
  expect(await actionsOf(stranger)).toEqual([]);
  expect([logActionsFor(facilitator!), logActionsFor(moderator!)].map(({ length }) => length)).toEqual([1, 3]);
  await expect(log(await makeUser())).rejects.toMatchObject({ status: 403 });
  await expect(listLogFor(null, {})).rejects.toMatchObject({ status: 401 });
});

test("what was moved stands in the log of both spaces, what was merged in that of where it went", async () => {
  const into = await makeTopic({ at: new Date(Date.now() - 3_600_000) });
  await moveTopic(moderator!, topic.publicId, { spaceCode: other });
  expect(await actionsOf(facilitator)).toEqual(["forum.topic.moved"]);
  expect(await actionsOf(stranger)).toEqual(["forum.topic.moved"]);
  const keeper = await makeSpaceMember(await makeUser(), into.spaceCode, "facilitator");
  await mergeTopics(moderator!, topic.publicId, { into: into.publicId }, {
    anyUndecided: anyStatementUndecided,
  } as never);
  expect(await actionsOf(keeper, { action: "forum.topic.merged" })).toEqual(["forum.topic.merged"]);
  expect((await log(keeper, { action: "forum.topic.merged" }))[0]!.subject!.href).toContain(`/topics/${into.publicId}`);
});

test("a topic out of sight is out of the log of facilitators, and comes back with it", async () => {
  await pin();
  await close();
  const opening = await db().reply.findFirstOrThrow({ where: { topicId: topic.id, number: 0 } });
  const number = await openCaseFor(moderator!, { kind: "reply", id: opening.id });
  await decideCase(moderator!, number, { decision: "remove", reason: "Insults.", until: "" });
  expect(await actionsOf(facilitator)).toEqual([]);
  expect(await actionsOf(facilitator, { text: "answered" })).toEqual([]);
  expect(await actionsOf(moderator, { text: "answered" })).toEqual(["forum.topic.closed"]);
  await db().topic.update({ where: { id: topic.id }, data: { state: "visible" } });
  expect(await actionsOf(facilitator)).toHaveLength(2);
});

test("tells what the team does to what others wrote, and nothing of what they do to their own", async () => {
  const version = async () => (await db().reply.findUniqueOrThrow({ where: { id: replyId } })).version;
  const edit = async (who: Actor, body: string) =>
    editReply(who, { id: replyId, body, version: await version() } as never);
  await edit(topic.replier!, "Mine, and changed.");
  await shareEditing(topic.replier!, { id: replyId, set: "on" });
  await shareEditing(topic.replier!, { id: replyId, set: "off" });
  await markReply(topic.author, { id: replyId, set: "on", as: "answer" });
  await markReply(topic.author, { id: replyId, set: "off", as: "answer" });
  expect(await actionsOf(moderator)).toEqual([]);
  await edit(moderator!, "Changed by a moderator.");
  await shareEditing(facilitator!, { id: replyId, set: "on" });
  await edit(await makeUser(), "A wiki, changed by a member.");
  await edit(facilitator!, "A wiki, changed by a facilitator.");
  await shareEditing(facilitator!, { id: replyId, set: "off" });
  await markReply(facilitator!, { id: replyId, set: "on", as: "answer" });
  await markReply(facilitator!, { id: replyId, set: "on", as: "outcome" });
  expect((await actionsOf(facilitator)).toReversed()).toEqual([
    "forum.post.changed",
    "forum.wiki.opened",
    "forum.post.changed",
    "forum.wiki.closed",
    "forum.answer.changed",
    "forum.outcome.changed",
  ]);
  expect((await log(facilitator, { kind: "reply" })).at(-1)).toMatchObject({
    kind: "reply",
    number: 1,
    author: { text: topic.replier!.name },
    actor: { text: moderator!.name },
  });
});

test("tells of a translation that a facilitator changes, not of its author's own changes", async () => {
  const translator = await makeUser();
  const save = (who: Actor, body: string, version = 0) =>
    saveTranslation(who, { id: replyId, language: "fr", body, version } as never);
  await save(translator, "Une traduction.");
  await save(translator, "Une autre traduction.", 1);
  expect(await actionsOf(moderator)).toEqual([]);
  await save(facilitator!, "Une traduction revue.", 2);
  expect(await log(facilitator, { kind: "translation" })).toMatchObject([
    { action: "forum.translation.changed", author: { text: translator.name } },
  ]);
});
