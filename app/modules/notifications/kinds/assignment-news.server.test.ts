import { expect, it } from "vitest";
import { db } from "#app/infra/db.server.ts";
import { mailSubmission } from "#app/modules/learning/assignments/mail-submission-receipt.server.ts";
import { sweepAssignments } from "#app/modules/learning/assignments/reviews/advance-review-round.server.ts";
import { makeAssignment, makeReviewedAssignment, makeSubmission } from "#test/factories/assignments.ts";
import { makeUser } from "#test/factories/users.ts";
import { tellOf } from "#test/helpers/tell.ts";
import { useDatabase } from "#test/setup/database.ts";

useDatabase();
const kindsOf = async (userId: string) =>
  (await db().notification.findMany({ where: { userId }, orderBy: { createdAt: "asc" } })).map(({ kind }) => kind);
const mailsOf = async (userId: string) =>
  (await db().outgoingMail.findMany({ where: { userId }, orderBy: { createdAt: "asc" } })).map(
    ({ subject }) => subject,
  );

it("mails a receipt once", async () => {
  const { author, submissionId } = await makeSubmission(await makeAssignment(), {
    actor: await makeUser({ language: "fr" }),
  });
  await mailSubmission(submissionId);
  await mailSubmission(submissionId);
  expect(await mailsOf(author.id)).toEqual([expect.stringContaining("Accusé de réception")]);
});

it("tells of reviews to give once for each choice of reviewers, and not when there are none left", async () => {
  const member = await makeUser();
  const { unitId } = await makeReviewedAssignment(member);
  const news = { unitId, userId: member.id, askedAt: "2026-03-02T08:00:00.000Z" };
  await tellOf("learning.reviews.asked", news);
  await tellOf("learning.reviews.asked", news);
  expect(await kindsOf(member.id)).toEqual(["reviews_asked"]);
  expect(await mailsOf(member.id)).toHaveLength(1);
  await db().peerReview.deleteMany({ where: { reviewerId: member.id } });
  await tellOf("learning.reviews.asked", { ...news, askedAt: "2026-03-03T08:00:00.000Z" });
  expect(await mailsOf(member.id)).toHaveLength(1);
});

it("tells of a result once it is released", async () => {
  const made = await makeAssignment();
  const { author, submissionId } = await makeSubmission(made);
  await tellOf("learning.submission.scored", { submissionId });
  expect(await kindsOf(author.id)).toEqual([]);
  await db().submission.update({ where: { id: submissionId }, data: { scoredAt: new Date(), peerPercent: 80 } });
  await db().unit.update({ where: { id: made.unitId }, data: { hidesGrades: true } });
  await tellOf("learning.submission.scored", { submissionId });
  expect(await kindsOf(author.id)).toEqual([]);
  await db().unit.update({ where: { id: made.unitId }, data: { hidesGrades: false } });
  await tellOf("learning.submission.scored", { submissionId });
  await tellOf("learning.submission.scored", { submissionId });
  expect(await kindsOf(author.id)).toEqual(["submission_scored"]);
  // No grade stands in the mail; its addresses hold signs made at random.
  const { text } = await db().outgoingMail.findFirstOrThrow({ where: { userId: author.id } });
  expect(text.replace(/https?:\S+/g, "")).not.toContain("80");
});

it("tells those who run the course of somebody who waits", async () => {
  const start = new Date();
  const made = await makeAssignment({ reviews: 2, closesAt: start });
  const trainer = await makeUser();
  await db().courseTrainer.create({ data: { courseId: made.course.id, userId: trainer.id, role: "trainer" } });
  const { submissionId } = await makeSubmission(made, { at: new Date(+start - 1000) });
  await sweepAssignments({ at: new Date(+start + 1000) });
  expect(await db().outboxEvent.count({ where: { name: "learning.submission.stuck" } })).toBe(1);
  await tellOf("learning.submission.stuck", { submissionId });
  await tellOf("learning.submission.stuck", { submissionId });
  expect(await kindsOf(trainer.id)).toEqual(["submission_stuck"]);
  expect(await mailsOf(trainer.id)).toHaveLength(1);
});

it("reminds of a due date, unless it was handed in meanwhile or has passed", async () => {
  const made = await makeAssignment();
  const { author } = await makeSubmission(made);
  const waiting = await makeUser();
  const dueAt = new Date(Date.now() + 3_600_000).toISOString();
  for (const { id } of [author, waiting, waiting])
    await tellOf("learning.assignment.due_soon", { unitId: made.unitId, userId: id, dueAt });
  await tellOf("learning.assignment.due_soon", {
    unitId: made.unitId,
    userId: waiting.id,
    dueAt: new Date(Date.now() - 1000).toISOString(),
  });
  expect(await kindsOf(author.id)).toEqual([]);
  expect(await kindsOf(waiting.id)).toEqual(["assignment_due"]);
  expect(await mailsOf(waiting.id)).toHaveLength(1);
  // At the very moment it can still be handed in.
  const late = await makeUser();
  const moment = new Date();
  const news = { unitId: made.unitId, userId: late.id, dueAt: moment.toISOString() };
  await tellOf("learning.assignment.due_soon", news, { at: new Date(+moment + 1) });
  expect(await kindsOf(late.id)).toEqual([]);
  await tellOf("learning.assignment.due_soon", news, { at: moment });
  expect(await kindsOf(late.id)).toEqual(["assignment_due"]);
});
