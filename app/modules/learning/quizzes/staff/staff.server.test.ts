import { beforeAll, describe, expect, it } from "vitest";
import { db } from "#app/infra/db.server.ts";
import { countingStatements } from "#app/infra/statements/statement-count.server.ts";
import type { Actor } from "#app/modules/accounts/actor.ts";
import { enrol } from "#app/modules/learning/enrolment/enrol.server.ts";
import type { QuestionTranslations } from "#app/modules/learning/questions/question-translations.ts";
import type { CourseStaffAccess } from "#app/modules/learning/courses/staff-access.server.ts";
import { makeAttempt } from "#test/factories/attempts.ts";
import { makeCohort, teachingOf } from "#test/factories/cohorts.ts";
import { type MadeCourse, makeCourse, quizGift, rightAnswers, wrongAnswers } from "#test/factories/courses.ts";
import { allKindsAnswers, allKindsQuestions } from "#test/factories/questions.ts";
import { makeUser } from "#test/factories/users.ts";
import { useDatabase } from "#test/setup/database.ts";
import { findQuizOf, listAttempts, listQuizzes, type QuizUnit } from "./list-attempts.server.ts";
import { findNextToMark, getAttemptForStaff, markAnswer } from "./mark-answer.server.ts";
import { getRegrade, listRegrades, requestRegrade, runRegrade } from "./run-regrade.server.ts";
import { getQuizStatistics } from "./get-quiz-statistics.server.ts";

useDatabase();

type Class = {
  course: MadeCourse;
  access: CourseStaffAccess;
  unit: QuizUnit;
  address: { courseSlug: string; unitSlug: string };
};

/** A quiz of all nine kinds, the last of which is an essay. */
async function makeClass(): Promise<Class> {
  const questions = allKindsQuestions().map(({ question }) => question);
  const units = [{ slug: "check", kind: "quiz" as const, completion: { passed: 60 }, questions }];
  return classOf(await makeCourse({ modules: [{ slug: "only", units }] }));
}

/** The factory's quiz of five questions that need no marking. */
async function makePlainClass(): Promise<Class> {
  return classOf(await makeCourse({ modules: [{ slug: "only", units: [{ slug: "check", gift: { en: quizGift } }] }] }));
}

async function classOf(course: MadeCourse): Promise<Class> {
  const access = await teachingOf(course);
  const unit = await findQuizOf(access, "check", "en");
  return { course, access, unit, address: { courseSlug: course.slug, unitSlug: "check" } };
}

async function answerBy(
  { address }: Class,
  which: "right" | "wrong",
  person?: Actor,
): Promise<{ id: string; userId: string }> {
  const learner = person ?? (await makeUser());
  const number = await makeAttempt(learner, address, { answers: allKindsAnswers(which) });
  return db().attempt.findFirstOrThrow({ where: { userId: learner.id, number }, select: { id: true, userId: true } });
}

const attemptOf = (id: string) =>
  db().attempt.findUniqueOrThrow({ where: { id }, select: { percent: true, needsMarking: true, marks: true } });
const gradeOf = async ({ unit }: Class, userId: string) => {
  const where = { userId_unitId: { userId, unitId: unit.id } };
  return db().unitProgress.findUniqueOrThrow({ where, select: { gradePercent: true, completedAt: true } });
};
const mark = (one: Class, id: string, marks: number | null, comment = "") =>
  markAnswer(one.access, one.unit, id, { number: 9, marks, comment });

describe("marking by hand", () => {
  it("is what an essay waits for; then attempt and unit have their grade", async () => {
    const one = await makeClass();
    const { id, userId } = await answerBy(one, "right");
    expect(await attemptOf(id)).toEqual({ percent: null, needsMarking: true, marks: null });
    expect((await listQuizzes(one.access, "en"))[0]).toMatchObject({ submitted: 1, running: 0, toMark: 1 });
    const { result, statements } = await countingStatements(() => getAttemptForStaff(one.access, one.unit, id, "en"));
    expect(statements).toHaveLength(3);
    const { attempt, questions } = result;
    expect(attempt).toMatchObject({
      id,
      userId,
      state: "submitted",
      submittedAt: expect.any(Date),
      needsMarking: true,
    });
    expect(attempt.user).toEqual({ name: expect.any(String), handle: expect.any(String) });
    expect(questions[8]).toMatchObject({ notes: "Look for a date and a name.", manualMarks: null, maxMarks: 1 });
    expect(await mark(one, id, 0.5, "A date is missing.")).toEqual({ needsMarking: false });
    expect(await attemptOf(id)).toMatchObject({ needsMarking: false, marks: 8.5 });
    expect(await gradeOf(one, userId)).toMatchObject({ gradePercent: 94.44, completedAt: expect.any(Date) });
    const isNotified = { name: "learning.attempt.marked", payload: { equals: { attemptId: id } } };
    expect(await db().outboxEvent.count({ where: isNotified })).toBe(1);
    const answers = { where: { attemptId_number: { attemptId: id, number: 9 } } };
    expect(await db().attemptAnswer.findUnique(answers)).toMatchObject({
      manualMarks: 0.5,
      comment: "A date is missing.",
      markedById: one.access.actor.id,
    });
    // A trainer who thinks again does not tell the learner again.
    await mark(one, id, 0.75, "The date is there.");
    expect(await db().outboxEvent.count({ where: isNotified })).toBe(1);
  });

  it("may also correct the machine, and be taken back", async () => {
    const one = await makeClass();
    const { id } = await answerBy(one, "wrong");
    await mark(one, id, 0);
    await markAnswer(one.access, one.unit, id, { number: 1, marks: 1, comment: "" });
    expect(await attemptOf(id)).toMatchObject({ marks: 1 });
    await markAnswer(one.access, one.unit, id, { number: 1, marks: null, comment: "" });
    expect(await attemptOf(id)).toMatchObject({ marks: 0 });
    await mark(one, id, null);
    expect(await attemptOf(id)).toMatchObject({ percent: null, needsMarking: true });
  });

  it("refuses more than there is, attempts that run, other quizzes' attempts, and people one does not see", async () => {
    const one = await makeClass();
    const other = await makeClass();
    const { id } = await answerBy(one, "right");
    await expect(mark(one, id, 1.1)).rejects.toMatchObject({
      details: { fields: { "marks-9": { code: "quizzes.error.marks", values: { max: 1 } } } },
    });
    await expect(markAnswer(one.access, one.unit, id, { number: 99, marks: 1, comment: "" })).rejects.toMatchObject({
      status: 404,
    });
    await expect(mark(other, id, 1)).rejects.toMatchObject({ status: 404 });
    await expect(mark(one, "nonsense", 1)).rejects.toMatchObject({ status: 404 });
    await db().attempt.update({ where: { id }, data: { state: "in_progress" } });
    await expect(mark(one, id, 1)).rejects.toMatchObject({ code: "quizzes.error.not_submitted" });
    const cohort = await makeCohort(one.course);
    const own = { ...one, access: { ...one.access, cohortIds: [cohort.id] } };
    await expect(mark(own, id, 1)).rejects.toMatchObject({ status: 404 });
    await expect(getAttemptForStaff(own.access, one.unit, id, "en")).rejects.toMatchObject({ status: 404 });
    expect((await listAttempts(own.access, one.unit.id, {})).attempts).toEqual([]);
  });

  it("leads from one attempt that waits to the next, longest waiting first", async () => {
    const one = await makeClass();
    const [first, second, third] = [
      await answerBy(one, "right"),
      await answerBy(one, "right"),
      await answerBy(one, "right"),
    ];
    expect(await findNextToMark(one.access, one.unit.id, second.id)).toBe(first.id);
    await mark(one, first.id, 1);
    expect(await findNextToMark(one.access, one.unit.id, second.id)).toBe(third.id);
    const { attempts } = await listAttempts(one.access, one.unit.id, { onlyToMark: true });
    expect(attempts.map(({ id }) => id)).toEqual([third.id, second.id]);
    // Whoever runs a cohort is led to its people only.
    const cohort = await makeCohort(one.course);
    const own = { ...one.access, cohortIds: [cohort.id] };
    expect(await findNextToMark(own, one.unit.id, second.id)).toBeNull();
    await db().cohortMember.create({ data: { cohortId: cohort.id, userId: third.userId } });
    expect(await findNextToMark(own, one.unit.id, second.id)).toBe(third.id);
  });

  it("lists attempts with one statement", async () => {
    const one = await makeClass();
    await answerBy(one, "right");
    const { statements } = await countingStatements(() => listAttempts(one.access, one.unit.id, {}));
    expect(statements).toHaveLength(1);
  });
});

/** The author makes "Data" right and "Decisions" wrong in the first question, and puts it first. */
async function changeFirstQuestion({ unit }: Class): Promise<string> {
  const slot = await db().quizSlot.findFirstOrThrow({
    where: { unitId: unit.id },
    orderBy: { position: "asc" },
    select: {
      question: { select: { id: true, versions: { select: { translations: true, kind: true, marks: true } } } },
    },
  });
  const { id, versions } = slot.question!;
  const { translations, kind, marks } = versions[0]!;
  const translation = (translations as unknown as QuestionTranslations).en!;
  const answers = [
    { text: "Data", fraction: 1 },
    { text: "Decisions", fraction: 0 },
  ];
  const changed = { en: { ...translation, answers } };
  await db().questionVersion.create({
    data: { questionId: id, number: 2, kind, marks, translations: changed as object },
  });
  return id;
}

describe("a regrade", () => {
  const regrade = async (one: Class, input: { intent: "trial" | "apply"; question?: string; attempt?: string[] }) => {
    const wish = { question: "", attempt: [], ...input };
    const { regradeId } = await requestRegrade(one.access, one.unit, wish);
    await runRegrade(regradeId);
    return getRegrade(one.access, one.unit.id, regradeId);
  };
  const answer = async (one: Class, answers: Record<number, string[]>) => {
    const learner = await makeUser();
    await makeAttempt(learner, one.address, { answers });
    return db().attempt.findFirstOrThrow({ where: { userId: learner.id }, select: { id: true, userId: true } });
  };

  it("tells in a trial what would change, and changes nothing", async () => {
    const one = await makePlainClass();
    const [right, wrong] = [await answer(one, rightAnswers), await answer(one, wrongAnswers)];
    const question = await changeFirstQuestion(one);
    const { state, total, done, changes } = await regrade(one, { intent: "trial", question });
    expect({ state, total, done }).toEqual({ state: "done", total: 2, done: 2 });
    const byId = new Map(changes.map((change) => [change.attemptId, change]));
    expect(byId.get(right.id)).toMatchObject({
      before: 100,
      after: 80,
      questions: [{ number: 1, before: 1, after: 0 }],
    });
    expect(byId.get(wrong.id)).toMatchObject({ before: 0, after: 20, questions: [{ number: 1, before: 0, after: 1 }] });
    expect(await attemptOf(right.id)).toMatchObject({ percent: 100 });
  });

  it("does exactly what the trial said, keeps what is complete, and changes nothing the second time", async () => {
    const one = await makePlainClass();
    const [right, wrong] = [await answer(one, rightAnswers), await answer(one, wrongAnswers)];
    await changeFirstQuestion(one);
    const trial = await regrade(one, { intent: "trial" });
    const applied = await regrade(one, { intent: "apply" });
    expect(applied.changes).toEqual(trial.changes);
    expect(await attemptOf(right.id)).toMatchObject({ percent: 80 });
    expect(await gradeOf(one, right.userId)).toMatchObject({ gradePercent: 80, completedAt: expect.any(Date) });
    expect(await gradeOf(one, wrong.userId)).toMatchObject({ gradePercent: 20, completedAt: null });
    expect((await regrade(one, { intent: "apply" })).changes).toEqual([]);
    expect(await listRegrades(one.unit.id)).toHaveLength(3);
  });

  it("takes chosen attempts only, and leaves marks of a trainer's own alone", async () => {
    const one = await makePlainClass();
    const [chosen, other] = [await answer(one, rightAnswers), await answer(one, rightAnswers)];
    await changeFirstQuestion(one);
    await markAnswer(one.access, one.unit, chosen.id, { number: 1, marks: 0.25, comment: "" });
    expect(await attemptOf(chosen.id)).toMatchObject({ percent: 85 });
    const { total, changes } = await regrade(one, { intent: "apply", attempt: [chosen.id] });
    expect([total, changes]).toEqual([1, []]);
    expect(await attemptOf(chosen.id)).toMatchObject({ percent: 85 });
    expect(await attemptOf(other.id)).toMatchObject({ percent: 100 });
  });

  it("that breaks off right after an attempt has that attempt's change in its list", async () => {
    const one = await makePlainClass();
    const { id } = await answer(one, rightAnswers);
    await changeFirstQuestion(one);
    const { regradeId } = await requestRegrade(one.access, one.unit, { intent: "apply", question: "", attempt: [] });
    await db().$executeRaw`ALTER TABLE regrades ADD CONSTRAINT full_disk CHECK (done = 0) NOT VALID`;
    await expect(runRegrade(regradeId)).rejects.toThrow("full_disk");
    await db().$executeRaw`ALTER TABLE regrades DROP CONSTRAINT full_disk`;
    await runRegrade(regradeId);
    const { changes, done } = await getRegrade(one.access, one.unit.id, regradeId);
    expect(changes).toMatchObject([{ attemptId: id, before: 100, after: 80 }]);
    expect(done).toBe(1);
  });

  it("goes on after a crash with the list that it had", async () => {
    const one = await makePlainClass();
    await answer(one, rightAnswers);
    await changeFirstQuestion(one);
    const wish = { intent: "apply" as const, question: "", attempt: [] };
    const { regradeId } = await requestRegrade(one.access, one.unit, wish);
    await runRegrade(regradeId);
    // As if the process had died before the last line was written.
    await db().regrade.update({ where: { id: regradeId }, data: { state: "running", finishedAt: null } });
    await runRegrade(regradeId);
    expect((await getRegrade(one.access, one.unit.id, regradeId)).changes).toHaveLength(1);
  });

  it("is refused for a question that the quiz never asked; its report for people whom one does not see", async () => {
    const one = await makePlainClass();
    const stranger = "00000000-0000-4000-8000-000000000000";
    await expect(regrade(one, { intent: "trial", question: stranger })).rejects.toMatchObject({ status: 404 });
    const { regradeId } = await requestRegrade(one.access, one.unit, { intent: "trial", question: "", attempt: [] });
    const own = { ...one.access, cohortIds: [(await makeCohort(one.course)).id] };
    await expect(getRegrade(own, one.unit.id, regradeId)).rejects.toMatchObject({ status: 404 });
    // A run over two cohorts tells of people whom the trainer of one of them does not see.
    const two = { ...own, cohortIds: [...own.cohortIds, (await makeCohort(one.course)).id] };
    const wish = { intent: "trial" as const, question: "", attempt: [] };
    const both = await requestRegrade(two, one.unit, wish);
    await expect(getRegrade(own, one.unit.id, both.regradeId)).rejects.toMatchObject({ status: 404 });
    expect(await getRegrade(two, one.unit.id, both.regradeId)).toMatchObject({ id: both.regradeId });
  });
});

describe("statistics of a quiz", () => {
  let one: Class;
  beforeAll(async () => {
    one = await makePlainClass();
    for (const answers of [rightAnswers, rightAnswers, wrongAnswers, { ...wrongAnswers, 4: ["Mapping "] }]) {
      const learner = await makeUser();
      await enrol(learner, one.course.slug);
      await makeAttempt(learner, one.address, { answers });
      // A second attempt knows the feedback: it does not count.
      await makeAttempt(learner, one.address, { answers: rightAnswers });
    }
  });

  it("come from first attempts", async () => {
    const { attempts, questions } = await getQuizStatistics(one.access, one.unit, { language: "en" });
    expect(attempts).toBe(4);
    expect(questions.map(({ kind, facility }) => [kind, facility])).toEqual([
      ["single", 50],
      ["several", 50],
      ["boolean", 50],
      ["short", 75],
      ["numeric", 50],
    ]);
    expect(questions[0]!.discrimination).toBeGreaterThan(0.9);
  });

  it("count answers in words, however they are typed", async () => {
    const { questions } = await getQuizStatistics(one.access, one.unit, { language: "en" });
    expect(questions[0]!.frequencies).toEqual([
      { response: "Data", count: 2, percent: 50 },
      { response: "Decisions", count: 2, percent: 50 },
    ]);
    expect(questions[3]!.frequencies[0]).toEqual({ response: "mapping", count: 3, percent: 75 });
  });

  it("are those of the people that one sees", async () => {
    const own = { ...one.access, cohortIds: [(await makeCohort(one.course)).id] };
    expect(await getQuizStatistics(own, one.unit, { language: "en" })).toEqual({ attempts: 0, questions: [] });
  });

  it("take two statements", async () => {
    const { statements } = await countingStatements(() => getQuizStatistics(one.access, one.unit, { language: "en" }));
    expect(statements).toHaveLength(2);
  });
});
