import { expect, test } from "vitest";
import { db } from "#app/infra/db.server.ts";
import { transaction } from "#app/infra/transaction.server.ts";
import { findActor } from "#app/modules/accounts/sessions.server.ts";
import { handIn } from "#app/modules/learning/assignments/hand-in.server.ts";
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
  return { author, address, id, reviewer, reviewId: review.id, reopen: () => reopenSubmission(staff, unitId, id) };
}

const bring = (id: string, to: "hidden" | "removed" | "purged") =>
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

test("a review that was given stands in the way wherever the work is", async () => {
  const { address, id, reviewer, reviewId, reopen } = await makeBegun();
  const marks = { clear: { points: 4, comment: "" }, true: { points: 6, comment: "" } };
  await giveReview(reviewer, address, reviewId, { version: 0, marks, comment: "" });
  await bring(id, "removed");
  await expect(reopen()).rejects.toMatchObject({ code: "assignments.error.reviewed" });
  expect(await rowOf(id)).toMatchObject({ state: "submitted", sight: "removed" });
});

test("what was erased is not given back, also before its files are gone", async () => {
  const { id, reopen } = await makeBegun();
  const data = {
    submissionId: id,
    storageKey: `submissions/${id}.txt`,
    name: "plan.txt",
    type: "text/plain",
    bytes: 5,
  };
  await db().submissionFile.create({ data });
  await bring(id, "purged");
  await expect(reopen()).rejects.toMatchObject({ status: 400, code: "assignments.error.work_erased" });
  expect(await rowOf(id)).toMatchObject({ state: "submitted", sight: "purged" });
  await erasePurgedFiles(id);
  expect(await db().submissionFile.count({ where: { submissionId: id } })).toBe(0);
});
