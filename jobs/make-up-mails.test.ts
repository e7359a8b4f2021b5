import { afterAll, expect, test } from "vitest";
import { db } from "#app/infra/db.server.ts";
import { transaction } from "#app/infra/transaction.server.ts";
import { closeQueue } from "#app/infra/queue.server.ts";
import { confirmEmail } from "#app/modules/accounts/confirm-email.server.ts";
import { resetPassword } from "#app/modules/accounts/reset-password.server.ts";
import { createAccessToken } from "#app/modules/accounts/tokens.server.ts";
import {
  mailMissedSubmissions,
  mailSubmission,
} from "#app/modules/learning/assignments/mail-submission-receipt.server.ts";
import { mailMissedReceipts, mailReceipt } from "#app/modules/learning/quizzes/mail-receipt.server.ts";
import { makeUpMails } from "#app/modules/notifications/make-up-mails.server.ts";
import { tellRegistrationChanged } from "#app/modules/notifications/webinar-notices.server.ts";
import { registerFor } from "#app/modules/webinars/register.server.ts";
import { makeAssignment, makeReviewedAssignment, makeSubmission } from "#test/factories/assignments.ts";
import { makeAttempt } from "#test/factories/attempts.ts";
import { makeQuiz } from "#test/factories/quizzes.ts";
import { makeUser } from "#test/factories/users.ts";
import { makeWebinar } from "#test/factories/webinars.ts";
import { tellOf } from "#test/helpers/tell.ts";
import { useDatabase } from "#test/setup/database.ts";
import { jobs } from "#app/jobs.ts";
import { subscribers } from "#jobs/subscribers.ts";

useDatabase();
afterAll(closeQueue);

const week = 7 * 86_400_000;
const keysOf = async (userId: string) =>
  (await db().outgoingMail.findMany({ where: { userId }, select: { key: true } })).map(({ key }) => key.split(":")[0]);
const confirmations = (userId: string) =>
  db().outboxEvent.count({ where: { name: "accounts.address.confirmed", payload: { equals: { userId } } } });
const tokenFor = (purpose: "confirm_email" | "reset_password", { id: userId, email }: { id: string; email: string }) =>
  transaction((tx) => createAccessToken(tx, { purpose, userId, email, minutes: 60 }));

/** All that follows from a confirmed address, as the worker does it. */
async function catchUp(userId: string, webinarId: string) {
  expect(subscribers["accounts.address.confirmed"]).toEqual([
    "notifications.make_up_mails",
    "learning.mail_missed_receipts",
  ]);
  expect(jobs["notifications.make_up_mails"].parse({ userId })).toEqual({ userId });
  await makeUpMails({ userId });
  await tellRegistrationChanged({ webinarId, userId });
  await mailMissedReceipts({ userId });
  await mailMissedSubmissions({ userId });
}

test("who confirms an address gets what was not mailed to it, once", async () => {
  const person = await makeUser({ emailConfirmedAt: null });
  const webinar = await makeWebinar({ startsAt: new Date(Date.now() + week) });
  await registerFor(person, webinar.publicId, { at: new Date() });
  await tellRegistrationChanged({ webinarId: webinar.id, userId: person.id });
  const { address } = await makeQuiz();
  await makeAttempt(person, address);
  const attempt = await db().attempt.findFirstOrThrow({ where: { userId: person.id } });
  await mailReceipt(attempt.id);
  const { submissionId } = await makeSubmission(await makeAssignment(), { actor: person });
  await mailSubmission(submissionId);
  const { unitId } = await makeReviewedAssignment(person);
  await tellOf("learning.reviews.asked", { unitId, userId: person.id, askedAt: new Date().toISOString() });
  expect(await keysOf(person.id)).toEqual([]);

  await confirmEmail(await tokenFor("confirm_email", person));
  expect(await confirmations(person.id)).toBe(1);
  await catchUp(person.id, webinar.id);
  const once = ["attempt-receipt", "made-up", "submission-receipt", "submission-receipt", "webinar"];
  expect((await keysOf(person.id)).sort()).toEqual(once);
  const asked = await db().outgoingMail.findFirstOrThrow({
    where: { userId: person.id, key: { startsWith: "made-up" } },
  });
  expect(asked.text).toContain("2 reviews wait");
  const invitation = await db().outgoingMail.findFirstOrThrow({ where: { key: { startsWith: "webinar:" } } });
  expect(JSON.stringify(invitation.attachments)).toContain("METHOD:REQUEST");
  await catchUp(person.id, webinar.id);
  expect((await keysOf(person.id)).sort()).toEqual(once);
});

test("a new password by mail confirms as well, and a confirmed address is confirmed once", async () => {
  const person = await makeUser({ emailConfirmedAt: null });
  await resetPassword(await tokenFor("reset_password", person), { password: "correct horse battery" });
  expect(await confirmations(person.id)).toBe(1);
  await resetPassword(await tokenFor("reset_password", person), { password: "correct horse battery" });
  await confirmEmail(await tokenFor("confirm_email", person));
  expect(await confirmations(person.id)).toBe(1);
});

test("what has passed meanwhile is not made up for, nor what was read", async () => {
  const person = await makeUser({ emailConfirmedAt: null });
  const { unitId } = await makeAssignment();
  const soon = new Date(Date.now() + 3_600_000);
  await tellOf("learning.assignment.due_soon", { unitId, userId: person.id, dueAt: soon.toISOString() });
  await db().user.update({ where: { id: person.id }, data: { emailConfirmedAt: new Date() } });
  await makeUpMails({ userId: person.id }, { at: new Date(+soon + 1) });
  expect(await keysOf(person.id)).toEqual([]);
  await db().notification.updateMany({ where: { userId: person.id }, data: { readAt: new Date() } });
  await makeUpMails({ userId: person.id });
  expect(await keysOf(person.id)).toEqual([]);
  await db().notification.updateMany({ where: { userId: person.id }, data: { readAt: null } });
  await makeUpMails({ userId: person.id });
  expect(await keysOf(person.id)).toEqual(["made-up"]);
});
