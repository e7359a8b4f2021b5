import { afterAll, expect, test } from "vitest";
import { closeQueue, queueHealth } from "#app/infra/queue.server.ts";
import { jobsAfter } from "#jobs/dispatch.ts";
import { replaceRetired } from "#jobs/retired-jobs.ts";
import { useDatabase } from "#test/setup/database.ts";

useDatabase();
afterAll(closeQueue);

test("a fact is followed by its jobs, and by one that tells people when the table of kinds says so", () => {
  const reply = { replyId: crypto.randomUUID() };
  expect(jobsAfter("forum.reply.posted", reply)).toEqual([
    { name: "learning.note_reply", payload: reply },
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
  const { waiting } = await queueHealth();
  expect(await replaceRetired("notifications.reply_posted", { replyId: crypto.randomUUID() })).toBe(true);
  expect((await queueHealth()).waiting).toBe(waiting + 2);
  expect(await replaceRetired("notifications.tell", {})).toBe(false);
  expect(await replaceRetired("toString", {})).toBe(false);
});
