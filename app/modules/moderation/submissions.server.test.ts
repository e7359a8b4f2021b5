import { afterAll, expect, test } from "vitest";
import { db } from "#app/infra/db.server.ts";
import { closeQueue } from "#app/infra/queue.server.ts";
import type { Actor } from "#app/modules/accounts/actor.ts";
import { findActor } from "#app/modules/accounts/sessions.server.ts";
import { handIn } from "#app/modules/learning/assignments/hand-in.server.ts";
import { beginReview } from "#app/modules/learning/assignments/reviews/begin-review.server.ts";
import { saveDraft } from "#app/modules/learning/assignments/save-draft.server.ts";
import { addReviewer } from "#app/modules/learning/assignments/staff/change-reviewers.server.ts";
import { reopenSubmission } from "#app/modules/learning/assignments/staff/reopen-submission.server.ts";
import { getStaffAccessFor } from "#app/modules/learning/courses/staff-access.server.ts";
import { makeReviewedAssignment } from "#test/factories/assignments.ts";
import { makeUser } from "#test/factories/users.ts";
import { useDatabase } from "#test/setup/database.ts";
import { appeal } from "./appeal.server.ts";
import { decideCase } from "./cases/decide-case.server.ts";
import { endCasesOfReopened } from "./cases/end-reopened.server.ts";
import { findNamed } from "./kinds/table.server.ts";
import { reportThing } from "./report-thing.server.ts";
import { endHiding } from "./sweep-cases.server.ts";
import type { Verdict } from "./verdicts.ts";

useDatabase();
afterAll(closeQueue);

const day = 86_400_000;

/** Work that two people have begun to review and have reported; a third report would hide it. */
async function makeReported() {
  const author = await makeUser();
  const made = await makeReviewedAssignment(author);
  const { submissionId: id, address, unitId } = made;
  const asked = await db().peerReview.findMany({ where: { submissionId: id }, select: { id: true, reviewerId: true } });
  const reviewers: Actor[] = [];
  for (const review of asked) {
    await db().user.update({ where: { id: review.reviewerId }, data: { createdAt: new Date(Date.now() - 10 * day) } });
    const reviewer = (await findActor(review.reviewerId))!;
    await beginReview(reviewer, address, review.id);
    await report(reviewer, id);
    reviewers.push(reviewer);
  }
  expect(reviewers).toHaveLength(2);
  const staff = await getStaffAccessFor(await makeUser({ role: "administrator" }), made.course.slug, "en");
  return {
    ...{ author, id, reviewers },
    reopen: () => reopenSubmission(staff, unitId, id),
    /** The author hands another text in, and the same people begin to review it. */
    async handInAnew() {
      const { version } = await db().submission.findUniqueOrThrow({ where: { id } });
      await handIn(author, address, await saveDraft(author, address, { body: "Mended", version }));
      for (const { id: reviewerId } of reviewers) {
        const where = { submissionId: id, reviewerId };
        if (!(await db().peerReview.findFirst({ where }))) await addReviewer(staff, unitId, id, reviewerId);
        const review = await db().peerReview.findFirstOrThrow({ where });
        await beginReview((await findActor(reviewerId))!, address, review.id);
      }
    },
  };
}

const report = (who: Actor, id: string) =>
  reportThing(who, { kind: "submission", id, reason: "offensive", note: "Look." });
const casesOf = (thingId: string) => db().moderationCase.findMany({ where: { thingId }, orderBy: { id: "asc" } });
const sightOf = async (id: string) => (await db().submission.findUniqueOrThrow({ where: { id } })).sight;

async function decide(
  id: string,
  decision: Verdict,
  { until = "", version }: { until?: string; version?: number } = {},
) {
  const found = (await casesOf(id)).at(-1)!;
  const input = { decision, reason: "It insults.", until, version: version ?? found.version };
  await decideCase(await makeUser({ role: "administrator" }), found.publicId, input);
}

/** What the worker does after the submission was given back. */
async function runJob(id: string) {
  const event = await db().outboxEvent.findFirstOrThrow({
    where: { name: "learning.submission.reopened", payload: { path: ["submissionId"], equals: id } },
    orderBy: { id: "desc" },
  });
  await endCasesOfReopened(event.payload as { submissionId: string; at: string });
}

test("a case about what was given back changes nothing of the draft, and says so", async () => {
  const { id, reopen } = await makeReported();
  await decide(id, "hide");
  await reopen();
  for (const verdict of ["remove", "purge"] as const)
    await expect(decide(id, verdict)).rejects.toMatchObject({ status: 409, code: "moderation.error.not_possible" });
  expect(await db().submission.findUnique({ where: { id } })).toMatchObject({ sight: "visible", body: "My *plan*." });
});

test("reports of the old text do not count for the new one, which can be reported anew", async () => {
  const { id, reviewers, reopen, handInAnew } = await makeReported();
  const { version: before } = await findNamed({ kind: "submission", id });
  await db().submission.update({ where: { id }, data: { sight: "hidden" } });
  const [old] = await casesOf(id);
  await reopen();
  await runJob(id);
  await runJob(id);
  expect(await casesOf(id)).toMatchObject([{ state: "decided", version: 2 }]);
  expect(await db().moderationDecision.findMany({ where: { caseId: old!.id } })).toMatchObject([
    { verdict: "keep", decidedById: null },
  ]);
  await handInAnew();
  await expect(decide(id, "remove", { version: old!.version })).rejects.toMatchObject({ status: 409 });
  expect((await findNamed({ kind: "submission", id })).version).toBeGreaterThan(before);
  for (const reviewer of reviewers) expect(await report(reviewer, id)).toEqual({ isNew: true });
  expect(await sightOf(id)).toBe("visible");
  const [, next] = await casesOf(id);
  expect(await db().moderationReport.count({ where: { caseId: next!.id } })).toBe(2);
  // The job once more, late: what was reported since stays open.
  await runJob(id);
  expect((await casesOf(id)).map(({ state }) => state)).toEqual(["decided", "open"]);
});

test("an appeal ends with what was given back, and no day set for the old text brings the new one back", async () => {
  for (const isAppealed of [true, false]) {
    const { id, author, reopen, handInAnew } = await makeReported();
    await decide(id, "hide", { until: new Date(Date.now() + 3 * day).toISOString().slice(0, 10) });
    if (isAppealed) await appeal((await findActor(author.id))!, { kind: "submission", id, body: "It does not." });
    await reopen();
    await runJob(id);
    const [found] = await casesOf(id);
    expect(found).toMatchObject({ state: "decided", hiddenUntil: null, version: isAppealed ? 4 : 3 });
    expect(await db().moderationAppeal.findFirst({ where: { caseId: found!.id, answerId: null } })).toBeNull();
    await handInAnew();
    await decide(id, "hide");
    await endHiding({ at: new Date(Date.now() + 5 * day) });
    expect(await sightOf(id)).toBe("hidden");
  }
});
