import { randomUUID } from "node:crypto";
import { afterAll, expect, test } from "vitest";
import { db } from "#app/infra/db.server.ts";
import { closeQueue } from "#app/infra/queue.server.ts";
import { putFile } from "#app/infra/storage.server.ts";
import { findActor } from "#app/modules/accounts/sessions.server.ts";
import { sweepAssignments } from "#app/modules/learning/assignments/reviews/advance-review-round.server.ts";
import { beginReview } from "#app/modules/learning/assignments/reviews/begin-review.server.ts";
import { erasePurgedFiles } from "#app/modules/learning/assignments/reviews/moderate-submission.server.ts";
import { appeal } from "#app/modules/moderation/appeal.server.ts";
import { findAppealToDecide } from "#app/modules/moderation/waiting-news.server.ts";
import { claimCase } from "#app/modules/moderation/cases/claim-case.server.ts";
import { decideCase } from "#app/modules/moderation/cases/decide-case.server.ts";
import { openCaseFor } from "#app/modules/moderation/cases/open-case.server.ts";
import { getDecisionNews } from "#app/modules/moderation/decision-news.server.ts";
import type { Verdict } from "#app/modules/moderation/verdicts.ts";
import { makeReviewedAssignment } from "#test/factories/assignments.ts";
import { makeUser } from "#test/factories/users.ts";
import { signedIn } from "#test/helpers/visitor.ts";
import { useApp } from "#test/setup/app.ts";
import { useDatabase } from "#test/setup/database.ts";

useDatabase();
const app = useApp();
afterAll(closeQueue);

const day = 86_400_000;
const reason = "It insults a colleague.";

/** Anonymous reviewing: somebody has begun to review the work of the author, which has a file. */
async function makeScene() {
  const name = `Zephyrine ${randomUUID().slice(0, 8)}`;
  const author = await makeUser({ name });
  const made = await makeReviewedAssignment(author);
  const { submissionId: id, address } = made;
  const storageKey = `submissions/${made.unitId}/${randomUUID()}.txt`;
  await putFile(storageKey, Buffer.from("words"));
  const data = { submissionId: id, storageKey, name: `${name}.txt`, type: "text/plain", bytes: 5 };
  const file = await db().submissionFile.create({ data, select: { id: true } });
  const review = await db().peerReview.findFirstOrThrow({ where: { submissionId: id } });
  const reviewer = (await findActor(review.reviewerId))!;
  await beginReview(reviewer, address, review.id);
  const unit = `/courses/${address.courseSlug}/${address.unitSlug}`;
  return {
    ...{ name, author, id, reviewer, reviewId: review.id, unitId: made.unitId },
    visitor: await signedIn(app, reviewer),
    own: await signedIn(app, author),
    page: `${unit}/reviews/${review.id}`,
    submission: `${unit}/submission`,
    file: `${unit}/submission/files/${file.id}`,
    report: `/report?kind=submission&id=${id}`,
  };
}

type Scene = Awaited<ReturnType<typeof makeScene>>;

async function decide({ id, visitor, report }: Scene, verdict: Verdict) {
  let found = await db().moderationCase.findFirst({ where: { thingId: id } });
  if (!found) {
    const sent = await visitor.post(report, { kind: "submission", id, reason: "offensive", note: "" });
    expect(sent.status).toBe(303);
    found = await db().moderationCase.findFirstOrThrow({ where: { thingId: id } });
  }
  const keeper = await makeUser({ role: "administrator" });
  const { publicId, version } = found;
  await decideCase(keeper, publicId, { decision: verdict, reason, until: "", version });
  return publicId;
}

test("a reviewer reports the work without learning whose it is; nobody else may, and moderators see its author", async () => {
  const scene = await makeScene();
  const { visitor, page, report, name, own, file } = scene;
  expect((await visitor.get(page)).body).toContain(report.replace("&", "&amp;"));
  for (const address of [report, report.replace("/report", "/report.data")]) {
    const { status, whole } = await visitor.get(address);
    expect([address, status]).toEqual([address, 200]);
    expect(whole).toContain("plan");
    expect(whole).not.toContain(name);
    expect(whole).not.toContain(scene.author.handle);
  }
  expect((await own.get(report)).status).toBe(403);
  const [stranger, keeper] = [await makeUser(), await makeUser({ role: "moderator" })];
  expect((await (await signedIn(app, stranger)).get(report)).status).toBe(404);
  const number = await decide(scene, "hide");
  const moderator = await signedIn(app, keeper);
  const { body } = await moderator.get(`/moderation/${number}`);
  for (const word of [name, file]) expect(body).toContain(word);
  expect((await moderator.get(file)).status).toBe(200);
  for (const address of [report, report.replace("/report", "/report.data"), page])
    expect((await visitor.get(address)).whole).not.toContain(name);
  const { id } = await db().moderationDecision.findFirstOrThrow({ where: { case: { publicId: number } } });
  const news = await getDecisionNews(id);
  expect(JSON.stringify([news!.title, news!.reporterHref])).not.toContain(name);
});

test("what is hidden is a sentence for its reviewers, who are not held to it, and is there again when it comes back", async () => {
  const scene = await makeScene();
  const { visitor, page, file, reviewId, reviewer, unitId, id, own, submission } = scene;
  expect((await visitor.get(file)).status).toBe(200);
  await decide(scene, "hide");
  const hidden = await visitor.get(page);
  expect(hidden.body).toContain("This work is not shown at the moment");
  expect(hidden.body).not.toContain("<em>plan</em>");
  expect((await visitor.get(file)).status).toBe(410);
  const fields = { intent: "save", version: "0", comment: "Well done" };
  for (const intent of ["save", "give"]) {
    const answer = await visitor.post(page, { ...fields, intent });
    expect([intent, answer.status]).toEqual([intent, 400]);
    expect(answer.body).toContain("Well done");
  }
  expect((await visitor.post(`${page}/draft.json`, fields)).status).toBe(400);
  expect(await db().peerReview.findUnique({ where: { id: reviewId } })).toMatchObject({ comment: "", version: 0 });

  const mine = await own.get(submission);
  for (const word of [
    "Reviewers do not see this work",
    reason,
    "<em>plan</em>",
    `/appeal?kind=submission&amp;id=${id}`,
  ])
    expect(mine.body).toContain(word);
  expect((await own.get(`/appeal?kind=submission&id=${id}`)).body).toContain(reason);

  await sweepAssignments({ at: new Date(Date.now() + 30 * day) });
  expect(await db().peerReview.findUnique({ where: { id: reviewId } })).toMatchObject({ state: "begun" });
  const late = await db().peerReview.findMany({ where: { reviewerId: reviewer.id, submission: { unitId } } });
  const lapsed = late.filter(({ state }) => state === "lapsed").length;
  expect(late.filter(({ id: one }) => one !== reviewId)).toHaveLength(lapsed);
  // Its author does not wait for what does not come: the staff is told.
  expect((await db().submission.findUniqueOrThrow({ where: { id } })).notifiedAt).not.toBeNull();

  await decide(scene, "restore");
  const { leaseUntil } = await db().peerReview.findUniqueOrThrow({ where: { id: reviewId } });
  expect(leaseUntil.getTime()).toBeGreaterThan(Date.now() + day);
  expect((await visitor.get(page)).body).toContain("<em>plan</em>");
  expect((await visitor.post(page, fields)).status).toBe(303);
});

test("a review that lapsed does not count against its reviewer while the work is out of sight", async () => {
  const scene = await makeScene();
  const { reviewer, unitId, id } = scene;
  const others = { reviewerId: reviewer.id, submissionId: { not: id }, submission: { unitId } };
  await db().peerReview.deleteMany({ where: others });
  await db().peerReview.updateMany({ where: { id: scene.reviewId }, data: { state: "lapsed" } });
  const gradeOf = async () =>
    (await db().reviewerGrade.findUnique({ where: { unitId_userId: { unitId, userId: reviewer.id } } }))?.percent;
  await decide(scene, "remove");
  expect(await gradeOf()).toBeNull();
  await decide(scene, "restore");
  expect(await gradeOf()).toBe(0);
});

test("what is erased has neither text nor files for anybody", async () => {
  const scene = await makeScene();
  const { visitor, own, page, file, id, submission } = scene;
  await decide(scene, "purge");
  expect((await visitor.get(page)).body).not.toContain("<em>plan</em>");
  for (const who of [visitor, own]) expect((await who.get(file)).status).toBe(410);
  expect(await db().submission.findUnique({ where: { id } })).toMatchObject({ body: "", html: "", sight: "purged" });
  for (const turn of ["first", "again"]) {
    await erasePurgedFiles(id);
    expect([turn, await db().submissionFile.count({ where: { submissionId: id } })]).toEqual([turn, 0]);
  }
  expect((await own.get(submission)).body).toContain("erased this work");
});

test("a moderator who reviews the work without knowing whose it is learns it nowhere; another one decides", async () => {
  const scene = await makeScene();
  const { reviewer, visitor, id, name, author, unitId } = scene;
  await db().user.update({ where: { id: reviewer.id }, data: { role: "moderator" } });
  const judge = (await findActor(reviewer.id))!;
  const number = await decide(scene, "hide");
  const places = [
    `/moderation/${number}`,
    "/moderation",
    "/moderation?filter=decided",
    "/moderation/log",
    "/moderation/log.csv",
  ];
  for (const address of [...places, `/moderation/new?kind=submission&id=${id}`]) {
    const { whole } = await visitor.get(address);
    for (const word of [name, author.handle]) expect([address, whole.includes(word)]).toEqual([address, false]);
  }
  const kept = { status: 403, code: "moderation.error.own_review" };
  const input = { decision: "remove", reason, until: "", version: 2 } as const;
  await expect(decideCase(judge, number, input)).rejects.toMatchObject(kept);
  await expect(claimCase(judge, number)).rejects.toMatchObject(kept);
  await expect(openCaseFor(judge, { kind: "submission", id })).rejects.toMatchObject(kept);
  expect((await visitor.get(`/moderation/${number}`)).body).toContain("You review this work without knowing");
  const another = await makeUser({ role: "moderator" });
  const other = await signedIn(app, another);
  for (const address of places) expect([address, (await other.get(address)).status]).toEqual([address, 200]);
  expect((await other.get(`/moderation/${number}`)).body).toContain(name);
  expect((await other.get("/moderation/log")).body).toContain(name);
  // Nor does a notice lead there.
  await appeal(author, { kind: "submission", id, body: "It is a plan." });
  const { id: appealId } = await db().moderationAppeal.findFirstOrThrow({ where: { case: { publicId: number } } });
  const { deciderIds } = (await findAppealToDecide(appealId))!;
  expect([reviewer, another].map((who) => deciderIds.includes(who.id))).toEqual([false, true]);
  // Where names are told, so are they in the case.
  await db().assignment.update({ where: { unitId }, data: { isAnonymous: false }, select: { unitId: true } });
  expect((await visitor.get(`/moderation/${number}`)).body).toContain(name);
});
