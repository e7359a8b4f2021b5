import { mkdtemp, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { text } from "node:stream/consumers";
import { describe, expect, it } from "vitest";
import { db } from "#app/infra/db.server.ts";
import { countingStatements } from "#app/infra/statements/statement-count.server.ts";
import type { Actor } from "#app/modules/accounts/actor.ts";
import { getStaffAccessFor } from "#app/modules/learning/courses/staff-access.server.ts";
import { makeAssignment, type MadeAssignment, makeSubmission } from "#test/factories/assignments.ts";
import { makeUser } from "#test/factories/users.ts";
import { useDatabase } from "#test/setup/database.ts";
import { saveDraft } from "./save-draft.server.ts";
import { addFiles, fileName, openSubmissionFile, removeFile } from "./add-files.server.ts";
import { addReviewer, removeReviewer } from "#app/modules/learning/assignments/staff/change-reviewers.server.ts";
import { getTaughtSubmission } from "#app/modules/learning/assignments/staff/get-taught-submission.server.ts";
import { markSubmission, unmarkSubmission } from "#app/modules/learning/assignments/staff/mark-submission.server.ts";
import { reopenSubmission } from "#app/modules/learning/assignments/staff/reopen-submission.server.ts";
import { startReviewing } from "#app/modules/learning/assignments/staff/start-reviewing.server.ts";
import { waiveReviews } from "#app/modules/learning/assignments/staff/waive-reviews.server.ts";
import { day } from "#app/modules/learning/assignments/reviews/review-pool.ts";
import { remindOfDueDates } from "./remind-of-due-dates.server.ts";
import { beginReview } from "#app/modules/learning/assignments/reviews/begin-review.server.ts";
import { getReviewFor } from "#app/modules/learning/assignments/reviews/get-review.server.ts";
import { giveReview, saveReview } from "#app/modules/learning/assignments/reviews/save-review.server.ts";
import { listReviewsFor } from "#app/modules/learning/assignments/reviews/list-reviews.server.ts";
import { sweepAssignments } from "#app/modules/learning/assignments/reviews/advance-review-round.server.ts";
import { getAssignmentFor } from "./get-assignment.server.ts";
import { discardDraft, handIn } from "./hand-in.server.ts";
import { listAssignments, listSubmissions } from "#app/modules/learning/assignments/staff/list-submissions.server.ts";

useDatabase();
const start = new Date("2026-03-02T08:00:00Z");
const after = (days: number) => new Date(start.getTime() + days * day);
const gradeOf = async ({ unitId }: MadeAssignment, { id }: Actor) =>
  (await db().unitProgress.findUnique({ where: { userId_unitId: { userId: id, unitId } } }))?.gradePercent ?? null;
const staffOf = async ({ course }: MadeAssignment) =>
  getStaffAccessFor(await makeUser({ role: "administrator" }), course.slug, "en");
const points = (clear: number, evidence: number) => ({
  clear: { points: clear, comment: "" },
  true: { points: evidence, comment: "" },
});

/** A cohort that has handed in and reviews from `start` on. */
async function reviewing(people: number, wish: Parameters<typeof makeAssignment>[0] = {}) {
  const made = await makeAssignment({ reviews: 3, closesAt: start, ...wish });
  const authors: Actor[] = [];
  const ids: string[] = [];
  for (let n = 0; n < people; n++) {
    const { author, submissionId } = await makeSubmission(made, { at: after(-1) });
    authors.push(author);
    ids.push(submissionId);
  }
  await sweepAssignments({ at: start });
  return { made, authors, ids };
}
async function giveAll(made: MadeAssignment, reviewer: Actor, at: Date, given = points(4, 6)) {
  const { reviews } = await listReviewsFor(reviewer, made.address);
  for (const { id, state } of reviews) {
    if (state === "submitted") continue;
    await beginReview(reviewer, made.address, id, { at });
    const { version } = await getReviewFor(reviewer, made.address, id, "en");
    await giveReview(reviewer, made.address, id, { version, marks: given, comment: "Well done." }, { at });
  }
}

describe("a draft", () => {
  it("is saved with its version, and a stale tab is refused with both texts", async () => {
    const { address, unitId } = await makeAssignment();
    const actor = await makeUser();
    expect(await saveDraft(actor, address, { body: "One", version: 0 })).toMatchObject({ version: 1 });
    expect(await saveDraft(actor, address, { body: "Two", version: 1 })).toMatchObject({ version: 2 });
    await expect(saveDraft(actor, address, { body: "Other", version: 1 })).rejects.toMatchObject({
      code: "assignments.error.stale",
      status: 409,
      details: { data: { saved: { body: "Two", version: 2 }, typed: "Other" } },
    });
    // What is saved already is no conflict.
    expect(await saveDraft(actor, address, { body: "Two", version: 1 })).toMatchObject({ version: 2 });
    expect(await db().submission.findMany({ where: { unitId }, select: { body: true, state: true } })).toEqual([
      { body: "Two", state: "draft" },
    ]);
  });

  it("begins once, also when two windows save at the same time", async () => {
    const { address, unitId } = await makeAssignment();
    const actor = await makeUser();
    const saves = ["a", "b", "c"].map((body) => saveDraft(actor, address, { body, version: 0 }));
    const done = await Promise.allSettled(saves);
    expect(done.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
    expect(await db().submission.count({ where: { unitId } })).toBe(1);
  });

  it("is refused to guests, suspended people, after the close, and where there is no assignment", async () => {
    const { address } = await makeAssignment({ closesAt: start });
    const suspended = await makeUser({ suspendedUntil: new Date(Date.now() + 3_600_000) });
    const save = (actor: Actor | null, at: Date, where = address) =>
      saveDraft(actor, where, { body: "x", version: 0 }, { at });
    await expect(save(null, start)).rejects.toMatchObject({ status: 401 });
    await expect(save(suspended, start)).rejects.toMatchObject({ status: 403 });
    await expect(save(await makeUser(), after(1))).rejects.toMatchObject({ code: "assignments.error.closed" });
    await expect(save(await makeUser(), start, { ...address, unitSlug: "none" })).rejects.toMatchObject({
      status: 404,
    });
    await expect(save(await makeUser(), start)).resolves.toMatchObject({ version: 1 });
  });
});

describe("handing in", () => {
  it("gives a receipt's facts, completes the unit, and marks what is late", async () => {
    const made = await makeAssignment({ dueAt: start, closesAt: after(2) });
    const onTime = await makeSubmission(made, { at: start });
    const late = await makeSubmission(made, { at: after(1) });
    expect(onTime).toMatchObject({ number: 1, isCourseDone: true });
    const rows = await db().submission.findMany({ where: { unitId: made.unitId }, orderBy: { submittedAt: "asc" } });
    expect(rows.map(({ isLate, state, rubricId }) => [isLate, state, rubricId !== null])).toEqual([
      [false, "submitted", true],
      [true, "submitted", true],
    ]);
    // Twice is once.
    expect(await handIn(late.author, made.address, { version: 1 }, { at: after(1) })).toMatchObject({ number: 1 });
    expect(await db().outboxEvent.count({ where: { name: "learning.submission.submitted" } })).toBe(2);
  });

  it("is possible again while nobody reviews, and the newest counts", async () => {
    const made = await makeAssignment();
    const { author } = await makeSubmission(made);
    const { version } = await saveDraft(author, made.address, { body: "Better", version: 0 });
    expect(await handIn(author, made.address, { version })).toMatchObject({ number: 2 });
    const view = await getAssignmentFor(author, made.address, "en");
    expect(view.mine?.current?.body).toBe("Better");
    const once = await makeAssignment({ allowsAgain: false });
    const first = await makeSubmission(once);
    await expect(saveDraft(first.author, once.address, { body: "Again", version: 0 })).rejects.toMatchObject({
      code: "assignments.error.handed_in",
    });
  });

  it("asks for what the assignment wants", async () => {
    const cases = [
      [{ form: "text" as const }, "", "assignments.error.empty"],
      [{ form: "files" as const }, "Words", "assignments.error.no_file"],
      [{ maxWords: 2 }, "One two three", "assignments.error.too_many_words"],
    ] as const;
    for (const [wish, body, code] of cases) {
      const { address } = await makeAssignment(wish);
      const actor = await makeUser();
      const { version } = await saveDraft(actor, address, { body, version: 0 });
      await expect(handIn(actor, address, { version })).rejects.toMatchObject({ code });
    }
  });

  it("is done by any member of a team, for all of them", async () => {
    const made = await makeAssignment({ isTeamWork: true });
    const [one, two, alone] = [await makeUser(), await makeUser(), await makeUser()];
    for (const { id } of [one, two]) await db().enrolment.create({ data: { userId: id, courseId: made.course.id } });
    const members = { create: [{ userId: one.id }, { userId: two.id }] };
    await db().team.create({ data: { unitId: made.unitId, name: "Dakar", members } });
    const { version } = await saveDraft(one, made.address, { body: "Ours", version: 0 });
    const next = await saveDraft(two, made.address, { body: "Ours, too", version });
    await handIn(two, made.address, next);
    expect(await db().unitProgress.count({ where: { unitId: made.unitId, submittedAt: { not: null } } })).toBe(2);
    await markSubmission(
      await staffOf(made),
      made.unitId,
      (await db().submission.findFirstOrThrow({ where: { unitId: made.unitId } })).id,
      {
        marks: points(4, 1),
        percent: null,
        comment: "",
      },
    );
    expect([await gradeOf(made, one), await gradeOf(made, two)]).toEqual([50, 50]);
    await expect(saveDraft(alone, made.address, { body: "Mine", version: 0 })).rejects.toMatchObject({
      code: "assignments.error.no_team",
    });
  });
});

describe("files", () => {
  const incoming = async (name: string, content: string) => {
    const file = path.join(await mkdtemp(path.join(tmpdir(), "h-")), "f");
    await writeFile(file, content);
    return { name, path: file, bytes: Buffer.byteLength(content), isTooLarge: false };
  };

  it("are kept with their names, reach whom they may, and go with the draft", async () => {
    const made = await makeAssignment({ maxFiles: 2 });
    const author = await makeUser();
    await addFiles(author, made.address, [await incoming("../خطة العمل.txt", "plan"), await incoming("b.txt", "two")]);
    await expect(addFiles(author, made.address, [await incoming("c.txt", "x")])).rejects.toMatchObject({
      details: { fields: { files: { code: "assignments.error.file_many" } } },
    });
    const files = await db().submissionFile.findMany({
      orderBy: { id: "asc" },
      where: { submission: { unitId: made.unitId } },
    });
    expect(files.map(({ name }) => name)).toEqual(["خطة العمل.txt", "b.txt"]);
    const opened = await openSubmissionFile(author, made.address, files[0]!.id);
    expect(await text(await opened.open())).toBe("plan");
    // A draft is its author's alone, whoever else asks.
    for (const other of [await makeUser(), await makeUser({ role: "administrator" })]) {
      await expect(openSubmissionFile(other, made.address, files[0]!.id)).rejects.toMatchObject({ status: 404 });
    }
    await removeFile(author, made.address, files[1]!.id);
    await discardDraft(author, made.address);
    expect(await db().submissionFile.count({ where: { submission: { unitId: made.unitId } } })).toBe(0);
    await expect(opened.open()).rejects.toMatchObject({ status: 404 });
  });

  it.each([
    ["a program", "run.txt", "\u0000\u0001MZ", "assignments.error.file_type"],
    ["nothing", "empty.txt", "", "assignments.error.file_empty"],
    ["a page", "page.html", "<html><script>1</script>", "assignments.error.file_type"],
  ])("are refused when they are %s", async (_, name, content, code) => {
    const { address } = await makeAssignment();
    await expect(addFiles(await makeUser(), address, [await incoming(name, content)])).rejects.toMatchObject({
      details: { fields: { files: { code } } },
    });
  });

  it("have names without folders, signs that turn words around, or quotation marks", () => {
    expect(fileName('a/b\\c\u202e"fdp.exe\u0000\r\n')).toBe("c fdp.exe");
    expect(fileName("..")).toBe("file");
  });
});

describe("peer review", () => {
  it("runs from the close to the grade", async () => {
    const { made, authors } = await reviewing(4);
    expect((await getAssignmentFor(authors[0]!, made.address, "en", { at: start })).mine).toMatchObject({
      next: "review",
      reviews: { toGive: 3 },
    });
    for (const [n, author] of authors.entries()) await giveAll(made, author, after(n / 4), points(n % 2 ? 4 : 2, 6));
    const [first] = authors as [Actor];
    const view = await getAssignmentFor(first, made.address, "en", { at: after(1) });
    expect(view.mine).toMatchObject({ next: "done", result: { isHidden: false } });
    // The others gave 4, 2 and 4 for clarity: median 4; and 6 for evidence: 10 of 10.
    expect(view.mine!.result!.workPercent).toBe(100);
    expect(view.mine!.result!.reviews).toHaveLength(3);
    const reviewer = await db().reviewerGrade.findFirstOrThrow({ where: { userId: first.id } });
    expect(await gradeOf(made, first)).toBeCloseTo(80 + 0.2 * reviewer.percent!, 6);
    expect((await db().reviewRound.findFirstOrThrow({ where: { unitId: made.unitId } })).closedAt).not.toBeNull();
    // The sweep finds nothing more to do.
    const events = await db().outboxEvent.count();
    await sweepAssignments({ at: after(3) });
    expect(await db().outboxEvent.count()).toBe(events);
  });

  it("tells nothing of the author or of the reviewer", async () => {
    const made = await makeAssignment({ reviews: 1, closesAt: start });
    const secret = await makeUser({ name: "Zenobia Quartz" });
    const file = path.join(await mkdtemp(path.join(tmpdir(), "h-")), "f");
    await writeFile(file, "words");
    await addFiles(secret, made.address, [{ name: "zenobia.txt", path: file, bytes: 5, isTooLarge: false }], {
      at: after(-1),
    });
    await makeSubmissionOf(made, secret);
    const { author: reviewer } = await makeSubmission(made, {
      actor: await makeUser({ name: "Ludovic Topaz" }),
      at: after(-1),
    });
    await sweepAssignments({ at: start });
    const [{ id }] = (await listReviewsFor(reviewer, made.address)).reviews as unknown as [{ id: string }];
    const closed = await getReviewFor(reviewer, made.address, id, "en");
    expect(closed.work).toBeNull();
    const fileId = (await db().submissionFile.findFirstOrThrow({ where: { name: "zenobia.txt" } })).id;
    await expect(openSubmissionFile(reviewer, made.address, fileId)).rejects.toMatchObject({ status: 404 });
    await beginReview(reviewer, made.address, id, { at: start });
    const sheet = await getReviewFor(reviewer, made.address, id, "en");
    const seen = JSON.stringify([sheet, await listReviewsFor(reviewer, made.address)]);
    expect(seen).not.toMatch(/zenobia|quartz/i);
    expect(seen).not.toContain(secret.id);
    expect(sheet.work!.files[0]!.name).toBe("file-1.txt");
    expect((await openSubmissionFile(reviewer, made.address, fileId)).name).toBe("file-1.txt");
    await giveReview(reviewer, made.address, id, { version: 0, marks: points(4, 6), comment: "" }, { at: start });
    const result = JSON.stringify((await getAssignmentFor(secret, made.address, "en")).mine!.result);
    expect(result).not.toMatch(/ludovic|topaz/i);
    expect(result).not.toContain(reviewer.id);
  });

  it("is for whoever was asked, one at a time, whole, and once", async () => {
    const { made, authors } = await reviewing(4);
    const [reviewer, other] = authors as [Actor, Actor];
    const [first, second] = (await listReviewsFor(reviewer, made.address)).reviews as unknown as [
      { id: string },
      { id: string },
    ];
    const input = { version: 0, marks: points(4, 6), comment: "" };
    await expect(beginReview(other, made.address, first.id, { at: start })).rejects.toMatchObject({ status: 404 });
    await expect(saveReview(reviewer, made.address, first.id, input)).rejects.toMatchObject({
      code: "assignments.error.not_begun",
    });
    await beginReview(reviewer, made.address, first.id, { at: start });
    await expect(beginReview(reviewer, made.address, second.id, { at: start })).rejects.toMatchObject({
      code: "assignments.error.one_at_a_time",
    });
    const half = { ...input, marks: { clear: { points: 4, comment: "" } } };
    const { version } = await saveReview(reviewer, made.address, first.id, half, { at: start });
    await expect(giveReview(reviewer, made.address, first.id, { ...half, version })).rejects.toMatchObject({
      details: { fields: { "points-true": { code: "assignments.error.choose_level" } } },
    });
    await expect(giveReview(reviewer, made.address, first.id, input)).rejects.toMatchObject({
      code: "assignments.error.stale",
    });
    await giveReview(reviewer, made.address, first.id, { ...input, version }, { at: start });
    await expect(saveReview(reviewer, made.address, first.id, { ...input, version: 2 })).rejects.toMatchObject({
      code: "assignments.error.review_given",
    });
  });

  it("asks others when nobody begins, lets the late in, and ends with a score or a trainer who knows", async () => {
    const { made, authors } = await reviewing(6);
    const late = await makeUser();
    await db().unitOverride.create({ data: { unitId: made.unitId, userId: late.id, closesAt: after(2) } });
    await makeSubmission(made, { actor: late, at: after(1) });
    await sweepAssignments({ at: after(1) });
    expect((await listReviewsFor(late, made.address)).reviews).toHaveLength(3);
    await giveAll(made, authors[0]!, after(2));
    await sweepAssignments({ at: after(4) });
    // Whoever has let reviews lie is asked for nothing more.
    expect(
      await db().peerReview.count({ where: { state: "lapsed", submission: { unitId: made.unitId } } }),
    ).toBeGreaterThan(10);
    await giveAll(made, authors[0]!, after(5));
    await sweepAssignments({ at: after(8.1) });
    const rows = await db().submission.findMany({ where: { unitId: made.unitId } });
    expect(rows.filter(({ scoredAt, notifiedAt }) => !scoredAt && !notifiedAt)).toEqual([]);
    expect(rows.filter(({ scoredAt }) => scoredAt).length).toBeGreaterThanOrEqual(3);
    const told = rows.filter(({ notifiedAt, scoredAt }) => notifiedAt && !scoredAt).length;
    const { rows: stuck } = await listSubmissions(await staffOf(made), made.unitId, { show: "stuck" });
    expect(stuck).toHaveLength(told);
    // A review that was left lying may still be given.
    await giveAll(made, authors[1]!, after(9));
  });

  it("keeps cohorts apart, with their own dates", async () => {
    const made = await makeAssignment({ reviews: 2, closesAt: start });
    const trainer = await makeUser();
    const cohort = await db().cohort.create({
      data: { courseId: made.course.id, slug: "north", name: "North", zone: "UTC", trainerId: trainer.id },
    });
    await db().unitOverride.create({ data: { unitId: made.unitId, cohortId: cohort.id, closesAt: after(3) } });
    const inside: string[] = [];
    for (let n = 0; n < 6; n++) {
      const actor = await makeUser();
      if (n < 3) {
        await db().cohortMember.create({ data: { cohortId: cohort.id, userId: actor.id } });
        inside.push(actor.id);
      }
      await makeSubmission(made, { actor, at: after(-1) });
    }
    await sweepAssignments({ at: after(1) });
    const asked = () =>
      db().peerReview.findMany({
        select: { reviewerId: true, submission: { select: { userId: true } } },
        where: { submission: { unitId: made.unitId } },
      });
    expect((await asked()).some(({ reviewerId }) => inside.includes(reviewerId))).toBe(false);
    await sweepAssignments({ at: after(3) });
    const pairs = await asked();
    expect(pairs).toHaveLength(12);
    for (const { reviewerId, submission } of pairs)
      expect(inside.includes(reviewerId)).toBe(inside.includes(submission.userId));
    // The trainer of the cohort sees its people and nobody else.
    const access = await getStaffAccessFor(trainer, made.course.slug, "en");
    const { rows } = await listSubmissions(access, made.unitId, {});
    expect(rows.map(({ cohort: name }) => name)).toEqual(["North", "North", "North"]);
    const foreign = await db().submission.findFirstOrThrow({
      where: { unitId: made.unitId, userId: { notIn: inside } },
    });
    await expect(getTaughtSubmission(access, made.unitId, foreign.id, "en")).rejects.toMatchObject({ status: 404 });
    await expect(
      markSubmission(access, made.unitId, foreign.id, { marks: points(4, 6), percent: null, comment: "" }),
    ).rejects.toMatchObject({ status: 404 });
    // Nor are other cohorts' people offered as reviewers, or taken.
    const [own] = rows;
    expect((await getTaughtSubmission(access, made.unitId, own!.id, "en")).candidates).toEqual([]);
    await expect(addReviewer(access, made.unitId, own!.id, foreign.userId)).rejects.toMatchObject({
      code: "assignments.error.no_reviewer",
    });
    const whole = await getTaughtSubmission(await staffOf(made), made.unitId, own!.id, "en");
    const outside = await db().user.findMany({
      where: { enrolments: { some: { courseId: made.course.id } }, id: { notIn: inside } },
      orderBy: [{ name: "asc" }, { id: "asc" }],
      select: { id: true, name: true },
    });
    expect(whole.candidates).toEqual(outside);
    expect(outside).toHaveLength(3);
  });
});

describe("the trainer", () => {
  it("marks, and takes the mark back", async () => {
    const made = await makeAssignment();
    const { author, submissionId } = await makeSubmission(made);
    const staff = await staffOf(made);
    await expect(
      markSubmission(staff, made.unitId, submissionId, { marks: {}, percent: null, comment: "" }),
    ).rejects.toMatchObject({
      details: { fields: { "points-clear": {}, "points-true": {} } },
    });
    await markSubmission(staff, made.unitId, submissionId, { marks: points(2, 3), percent: null, comment: "Go on." });
    expect(await gradeOf(made, author)).toBe(50);
    await markSubmission(staff, made.unitId, submissionId, { marks: points(2, 3), percent: 71, comment: "Go on." });
    expect(await gradeOf(made, author)).toBe(71);
    expect((await getAssignmentFor(author, made.address, "en")).mine!.result!.trainer!.comment).toBe("Go on.");
    await db().unit.update({ where: { id: made.unitId }, data: { hidesGrades: true } });
    expect(JSON.stringify((await getAssignmentFor(author, made.address, "en")).mine!.result)).not.toMatch(/71|Go on/);
    await unmarkSubmission(staff, made.unitId, submissionId);
    expect(await gradeOf(made, author)).toBeNull();
  });

  it("steps in: asks somebody else, waits no longer, gives back", async () => {
    const { made, authors, ids } = await reviewing(2, { reviews: 2 });
    const staff = await staffOf(made);
    const helper = await makeUser();
    await expect(addReviewer(staff, made.unitId, ids[0]!, helper.id, { at: start })).rejects.toMatchObject({
      code: "assignments.error.no_reviewer",
    });
    await db().enrolment.create({ data: { userId: helper.id, courseId: made.course.id } });
    await addReviewer(staff, made.unitId, ids[0]!, helper.id, { at: start });
    await expect(addReviewer(staff, made.unitId, ids[0]!, helper.id)).rejects.toMatchObject({
      code: "assignments.error.asked_already",
    });
    await expect(addReviewer(staff, made.unitId, ids[0]!, authors[0]!.id)).rejects.toMatchObject({
      code: "assignments.error.own_work",
    });
    await giveAll(made, helper, after(1), points(2, 3));
    const { reviews } = await getTaughtSubmission(staff, made.unitId, ids[1]!, "en");
    await removeReviewer(staff, made.unitId, ids[1]!, reviews[0]!.id);
    await waiveReviews(staff, made.unitId, ids[1]!, { reason: "None came" });
    expect(await db().gradeOverride.findFirst({ where: { userId: authors[1]!.id } })).toMatchObject({
      isExcused: true,
      reason: "None came",
    });
    await expect(waiveReviews(staff, made.unitId, ids[1]!, { reason: "x" })).rejects.toMatchObject({
      code: "assignments.error.settled",
    });
    await expect(reopenSubmission(staff, made.unitId, ids[1]!)).rejects.toMatchObject({
      code: "assignments.error.reviewed",
    });
    const again = await makeAssignment({ closesAt: start });
    const { author, submissionId } = await makeSubmission(again, { at: after(-1) });
    await reopenSubmission(await staffOf(again), again.unitId, submissionId, { at: after(1) });
    const saved = await saveDraft(author, again.address, { body: "Mended", version: 2 }, { at: after(2) });
    expect(await handIn(author, again.address, saved, { at: after(2) })).toMatchObject({ number: 1 });
  });

  it("chooses reviewers before the close, where peers review", async () => {
    const made = await makeAssignment({ reviews: 1, closesAt: after(9) });
    for (let n = 0; n < 3; n++) await makeSubmission(made, { at: start });
    expect(await startReviewing(await staffOf(made), made.unitId, { cohortId: null }, { at: start })).toBe(1);
    expect(await db().peerReview.count({ where: { submission: { unitId: made.unitId } } })).toBe(3);
    const marked = await makeAssignment();
    await expect(startReviewing(await staffOf(marked), marked.unitId, { cohortId: null })).rejects.toMatchObject({
      code: "assignments.error.trainer_marks",
    });
  });

  it("lists without asking for each row", async () => {
    const { made } = await reviewing(5);
    const staff = await staffOf(made);
    const few = await countingStatements(() => listSubmissions(staff, made.unitId, {}));
    expect(few.statements).toHaveLength(1);
    expect((await countingStatements(() => listAssignments(staff, "en"))).statements).toHaveLength(1);
    expect((await listAssignments(staff, "en"))[0]).toMatchObject({ submitted: 5, open: 5, stuck: 0 });
  });
});

describe("a due date", () => {
  it("is told of once, to whoever has not handed in", async () => {
    const made = await makeAssignment({ dueAt: after(1) });
    const waiting = await makeUser();
    await saveDraft(waiting, made.address, { body: "Soon", version: 0 }, { at: after(-5) });
    await makeSubmission(made, { at: after(-5) });
    expect(await remindOfDueDates({ at: after(-2) })).toBe(0);
    expect(await remindOfDueDates({ at: start })).toBe(1);
    expect(await remindOfDueDates({ at: start })).toBe(0);
    const event = await db().outboxEvent.findFirstOrThrow({ where: { name: "learning.assignment.due_soon" } });
    expect(event.payload).toMatchObject({ userId: waiting.id, unitId: made.unitId });
  });
});

/** Hands in what stands in a draft that has a file. */
async function makeSubmissionOf(made: MadeAssignment, actor: Actor) {
  const { version } = await saveDraft(actor, made.address, { body: "My plan", version: 0 }, { at: after(-1) });
  await handIn(actor, made.address, { version }, { at: after(-1) });
}
