import { afterAll, beforeEach, describe, expect, test } from "vitest";
import { db } from "#app/infra/db.server.ts";
import { closeMail } from "#app/infra/mail-smtp.server.ts";
import { sendMail } from "#app/infra/mail-sending.server.ts";
import { closeQueue } from "#app/infra/queue.server.ts";
import type { Actor } from "#app/modules/accounts/actor.ts";
import { findActor } from "#app/modules/accounts/sessions.server.ts";
import { setSpaceLevel } from "#app/modules/forum/levels/set-level.server.ts";
import { postReply } from "#app/modules/forum/posting/post-reply.server.ts";
import { postTopic } from "#app/modules/forum/posting/post-topic.server.ts";
import { deletePost } from "#app/modules/forum/states/delete-post.server.ts";
import { decideWaiting } from "#app/modules/forum/waiting/decide-waiting.server.ts";
import { deleteWaiting, editWaiting } from "#app/modules/forum/waiting/own-waiting.server.ts";
import { setPostsWait } from "#app/modules/forum/waiting/set-posts-wait.server.ts";
import { appeal } from "#app/modules/moderation/appeal.server.ts";
import { decideCase } from "#app/modules/moderation/cases/decide-case.server.ts";
import { reportThing } from "#app/modules/moderation/report-thing.server.ts";
import { noteTopicRead } from "#app/modules/notifications/list-notifications.server.ts";
import { mailNotification } from "#app/modules/notifications/mail-notification.server.ts";
import { observed } from "#jobs/observed.ts";
import { makeSpace, makeSpaceMember } from "#test/factories/spaces.ts";
import { makeTopic, unique } from "#test/factories/topics.ts";
import { makeUser } from "#test/factories/users.ts";
import { useMailbox } from "#test/helpers/mailbox.ts";
import { tellOf } from "#test/helpers/tell.ts";
import { useDatabase } from "#test/setup/database.ts";
import type { NotificationKind } from "#app/modules/notifications/kinds/names.ts";
import { withdrawCases, withdrawWaiting } from "./withdraw-decided.server.ts";
import { withdrawPost } from "./withdraw-post.server.ts";

useDatabase();
const mailbox = useMailbox();
afterAll(async () => {
  await closeMail();
  await closeQueue();
});

const day = 86_400_000;
const member = () => makeUser({ createdAt: new Date(Date.now() - 10 * day) });

let topic: Awaited<ReturnType<typeof makeTopic>>;
let author: Actor;
let [facilitator, stranger, moderator, bystander]: Actor[] = [];
let replyIds: string[];

beforeEach(async () => {
  await db().user.updateMany({ data: { role: "member" } });
  topic = await makeTopic({ replies: 2, at: new Date(Date.now() - day) });
  author = topic.replier!;
  facilitator = await makeSpaceMember(await member(), topic.spaceCode, "facilitator");
  stranger = await makeSpaceMember(await member(), (await makeSpace()).code, "facilitator");
  [moderator, bystander] = [await makeUser({ role: "moderator" }), await makeUser({ role: "trainer" })];
  const posts = await db().reply.findMany({
    where: { topicId: topic.id, number: { gt: 0 } },
    orderBy: { number: "asc" },
  });
  replyIds = posts.map(({ id }) => id);
  await db().notification.deleteMany();
  await db().outboxEvent.deleteMany();
});

/** Tells of all facts of a name that wait to be told, as the worker does. */
async function tellAll(name: Parameters<typeof tellOf>[0]) {
  const events = await db().outboxEvent.findMany({ where: { name }, orderBy: { id: "asc" } });
  for (const { payload } of events) for (const _ of [1, 2]) await tellOf(name, payload as never);
  await db().outboxEvent.deleteMany({ where: { name } });
  return events.length;
}

const report = (who: Actor, id = replyIds[0]!) =>
  reportThing(who, { kind: "reply", id, reason: "offensive", note: "" });
const caseOf = async (thingId = replyIds[0]!) =>
  (await db().moderationCase.findFirstOrThrow({ where: { thingId }, orderBy: { id: "desc" } })).publicId;
const noticesOf = (kind: NotificationKind) =>
  db().notification.findMany({ where: { kind }, orderBy: { userId: "asc" } });
const toldOf = async (kind: NotificationKind) => (await noticesOf(kind)).map(({ userId }) => userId);
const idsOf = (...people: (Actor | undefined)[]) => people.map((person) => person!.id).sort();
const unreadOf = async (who: Actor) => (await findActor(who.id))!.unread;

async function mailOf(who: Actor) {
  const { id, mailDueAt } = await db().notification.findFirstOrThrow({ where: { userId: who.id } });
  const due = { notificationId: id, dueAt: mailDueAt!.toISOString() };
  if (!(await mailNotification(due, { undecided: observed.undecided }))) return null;
  await sendMail((await db().outgoingMail.findFirstOrThrow({ where: { userId: who.id } })).key);
  return mailbox.all().findLast(({ recipients }) => recipients.includes(who.email))!.mail;
}

describe("a report", () => {
  test("is told to who decides it, not to its author, who reported it, nor who has no right", async () => {
    const reporter = await makeUser({ role: "moderator", createdAt: new Date(Date.now() - 10 * day) });
    await report(reporter);
    await tellAll("moderation.case.reported");
    expect(await toldOf("case_opened")).toEqual(idsOf(facilitator, moderator));
    expect((await noticesOf("case_opened"))[0]).toMatchObject({
      path: `/moderation/${await caseOf()}`,
      data: { title: "", count: 1, people: [] },
    });
    for (const who of [stranger, bystander, reporter, author]) expect(await unreadOf(who!)).toBe(0);
  });

  test("about what a facilitator wrote is told to others", async () => {
    const { id } = await db().reply.update({ where: { id: replyIds[0]! }, data: { authorId: facilitator!.id } });
    await report(await member(), id);
    await tellAll("moderation.case.reported");
    expect(await toldOf("case_opened")).toEqual(idsOf(moderator));
  });

  test("joined by nine more is one line; another case makes it two, and deciding one leaves the other", async () => {
    for (let count = 0; count < 10; count++)
      await reportThing(await makeUser(), { kind: "reply", id: replyIds[0]!, reason: "spam", note: "" });
    expect(await tellAll("moderation.case.reported")).toBe(10);
    expect(await noticesOf("case_opened")).toMatchObject([{ data: { count: 1 } }, { data: { count: 1 } }]);
    await report(await member(), replyIds[1]!);
    await tellAll("moderation.case.reported");
    const path = "/moderation";
    expect(await noticesOf("case_opened")).toMatchObject([
      { path, data: { count: 2 } },
      { path, data: { count: 2 } },
    ]);
    await decideCase(facilitator!, await caseOf(), { decision: "keep", reason: "", until: "" });
    for (const _ of [1, 2]) await withdrawCases(observed);
    const rest = { path: `/moderation/${await caseOf(replyIds[1])}`, data: { count: 1 } };
    expect(await noticesOf("case_opened")).toMatchObject([rest, rest]);
    expect(await unreadOf(moderator!)).toBe(1);
    await decideCase(moderator!, await caseOf(replyIds[1]), { decision: "keep", reason: "", until: "" });
    await withdrawCases(observed);
    expect(await noticesOf("case_opened")).toEqual([]);
    expect(await unreadOf(moderator!)).toBe(0);
  });

  test("that hides something is told once more, also to who has read of the case", async () => {
    await report(await member());
    await tellAll("moderation.case.reported");
    await db().notification.updateMany({ data: { readAt: new Date() } });
    for (const _ of [1, 2]) await report(await member());
    await tellAll("moderation.case.reported");
    expect(await tellAll("moderation.case.hidden")).toBe(1);
    expect(await toldOf("case_hidden")).toEqual(idsOf(facilitator, moderator));
    await decideCase(moderator!, await caseOf(), { decision: "keep", reason: "", until: "" });
    await withdrawCases(observed);
    expect(await noticesOf("case_hidden")).toEqual([]);
  });

  test("decided before it is told is told to nobody", async () => {
    await report(await member());
    await decideCase(moderator!, await caseOf(), { decision: "keep", reason: "", until: "" });
    await tellAll("moderation.case.reported");
    expect(await noticesOf("case_opened")).toEqual([]);
  });

  test("is mailed by a list that one can leave, without what was reported; to nobody who lost the right", async () => {
    await report(await member());
    await tellAll("moderation.case.reported");
    const mail = await mailOf(moderator!);
    const { body } = await db().reply.findUniqueOrThrow({ where: { id: replyIds[0]! } });
    expect(mail?.subject).toBe("Something was reported and waits for a decision");
    expect(mail?.text).toContain(`/moderation/${await caseOf()}`);
    expect(mail?.text).toContain("/unsubscribe");
    for (const word of [body, "national team", author.name]) expect(mail?.text).not.toContain(word);
    await db().user.update({ where: { id: facilitator!.id }, data: { facilitates: [] } });
    expect(await mailOf(facilitator!)).toBeNull();
  });

  test("decided just before its mail is composed is not mailed, and of two the one that waits", async () => {
    await report(await member());
    await report(await member(), replyIds[1]!);
    await tellAll("moderation.case.reported");
    await decideCase(facilitator!, await caseOf(), { decision: "keep", reason: "", until: "" });
    expect((await mailOf(moderator!))?.subject).toBe("Something was reported and waits for a decision");
    await decideCase(moderator!, await caseOf(replyIds[1]), { decision: "keep", reason: "", until: "" });
    expect(await mailOf(facilitator!)).toBeNull();
  });
});

test("an appeal is told to who may answer it, not to whoever decided, and withdrawn with its answer", async () => {
  await report(await member());
  await decideCase(facilitator!, await caseOf(), { decision: "remove", reason: "Insults.", until: "" });
  await appeal(author, { kind: "reply", id: replyIds[0]!, body: "It was a quotation." });
  await tellAll("moderation.case.appealed");
  expect(await toldOf("case_appealed")).toEqual(idsOf(moderator));
  await decideCase(moderator!, await caseOf(), { decision: "restore", reason: "It was.", until: "" });
  await withdrawCases(observed);
  expect(await noticesOf("case_appealed")).toEqual([]);
  expect(await unreadOf(moderator!)).toBe(0);
});

describe("a post that waits", () => {
  const decline = { decision: "decline", reason: "Please add a source.", version: 1 } as const;

  async function hold() {
    const person = await makeUser({ trustedAt: null });
    const sent = await postReply(person, {
      publicId: topic.publicId,
      body: unique("Waits"),
      clientId: crypto.randomUUID(),
    });
    return { person, id: (sent as { waitingId: string }).waitingId };
  }

  beforeEach(() => setPostsWait(facilitator!, { space: topic.spaceCode, wait: "new_people" }));

  test("is told to the facilitators of its space, to moderators where there is none, and to nobody else", async () => {
    const { id } = await hold();
    await tellAll("forum.waiting.held");
    expect(await noticesOf("post_waiting")).toMatchObject([
      { userId: facilitator!.id, path: `/moderation/waiting/${id}`, data: { count: 1, people: [] } },
    ]);
    await db().spaceMember.deleteMany({ where: { spaceCode: topic.spaceCode } });
    await db().user.update({ where: { id: facilitator!.id }, data: { facilitates: [] } });
    await hold();
    await tellAll("forum.waiting.held");
    expect(await toldOf("post_waiting")).toEqual(idsOf(facilitator, moderator));
    const mail = await mailOf(moderator!);
    expect(mail?.subject).toBe("A post waits for your decision");
    expect(mail?.text).not.toContain("Waits");
  });

  test("is withdrawn once it is decided or deleted, and told again when it is sent again", async () => {
    const [one, other] = [await hold(), await hold()];
    await tellAll("forum.waiting.held");
    expect(await noticesOf("post_waiting")).toMatchObject([{ path: "/moderation/waiting", data: { count: 2 } }]);
    await decideWaiting(facilitator!, one.id, decline);
    await withdrawWaiting();
    const rest = { path: `/moderation/waiting/${other.id}`, data: { count: 1 } };
    expect(await noticesOf("post_waiting")).toMatchObject([rest]);
    await deleteWaiting(other.person, other.id);
    expect(await db().outboxEvent.count({ where: { name: "forum.waiting.deleted" } })).toBe(1);
    await withdrawWaiting();
    expect(await noticesOf("post_waiting")).toEqual([]);
    expect(await unreadOf(facilitator!)).toBe(0);
    await editWaiting(one.person, one.id, { body: "With a source.", version: 2 });
    await tellAll("forum.waiting.held");
    expect(await noticesOf("post_waiting")).toMatchObject([{ path: `/moderation/waiting/${one.id}` }]);
  });
});

describe("a sealed question", () => {
  const ask = (person: Actor, sealed = true) =>
    postTopic(person, {
      spaceCode: topic.spaceCode,
      title: "Secretly: who pays?",
      body: unique("Quietly"),
      language: "en",
      sealed,
      clientId: crypto.randomUUID(),
    } as never) as unknown as Promise<{ topicId: string; publicId: number }>;

  test("is told once to the facilitators of its space, follow they or not, and to nobody who may not read it", async () => {
    await setSpaceLevel(facilitator!, topic.spaceCode, "watch");
    await setSpaceLevel(bystander!, topic.spaceCode, "watch");
    await ask(await member());
    await tellAll("forum.topic.posted");
    expect(await toldOf("sealed_question")).toEqual(idsOf(facilitator));
    expect(await noticesOf("new_topic")).toEqual([]);
    const mail = await mailOf(facilitator!);
    expect(mail?.text).not.toMatch(/Secretly|Quietly/);
    await ask(facilitator!);
    await tellAll("forum.topic.posted");
    expect(await noticesOf("sealed_question")).toHaveLength(1);
  });

  test("that is open is news to those who follow alone", async () => {
    await setSpaceLevel(facilitator!, topic.spaceCode, "watch");
    await ask(await member(), false);
    await tellAll("forum.topic.posted");
    expect(await noticesOf("sealed_question")).toEqual([]);
    expect(await toldOf("new_topic")).toEqual(idsOf(facilitator));
  });

  test("counts as read once it was read, and is withdrawn when it is deleted", async () => {
    const person = await member();
    const { topicId, publicId } = await ask(person);
    await tellAll("forum.topic.posted");
    await noteTopicRead((await findActor(facilitator!.id))!, { publicId, number: 0 });
    expect(await unreadOf(facilitator!)).toBe(0);
    const { id } = await db().reply.findFirstOrThrow({ where: { topicId } });
    await deletePost(person, id);
    await withdrawPost({ replyId: id });
    expect(await noticesOf("sealed_question")).toEqual([]);
  });
});
