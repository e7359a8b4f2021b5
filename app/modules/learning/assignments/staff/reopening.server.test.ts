import { expect, test } from "vitest";
import { db } from "#app/infra/db.server.ts";
import { transaction } from "#app/infra/transaction.server.ts";
import { findActor } from "#app/modules/accounts/sessions.server.ts";
import { getAssignmentFor } from "#app/modules/learning/assignments/get-assignment.server.ts";
import { handIn } from "#app/modules/learning/assignments/hand-in.server.ts";
import { sweepAssignments } from "#app/modules/learning/assignments/reviews/advance-review-round.server.ts";
import { beginReview } from "#app/modules/learning/assignments/reviews/begin-review.server.ts";
import {
  erasePurgedFiles,
  moderateSubmission,
} from "#app/modules/learning/assignments/reviews/moderate-submission.server.ts";
import { giveReview } from "#app/modules/learning/assignments/reviews/save-review.server.ts";
import { saveDraft } from "#app/modules/learning/assignments/save-draft.server.ts";
import { getStaffAccessFor } from "#app/modules/learning/courses/staff-access.server.ts";
import { makeReviewedAssignment } from "#test/factories/assignments.ts";
import { makeUser } from "#test/factories/users.ts";
import { useDatabase } from "#test/setup/database.ts";
import { reopenSubmission } from "./reopen-submission.server.ts";

useDatabase();

/** Work that somebody has begun to review. */
async function makeBegun() {
  const author = await makeUser();
  const made = await makeReviewedAssignment(author);
  const { submissionId: id, address, unitId } = made;
  const review = await db().peerReview.findFirstOrThrow({ where: { submissionId: id } });
  const reviewer = (await findActor(review.reviewerId))!;
  await beginReview(reviewer, address, review.id);
  const staff = await getStaffAccessFor(await makeUser({ role: "administrator" }), made.course.slug, "en");
  return {
    author,
    address,
    id,
    unitId,
    reviewer,
    reviewId: review.id,
    reopen: () => reopenSubmission(staff, unitId, id),
  };
}

const bring = (id: string, to: "visible" | "hidden" | "removed" | "purged") =>
  transaction((tx) => moderateSubmission(tx, id, () => ({ to, reason: "It insults.", at: new Date() })));
const rowOf = (id: string) => db().submission.findUniqueOrThrow({ where: { id } });

test("work that a reviewer sees and has begun is not given back; out of their sight it is, and comes anew", async () => {
  for (const to of ["hidden", "removed"] as const) {
    const { author, address, id, reopen } = await makeBegun();
    await expect(reopen()).rejects.toMatchObject({ code: "assignments.error.reviewed" });
    await bring(id, to);
    await reopen();
    const { version } = await rowOf(id);
    expect(await rowOf(id)).toMatchObject({ state: "draft", sight: "visible", sightReason: null });
    expect(await db().peerReview.count({ where: { submissionId: id } })).toBe(0);
    await handIn(author, address, await saveDraft(author, address, { body: "Mended", version }));
    expect(await rowOf(id)).toMatchObject({ state: "submitted", body: "Mended", sight: "visible" });
  }
});

const marks = { clear: { points: 4, comment: "" }, true: { points: 6, comment: "" } };

test("a review that was given stands in the way while the work may come back into sight", async () => {
  const { address, id, reviewer, reviewId, reopen } = await makeBegun();
  await giveReview(reviewer, address, reviewId, { version: 0, marks, comment: "" });
  for (const to of ["visible", "hidden"] as const) {
    await bring(id, to);
    await expect(reopen()).rejects.toMatchObject({ code: "assignments.error.reviewed" });
  }
  expect(await rowOf(id)).toMatchObject({ state: "submitted", sight: "hidden" });
});

test("beside work that was removed after a review new work is handed in, and the review stays its reviewer's", async () => {
  const { author, address, id, unitId, reviewer, reviewId, reopen } = await makeBegun();
  await giveReview(reviewer, address, reviewId, { version: 0, marks, comment: "" });
  await bring(id, "removed");
  const before = await getAssignmentFor(author, address, "en");
  expect(before.mine).toMatchObject({ mayWrite: false, outOfSight: { sight: "removed", mayComeBack: true } });
  await expect(saveDraft(author, address, { body: "Mended", version: 0 })).rejects.toMatchObject({
    code: "assignments.error.closed",
  });
  await reopen();
  await expect(reopen()).rejects.toMatchObject({ status: 409, code: "assignments.error.has_draft" });
  const asked = await getAssignmentFor(author, address, "en");
  expect(asked.mine).toMatchObject({ next: "continue", mayWrite: true, outOfSight: { mayComeBack: false } });
  const { version } = asked.mine!.draft!;
  const { submissionId } = await handIn(author, address, await saveDraft(author, address, { body: "Mended", version }));
  expect(submissionId).not.toBe(id);
  expect(await rowOf(id)).toMatchObject({ state: "submitted", sight: "removed", body: "My *plan*." });
  expect(await db().peerReview.findMany({ where: { submissionId: id } })).toMatchObject([{ id: reviewId }]);
  // It is the new one that people are asked to review.
  await sweepAssignments({ at: new Date(Date.now() + 60_000) });
  expect(await db().peerReview.count({ where: { submissionId } })).toBeGreaterThan(0);
  expect((await getAssignmentFor(author, address, "en")).mine).toMatchObject({ outOfSight: null, result: null });
  expect(await db().submission.count({ where: { unitId, userId: author.id } })).toBe(2);
});

test("beside what was erased new work is handed in, also before its files are gone; nothing of it comes back", async () => {
  const { author, address, id, reopen } = await makeBegun();
  const data = {
    submissionId: id,
    storageKey: `submissions/${id}.txt`,
    name: "plan.txt",
    type: "text/plain",
    bytes: 5,
  };
  await db().submissionFile.create({ data });
  await bring(id, "purged");
  await reopen();
  expect(await rowOf(id)).toMatchObject({ state: "submitted", sight: "purged", body: "" });
  const { draft } = (await getAssignmentFor(author, address, "en")).mine!;
  expect(draft).toMatchObject({ body: "", files: [], number: 2 });
  await erasePurgedFiles(id);
  expect(await db().submissionFile.count({ where: { submissionId: id } })).toBe(0);
  await handIn(author, address, await saveDraft(author, address, { body: "Another plan.", version: 0 }));
  expect((await getAssignmentFor(author, address, "en")).mine!.current).toMatchObject({ number: 2, isLate: false });
});

test("what is marked does not come back, wherever it is", async () => {
  const { id, reopen } = await makeBegun();
  await bring(id, "purged");
  await db().submission.update({ where: { id }, data: { trainerAt: new Date() }, select: { id: true } });
  await expect(reopen()).rejects.toMatchObject({ status: 400, code: "assignments.error.reviewed" });
});
