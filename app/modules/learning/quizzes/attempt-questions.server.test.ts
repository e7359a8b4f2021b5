import { describe, expect, it } from "vitest";
import { db } from "#app/infra/db.server.ts";
import { saveAnswers, submitAnswers } from "./save-answers.server.ts";
import { findQuizProblems } from "./draw-questions.server.ts";
import { loadAttemptQuestions } from "./attempt-questions.server.ts";
import { previewQuiz } from "./attempt-grade.ts";
import { lockEnrolment } from "#app/modules/learning/enrolment/lock-enrolment.server.ts";
import { finalizeAttempt, finalizeGrade } from "./finalize-attempt.server.ts";
import { openAttempt } from "./start-attempt.server.ts";
import { transaction } from "#app/infra/transaction.server.ts";
import { answersInput } from "#test/factories/attempts.ts";
import { rightAnswers } from "#test/factories/courses.ts";
import { addDraw, makeBank, makeQuiz } from "#test/factories/quizzes.ts";
import { makeUser } from "#test/factories/users.ts";
import { useDatabase } from "#test/setup/database.ts";

useDatabase();

const versionsOf = async (attemptId: string) =>
  (await loadAttemptQuestions(db(), attemptId)).map(({ questionVersionId }) => questionVersionId);

describe("a paper with draws", () => {
  it("takes from a category, those below it and all tags, once each, with the place's marks, and stays the same", async () => {
    const quiz = await makeQuiz({ settings: { shufflesSlots: true } });
    await makeBank(quiz.course.id, "law", 2);
    const below = await makeBank(quiz.course.id, "law/digital", 3, ["new", "short"]);
    await makeBank(quiz.course.id, "lawless", 3, ["new", "short"]);
    await addDraw(quiz, "law", { draws: 2, tags: ["new", "short"], marks: 3 });
    await addDraw(quiz, "law", { draws: 3 });
    expect(await findQuizProblems(db(), quiz.unitId)).toEqual([]);
    const learner = await makeUser();
    const { attempt, questions } = await openAttempt(learner, quiz.address);
    expect(questions).toHaveLength(10);
    const drawn = await db().questionVersion.findMany({
      where: { id: { in: questions.map(({ questionVersionId }) => questionVersionId) } },
      select: { id: true, question: { select: { id: true, key: true } } },
    });
    expect(drawn).toHaveLength(10);
    expect(drawn.filter(({ question }) => question.key.startsWith("lawless"))).toEqual([]);
    const heavy = questions.filter(({ maxMarks }) => maxMarks === 3).map(({ questionVersionId }) => questionVersionId);
    const ids = drawn.filter(({ id }) => heavy.includes(id)).map(({ question }) => question.id);
    expect(ids).toHaveLength(2);
    for (const id of ids) expect(below).toContain(id);
    const before = await versionsOf(attempt.id);
    await db().question.updateMany({ where: { id: { in: below } }, data: { removedAt: new Date() } });
    expect(await versionsOf((await openAttempt(learner, quiz.address)).attempt.id)).toEqual(before);
  });

  it("is refused before it begins when there are too few questions, and costs nobody an attempt", async () => {
    const quiz = await makeQuiz();
    await makeBank(quiz.course.id, "small", 2);
    await addDraw(quiz, "small", { draws: 3 });
    const values = { position: 6, wanted: 3, found: 2 };
    expect(await findQuizProblems(db(), quiz.unitId)).toEqual([{ code: "quizzes.error.too_few_questions", values }]);
    const learner = await makeUser();
    await expect(openAttempt(learner, quiz.address)).rejects.toMatchObject({
      code: "quizzes.error.too_few_questions",
      status: 409,
      details: { values },
    });
    expect(await db().attempt.count({ where: { userId: learner.id } })).toBe(0);
    await db().quizSlot.deleteMany({ where: { unitId: quiz.unitId } });
    expect(await findQuizProblems(db(), quiz.unitId)).toEqual([{ code: "quizzes.error.no_questions" }]);
  });
});

describe("a quiz of several pages", () => {
  it("saves the questions of the page that is sent, and clears no other", async () => {
    const { address } = await makeQuiz({ settings: { questionsPerPage: 2 } });
    const learner = await makeUser();
    const { attempt } = await openAttempt(learner, address);
    const read = async () => (await loadAttemptQuestions(db(), attempt.id)).map(({ response }) => response.join());
    await saveAnswers(learner, address, answersInput({ 1: ["0"], 2: ["0"] }, { page: [1, 2] }));
    await saveAnswers(learner, address, answersInput({ 4: ["mapping"], 1: ["1"] }, { page: [3, 4] }));
    expect(await read()).toEqual(["0", "0", "", "mapping", ""]);
    await saveAnswers(learner, address, answersInput({ 1: ["1"] }, { page: [1, 2] }));
    expect(await read()).toEqual(["1", "", "", "mapping", ""]);
    const check = await submitAnswers(learner, address, answersInput({ 5: ["25"] }, { page: [5] }));
    expect(check).toEqual({ kind: "unanswered", numbers: [2, 3] });
    expect(await read()).toEqual(["1", "", "", "mapping", "25"]);
  });
});

describe("grades", () => {
  const gift = { en: "::one::One?{=yes ~no}\n\n::essay::Tell us.{}" };

  it("wait while an essay does, and come with a trainer's marks, which stay", async () => {
    const quiz = await makeQuiz({ gift });
    const learner = await makeUser();
    const input = answersInput({ 1: ["0"], 2: ["My text."] });
    expect(await submitAnswers(learner, quiz.address, input)).toMatchObject({ kind: "graded" });
    const attempt = await db().attempt.findFirstOrThrow({ where: { userId: learner.id } });
    expect(attempt).toMatchObject({ percent: null, marks: null, needsMarking: true });
    const where = { userId_unitId: { userId: learner.id, unitId: quiz.unitId } };
    expect(await db().unitProgress.findUniqueOrThrow({ where })).toMatchObject({
      gradePercent: null,
      completedAt: null,
    });
    const at = new Date();
    await db().attemptAnswer.updateMany({ where: { attemptId: attempt.id, number: 2 }, data: { manualMarks: 0.5 } });
    await transaction(async (tx) => {
      await finalizeAttempt(tx, attempt.id, { ownLanguage: "en", penalty: 0 });
      await finalizeGrade(tx, await lockEnrolment(tx, { userId: learner.id, courseId: quiz.course.id }), {
        unitId: quiz.unitId,
        at,
      });
    });
    expect(await db().unitProgress.findUniqueOrThrow({ where })).toMatchObject({ gradePercent: 75, completedAt: at });
  });

  it("follow the quiz's method and cost wrong answers their penalty", async () => {
    const quiz = await makeQuiz({ settings: { gradeMethod: "average", penalty: 0.5 } });
    const learner = await makeUser();
    const submit = (answers: Record<number, string[]>) =>
      submitAnswers(learner, quiz.address, answersInput(answers, { isConfirmed: true }));
    await submit(rightAnswers);
    await submit({ 1: ["0"], 2: ["0", "2"], 3: ["1"] });
    const attempts = await db().attempt.findMany({ where: { userId: learner.id }, orderBy: { number: "asc" } });
    expect(attempts.map(({ percent }) => percent)).toEqual([100, 30]);
    const where = { userId_unitId: { userId: learner.id, unitId: quiz.unitId } };
    expect((await db().unitProgress.findUniqueOrThrow({ where })).gradePercent).toBe(65);
    await submit({ 1: ["1"], 3: ["1"] });
    expect((await db().attempt.findFirst({ where: { userId: learner.id, number: 3 } }))?.percent).toBe(0);
  });

  it("of a preview are the same, and nothing is stored", async () => {
    const quiz = await makeQuiz();
    const { questions } = await openAttempt(await makeUser(), quiz.address);
    const count = await db().attempt.count();
    const { total, answers } = previewQuiz(questions, { ...rightAnswers, 1: ["1"] }, { ownLanguage: "en", penalty: 0 });
    expect(total).toMatchObject({ percent: 80, marks: 4, maxMarks: 5 });
    expect(answers.map(({ marks }) => marks)).toEqual([0, 1, 1, 1, 1]);
    expect(await db().attempt.count()).toBe(count);
  });
});
