import { describe, expect, it } from "vitest";
import { db } from "#app/infra/db.server.ts";
import { listAttemptsFor } from "./list-attempts.server.ts";
import { getReceiptFor } from "./get-receipt.server.ts";
import { matrixOf } from "./review-options.ts";
import { getQuizSettings, saveQuizSettings } from "./save-quiz-settings.server.ts";
import { standardSettings } from "./quiz-settings.ts";
import { openAttempt } from "./start-attempt.server.ts";
import { getAuthoringFor } from "#app/modules/learning/courses/staff-access.server.ts";
import { authoringOf } from "#test/factories/authors.ts";
import { makeAttempt } from "#test/factories/attempts.ts";
import { makeQuiz } from "#test/factories/quizzes.ts";
import { makeUser } from "#test/factories/users.ts";
import { useDatabase } from "#test/setup/database.ts";

useDatabase();

const start = new Date("2026-03-12T14:00:00Z");
const after = (seconds: number) => new Date(start.getTime() + seconds * 1000);
const answers = { 1: ["0"], 2: ["0", "2"], 3: ["1"], 4: ["map"], 5: ["60"] };

async function submitted(ticked: string[] | null, wish: Parameters<typeof makeQuiz>[0] = {}) {
  const settings = { ...(ticked && { review: matrixOf(ticked) }), ...wish.settings };
  const quiz = await makeQuiz({ ...wish, settings });
  const learner = await makeUser();
  await makeAttempt(learner, quiz.address, { answers, at: start });
  const read = (seconds: number) => getReceiptFor(learner, quiz.address, 1, "en", { at: after(seconds) });
  return { ...quiz, learner, read };
}

describe("what a receipt holds", () => {
  it("is attempt and time when all else is hidden, in the list of attempts too", async () => {
    const { read, learner, unitId } = await submitted([]);
    const shown = await read(10);
    expect(shown.questions).toEqual([]);
    expect(shown.overall).toBeNull();
    expect(shown.receipt).toMatchObject({ number: 1, marks: null, maxMarks: null, percent: null, isEnough: null });
    expect(await listAttemptsFor(learner, unitId)).toMatchObject([{ percent: null, isHidden: true }]);
  });

  it.each([
    ["answers", {}],
    ["verdict", { verdict: "right" }],
    ["marks", { earned: 1, showsMarks: true }],
    ["feedback", { feedbackHtml: ['<p dir="auto">Yes.</p>'] }],
    ["general", { feedbackHtml: ['<p dir="auto">Decisions first.</p>'] }],
  ])("with answers and %s is no more than that", async (item, expected) => {
    const { read } = await submitted(["after.answers", `after.${item}`]);
    const { questions } = await read(10);
    const hidden = { verdict: null, earned: null, showsMarks: false, feedbackHtml: [], rightAnswers: [] };
    expect(questions[0]).toMatchObject({ ...hidden, ...expected });
    expect((await read(130)).questions).toEqual([]);
  });

  it("shows right answers when the matrix says so, and by itself once the quiz has closed", async () => {
    const told = await submitted(["open.answers", "open.right", "open.verdict"]);
    expect((await told.read(200)).questions[4]!.rightAnswers).toEqual(["25 (± 0.5)"]);
    const standard = await submitted(null, {
      gift: { en: "::n::How many?{#25}\n\n::m::And?{#3}" },
      closesAt: after(600),
    });
    expect((await standard.read(599)).questions.flatMap((one) => one.rightAnswers)).toEqual([]);
    expect((await standard.read(600)).questions.flatMap((one) => one.rightAnswers)).toEqual(["25", "3"]);
  });

  it("has the overall feedback of its band", async () => {
    const overallFeedback = [
      { from: 50, text: { en: "Well **done**" } },
      { from: 0, text: { en: "Again" } },
    ];
    const { read } = await submitted(null, { settings: { overallFeedback } });
    expect((await read(10)).overall).toMatchObject({
      html: expect.stringContaining("<strong>done</strong>"),
      language: "en",
    });
  });

  it("holds no grade of a unit that hides its grades", async () => {
    const { read, learner, unitId } = await submitted(null, { hidesGrades: true });
    const { receipt, questions, hidesGrades } = await read(10);
    expect([receipt.percent, receipt.isEnough, hidesGrades]).toEqual([null, null, true]);
    expect(questions.map(({ verdict, earned }) => [verdict, earned])).toEqual(questions.map(() => [null, null]));
    expect(await listAttemptsFor(learner, unitId)).toMatchObject([{ percent: null, isHidden: true }]);
  });
});

describe("the settings of a quiz", () => {
  it("are read and changed by the course's authors, and reach running attempts and grades at once", async () => {
    const quiz = await makeQuiz();
    const administrator = await makeUser({ role: "administrator" });
    const access = await getAuthoringFor(administrator, quiz.course.slug, "en");
    expect((await getQuizSettings(access, "check")).settings).toEqual(standardSettings);
    const learner = await makeUser();
    await makeAttempt(learner, quiz.address, { answers: { 1: ["0"] }, at: start });
    await makeAttempt(learner, quiz.address, { answers: {}, at: start });
    const { attempt } = await openAttempt(learner, quiz.address, { at: start });
    const wish = { ...standardSettings, timeLimit: 900, gradeMethod: "last" as const };
    await saveQuizSettings(access, "check", wish, { at: after(1) });
    expect((await getQuizSettings(access, "check")).settings).toEqual(wish);
    expect(await db().attempt.findUniqueOrThrow({ where: { id: attempt.id } })).toMatchObject({ endsAt: after(900) });
    const where = { userId_unitId: { userId: learner.id, unitId: quiz.unitId } };
    expect((await db().unitProgress.findUniqueOrThrow({ where })).gradePercent).toBe(0);
  });

  it("are refused for what is no quiz", async () => {
    const { course } = await makeQuiz();
    const access = await authoringOf(course);
    await expect(getQuizSettings(access, "after")).rejects.toMatchObject({ status: 404 });
    await expect(getQuizSettings(access, "none")).rejects.toMatchObject({ status: 404 });
  });
});
