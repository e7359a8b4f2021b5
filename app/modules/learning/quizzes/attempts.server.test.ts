import { describe, expect, it } from "vitest";
import { db } from "#app/infra/db.server.ts";
import { countingStatements } from "#app/infra/statements/statement-count.server.ts";
import { getCourseFor } from "#app/modules/learning/outline/get-course.server.ts";
import { askQuestion } from "#app/modules/learning/questions/quiz-view.ts";
import { saveAnswers, submitAnswers } from "./save-answers.server.ts";
import { listAttemptsFor } from "./list-attempts.server.ts";
import { getReceiptFor } from "./get-receipt.server.ts";
import { openAttempt } from "./start-attempt.server.ts";
import { answersSchema } from "#app/modules/learning/courses/schemas.ts";
import { answersInput, makeAttempt } from "#test/factories/attempts.ts";
import { makeCourse, quizGift, rightAnswers, wrongAnswers } from "#test/factories/courses.ts";
import { makeUser } from "#test/factories/users.ts";
import { useDatabase } from "#test/setup/database.ts";

useDatabase();

const at = new Date("2026-03-12T14:00:00Z");
const later = new Date("2026-03-12T14:05:00Z");

async function quiz(gift: Record<string, string> = { en: quizGift }) {
  const units = [
    { slug: "check", titles: { en: "Check", ...(gift.fr && { fr: "Vérifier" }) }, gift },
    { slug: "after" },
  ];
  const course = await makeCourse({ modules: [{ slug: "basics", units }] });
  return { course, address: { courseSlug: course.slug, unitSlug: "check" }, learner: await makeUser() };
}

describe("starting an attempt", () => {
  it("enrols, starts once however often the page is opened, and tells nobody the right answers", async () => {
    const { address, learner, course } = await quiz();
    const opened = await Promise.all(Array.from({ length: 4 }, () => openAttempt(learner, address, { at })));
    expect(new Set(opened.map(({ attempt }) => attempt.id)).size).toBe(1);
    expect(opened.filter(({ isNewEnrolment }) => isNewEnrolment)).toHaveLength(1);
    expect(opened[0]!.attempt).toMatchObject({ number: 1, version: 0, savedAt: null, startedAt: at });
    const asked = opened[0]!.questions.map((row) => askQuestion(row, "fr", "en"));
    expect(asked.map(({ kind, choices }) => [kind, choices.length])).toEqual([
      ["single", 2],
      ["several", 3],
      ["boolean", 2],
      ["short", 0],
      ["numeric", 0],
    ]);
    expect(JSON.stringify(asked)).not.toMatch(/fraction|feedback|mapping|Too early/);
    // To look at the questions is to begin nothing: the first answer does.
    const state = async () => (await getCourseFor(learner, course.slug, "en")).modules[0]!.units[0]!.state;
    expect(await state()).toBe("not_started");
    const saved = await saveAnswers(learner, address, answersInput({ 1: ["0"] }), { at });
    expect(saved).toMatchObject({ kind: "saved", answered: 1, count: 5 });
    expect(await state()).toBe("in_progress");
  });

  it("is refused to guests, and where there is no quiz", async () => {
    const { address, learner } = await quiz();
    await expect(openAttempt(null, address)).rejects.toMatchObject({ status: 401 });
    await expect(saveAnswers(null, address, answersInput({}))).rejects.toMatchObject({ status: 401 });
    await expect(submitAnswers(null, address, answersInput({}))).rejects.toMatchObject({ status: 401 });
    await expect(openAttempt(learner, { ...address, unitSlug: "after" })).rejects.toMatchObject({ status: 404 });
    await expect(saveAnswers(learner, address, answersInput({}, { attempt: 7 }))).rejects.toMatchObject({
      status: 404,
    });
  });
});

describe("saving", () => {
  it("keeps each page's answers with a rising version, and what is not sent is cleared", async () => {
    const { address, learner } = await quiz();
    const { attempt } = await openAttempt(learner, address);
    const answers = { 1: ["1"], 2: ["2", "0", "9"], 4: ["  a word\u0000 "], 5: [" "] };
    const saved = await saveAnswers(learner, address, answersInput(answers, { version: 0 }), { at });
    expect(saved).toMatchObject({ kind: "saved", number: 1, version: 1, savedAt: at, endsAt: null });
    const read = async () => (await openAttempt(learner, address)).questions.map(({ response }) => response);
    expect(await read()).toEqual([["1"], ["0", "2"], [], ["  a word "], []]);
    await saveAnswers(learner, address, answersInput({ 3: ["1"] }, { version: 1, attempt: attempt.number }));
    expect(await read()).toEqual([[], [], ["1"], [], []]);
  });

  it("refuses a stale page, overwrites nothing, and gives the saved answers along", async () => {
    const { address, learner } = await quiz();
    await saveAnswers(learner, address, answersInput({ 1: ["0"] }, { version: 0 }), { at });
    const stale = saveAnswers(learner, address, answersInput({ 1: ["1"] }, { version: 0 }), { at: later });
    await expect(stale).rejects.toMatchObject({
      code: "learning.error.stale",
      status: 409,
      details: { data: { version: 1, savedAt: at, answers: { 1: ["0"], 2: [] } } },
    });
    await expect(submitAnswers(learner, address, answersInput({ 1: ["1"] }, { version: 0 }))).rejects.toMatchObject({
      status: 409,
    });
    const { attempt, questions } = await openAttempt(learner, address);
    expect([attempt.version, questions[0]!.response]).toEqual([1, ["0"]]);
  });

  it("takes the same answers twice, because the first time's answer may have been lost on the way", async () => {
    const { address, learner } = await quiz();
    const input = answersInput({ 1: ["0"] }, { version: 0 });
    await saveAnswers(learner, address, input, { at });
    expect(await saveAnswers(learner, address, input, { at: later })).toMatchObject({ version: 1, savedAt: at });
  });

  it("lets one of two windows win when both save at the same time", async () => {
    const { address, learner } = await quiz();
    await openAttempt(learner, address);
    const choices = ["0", "1"].map((choice) => answersInput({ 1: [choice] }, { version: 0 }));
    const both = await Promise.allSettled(choices.map((input) => saveAnswers(learner, address, input)));
    expect(both.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
  });
});

describe("submitting", () => {
  it("grades at once, completes the unit, and gives a receipt", async () => {
    const { address, learner, course } = await quiz();
    const result = await submitAnswers(learner, address, answersInput(rightAnswers), { at });
    expect(result).toEqual({ kind: "graded", number: 1 });
    const { receipt, questions, unit } = await getReceiptFor(learner, address, 1, "en");
    expect(receipt).toMatchObject({ number: 1, percent: 100, marks: 5, maxMarks: 5, submittedAt: at, isEnough: true });
    expect(JSON.stringify(receipt)).not.toMatch(/[0-9a-f]{64}/);
    expect(unit.state).toBe("passed");
    expect(questions.map(({ verdict }) => verdict)).toEqual(["right", "right", "right", "right", "right"]);
    expect(questions[0]!.feedbackHtml).toEqual(['<p dir="auto">Yes.</p>', '<p dir="auto">Decisions first.</p>']);
    expect((await getCourseFor(learner, course.slug, "en")).standing).toMatchObject({ percent: 50 });
  });

  it("asks before it takes unanswered questions, and has kept the answers meanwhile", async () => {
    const { address, learner } = await quiz();
    const partial = { 1: ["0"], 4: ["mapping"] };
    expect(await submitAnswers(learner, address, answersInput(partial, { version: 0 }))).toEqual({
      kind: "unanswered",
      numbers: [2, 3, 5],
    });
    const { attempt, questions } = await openAttempt(learner, address);
    expect([attempt.version, questions[0]!.response]).toEqual([1, ["0"]]);
    const confirmed = answersInput(partial, { version: 1, isConfirmed: true });
    expect(await submitAnswers(learner, address, confirmed)).toEqual({ kind: "graded", number: 1 });
    expect((await getReceiptFor(learner, address, 1, "en")).questions.map(({ verdict }) => verdict)).toEqual([
      ...["right", "unanswered", "unanswered", "right", "unanswered"],
    ]);
  });

  it.each(["abc", "25 km"])("spends no attempt on %j where a number is asked for, and keeps it", async (typed) => {
    const { address, learner } = await quiz();
    const submit = (answer: string, version: number) =>
      submitAnswers(learner, address, answersInput({ ...rightAnswers, 5: [answer] }, { version, isConfirmed: true }));
    expect(await submit(typed, 0)).toEqual({ kind: "unread", typed: { 5: [typed] }, version: 1 });
    const { attempt, questions } = await openAttempt(learner, address);
    expect([attempt.number, attempt.version, questions[4]!.response]).toEqual([1, 1, [typed]]);
    expect(await db().attempt.count({ where: { userId: learner.id, state: "submitted" } })).toBe(0);
    expect(await submit("٢٥ ٪", 1)).toEqual({ kind: "graded", number: 1 });
    expect((await getReceiptFor(learner, address, 1, "en")).receipt.percent).toBe(100);
  });

  it("submits once when the button is pressed twice", async () => {
    const { address, learner } = await quiz();
    await openAttempt(learner, address);
    const input = answersInput(rightAnswers, { attempt: 1, version: 0 });
    const both = await Promise.all([submitAnswers(learner, address, input), submitAnswers(learner, address, input)]);
    expect(both.map(({ kind }) => kind).sort()).toEqual(["graded", "over"]);
    expect(await saveAnswers(learner, address, input)).toEqual({ kind: "over", number: 1, state: "submitted" });
    expect(await db().attempt.count({ where: { userId: learner.id } })).toBe(1);
  });

  it("keeps the highest grade of any number of attempts, and does not take a pass away", async () => {
    const { address, learner, course } = await quiz();
    await makeAttempt(learner, address, { answers: wrongAnswers });
    const state = async () => (await getCourseFor(learner, course.slug, "en")).modules[0]!.units[0]!;
    expect(await state()).toMatchObject({ state: "failed", gradePercent: 0 });
    await makeAttempt(learner, address);
    await makeAttempt(learner, address, { answers: wrongAnswers });
    expect(await state()).toMatchObject({ state: "passed", gradePercent: 100 });
    const attempts = await listAttemptsFor(learner, course.units[0]!.id);
    expect(attempts.map(({ number, percent }) => [number, percent])).toEqual([
      [3, 0],
      [2, 100],
      [1, 0],
    ]);
    expect(await listAttemptsFor(null, course.units[0]!.id)).toEqual([]);
  });

  it("shows right answers only once the unit is passed", async () => {
    const { address, learner } = await quiz();
    await makeAttempt(learner, address, { answers: wrongAnswers });
    const read = async () => (await getReceiptFor(learner, address, 1, "en")).questions;
    const before = await read();
    const byValue = (questions: typeof before) =>
      questions[0]!.choices.toSorted((a, b) => Number(a.value) - Number(b.value));
    expect(byValue(before).map(({ isChosen, verdict }) => [isChosen, verdict])).toEqual([
      [false, undefined],
      [true, "wrong"],
    ]);
    expect(before.flatMap(({ rightAnswers: shown }) => shown)).toEqual([]);
    await makeAttempt(learner, address);
    const after = await read();
    expect(byValue(after).map(({ verdict }) => verdict)).toEqual(["right", "wrong"]);
    expect(after.map(({ rightAnswers: shown }) => shown)).toEqual([[], [], [], ["mapping", "map"], ["25 (± 0.5)"]]);
  });

  it("accepts a word in any language of the course, and answers in the reader's", async () => {
    const gift = {
      en: "::word::One word?{=mapping#Right. ~}".replace(" ~", ""),
      fr: "::word::Un mot ?{=cartographie#Juste.}",
    };
    const { address, learner } = await quiz(gift);
    for (const word of ["Cartographie", "mapping"]) await makeAttempt(learner, address, { answers: { 1: [word] } });
    const first = (await getReceiptFor(learner, address, 1, "fr")).questions[0]!;
    expect(first).toMatchObject({ verdict: "right", language: "fr", feedbackLanguage: "fr" });
    expect(first.promptHtml).toContain("Un mot");
    const second = (await getReceiptFor(learner, address, 2, "fr")).questions[0]!;
    expect(second).toMatchObject({ verdict: "right", language: "fr", feedbackLanguage: "en" });
  });

  it("shows a receipt to nobody else", async () => {
    const { address, learner } = await quiz();
    await makeAttempt(learner, address);
    await expect(getReceiptFor(null, address, 1, "en")).rejects.toMatchObject({ status: 401 });
    await expect(getReceiptFor(await makeUser(), address, 1, "en")).rejects.toMatchObject({ status: 404 });
    await openAttempt(learner, address);
    await expect(getReceiptFor(learner, address, 2, "en")).rejects.toMatchObject({ status: 404 });
    for (const number of [NaN, -1, 1e30])
      await expect(getReceiptFor(learner, address, number, "en")).rejects.toMatchObject({ status: 404 });
  });
});

describe("statements", () => {
  it("hold every page and every save to its maximum", async () => {
    const { address, learner, course } = await quiz();
    await makeAttempt(learner, address);
    await openAttempt(learner, address);
    const count = async (work: () => Promise<unknown>) => (await countingStatements(work)).statements.length;
    expect(await count(() => openAttempt(learner, address))).toBeLessThanOrEqual(3);
    expect(await count(() => getReceiptFor(learner, address, 1, "en"))).toBeLessThanOrEqual(7);
    expect(await count(() => listAttemptsFor(learner, course.units[0]!.id))).toBeLessThanOrEqual(4);
    expect(await count(() => saveAnswers(learner, address, answersInput({ 1: ["0"] })))).toBeLessThanOrEqual(5);
  });
});

describe("the form", () => {
  it("is read as product pages and outside programs send it", () => {
    expect(
      answersSchema.parse({ q1: "0", q2: ["0", "2"], intent: "submit", version: "3", other: "x", q0: "1" }),
    ).toEqual({
      intent: "submit",
      version: 3,
      attempt: null,
      isConfirmed: false,
      page: null,
      to: null,
      answers: { 1: ["0"], 2: ["0", "2"] },
    });
    expect(answersSchema.parse({})).toEqual(answersInput({}));
    expect(answersSchema.safeParse({ intent: "steal" }).success).toBe(false);
    expect(answersSchema.safeParse({ version: "-1" }).success).toBe(false);
    expect(answersSchema.safeParse({ q1: "x".repeat(50_001) }).success).toBe(false);
  });
});
