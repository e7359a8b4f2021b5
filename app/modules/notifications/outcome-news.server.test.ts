import { afterAll, beforeEach, expect, test } from "vitest";
import { db } from "#app/infra/db.server.ts";
import { closeMail } from "#app/infra/mail-smtp.server.ts";
import { closeQueue } from "#app/infra/queue.server.ts";
import type { Actor } from "#app/modules/accounts/actor.ts";
import { deletePost } from "#app/modules/forum/states/delete-post.server.ts";
import { markReply } from "#app/modules/forum/states/mark-reply.server.ts";
import { makeTopic } from "#test/factories/topics.ts";
import { useMailbox } from "#test/helpers/mailbox.ts";
import { tellOf } from "#test/helpers/tell.ts";
import { useDatabase } from "#test/setup/database.ts";
import { withdrawPost } from "./withdraw-post.server.ts";

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
