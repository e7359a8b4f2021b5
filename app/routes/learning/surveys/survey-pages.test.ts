import { beforeAll, describe, expect, it } from "vitest";
import { db } from "#app/infra/db.server.ts";
import { makeSurvey, type MadeSurvey } from "#test/factories/surveys.ts";
import { makeUser } from "#test/factories/users.ts";
import { signedIn, Visitor } from "#test/helpers/visitor.ts";
import { useApp } from "#test/setup/app.ts";
import { useDatabase } from "#test/setup/database.ts";

useDatabase();
const app = useApp();
let survey: MadeSurvey;
let unit: string;
let builder: string;
beforeAll(async () => {
  survey = await makeSurvey();
  unit = `/courses/${survey.course.slug}/opinion`;
  builder = `/teach/${survey.course.slug}/content/opinion/survey`;
});

describe("a survey without JavaScript", () => {
  it("is answered from its unit's page, and says so afterwards", async () => {
    const learner = await signedIn(app, await makeUser());
    expect((await learner.get(unit)).body).toContain(`href="${unit}/survey"`);
    expect((await learner.get(`${unit}/survey`)).body).toContain("How useful was it?");
    const sent = await learner.post(`${unit}/survey`, { s1: "5", s3: ["0", "1"], s4: "Nothing." });
    expect(sent.location).toBe(`/courses/${survey.course.slug}`);
    expect((await learner.get(`${unit}/survey`)).body).toContain("You answered this survey on");
    const again = await learner.post(`${unit}/survey`, { s1: "5" });
    expect(again.status).toBe(409);
    expect(again.body).toContain("You have answered this survey already.");
  });

  it("comes back filled in, with a sentence beside what is missing", async () => {
    const learner = await signedIn(app, await makeUser());
    const refused = await learner.post(`${unit}/survey`, { s2: "1", s4: "I typed this." });
    expect(refused.status).toBe(400);
    expect(refused.body).toContain("Choose or write an answer.");
    expect(refused.body).toContain("I typed this.");
    expect(refused.body).toMatch(/id="s2-2"[^>]*checked=""/);
  });

  it("leads a guest to signing in", async () => {
    expect((await new Visitor(app).get(`${unit}/survey`)).location).toMatch(/^\/login\?next=/);
  });
});

describe("the survey builder", () => {
  it("keeps a question in every language, and gives back what it refuses", async () => {
    const author = await signedIn(app, await makeUser({ role: "administrator" }));
    const fields = {
      intent: "save",
      key: "",
      kind: "single",
      required: "1",
      "prompt-en": "Again?",
      "prompt-fr": "Encore ?",
    };
    const refused = await author.post(builder, { ...fields, "choices-en": "yes\nno", "choices-fr": "oui" });
    expect(refused.status).toBe(400);
    expect(refused.body).toContain("Give at least two choices");
    expect(refused.body).toContain("Encore ?");
    const saved = await author.post(builder, { ...fields, "choices-en": "yes\r\nno", "choices-fr": "oui\r\nnon" });
    expect(saved.location).toBe(builder);
    const where = { unitId_key: { unitId: survey.unitId, key: "again" } };
    const question = await db().surveyQuestion.findUniqueOrThrow({
      where,
      select: { translations: true, isRequired: true },
    });
    expect(question).toEqual({
      isRequired: true,
      translations: {
        en: { prompt: "Again?", choices: ["yes", "no"] },
        fr: { prompt: "Encore ?", choices: ["oui", "non"] },
      },
    });
    await author.post(builder, { intent: "up", key: "again" });
    const page = (await author.get(`${builder}?edit=again`)).body;
    expect(page.indexOf("Again?")).toBeLessThan(page.indexOf("What was missing?"));
    expect(page).toContain("Edit the question");
  });

  it("is for authors", async () => {
    const stranger = await signedIn(app, await makeUser({ role: "trainer" }));
    expect((await stranger.get(builder)).status).toBe(403);
    expect((await stranger.post(builder, { intent: "up", key: "pace" })).status).toBe(403);
  });
});
