import { beforeAll, describe, expect, it } from "vitest";
import { db } from "#app/infra/db.server.ts";
import { runRegrade } from "#app/modules/learning/quizzes/staff/run-regrade.server.ts";
import { makeAttempt } from "#test/factories/attempts.ts";
import { teachingOf } from "#test/factories/cohorts.ts";
import { makeCourse } from "#test/factories/courses.ts";
import { allKindsAnswers, allKindsQuestions } from "#test/factories/questions.ts";
import { makeUser } from "#test/factories/users.ts";
import { signedIn, type Visitor } from "#test/helpers/visitor.ts";
import { useApp } from "#test/setup/app.ts";
import { useDatabase } from "#test/setup/database.ts";

useDatabase();
const app = useApp();
let trainer: Visitor;
let base: string;
let attemptId: string;
beforeAll(async () => {
  const questions = allKindsQuestions().map(({ question }) => question);
  const units = [{ slug: "check", kind: "quiz" as const, completion: { passed: 60 }, questions }];
  const course = await makeCourse({ modules: [{ slug: "only", units }] });
  const { actor } = await teachingOf(course);
  const learner = await makeUser({ name: "Minh Trần" });
  await makeAttempt(learner, { courseSlug: course.slug, unitSlug: "check" }, { answers: allKindsAnswers("right") });
  attemptId = (await db().attempt.findFirstOrThrow({ where: { userId: learner.id } })).id;
  base = `/teach/${course.slug}/quizzes/check`;
  trainer = await signedIn(app, actor);
});

describe("the pages about a quiz, without JavaScript", () => {
  it("lead from the list to an attempt that waits, and take its marks", async () => {
    const list = (await trainer.get(base.replace(/\/check$/, ""))).body;
    expect(list).toContain("1 to mark");
    expect((await trainer.get(`${base}?show=to-mark`)).body).toContain(`href="${base}/attempts/${attemptId}"`);
    const page = `${base}/attempts/${attemptId}`;
    const asked = (await trainer.get(page)).body;
    expect(asked).toContain("Look for a date and a name.");
    // A trainer reads somebody else's answers, and gets to the one that waits without looking for it.
    expect(asked).toContain("Their answer:");
    expect(asked).not.toMatch(/your answer|You wrote/);
    expect(asked).toContain('href="#q9"');
    const refused = await trainer.post(page, { number: "9", "marks-9": "7", "comment-9": "Kept words" });
    expect(refused.status).toBe(400);
    expect(refused.body).toContain("Enter at most 1 point.");
    expect(refused.body).toContain("Kept words");
    expect((await trainer.post(page, { number: "9", "marks-9": "many" })).body).toContain(
      "Enter a number, such as 2 or 2.5.",
    );
    const saved = await trainer.post(page, { number: "9", "marks-9": "0,5", "comment-9": "A date is missing." });
    expect(saved.location).toBe(`${page}#q9`);
    expect((await trainer.get(base)).body).toMatch(/94(?:\.4)?%/);
    expect((await trainer.get(`${base}?show=to-mark`)).body).toContain("Nothing waits to be marked");
  });

  it("show statistics with what was answered", async () => {
    const { body } = await trainer.get(`${base}/statistics`);
    expect(body).toContain("From the first attempt of 1 person.");
    expect(body).toContain("these figures say little");
  });

  it("regrade as a trial, watch it, and offer to do it for good", async () => {
    const asked = await trainer.post(`${base}/regrade`, { intent: "trial", question: "" });
    const run = asked.location!;
    expect(run).toMatch(/\/regrade\/[0-9a-f-]{36}$/);
    expect((await trainer.get(run)).body).toContain("The attempts are being regraded");
    await runRegrade(run.split("/").at(-1)!);
    expect(JSON.parse((await trainer.get(`${run}/status.json`)).body)).toMatchObject({ isFinished: true, done: 1 });
    expect((await trainer.get(run)).body).toContain("Nothing would change in 1 attempt.");
    expect((await trainer.get(`${base}/regrade`)).body).toContain("trial");
  });

  it("regrade one attempt from its own page", async () => {
    expect((await trainer.get(`${base}/attempts/${attemptId}`)).body).toContain("Try regrading this attempt");
    const asked = await trainer.post(`${base}/regrade`, { intent: "trial", attempt: attemptId });
    const { scope } = await db().regrade.findUniqueOrThrow({ where: { id: asked.location!.split("/").at(-1)! } });
    expect(scope).toMatchObject({ attempts: [attemptId] });
    expect((await trainer.post(`${base}/regrade`, { intent: "trial", attempt: "x" })).status).toBe(400);
  });

  it("are for the course's staff", async () => {
    const stranger = await signedIn(app, await makeUser({ role: "trainer" }));
    for (const page of [base, `${base}/statistics`, `${base}/regrade`, `${base}/attempts/${attemptId}`]) {
      expect((await stranger.get(page)).status).toBe(403);
    }
    expect((await stranger.post(`${base}/regrade`, { intent: "apply" })).status).toBe(403);
  });
});
