import { beforeEach, describe, expect, it } from "vitest";
import { db } from "#app/infra/db.server.ts";
import { transaction } from "#app/infra/transaction.server.ts";
import { saveAnswers, submitAnswers } from "./save-answers.server.ts";
import { listAttemptsFor } from "./list-attempts.server.ts";
import { endAttempt, sweepDueAttempts } from "./end-attempt.server.ts";
import { mailReceipt } from "./mail-receipt.server.ts";
import { rescheduleAttempts } from "#app/modules/learning/dates/reschedule-attempts.server.ts";
import { findAttemptFor, openAttempt } from "./start-attempt.server.ts";
import { answersInput } from "#test/factories/attempts.ts";
import { rightAnswers } from "#test/factories/courses.ts";
import { makeQuiz } from "#test/factories/quizzes.ts";
import { makeUser } from "#test/factories/users.ts";
import { useDatabase } from "#test/setup/database.ts";

useDatabase();

// The clock looks at all of them.
beforeEach(() => db().attempt.deleteMany());

const start = new Date("2026-03-12T14:00:00Z");
const after = (seconds: number) => new Date(start.getTime() + seconds * 1000);
const at = (seconds: number) => ({ at: after(seconds) });
const timed = { timeLimit: 600 };

async function begun(wish: Parameters<typeof makeQuiz>[0] = { settings: timed }) {
  const quiz = await makeQuiz(wish);
  const learner = await makeUser();
  const { attempt } = await openAttempt(learner, quiz.address, at(0));
  return { ...quiz, quiz, learner, attempt, read: () => db().attempt.findUniqueOrThrow({ where: { id: attempt.id } }) };
}

const events = (attemptId: string) =>
  db().outboxEvent.count({
    where: { name: "learning.attempt.submitted", payload: { path: ["attemptId"], equals: attemptId } },
  });
const input = (answers: Record<number, string[]>, more = {}) => answersInput(answers, { attempt: 1, ...more });

describe("a timed attempt", () => {
  it("stores its end, and when the clock must look", async () => {
    const { attempt, read } = await begun();
    expect(attempt.endsAt).toEqual(after(600));
    expect(await read()).toMatchObject({ state: "in_progress", endsAt: after(600), dueAt: after(615) });
    const closing = await begun({ settings: timed, closesAt: after(300) });
    expect(closing.attempt.endsAt).toEqual(after(300));
  });

  it("is not begun by answers alone, nor by looking", async () => {
    const { address } = await makeQuiz({ settings: timed });
    const learner = await makeUser();
    await expect(saveAnswers(learner, address, answersInput({ 1: ["0"] }))).rejects.toMatchObject({
      code: "quizzes.error.not_started",
      status: 409,
    });
    const { running, start: shown } = await findAttemptFor(learner, address, at(0));
    expect(running).toBeNull();
    expect(shown).toMatchObject({ questions: 5, refusal: null, problems: [], limits: { timeLimit: 600 } });
    expect(await db().attempt.count({ where: { userId: learner.id } })).toBe(0);
  });

  it("counts answers that arrive within 15 s of the end, both borders", async () => {
    const { learner, address, read } = await begun();
    expect(await saveAnswers(learner, address, input({ 1: ["0"] }), at(614.999))).toMatchObject({ kind: "saved" });
    expect(await saveAnswers(learner, address, input({ 1: ["1"] }), at(615))).toMatchObject({ kind: "saved" });
    expect(await sweepDueAttempts(at(615))).toBe(0);
    await expect(saveAnswers(learner, address, input({ 1: ["0"] }), at(615.001))).rejects.toMatchObject({
      code: "quizzes.error.too_late",
      status: 409,
      details: { data: { number: 1, state: "submitted", endsAt: after(600), until: null } },
    });
    expect(await read()).toMatchObject({ state: "submitted", submittedAt: after(600), dueAt: null });
    const answers = await db().attemptAnswer.findMany({
      where: { attempt: { userId: learner.id } },
      orderBy: { number: "asc" },
    });
    expect(answers[0]!.response).toEqual(["1"]);
  });

  it("is submitted within the 15 s as it is, without asking about open questions", async () => {
    const { learner, address, read } = await begun();
    const result = await submitAnswers(learner, address, input({ 1: ["0"] }), at(615));
    expect(result).toEqual({ kind: "graded", number: 1 });
    expect(await read()).toMatchObject({ state: "submitted", submittedAt: after(615), percent: 20 });
  });

  it("is not entered again between its end and what follows", async () => {
    const { learner, address } = await begun();
    const { running } = await findAttemptFor(learner, address, at(605));
    expect(running).toMatchObject({ state: "in_progress", endsAt: after(600) });
    const later = await findAttemptFor(learner, address, at(700));
    expect(later.running).toBeNull();
    expect((await listAttemptsFor(learner, (await begun()).unitId)).length).toBe(0);
    expect(await db().attempt.findFirst({ where: { userId: learner.id } })).toMatchObject({ state: "submitted" });
  });

  it("lets what is saved already be sent again whenever, and a person's own submission stay what it is", async () => {
    const { learner, address } = await begun();
    await saveAnswers(learner, address, input({ 1: ["0"] }), at(10));
    await sweepDueAttempts(at(700));
    expect(await submitAnswers(learner, address, input({ 1: ["0"] }), at(701))).toEqual({
      kind: "over",
      number: 1,
      state: "submitted",
    });
    await expect(submitAnswers(learner, address, input({ 1: ["1"] }), at(702))).rejects.toMatchObject({
      code: "quizzes.error.too_late",
    });
    const early = await begun();
    await submitAnswers(early.learner, early.address, input(rightAnswers), at(20));
    const again = await submitAnswers(early.learner, early.address, input({ 1: ["1"] }), at(900));
    expect(again).toEqual({ kind: "over", number: 1, state: "submitted" });
  });
});

describe("the clock", () => {
  it("submits what is saved as of the end, after a downtime too, and once", async () => {
    const { learner, address, attempt, read, unitId } = await begun();
    await saveAnswers(learner, address, input({ ...rightAnswers, 5: [] }), at(30));
    expect(await endAttempt(attempt.id, at(599))).toBe(false);
    const swept = await Promise.all([sweepDueAttempts(at(90_000)), sweepDueAttempts(at(90_000))]);
    expect(swept.reduce((sum, count) => sum + count)).toBe(1);
    expect(await read()).toMatchObject({ state: "submitted", submittedAt: after(600), percent: 80, dueAt: null });
    expect(await sweepDueAttempts(at(90_001))).toBe(0);
    expect(await events(attempt.id)).toBe(1);
    const where = { userId_unitId: { userId: learner.id, unitId } };
    expect(await db().unitProgress.findUniqueOrThrow({ where })).toMatchObject({
      gradePercent: 80,
      completedAt: after(600),
    });
  });

  it("gives the grace in which one submits what is there and changes nothing", async () => {
    const { learner, address, read } = await begun({ settings: { ...timed, timeEnd: "grace", grace: 120 } });
    await saveAnswers(learner, address, input({ 1: ["0"] }), at(10));
    expect(await sweepDueAttempts(at(616))).toBe(1);
    expect(await read()).toMatchObject({ state: "overdue", dueAt: after(720) });
    const late = expect.objectContaining({ state: "overdue", until: after(720) });
    await expect(saveAnswers(learner, address, input({ 1: ["1"] }), at(630))).rejects.toMatchObject({
      code: "quizzes.error.too_late",
      details: { data: late },
    });
    await expect(submitAnswers(learner, address, input({ 1: ["1"] }), at(630))).rejects.toMatchObject({
      code: "quizzes.error.too_late",
    });
    const saved = input({}, { page: [], isConfirmed: true });
    expect(await submitAnswers(learner, address, saved, at(720))).toEqual({ kind: "graded", number: 1 });
    expect(await read()).toMatchObject({ state: "submitted", submittedAt: after(720), percent: 20 });
  });

  it("abandons what nobody submits in the grace, and at once where the quiz discards", async () => {
    const grace = await begun({ settings: { ...timed, timeEnd: "grace", grace: 120 } });
    await sweepDueAttempts(at(616));
    expect(await sweepDueAttempts(at(720))).toBe(0);
    expect(await sweepDueAttempts(at(720.001))).toBe(1);
    expect(await grace.read()).toMatchObject({ state: "abandoned", submittedAt: null, dueAt: null, percent: null });
    const discard = await begun({ settings: { ...timed, timeEnd: "discard" } });
    await saveAnswers(discard.learner, discard.address, input({ 1: ["0"] }), at(10));
    expect(await sweepDueAttempts(at(616))).toBe(1);
    expect(await discard.read()).toMatchObject({ state: "abandoned", percent: null });
    expect(await events(discard.attempt.id)).toBe(0);
    await expect(submitAnswers(discard.learner, discard.address, input({ 1: ["1"] }), at(617))).rejects.toMatchObject({
      details: { data: { state: "abandoned" } },
    });
    expect(await submitAnswers(discard.learner, discard.address, input({ 1: ["0"] }), at(618))).toMatchObject({
      kind: "over",
      state: "abandoned",
    });
    const submitted = await begun({ settings: { ...timed, timeEnd: "discard" } });
    expect(await submitAnswers(submitted.learner, submitted.address, input({ 1: ["0"] }), at(612))).toMatchObject({
      kind: "graded",
    });
  });

  it("grades once when somebody submits at the moment when it comes", async () => {
    for (let round = 0; round < 5; round += 1) {
      const { learner, address, attempt, read } = await begun();
      const results = await Promise.allSettled([
        submitAnswers(learner, address, input(rightAnswers), at(615)),
        endAttempt(attempt.id, at(616)),
        endAttempt(attempt.id, at(616)),
      ]);
      expect(await events(attempt.id)).toBe(1);
      const { percent, state } = await read();
      expect(state).toBe("submitted");
      const isMine = results[0].status === "fulfilled" && results[0].value.kind === "graded";
      expect(percent).toBe(isMine ? 100 : 0);
    }
  });
});

describe("another time", () => {
  const extend = (unitId: string, userId: string, timeLimit: number, seconds: number) =>
    transaction(async (tx) => {
      await tx.unitOverride.upsert({
        where: { unitId_userId: { unitId, userId } },
        create: { unitId, userId, timeLimit },
        update: { timeLimit },
      });
      return rescheduleAttempts(tx, { unitId, userIds: [userId], at: after(seconds) });
    });

  it("reaches a running attempt, earlier, later and without end", async () => {
    const { unitId, learner, address, read } = await begun();
    const other = await makeUser();
    await openAttempt(other, address, at(0));
    expect(await extend(unitId, learner.id, 1200, 30)).toBe(1);
    expect(await read()).toMatchObject({ endsAt: after(1200), dueAt: after(1215) });
    expect(await saveAnswers(learner, address, input({ 1: ["0"] }), at(900))).toMatchObject({ endsAt: after(1200) });
    expect(await db().attempt.findFirst({ where: { userId: other.id } })).toMatchObject({ endsAt: after(600) });
    await extend(unitId, learner.id, 0, 901);
    expect(await read()).toMatchObject({ endsAt: null, dueAt: null });
    await extend(unitId, learner.id, 60, 902);
    expect(await read()).toMatchObject({ endsAt: after(60), dueAt: after(75) });
    expect(await sweepDueAttempts(at(903))).toBeGreaterThan(0);
    expect(await read()).toMatchObject({ state: "submitted", submittedAt: after(60) });
    expect(await extend(unitId, learner.id, 1200, 904)).toBe(0);
    expect(await read()).toMatchObject({ state: "submitted" });
  });

  it("takes an attempt out of its grace again", async () => {
    const { unitId, learner, address, read } = await begun({ settings: { ...timed, timeEnd: "grace", grace: 300 } });
    await sweepDueAttempts(at(620));
    expect(await read()).toMatchObject({ state: "overdue" });
    await extend(unitId, learner.id, 1200, 630);
    expect(await read()).toMatchObject({ state: "in_progress", endsAt: after(1200), dueAt: after(1215) });
    expect(await saveAnswers(learner, address, input({ 1: ["0"] }), at(640))).toMatchObject({ kind: "saved" });
  });
});

describe("how often", () => {
  it("is limited, with a pause between, and one at a time however many windows begin", async () => {
    const quiz = await makeQuiz({ settings: { attemptsAllowed: 2, delay: 60 } });
    const learner = await makeUser();
    const opened = await Promise.all(Array.from({ length: 5 }, () => openAttempt(learner, quiz.address, at(0))));
    expect(new Set(opened.map(({ attempt }) => attempt.number))).toEqual(new Set([1]));
    await submitAnswers(learner, quiz.address, input(rightAnswers), at(100));
    await expect(openAttempt(learner, quiz.address, at(159))).rejects.toMatchObject({ code: "quizzes.error.too_soon" });
    expect((await openAttempt(learner, quiz.address, at(160))).attempt.number).toBe(2);
    await submitAnswers(learner, quiz.address, answersInput(rightAnswers, { attempt: 2 }), at(200));
    await expect(openAttempt(learner, quiz.address, at(900))).rejects.toMatchObject({
      code: "quizzes.error.no_attempts_left",
      status: 409,
    });
    await db().unitOverride.create({ data: { unitId: quiz.unitId, userId: learner.id, attemptsAllowed: 0 } });
    expect((await openAttempt(learner, quiz.address, at(900))).attempt.number).toBe(3);
  });

  it("counts the pause from when somebody submitted, not from when the time would have ended", async () => {
    const quiz = await makeQuiz({ settings: { timeLimit: 600, delay: 60 } });
    const learner = await makeUser();
    await openAttempt(learner, quiz.address, at(0));
    await submitAnswers(learner, quiz.address, input(rightAnswers), at(100));
    await expect(openAttempt(learner, quiz.address, at(159))).rejects.toMatchObject({ code: "quizzes.error.too_soon" });
    expect((await openAttempt(learner, quiz.address, at(160))).attempt.number).toBe(2);
  });

  it("and when: not before it opens, not after it closes", async () => {
    const { address } = await makeQuiz({ opensAt: after(0), closesAt: after(100) });
    const learner = await makeUser();
    await expect(openAttempt(learner, address, at(-1))).rejects.toMatchObject({ code: "quizzes.error.not_open_yet" });
    await expect(openAttempt(learner, address, at(100))).rejects.toMatchObject({ code: "quizzes.error.closed" });
    const { attempt } = await openAttempt(learner, address, at(99));
    expect(attempt.endsAt).toEqual(after(100));
  });
});

describe("the receipt", () => {
  const mails = (id: string) => db().outgoingMail.findMany({ where: { key: `attempt-receipt:${id}` } });

  it("is mailed once, with attempt and time and no grade, and tells programs alone the fingerprint", async () => {
    const { learner, address, attempt, read } = await begun();
    await mailReceipt(attempt.id);
    expect(await mails(attempt.id)).toEqual([]);
    await submitAnswers(learner, address, input(rightAnswers), at(50));
    await Promise.all([mailReceipt(attempt.id), mailReceipt(attempt.id)]);
    await mailReceipt(attempt.id);
    const [mail, ...others] = await mails(attempt.id);
    expect(others).toEqual([]);
    expect(mail).toMatchObject({ recipient: learner.email });
    const { fingerprint } = await read();
    expect(mail!.headers).toMatchObject({ "X-Answers-Fingerprint": `sha256=${fingerprint}` });
    expect(mail!.text + mail!.html).not.toContain(fingerprint);
    for (const words of ["12 March 2026", `${address.courseSlug}/check/attempts/1`])
      expect(mail!.text).toContain(words);
    expect(mail!.text).not.toMatch(/\d ?%/);
  });

  it("goes to no address that is not confirmed", async () => {
    const { learner, address, attempt } = await begun();
    await submitAnswers(learner, address, input(rightAnswers), at(50));
    await db().user.update({ where: { id: learner.id }, data: { emailConfirmedAt: null } });
    await mailReceipt(attempt.id);
    expect(await mails(attempt.id)).toEqual([]);
  });
});
