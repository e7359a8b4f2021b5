import { afterAll, beforeEach, expect, test } from "vitest";
import { db } from "#app/infra/db.server.ts";
import { closeMail } from "#app/infra/mail-smtp.server.ts";
import { sendMail } from "#app/infra/mail-sending.server.ts";
import { closeQueue } from "#app/infra/queue.server.ts";
import type { Actor } from "#app/modules/accounts/actor.ts";
import { proposeStatement } from "#app/modules/forum/consultations/propose-statement.server.ts";
import { voteOnStatement } from "#app/modules/forum/consultations/vote-on-statement.server.ts";
import { postReply } from "#app/modules/forum/posting/post-reply.server.ts";
import { reactToPost } from "#app/modules/forum/reactions/react-to-post.server.ts";
import { setTopicLevel } from "#app/modules/forum/levels/set-level.server.ts";
import { markRead } from "#app/modules/forum/reading/mark-read.server.ts";
import { deletePost } from "#app/modules/forum/states/delete-post.server.ts";
import { markReply } from "#app/modules/forum/states/mark-reply.server.ts";
import { endVotes, makeConsulted } from "#test/factories/consultations.ts";
import { makeTopic } from "#test/factories/topics.ts";
import { makeUser } from "#test/factories/users.ts";
import { useMailbox } from "#test/helpers/mailbox.ts";
import { tellOf } from "#test/helpers/tell.ts";
import { useDatabase } from "#test/setup/database.ts";
import { mailNotification } from "./mail-notification.server.ts";
import { withdrawPost } from "./withdrawing/withdraw-post.server.ts";

useDatabase();
const mailbox = useMailbox();
afterAll(async () => {
  await closeMail();
  await closeQueue();
});

let asker: Actor;
let answerer: Actor;
let publicId: number;
let [opening, first, second]: string[] = [];

beforeEach(async () => {
  await db().notification.deleteMany();
  const topic = await makeTopic({ replies: 2 });
  [asker, answerer, publicId] = [topic.author, topic.replier!, topic.publicId];
  const posts = await db().reply.findMany({ where: { topicId: topic.id }, orderBy: { number: "asc" } });
  [opening, first, second] = posts.map(({ id }) => id);
});

const mark = (id: string, set: "on" | "off" = "on") => markReply(asker, { id, set, as: "outcome" });
const tell = (replyId: string) => tellOf("forum.outcome.marked", { replyId, userId: asker.id });

async function told() {
  const notices = await db().notification.findMany({ where: { kind: "outcome" }, select: { userId: true } });
  return notices.map(({ userId }) => userId).sort();
}

test("everybody who wrote or reacted is told once what became of a topic, and gets its words by mail", async () => {
  const [reacted, muted, reader] = [await makeUser(), await makeUser(), await makeUser()];
  for (const person of [reacted, muted])
    await reactToPost(person, { id: opening!, kind: "i_have_this_too", set: "on" });
  await setTopicLevel(muted, publicId, "mute");
  await markRead(reader, publicId, 2);
  await mark(second!);
  for (const _ of [1, 2]) await tell(second!);
  expect(await told()).toEqual([asker.id, reacted.id].sort());
  // Who has read the reply has not read that it is the outcome.
  await markRead(reacted, publicId, 2);
  const { id, mailDueAt } = await db().notification.findFirstOrThrow({ where: { userId: reacted.id } });
  expect(await mailNotification({ notificationId: id, dueAt: mailDueAt!.toISOString() })).toBe(true);
  const { key } = await db().outgoingMail.findFirstOrThrow({ where: { userId: reacted.id } });
  await sendMail(key);
  const { text } = mailbox.all().find(({ recipients }) => recipients.includes(reacted.email))!.mail;
  const { body } = await db().reply.findUniqueOrThrow({ where: { id: second! }, select: { body: true } });
  expect(text).toContain("What became of");
  expect(text).toContain(body);
  expect(text).toContain("because you took part in this topic");
});

test("of a consultation whoever proposed or voted is told, once it is published", async () => {
  const { publicId: number, id, statements, facilitator } = await makeConsulted({ statements: 1 });
  const [voter, muted, proposer] = [await makeUser(), await makeUser(), await makeUser()];
  for (const person of [voter, muted])
    await voteOnStatement(person, number, { statement: statements[0]!, choice: "disagree" });
  await proposeStatement(proposer, number, { body: "Of somebody who has not voted." });
  await setTopicLevel(muted, number, "mute");
  await endVotes(id);
  await postReply(facilitator, { publicId: number, body: "We begin with the statistics." });
  const reply = await db().reply.findFirstOrThrow({ where: { topicId: id, number: 1 }, select: { id: true } });
  await markReply(facilitator, { id: reply.id, set: "on", as: "outcome" });
  for (const _ of [1, 2]) await tell(reply.id);
  const { authorId } = await db().topic.findUniqueOrThrow({ where: { id }, select: { authorId: true } });
  expect(await told()).toEqual([voter.id, proposer.id, authorId].sort());
});

test("nobody is told of what was taken back, and what was told is withdrawn with its reply", async () => {
  await mark(second!);
  await mark(second!, "off");
  await tell(second!);
  expect(await told()).toEqual([]);
  await mark(first!);
  await tell(first!);
  expect(await told()).toContain(asker.id);
  await deletePost(answerer, first!);
  await withdrawPost({ replyId: first! });
  expect(await told()).toEqual([]);
});
