import { describe, expect, it } from "vitest";
import { db } from "#app/infra/db.server.ts";
import { countingStatements } from "#app/infra/statements/statement-count.server.ts";
import { transaction } from "#app/infra/transaction.server.ts";
import { getAuthoringFor } from "#app/modules/learning/courses/staff-access.server.ts";
import { makeSurvey, type MadeSurvey, surveyItems } from "#test/factories/surveys.ts";
import { makeUser } from "#test/factories/users.ts";
import { useDatabase } from "#test/setup/database.ts";
import { answerSurvey, getSurveyFor } from "./answer-survey.server.ts";
import { editSurvey, getSurveyForEditing } from "./edit-survey.server.ts";
import { getSurveyResults, listSurveys } from "./get-survey-results.server.ts";
import { saveSurvey } from "./save-survey.server.ts";

useDatabase();

const answers = { s1: "4", s2: "1", s3: ["0", "2"], s4: "More examples." };
const administrator = () => makeUser({ role: "administrator" });
const teachingOf = async ({ course }: MadeSurvey) => getAuthoringFor(await administrator(), course.slug, "en");

describe("answering a survey", () => {
  it("keeps the answers without the person, and completes the unit", async () => {
    const { address, unitId } = await makeSurvey();
    const learner = await makeUser();
    expect((await getSurveyFor(learner, address, "fr")).questions[0]).toMatchObject({
      field: "s1",
      language: "fr",
      prompt: "Était-ce utile ?",
    });
    expect(await answerSurvey(learner, address, answers)).toEqual({ isCourseDone: true });
    const responses = await db().surveyResponse.findMany({ where: { unitId }, include: { answers: true } });
    expect(responses).toHaveLength(1);
    expect(JSON.stringify(responses)).not.toContain(learner.id);
    // A day, not a moment: the moment is known of who has answered.
    expect(responses[0]!.day.toISOString()).toMatch(/T00:00:00.000Z$/);
    // The newest ids of version 7 tell when they were made; these do not.
    expect(responses[0]!.id[14]).toBe("4");
    expect(responses[0]!.answers.map(({ values }) => values).sort()).toEqual(
      [["4"], ["1"], ["0", "2"], ["More examples."]].sort(),
    );
    expect((await getSurveyFor(learner, address, "en")).answeredAt).not.toBeNull();
  });

  it("is possible once, also when two windows send at the same time", async () => {
    const { address, unitId } = await makeSurvey();
    const learner = await makeUser();
    const sent = await Promise.allSettled([1, 2, 3].map(() => answerSurvey(learner, address, answers)));
    expect(sent.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
    await expect(answerSurvey(learner, address, answers)).rejects.toMatchObject({ code: "surveys.error.already" });
    expect(await db().surveyResponse.count({ where: { unitId } })).toBe(1);
  });

  it("names what is wrong field by field, and keeps nothing then", async () => {
    const { address, unitId } = await makeSurvey();
    const wrong = { s1: "", s2: ["0", "1"], s3: ["0", "9"], s4: "x".repeat(5001) };
    await expect(answerSurvey(await makeUser(), address, wrong)).rejects.toMatchObject({
      status: 400,
      details: {
        fields: {
          s1: { code: "surveys.error.required" },
          s2: { code: "error.field.invalid" },
          s3: { code: "error.field.invalid" },
          s4: { code: "error.field.too_long" },
        },
      },
    });
    await expect(answerSurvey(await makeUser(), address, { s1: "6" })).rejects.toMatchObject({ status: 400 });
    expect(await db().surveyResponse.count({ where: { unitId } })).toBe(0);
  });

  it("is refused to guests and suspended people, and where there is no survey", async () => {
    const { address } = await makeSurvey();
    const suspended = await makeUser({ suspendedUntil: new Date(Date.now() + 3_600_000) });
    await expect(answerSurvey(null, address, answers)).rejects.toMatchObject({ status: 401 });
    await expect(answerSurvey(suspended, address, answers)).rejects.toMatchObject({ status: 403 });
    const elsewhere = { ...address, unitSlug: "nothing" };
    await expect(answerSurvey(await makeUser(), elsewhere, answers)).rejects.toMatchObject({ status: 404 });
  });
});

describe("the results of a survey", () => {
  it("are shown from five answers on", async () => {
    const made = await makeSurvey();
    const access = await teachingOf(made);
    for (let n = 0; n < 4; n++) await answerSurvey(await makeUser(), made.address, answers);
    const before = await getSurveyResults(access, "opinion", { language: "en" });
    expect(before).toMatchObject({ responses: 4, results: null });
    await answerSurvey(await makeUser(), made.address, { s1: "1" });
    const { responses, results } = await getSurveyResults(access, "opinion", { language: "en" });
    expect(responses).toBe(5);
    expect(results!.map(({ count, counts, mean }) => [count, counts, mean])).toEqual([
      [5, [1, 0, 0, 4, 0], 3.4],
      [4, [0, 4, 0], null],
      [4, [4, 0, 4], null],
      [4, [], null],
    ]);
    expect(results![3]!.texts).toEqual(Array.from({ length: 4 }, () => "More examples."));
  });

  it("never let one cohort be told from the few who are not in it", async () => {
    const made = await makeSurvey();
    const { id: courseId } = made.course;
    const cohort = await db().cohort.create({ data: { courseId, slug: "a", name: "A", zone: "UTC" } });
    for (let n = 0; n < 9; n++) {
      const learner = await makeUser();
      if (n < 6) await db().cohortMember.create({ data: { cohortId: cohort.id, userId: learner.id } });
      await answerSurvey(learner, made.address, { s1: "5" });
    }
    const access = await teachingOf(made);
    const ask = () => getSurveyResults(access, "opinion", { language: "en", cohortId: cohort.id });
    expect(await ask()).toMatchObject({ responses: 6, results: null });
    for (let n = 0; n < 2; n++) await answerSurvey(await makeUser(), made.address, { s1: "1" });
    expect((await ask()).results![0]).toMatchObject({ count: 6, mean: 5 });
    const others = { ...access, cohortIds: [] };
    await expect(getSurveyResults(others, "opinion", { language: "en", cohortId: cohort.id })).rejects.toMatchObject({
      status: 404,
    });
    expect(await listSurveys(others, "en")).toMatchObject([{ answers: 0 }]);
  });

  it("of a cohort stay hidden while a single answer is outside it, and show when none is", async () => {
    const made = await makeSurvey();
    const { id: courseId } = made.course;
    const cohort = await db().cohort.create({ data: { courseId, slug: "a", name: "A", zone: "UTC" } });
    for (let n = 0; n < 5; n++) {
      const learner = await makeUser();
      await db().cohortMember.create({ data: { cohortId: cohort.id, userId: learner.id } });
      await answerSurvey(learner, made.address, { s1: "5" });
    }
    const access = await teachingOf(made);
    const ask = () => getSurveyResults(access, "opinion", { language: "en", cohortId: cohort.id });
    expect((await ask()).results![0]).toMatchObject({ count: 5, mean: 5 });
    // Everybody's results without the cohort's would be the answers of this one person.
    await answerSurvey(await makeUser(), made.address, { s1: "1" });
    expect(await ask()).toMatchObject({ responses: 5, results: null });
    for (let n = 0; n < 3; n++) await answerSurvey(await makeUser(), made.address, { s1: "1" });
    expect(await ask()).toMatchObject({ responses: 5, results: null });
    await answerSurvey(await makeUser(), made.address, { s1: "1" });
    expect((await ask()).results![0]).toMatchObject({ count: 5, mean: 5 });
  });

  it("are listed with one statement, however many there are", async () => {
    const access = await teachingOf(await makeSurvey());
    const { statements } = await countingStatements(() => listSurveys(access, "en"));
    expect(statements).toHaveLength(1);
  });
});

describe("the author of a survey", () => {
  it("adds, changes, moves and removes questions", async () => {
    const access = await teachingOf(await makeSurvey());
    const keys = async () => (await getSurveyForEditing(access, "opinion", "en")).items.map(({ key }) => key);
    const translations = { en: { prompt: "ما رأيك؟" } };
    await editSurvey(access, "opinion", { intent: "save", key: null, kind: "text", isRequired: false, translations });
    expect(await keys()).toEqual(["useful", "pace", "parts", "missing", "question"]);
    await editSurvey(access, "opinion", { intent: "up", key: "question" });
    await editSurvey(access, "opinion", { intent: "down", key: "useful" });
    await editSurvey(access, "opinion", { intent: "up", key: "pace" });
    expect(await keys()).toEqual(["pace", "useful", "parts", "question", "missing"]);
    await editSurvey(access, "opinion", { intent: "remove", key: "parts" });
    expect(await keys()).toEqual(["pace", "useful", "question", "missing"]);
    await expect(editSurvey(access, "opinion", { intent: "up", key: "parts" })).rejects.toMatchObject({
      status: 404,
    });
  });

  it("is told what is wrong beside the field", async () => {
    const access = await teachingOf(await makeSurvey());
    const translations = { en: { prompt: "One?", choices: ["a", "b"] }, fr: { prompt: "Un ?", choices: ["a"] } };
    const save = { intent: "save" as const, key: null, kind: "single" as const, isRequired: false };
    await expect(editSurvey(access, "opinion", { ...save, translations })).rejects.toMatchObject({
      details: { fields: { choices: { code: "surveys.error.choices" } } },
    });
    await expect(editSurvey(access, "opinion", { ...save, translations: {} })).rejects.toMatchObject({ status: 400 });
  });

  it("may mend the words of an answered question, not its meaning", async () => {
    const made = await makeSurvey();
    await answerSurvey(await makeUser(), made.address, answers);
    const change = (items: typeof surveyItems) => transaction((tx) => saveSurvey(tx, made.unitId, items, new Date()));
    const [useful, pace, ...rest] = surveyItems;
    const reworded = { ...pace!, translations: { en: { prompt: "The pace?", choices: ["slow", "right", "fast"] } } };
    expect((await change([useful!, reworded, ...rest]))[1]).toEqual({ key: "pace", outcome: "changed" });
    const fewer = { ...pace!, translations: { en: { prompt: "The pace?", choices: ["slow", "fast"] } } };
    await expect(change([useful!, fewer, ...rest])).rejects.toMatchObject({ code: "surveys.error.answered" });
    // Removed and brought back, it still has its answers.
    expect((await change([useful!, ...rest])).at(-1)).toEqual({ key: "pace", outcome: "removed" });
    await change([useful!, reworded, ...rest]);
    expect((await change([useful!, reworded, ...rest])).every(({ outcome }) => outcome === "unchanged")).toBe(true);
    expect(await db().surveyAnswer.count({ where: { question: { unitId: made.unitId, key: "pace" } } })).toBe(1);
  });
});
