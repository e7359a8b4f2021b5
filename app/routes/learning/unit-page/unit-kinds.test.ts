import { beforeAll, describe, expect, it } from "vitest";
import { db } from "#app/infra/db.server.ts";
import { transaction } from "#app/infra/transaction.server.ts";
import { writeQuestionForm } from "#app/modules/learning/bank/write-form.ts";
import { type UnitKind, unitKindNames, unitKinds } from "#app/modules/learning/courses/unit-kinds.ts";
import { enrol } from "#app/modules/learning/enrolment/enrol.server.ts";
import { exportCourseBySlug, readEntries } from "#app/modules/learning/interchange/courses/export-course.server.ts";
import { importCourse } from "#app/modules/learning/interchange/courses/import-course.server.ts";
import { readCoursePackage } from "#app/modules/learning/interchange/package/read-course-package.ts";
import { saveSurvey } from "#app/modules/learning/surveys/save-survey.server.ts";
import { UnitKind as storedKinds } from "#prisma/generated/enums.ts";
import { makeAuthor, type MadeAuthor } from "#test/factories/authors.ts";
import { allKindsQuestions } from "#test/factories/questions.ts";
import { surveyItems } from "#test/factories/surveys.ts";
import { makeUser } from "#test/factories/users.ts";
import { signedIn, Visitor } from "#test/helpers/visitor.ts";
import { useApp } from "#test/setup/app.ts";
import { useDatabase } from "#test/setup/database.ts";

useDatabase();
const app = useApp();

const kinds = Object.keys(unitKinds) as UnitKind[];
const languages = ["en", "fr", "ar"] as const;

/** What people read above a unit, as a newcomer would check it; a new kind is missing here until it has its words. */
const called: Record<UnitKind, Record<(typeof languages)[number], string>> = {
  lesson: { en: "Lesson", fr: "Leçon", ar: "درس" },
  quiz: { en: "Quiz", fr: "Quiz", ar: "اختبار" },
  assignment: { en: "Assignment", fr: "Devoir", ar: "واجب" },
  discussion: { en: "Discussion", fr: "Discussion", ar: "نقاش" },
  webinar: { en: "Webinar", fr: "Webinaire", ar: "ندوة" },
  survey: { en: "Survey", fr: "Enquête", ar: "استبيان" },
};
const placed = { en: ", {n} of {total}", fr: ", {n} sur {total}", ar: "، {n} من {total}" };

/** The words of a page's header, which says what a unit is and where it stands. */
const headerOf = (body: string) => body.slice(body.indexOf('class="page-header"'), body.indexOf("Text of the"));

let author: MadeAuthor;
let staff: Visitor;
let content: string;
beforeAll(async () => {
  author = await makeAuthor();
  staff = await signedIn(app, author.actor);
  content = `/teach/${author.slug}/content`;
  await staff.post(content, { intent: "add-module", moduleTitle: "Kinds" });
  for (const kind of kinds) await create(kind);
});

async function create(kind: UnitKind) {
  const unit = { intent: "add-unit", module: "kinds", kind, title: `The ${kind}`, minutes: "5" };
  const added = await staff.post(content, unit);
  expect(added.location).toBe(`${content}/the-${kind}`);
  if (unitKinds[kind].asksQuestions) {
    const home = `unit:the-${kind}`;
    const fields = { ...writeQuestionForm(allKindsQuestions()[0]!.question.translations.en!), intent: "save", home };
    const asked = await staff.post(`/teach/${author.slug}/questions/new?kind=single&unit=the-${kind}`, fields);
    expect(asked.status).toBe(303);
  }
  const version = /name="version"[^>]*value="([^"]*)"/.exec((await staff.get(added.location!)).body)![1]!;
  const text = { language: "en", version, title: `The ${kind}`, body: `Text of the ${kind}.` };
  if (unitKinds[kind].needsText) {
    expect((await staff.post(added.location!, { ...text, body: "", intent: "publish" })).status).toBe(400);
  }
  if (needs[kind]) {
    const refused = await staff.post(added.location!, { ...text, intent: "publish" });
    expect(refused.status).toBe(409);
    expect(refused.body).toContain(needs[kind].words);
    expect(refused.body).toContain(text.body);
    const unit = { course: { slug: author.slug }, slug: `the-${kind}` };
    await needs[kind].give((await db().unit.findFirstOrThrow({ where: unit })).id);
  }
  expect((await staff.post(added.location!, { ...text, intent: "publish" })).status).toBe(303);
}

/** What a learner could not finish a unit without, beside its text and the questions of a bank. */
const needs: Partial<Record<UnitKind, { words: string; give: (id: string) => Promise<unknown> }>> = {
  discussion: {
    words: "No topic is chosen",
    give: (id) => db().unit.update({ where: { id }, data: { topicNumber: 1 } }),
  },
  webinar: {
    words: "No webinar is chosen",
    give: (id) => db().unit.update({ where: { id }, data: { webinarNumber: 1 } }),
  },
  survey: {
    words: "The survey has no questions",
    give: (id) => transaction((tx) => saveSurvey(tx, id, surveyItems, new Date())),
  },
};

describe("the table of unit kinds", () => {
  it("has a row for each kind that the database knows, and no other", () => {
    expect(kinds).toEqual([...unitKindNames]);
    expect(kinds.toSorted()).toEqual(Object.values(storedKinds).toSorted());
  });

  it.each(kinds)("begins a %s with a rule that it can meet", (kind) => {
    const { rules, firstRule } = unitKinds[kind];
    expect(Object.keys(firstRule).length).toBeGreaterThan(0);
    expect(rules).toEqual(expect.arrayContaining(Object.keys(firstRule)));
  });
});

describe.each(kinds)("a unit of the kind %s", (kind) => {
  const address = () => `/courses/${author.slug}/the-${kind}`;

  it("says what it is and its place among all units of its module, in every language", async () => {
    const member = await makeUser();
    await enrol(member, author.slug);
    for (const language of languages) {
      await db().user.update({ where: { id: member.id }, data: { language }, select: { id: true } });
      const learner = await signedIn(app, { ...member, language });
      const guest = new Visitor(app, { "Accept-Language": language });
      const place = placed[language]
        .replace("{n}", String(kinds.indexOf(kind) + 1))
        .replace("{total}", String(kinds.length));
      for (const reader of [learner, guest]) {
        const page = await reader.get(address());
        expect(page.status).toBe(200);
        expect(page.body).toContain(`Text of the ${kind}.`);
        expect(headerOf(page.body)).toContain(`${called[kind][language]}${place}`);
      }
    }
  });

  it("is called so in the outline of its course", async () => {
    for (const language of languages) {
      const { body } = await new Visitor(app, { "Accept-Language": language }).get(`/courses/${author.slug}`);
      const row = body.slice(body.indexOf(`href="${address()}"`)).split("</li>")[0];
      expect(row).toContain(called[kind][language]);
    }
  });

  it("is previewed by its author, and by nobody else", async () => {
    const page = await staff.get(`${content}/the-${kind}/preview`);
    expect(page.status).toBe(200);
    expect(page.body).toContain(`Text of the ${kind}.`);
    expect(headerOf(page.body)).toContain(called[kind].en);
    const stranger = await signedIn(app, await makeUser({ role: "trainer" }));
    expect((await stranger.get(`${content}/the-${kind}/preview`)).status).toBe(403);
  });

  it("has settings that offer the rules it can meet, and no others", async () => {
    const page = await staff.get(`${content}/the-${kind}/settings`);
    const offered = [...page.body.matchAll(/<input[^>]*name="rules"[^>]*>/g)].map(
      ([field]) => /value="([^"]*)"/.exec(field)![1],
    );
    expect(offered.toSorted()).toEqual(unitKinds[kind].rules.toSorted());
  });
});

describe("a course with a unit of every kind", () => {
  it("goes out as a package and comes in again, each unit as what it was", async () => {
    const files = await readEntries(await exportCourseBySlug(author.slug));
    const { course, problems } = readCoursePackage(files);
    expect(problems.filter(({ level }) => level === "error")).toEqual([]);
    const slug = `${author.slug}-again`;
    await importCourse({ ...course!, slug });
    const where = { course: { slug }, module: { slug: "kinds" } };
    const orderBy = { position: "asc" as const };
    const units = await db().unit.findMany({ where, orderBy, select: { slug: true, kind: true, state: true } });
    expect(units).toEqual(kinds.map((kind) => ({ slug: `the-${kind}`, kind, state: "published" })));
    const again = await readEntries(await exportCourseBySlug(slug));
    const own = ([path]: [string, Buffer]) => path !== "course.yaml";
    expect([...again].filter(own)).toEqual([...files].filter(own));
  });
});
