import { beforeAll, describe, expect, it } from "vitest";
import { db } from "#app/infra/db.server.ts";
import { getBuilderFor } from "#app/modules/learning/bank/get-quiz-builder.server.ts";
import { createCategory } from "#app/modules/learning/bank/change-categories.server.ts";
import { writeQuestionForm } from "#app/modules/learning/bank/write-form.ts";
import { loadQuizSettings } from "#app/modules/learning/quizzes/save-quiz-settings.server.ts";
import { runQuestionImport } from "#app/modules/learning/interchange/questions/run-question-import.server.ts";
import { getAuthoringFor, type Authoring } from "#app/modules/learning/courses/staff-access.server.ts";
import { makeAuthor, type MadeAuthor } from "#test/factories/authors.ts";
import { allKindsQuestions } from "#test/factories/questions.ts";
import { makeUser } from "#test/factories/users.ts";
import { signedIn, type Visitor } from "#test/helpers/visitor.ts";
import { useApp } from "#test/setup/app.ts";
import { useDatabase } from "#test/setup/database.ts";

useDatabase();
const app = useApp();

let author: MadeAuthor;
let access: Authoring;
let visitor: Visitor;
let category: string;
let base: string;
beforeAll(async () => {
  author = await makeAuthor();
  access = await getAuthoringFor(author.actor, author.slug, "en");
  category = await createCategory(access, { parent: "", titles: { en: "Regulation" } });
  visitor = await signedIn(app, author.actor);
  base = `/teach/${author.slug}`;
});

const builder = () => getBuilderFor(access, "check", "en");
const single = { prompt: "Which?", marks: "1", format: "markdown", a_text: ["One", "Two"], a_right: "0" };

describe("building a quiz without JavaScript", () => {
  it("asks questions of all nine kinds", async () => {
    const before = (await builder()).slots.length;
    for (const { question } of allKindsQuestions()) {
      const path = `${base}/questions/new?kind=${question.kind}&unit=check`;
      expect((await visitor.get(path)).status).toBe(200);
      const fields = { ...writeQuestionForm(question.translations.en!), intent: "save", home: "unit:check" };
      const answer = await visitor.post(path, fields);
      expect(answer).toMatchObject({ status: 303, location: `${base}/content/check/quiz#slots` });
    }
    const { slots, problems } = await builder();
    const made = slots.slice(before).map((slot) => slot.draws === null && slot.question.kind);
    expect(made).toEqual(allKindsQuestions().map(({ question }) => question.kind));
    expect(problems).toEqual([]);
    for (const slot of slots) {
      if (slot.draws !== null) continue;
      const page = await visitor.get(`${base}/questions/${slot.question.id}`);
      expect(page.status).toBe(200);
      const translation = await visitor.get(`${base}/questions/${slot.question.id}?text=fr`);
      expect(translation.body).toContain("Original (English)");
    }
    expect((await visitor.get(`${base}/content/check/quiz`)).body).toContain("Questions in this quiz");
    // The bank itself is still empty: it offers no empty file.
    const empty = await visitor.get(`${base}/questions/export`);
    expect(empty.body).toContain("There is no question here yet.");
    expect(empty.body).not.toContain("/questions/export/gift");
    expect((await visitor.get(`${base}/questions/export?from=unit:check`)).body).toContain("/questions/export/gift");
  });

  it("adds rows, moves them and previews without losing what was typed, and stores nothing", async () => {
    const path = `${base}/questions/new?kind=single&category=${category}`;
    const count = await db().question.count();
    const more = await visitor.post(path, { ...single, intent: "more-a" });
    expect(more.status).toBe(200);
    expect(more.body.match(/name="a_text"/g)).toHaveLength(5);
    expect(more.body).toContain("Which?");
    const preview = await visitor.post(path, { ...single, intent: "preview", prompt: "Shown **so**?" });
    expect(preview.body).toContain("As learners see it");
    expect(preview.body).toContain("<strong>so</strong>");
    expect(await db().question.count()).toBe(count);
  });

  it("says what is wrong beside the field and keeps everything", async () => {
    const path = `${base}/questions/new?kind=numeric&category=${category}`;
    const fields = { prompt: "How many?", marks: "1", a_value: ["lots", ""], a_feedback: ["Kept", ""] };
    const answer = await visitor.post(path, { ...fields, intent: "save", home: `category:${category}` });
    expect(answer.status).toBe(400);
    expect(answer.body).toContain('id="a_value-1-error"');
    expect(answer.body).toContain("This is not a number.");
    expect(answer.body).toContain("Kept");
  });

  it("draws at random, moves, marks and sets the quiz up", async () => {
    const path = `${base}/content/check/quiz`;
    const wish = { category, tags: "", draws: "50", drawMarks: "" };
    const refused = await visitor.post(path, { ...wish, intent: "draw" });
    expect(refused.status).toBe(400);
    expect(refused.body).toContain('id="draws-error"');
    const counted = await visitor.post(path, { ...wish, intent: "count" });
    expect(counted.body).toMatch(/to choose from/);
    const { slots } = await builder();
    const [first, second] = slots;
    const marks = { slot: slots.map(({ id }) => id), [`marks-${second!.id}`]: "4" };
    await visitor.post(path, { ...marks, intent: `down:${first!.id}` });
    const moved = (await builder()).slots;
    expect(moved[0]).toMatchObject({ id: second!.id, marks: 4 });
    const settings = {
      intent: "settings",
      timeLimit: "1,5",
      timeEnd: "grace",
      grace: "2",
      attemptsAllowed: "3",
      gradeMethod: "last",
      penalty: "25 %",
      reviewMode: "own",
      review: ["after.marks"],
      band_from: ["80", ""],
      band_text_en: ["Well done", ""],
      band_text_fr: ["Bravo", ""],
    };
    expect((await visitor.post(path, settings)).status).toBe(303);
    const { id } = await db().unit.findFirstOrThrow({ where: { courseId: author.courseId, slug: "check" } });
    expect(await loadQuizSettings(db(), id)).toMatchObject({
      timeLimit: 90,
      timeEnd: "grace",
      grace: 120,
      attemptsAllowed: 3,
      gradeMethod: "last",
      penalty: 0.25,
      shufflesChoices: false,
      overallFeedback: [{ from: 80, text: { en: "Well done", fr: "Bravo" } }],
    });
    const wrong = await visitor.post(path, { ...settings, timeLimit: "soon" });
    expect(wrong.status).toBe(400);
    expect(wrong.body).toContain('id="timeLimit-error"');
    expect(wrong.body).toContain("Bravo");
    expect(
      (await visitor.post(path, { ...settings, intent: "more-bands" })).body.match(/name="band_from"/g),
    ).toHaveLength(4);
  });
});

describe("a question's page", () => {
  const make = async (prompt: string) => {
    const path = `${base}/questions/new?kind=single&category=${category}`;
    const answer = await visitor.post(path, { ...single, prompt, intent: "save", home: `category:${category}` });
    return answer.location!.split("/").at(-1)!;
  };

  it("refuses a stale save with both texts", async () => {
    const path = `${base}/questions/${await make("First words")}`;
    await visitor.post(path, { ...single, prompt: "Their words", number: "1", intent: "save" });
    const stale = await visitor.post(path, { ...single, prompt: "My words", number: "1", intent: "save" });
    expect(stale.status).toBe(409);
    expect(stale.body).toContain("Their words");
    expect(stale.body).toContain("My words");
    expect(stale.body).toMatch(/name="number" value="2"/);
  });

  it("lets one try it and keeps nothing", async () => {
    const path = `${base}/questions/${await make("Try me")}/try`;
    expect((await visitor.get(path)).body).toContain('name="q1"');
    const tried = await visitor.post(path, { q1: "1" });
    expect(tried.status).toBe(200);
    expect(tried.body).toContain("question-wrong");
    expect((await visitor.post(path, { q1: "0" })).body).toContain("question-right");
    expect(await db().attempt.count()).toBe(0);
  });

  it("is removed and brought back, and its versions are listed", async () => {
    const id = await make("Come and go");
    const path = `${base}/questions/${id}`;
    expect((await visitor.post(path, { intent: "remove" })).status).toBe(303);
    expect((await visitor.get(`${base}/questions?q=come`)).body).not.toContain(id);
    expect((await visitor.get(`${base}/questions?q=come&removed=1`)).body).toContain(id);
    await visitor.post(path, { intent: "restore" });
    expect((await visitor.get(`${base}/questions?q=come`)).body).toContain(id);
    expect((await visitor.get(`${path}/versions`)).body).toContain("Version 1");
    expect((await visitor.post(path, { intent: "move", home: "nonsense" })).status).toBe(400);
  });
});

describe("the bank's other pages", () => {
  it("arrange categories", async () => {
    const path = `${base}/questions/categories`;
    expect((await visitor.post(path, { intent: "create", title_en: "" })).status).toBe(400);
    expect((await visitor.post(path, { intent: "create", title_en: "Levies", title_fr: "Redevances" })).status).toBe(
      303,
    );
    expect((await visitor.get(path)).body).toContain("Levies");
    const full = await visitor.post(path, { intent: "delete", id: category });
    expect(full.status).toBe(409);
    expect(full.body).toContain("This category is still used");
  });

  it("import a file with a report that survives a reload, and export it again", async () => {
    const send = async (content: string, fields: Record<string, string> = {}) => {
      const body = new FormData();
      body.append("file", new Blob([content]), "more.gift");
      for (const [name, value] of Object.entries(fields)) body.append(name, value);
      const path = `${base}/questions/import?into=category:${category}&text=en`;
      const answer = await visitor.send("POST", path, { body, headers: { Origin: app.url } });
      const run = answer.location?.split("/").at(-1);
      if (run) {
        // Until the worker comes, the page says so.
        expect((await visitor.get(answer.location!)).body).toContain("has not started yet");
        await runQuestionImport(run);
        const status = await visitor.get(`${answer.location}/status.json`);
        expect(JSON.parse(status.body)).toMatchObject({ isFinished: true });
      }
      return answer;
    };
    const good = await send("::Imported::Is it in?{TRUE}");
    expect(good.status).toBe(303);
    for (let load = 0; load < 2; load++) expect((await visitor.get(good.location!)).body).toContain("Imported");
    expect((await visitor.get(`${base}/questions?q=imported`)).body).toContain("Is it in?");
    const bad = await visitor.get((await send("::Broken::What{")).location!);
    expect(bad.body).toContain("Nothing was changed.");
    const none = await send("");
    expect(none.status).toBe(400);
    expect(none.body).toContain("Choose a file first.");
    const deep = await send("$CATEGORY: a/b/c/d/e/f/g\n\n::Deep::Is it in?{TRUE}");
    expect(deep.status).toBe(303);
    const report = await visitor.get(deep.location!);
    for (const words of ["Nothing was changed.", "Categories can be at most 6 levels deep", "more.gift"])
      expect(report.body).toContain(words);
    const mixed = await send("::Good::Is it in, too?{TRUE}\n\n::Bad::What{");
    const asked = await visitor.get(mixed.location!);
    expect(asked.body).toContain("Import the other questions");
    const taken = await visitor.post(mixed.location!, { intent: "part" });
    expect(taken.status).toBe(303);
    await runQuestionImport(taken.location!.split("/").at(-1)!);
    expect((await visitor.get(taken.location!)).body).toContain("1 created, 0 changed, 0 unchanged, 1 refused");
    // What was ticked beside the file counts, whatever the link said.
    const ticked = await send("::Third::Is it?{TRUE}\n\n::Worse::What{", { into: "", text: "en", part: "1" });
    expect((await visitor.get(ticked.location!)).body).toContain("1 created, 0 changed, 0 unchanged, 1 refused");
    const whole = await visitor.get(`${base}/questions/export`);
    expect(whole.status).toBe(200);
    expect(whole.body).toContain(`${base}/questions/export/gift?`);
    for (const format of ["gift", "xml"]) {
      const body = new FormData();
      body.append("file", new Blob([(await visitor.get(`${base}/questions/export/${format}`)).body]), `bank.${format}`);
      const back = await visitor.send("POST", `${base}/questions/import`, { body, headers: { Origin: app.url } });
      await runQuestionImport(back.location!.split("/").at(-1)!);
      expect((await visitor.get(back.location!)).body).toContain("0 created, 0 changed");
    }
    const file = await visitor.get(`${base}/questions/export/gift?from=category:${category}&text=en`);
    expect(file.headers.get("content-disposition")).toContain(".gift");
    expect(file.body).toContain("Is it in?");
    expect((await visitor.get(`${base}/questions/export/xml`)).body).toContain("<quiz");
    expect((await visitor.get(`${base}/questions/export/pdf`)).status).toBe(404);
    const stranger = await makeAuthor();
    const elsewhere = good.location!.replace(author.slug, stranger.slug);
    expect((await (await signedIn(app, stranger.actor)).get(elsewhere)).status).toBe(404);
  });

  it("add questions from the bank to a quiz", async () => {
    const path = `${base}/content/check/quiz/bank`;
    expect((await visitor.get(path)).body).toContain('name="question"');
    expect((await visitor.post(path, {})).status).toBe(400);
    const { id } = await db().question.findFirstOrThrow({
      where: { categoryId: category, removedAt: null, slots: { none: {} } },
    });
    expect((await visitor.post(path, { question: id })).status).toBe(303);
    expect((await builder()).slots.at(-1)).toMatchObject({ question: { id, isOwn: false } });
  });

  it("are closed to trainers who only run the course", async () => {
    const trainer = await makeUser({ role: "trainer" });
    await db().courseTrainer.create({ data: { courseId: author.courseId, userId: trainer.id, role: "trainer" } });
    const theirs = await signedIn(app, trainer);
    for (const page of [
      "questions",
      "questions/new",
      "questions/categories",
      "questions/import",
      "questions/export",
      "content/check/quiz",
    ]) {
      expect((await theirs.get(`${base}/${page}`)).status).toBe(403);
    }
    expect((await theirs.post(`${base}/content/check/quiz`, { intent: "marks" })).status).toBe(403);
  });
});
