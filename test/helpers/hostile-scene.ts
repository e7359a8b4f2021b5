import { expect } from "vitest";
import { db } from "#app/infra/db.server.ts";
import type { Actor } from "#app/modules/accounts/actor.ts";
import { findActor } from "#app/modules/accounts/sessions.server.ts";
import { setSpaceLevel } from "#app/modules/forum/levels/set-level.server.ts";
import { requirePosted } from "#app/modules/forum/posting/check-posting.server.ts";
import { postReply } from "#app/modules/forum/posting/post-reply.server.ts";
import { postTopic } from "#app/modules/forum/posting/post-topic.server.ts";
import { newTopicSchema, replySchema, translationSchema } from "#app/modules/forum/schemas.ts";
import { saveTranslation } from "#app/modules/forum/translations/save-translation.server.ts";
import { sendDigest } from "#app/modules/notifications/send-digest.server.ts";
import { periodOf } from "#app/modules/notifications/digest-time.ts";
import { mailNotification } from "#app/modules/notifications/mail-notification.server.ts";
import { setPostsWait } from "#app/modules/forum/waiting/set-posts-wait.server.ts";
import { dayIn, endVotes } from "#test/factories/consultations.ts";
import { makeDigestReader } from "#test/factories/notifications.ts";
import { makeUser } from "#test/factories/users.ts";
import { lines, mark, texts } from "#test/fixtures/hostile/written.ts";
import { tellOf } from "#test/helpers/tell.ts";
import { type Answer, signedIn, type Visitor } from "#test/helpers/visitor.ts";
import type { RunningApp } from "#test/setup/app.ts";

const hour = 3_600_000;
const cut = (line: string, length: number) => line.slice(0, length);

export type HostileScene = Awaited<ReturnType<typeof makeHostileScene>>;

async function done(answer: Promise<Answer>, what: string): Promise<Answer> {
  const { status, body } = await answer;
  expect([what, status, status < 400 ? "" : body.replace(/<[^>]*>/g, " ").slice(0, 600)]).toEqual([what, 303, ""]);
  return answer;
}

/**
 * A forum in which everything that people can write is hostile: names, titles and texts of each kind of the fixtures, sent by the forms that
 * people use, or as those read them where only the moment is another.
 */
export async function makeHostileScene(app: RunningApp) {
  const at = new Date(Date.now() - 3 * hour);
  const later = (minutes: number) => new Date(at.getTime() + minutes * 60_000);
  const keeperActor = await makeUser({ role: "administrator" });
  const keeper = await signedIn(app, keeperActor);
  const made = await done(
    keeper.post("/forum/spaces/new", {
      ...{ kind: "theme", mode: "open", output: "", language: "en" },
      name: cut(lines.handler!, 60),
      charter: texts["raw HTML"]!,
    }),
    "space",
  );
  const space = made.location!.split("/").at(-1)!.split("?")[0]!;
  const charter = {
    language: "en",
    version: "0",
    body: Object.values(texts).join("\n\n").slice(0, 4900),
    intent: "send",
  };
  await done(keeper.post(`/forum/${space}/charter/edit`, charter), "charter");

  const people: { actor: Actor; visitor: Visitor; topic: { publicId: number; slug: string; topicId: string } }[] = [];
  for (const [index, line] of Object.values(lines).entries()) {
    const { id } = await makeUser({ role: "trainer" });
    const visitor = await signedIn(app, (await findActor(id))!);
    const about = { about: cut(Object.values(texts)[index]!, 1900), institution: line };
    const profile = { name: cut(line, 120), country: "SN", language: "en", zone: "Africa/Dakar", ...about };
    await done(visitor.post("/me/settings/profile", profile), "profile");
    const actor = (await findActor(id))!;
    await setSpaceLevel(actor, space, "watch");
    const body = Object.values(texts)[index]!;
    const tags = [`<b onclick=1>${mark}`, `${mark}"onx="1`].join(",");
    const input = newTopicSchema.parse({ title: cut(line, 150), body, tags, language: "en" });
    const topic = requirePosted(await postTopic(actor, { spaceCode: space, ...input }, { at: later(index) }));
    people.push({ actor, visitor, topic });
  }
  const [first, second, third] = people as [Person, Person, Person];
  const posts: { id: string; number: number }[] = [];
  for (const [index, text] of Object.values(texts).entries()) {
    const { actor } = people[1 + (index % (people.length - 1))]!;
    const calling = `${text}\n\n@${first.actor.handle} @facilitators`;
    const input = replySchema.parse({ body: calling, language: "en" });
    const reply = { publicId: first.topic.publicId, ...input };
    const { number } = requirePosted(await postReply(actor, reply, { at: later(20 + index) }));
    const where = { topicId_number: { topicId: first.topic.topicId, number } };
    const { id } = await db().reply.findUniqueOrThrow({ where, select: { id: true } });
    posts.push({ id, number });
  }
  const opening = await db().reply.findFirstOrThrow({ where: { topicId: second.topic.topicId, number: 0 } });
  for (const [index, id] of [posts[0]!.id, posts[1]!.id, opening.id].entries()) {
    const words = { language: "fr", title: lines.script!, body: Object.values(texts)[index + 1]! };
    await saveTranslation(third.actor, { ...translationSchema.parse(words), id }, { at: later(50 + index) });
  }
  const edited = {
    intent: "send",
    version: "1",
    body: `${texts.entities} ${texts.styles}`,
    language: "en",
    sequence: "0",
  };
  const editor = people[1]!.visitor;
  await done(editor.post(`/replies/${posts[0]!.id}/edit`, edited), "edit");
  const draft = { intent: "draft", body: texts["raw HTML"]!, language: "en", clientId: "d", sequence: "0" };
  await done(third.visitor.post(`/topics/${second.topic.publicId}/reply`, draft), "draft");

  const answers = Object.values(lines).map((line) => cut(line.replace(/[\r\n]+/g, " "), 100));
  const poll = { intent: "make", question: cut(lines.handler!, 150), answers: answers.join("\n"), until: "" };
  await done(keeper.post(`/topics/${first.topic.publicId}/poll`, poll), "poll");
  const consulted = second.topic;
  const lead = `/topics/${consulted.publicId}/consultation/lead`;
  await done(keeper.post(lead, { intent: "make", question: cut(lines.script!, 150), until: dayIn(7) }), "consultation");
  for (const [index, { visitor }] of people.entries()) {
    const statement = { body: cut(Object.values(lines)[index]!, 200), language: "en", clientId: `s${index}` };
    await done(visitor.post(`/topics/${consulted.publicId}/consultation`, statement), "statement");
  }
  await endVotes(consulted.topicId);
  await done(
    keeper.post(lead, { intent: "publish", body: texts["broken nesting"]!, language: "en", clientId: "p" }),
    "outcome",
  );
  const closed = { intent: "close", reason: lines.handler! };
  await done(keeper.post(`/topics/${third.topic.publicId}/close`, closed), "close");

  const named = { kind: "reply", id: posts[2]!.id };
  await done(first.visitor.post("/report", { ...named, reason: "other", note: texts["raw HTML"]! }), "report");
  const { publicId: caseNumber, version } = await db().moderationCase.findFirstOrThrow({
    where: { thingId: named.id },
  });
  const decision = { decision: "remove", reason: texts["raw HTML"]!, until: "", version: String(version) };
  await keeper.post(`/moderation/${caseNumber}/claim`, { version: String(version) });
  const claimed = await db().moderationCase.findUniqueOrThrow({ where: { publicId: caseNumber } });
  await done(
    keeper.post(`/moderation/${caseNumber}/decide`, { ...decision, version: String(claimed.version) }),
    "decision",
  );
  const author = people[1 + (2 % (people.length - 1))]!;
  await done(author.visitor.post("/appeal", { ...named, body: texts.styles! }), "appeal");
  await done(keeper.post(`/people/${third.actor.handle}/warn`, { reason: lines.handler! }), "warning");

  await setPostsWait(keeperActor, { space, wait: "new_people" });
  const newcomer = await makeUser({ trustedAt: null, name: "Newcomer" });
  const writer = await signedIn(app, newcomer);
  const waits = { intent: "send", body: texts.addresses!.slice(0, 300), language: "en", clientId: "w", sequence: "0" };
  const held = await writer.post(`/topics/${second.topic.publicId}/reply`, waits);
  expect(held.status).toBe(202);
  const { id: waitingId } = await db().waitingPost.findFirstOrThrow({ where: { authorId: newcomer.id } });
  const seenWaiting = (await keeper.get(`/moderation/waiting/${waitingId}`)).whole;
  const declined = { decision: "decline", version: "1", reason: texts["raw HTML"]!.slice(0, 900) };
  await done(keeper.post(`/moderation/waiting/${waitingId}`, declined), "declined");

  const frenchman = await makeUser({ language: "fr", name: cut(lines.lines!, 100).replace(/\s+/g, " ") });
  for (const actor of [first.actor, frenchman]) {
    await setSpaceLevel(actor, space, "follow");
    const nextDueAt = new Date(Date.now() - 1000);
    await makeDigestReader({ actor, frequency: "daily", coveredUntil: new Date(at.getTime() - hour), nextDueAt });
  }
  return {
    ...{
      space,
      people,
      first,
      second,
      third,
      posts,
      opening,
      caseNumber,
      waitingId,
      seenWaiting,
      author,
      frenchman,
      newcomer,
    },
    ...{ keeper, writer, french: await signedIn(app, frenchman), keeperActor },
  };
}

type Person = { actor: Actor; visitor: Visitor; topic: { publicId: number; slug: string; topicId: string } };

/** Asks for every mail that what happened is mailed by: at once, later and in digests. */
export async function askForMails({ first, frenchman }: HostileScene): Promise<void> {
  for (const actor of [first.actor, frenchman]) {
    const { nextDueAt } = await db().digestSetting.findUniqueOrThrow({ where: { userId: actor.id } });
    expect(await sendDigest({ userId: actor.id, period: periodOf(nextDueAt!, actor.zone) })).toBe("mailed");
  }
  const facts = await db().outboxEvent.findMany({ orderBy: { id: "asc" } });
  // eslint-disable-next-line @typescript-eslint/no-explicit-any
  for (const { name, payload } of facts) await tellOf(name as any, payload as any);
  const due = await db().notification.findMany({ where: { mailDueAt: { not: null } } });
  for (const { id, mailDueAt } of due)
    await mailNotification({ notificationId: id, dueAt: mailDueAt!.toISOString() }, { at: mailDueAt! });
}
