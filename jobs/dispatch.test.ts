import { afterAll, expect, test } from "vitest";
import { db } from "#app/infra/db.server.ts";
import { closeQueue, queueHealth, readyQueue } from "#app/infra/queue.server.ts";
import { dispatchEvent, jobsAfter } from "#jobs/dispatch.ts";
import { replaceRetired } from "#jobs/retired-jobs.ts";
import { makeTopic } from "#test/factories/topics.ts";
import { handedOver } from "#test/helpers/handed-over.ts";
import { useDatabase } from "#test/setup/database.ts";

useDatabase();
afterAll(closeQueue);

test("a fact is followed by its jobs, and by one that tells people when the table of kinds says so", () => {
  const reply = { replyId: crypto.randomUUID() };
  expect(jobsAfter("forum.reply.posted", reply)).toEqual([
    { name: "learning.note_reply", payload: reply },
    { name: "search.index_post", payload: reply },
    { name: "notifications.tell", payload: { name: "forum.reply.posted", payload: reply } },
  ]);
  const regrade = { regradeId: crypto.randomUUID() };
  expect(jobsAfter("learning.regrade.requested", regrade)).toEqual([
    { name: "learning.run_regrade", payload: regrade },
  ]);
});

test("nothing follows from a fact of another version", () => {
  expect(jobsAfter("learning.unit.completed" as never, {})).toEqual([]);
});

test("a job that an earlier version asked for becomes the jobs of its fact", async () => {
  await handedOver();
  const { waiting } = await queueHealth();
  expect(await replaceRetired("notifications.reply_posted", { replyId: crypto.randomUUID() })).toBe(true);
  expect((await queueHealth()).waiting).toBe(waiting + 3);
  expect(await replaceRetired("notifications.tell", {})).toBe(false);
  expect(await replaceRetired("toString", {})).toBe(false);
});

const recordAs = async (name: string, payload: object) =>
  (await db().outboxEvent.create({ data: { name, payload }, select: { id: true } })).id;

test("what waits is done together: followers are told, longer work becomes a job, and what is broken holds nothing back", async () => {
  const { id: topicId, author } = await makeTopic({ replies: 3 });
  const broken = await recordAs("forum.reply.posted", { replyId: "nonsense" });
  const importRunId = crypto.randomUUID();
  const long = await recordAs("learning.import.requested", { importRunId });
  await expect(dispatchEvent(String(long))).rejects.toThrow();
  const where = { userId_groupKey: { userId: author.id, groupKey: `topic:${topicId}` } };
  expect(await db().notification.findUnique({ where })).toMatchObject({ data: { count: 3, number: 1, lastNumber: 3 } });
  const undone = await db().outboxEvent.findMany({ where: { dispatchedAt: null }, select: { id: true } });
  expect(undone).toEqual([{ id: broken }]);
  const queue = await readyQueue();
  expect(await queue.getJobState(`event-${long}-learning.import_course`)).toBe("waiting");
  // Its own next try.
  await expect(dispatchEvent(String(broken))).rejects.toThrow();
  await db().outboxEvent.deleteMany({ where: { id: broken } });
});

test("short work that fails is asked for by itself", async () => {
  const { id: topicId } = await makeTopic({ replies: 2 });
  const last = (await db().outboxEvent.findFirstOrThrow({ orderBy: { id: "desc" }, select: { id: true } })).id;
  // The table is away for the moment of the fan-out.
  await db().$executeRaw`ALTER TABLE notification_events RENAME TO away`;
  await dispatchEvent(String(last));
  await db().$executeRaw`ALTER TABLE away RENAME TO notification_events`;
  expect(await db().notification.count({ where: { groupKey: `topic:${topicId}` } })).toBe(0);
  const queue = await readyQueue();
  expect(await queue.getJobState(`event-${last}-notifications.tell`)).toBe("waiting");
  expect(await db().outboxEvent.count({ where: { dispatchedAt: null } })).toBe(0);
});
