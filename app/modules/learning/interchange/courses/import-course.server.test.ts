import { beforeAll, describe, expect, it } from "vitest";
import { db } from "#app/infra/db.server.ts";
import { getUnitFor } from "#app/modules/learning/study/get-unit.server.ts";
import { submitAnswers } from "#app/modules/learning/quizzes/save-answers.server.ts";
import { openAttempt } from "#app/modules/learning/quizzes/start-attempt.server.ts";
import { completeUnit } from "#app/modules/learning/study/record-progress.server.ts";
import { getCourseFor } from "#app/modules/learning/outline/get-course.server.ts";
import { importCourse } from "./import-course.server.ts";
import { readCoursePackage } from "#app/modules/learning/interchange/package/read-course-package.ts";
import type { ImportItem } from "#app/modules/learning/interchange/package/import-report.ts";
import { getReceiptFor } from "#app/modules/learning/quizzes/get-receipt.server.ts";
import { seedRoadmap } from "#prisma/seed/roadmap.ts";
import { answersInput } from "#test/factories/attempts.ts";
import { coursePackage, quizGift, rightAnswers } from "#test/factories/courses.ts";
import { makeUser } from "#test/factories/users.ts";
import { useDatabase } from "#test/setup/database.ts";

useDatabase();
beforeAll(() => seedRoadmap(db()));

const outcomes = (report: ImportItem[]) => Object.fromEntries(report.map(({ item, outcome }) => [item, outcome]));
const changedItems = (report: ImportItem[]) =>
  report.filter((one) => one.outcome !== "unchanged").map(({ item }) => item);
const revisionOf = async (slug: string) =>
  (await db().course.findUniqueOrThrow({ where: { slug }, select: { revision: true } })).revision;

describe("importing a course", () => {
  it("creates everything, and reports every item", async () => {
    const made = coursePackage({ activities: ["1.1", "5.4"] });
    const steps: [number, number][] = [];
    const { report, revision } = await importCourse(made, {
      onProgress: async (done, total) => void steps.push([done, total]),
    });
    expect(outcomes(report)).toEqual({
      "course.yaml": "created",
      "01-basics": "created",
      "01-basics/01-first": "created",
      "01-basics/02-second": "created",
      "01-basics/03-check": "created",
      ...Object.fromEntries(
        ["single", "several", "boolean", "short", "numeric"].map((key) => [`01-basics/03-check#${key}`, "created"]),
      ),
    });
    expect(revision).toBe(1);
    expect(steps).toEqual([
      [0, 3],
      [1, 3],
      [2, 3],
      [3, 3],
    ]);
    const { body } = await getUnitFor(null, { courseSlug: made.slug, unitSlug: "first" }, "en", { isVisit: true });
    expect(body.html).toContain("<em>Unit first</em>");
  });

  it("changes nothing the second time", async () => {
    const made = coursePackage();
    await importCourse(made);
    const again = await importCourse(structuredClone(made));
    expect(changedItems(again.report)).toEqual([]);
    expect(again.revision).toBe(1);
    expect(await revisionOf(made.slug)).toBe(1);
    expect(await db().questionVersion.count({ where: { question: { unit: { course: { slug: made.slug } } } } })).toBe(
      5,
    );
  });

  it("updates in place and raises the revision once", async () => {
    const made = coursePackage();
    await importCourse(made);
    const before = await db().unit.findMany({
      where: { course: { slug: made.slug } },
      select: { id: true, slug: true },
    });
    const next = structuredClone(made);
    next.title.en = "Another title";
    next.modules[0]!.units[0]!.texts[0]!.body = "Another text.";
    next.modules[0]!.units[1]!.minutes = 25;
    const { report, revision } = await importCourse(next);
    expect(changedItems(report)).toEqual(["course.yaml", "01-basics/01-first", "01-basics/02-second"]);
    expect(report.every(({ outcome }) => outcome !== "created")).toBe(true);
    expect(revision).toBe(2);
    expect(await revisionOf(made.slug)).toBe(2);
    const after = await db().unit.findMany({
      where: { course: { slug: made.slug } },
      select: { id: true, slug: true },
    });
    expect(after.sort((a, b) => a.slug.localeCompare(b.slug))).toEqual(
      before.sort((a, b) => a.slug.localeCompare(b.slug)),
    );
  });

  it("changes nothing at all when one item is refused", async () => {
    const made = coursePackage();
    await importCourse(made);
    const next = structuredClone(made);
    next.title.en = "A title that must not go in";
    next.modules[0]!.units[1]!.activities = ["9.9"];
    const { isRefused, report, revision } = await importCourse(next);
    expect({ isRefused, revision }).toEqual({ isRefused: true, revision: null });
    expect(report).toEqual([
      {
        item: "01-basics/second",
        outcome: "refused",
        problems: [
          {
            file: "01-basics/second.en.md",
            line: 0,
            level: "error",
            code: "learning.import.unknown_activity",
            values: { code: "9.9" },
          },
        ],
      },
    ]);
    expect((await getCourseFor(null, made.slug, "en")).course.title.text).toBe(made.title.en);
    expect(await revisionOf(made.slug)).toBe(1);
  });

  it("refuses a slug that the product needs for itself", async () => {
    const made = coursePackage({ modules: [{ slug: "basics", units: [{ slug: "enrol" }] }] });
    expect((await importCourse(made)).report[0]!.problems[0]!.code).toBe("learning.import.reserved_slug");
  });

  it("makes a new version of a changed question, and a running attempt keeps its own", async () => {
    const made = coursePackage();
    await importCourse(made);
    const learner = await makeUser();
    const address = { courseSlug: made.slug, unitSlug: "check" };
    await openAttempt(learner, address);
    const turned = quizGift.replace("{=Decisions#Yes. ~Data#Too early.", "{~Data#Too early. =Decisions#Yes.");
    const next = coursePackage({
      slug: made.slug,
      modules: [
        {
          slug: "basics",
          units: [{ slug: "first" }, { slug: "second" }, { slug: "check", gift: { en: `\n\n${turned}` } }],
        },
      ],
    });
    const { report } = await importCourse(next);
    expect(changedItems(report)).toEqual(["01-basics/03-check#single"]);
    const submitted = await submitAnswers(learner, address, answersInput(rightAnswers));
    expect(submitted).toEqual({ kind: "graded", number: 1 });
    expect((await getReceiptFor(learner, address, 1, "en")).receipt.percent).toBe(100);
    const { attempt, questions } = await openAttempt(learner, address);
    expect(attempt.number).toBe(2);
    expect(questions[0]!.translations.en).toMatchObject({ answers: [{ text: "Data" }, { text: "Decisions" }] });
  });

  it("knows questions without a name by what they say, wherever they stand, in every language", async () => {
    const slug = coursePackage().slug;
    const unit = `---\ntitle: Check\nkind: quiz\nminutes: 5\nactivities: []\ncompletion: passed 60\n---\n`;
    const read = (english: string[], french: string[]) => {
      const files = {
        "course.yaml": `slug: ${slug}\nversion: "1"\nlanguages: [en, fr]\ndefaultLanguage: en\ntitle: { en: T, fr: T }\nsummary: { en: S, fr: S }\nhours: 1\nlicence: CC-BY-4.0\nactivities: []\nmodules:\n  - folder: 01-a\n    title: { en: A, fr: A }\n    summary: { en: A, fr: A }\n`,
        "01-a/01-check.en.md": unit,
        "01-a/01-check.fr.md": unit,
        "01-a/01-check.en.gift": english.join("\n\n"),
        "01-a/01-check.fr.gift": french.join("\n\n"),
      };
      const { course, problems } = readCoursePackage(
        new Map(Object.entries(files).map(([name, text]) => [name, Buffer.from(text)])),
      );
      expect(problems).toEqual([]);
      return course!;
    };
    const capital = (country: string, town: string) => `${country}? {=${town} ~Paris}`;
    const first = ["Kenya", "Mali", "Chad"].map((country) => capital(country, `Town of ${country}`));
    const second = ["Le Kenya", "Le Mali", "Le Tchad"].map((country) => capital(country, `Ville : ${country}`));
    await importCourse(read(first, second));
    const rows = () =>
      db().question.findMany({
        where: { course: { slug }, removedAt: null },
        select: { id: true, key: true, versions: { select: { number: true, translations: true } } },
        orderBy: { key: "asc" },
      });
    const before = await rows();
    expect(before.map(({ key }) => key)).toEqual(before.map(() => expect.stringMatching(/^q-[0-9a-f]{8}$/)));

    const again = await importCourse(read(first, second));
    expect(changedItems(again.report)).toEqual([]);
    const turned = await importCourse(read(first.toReversed(), second.toReversed()));
    // The quiz asks in another order; its questions are the same, with the same versions.
    expect(changedItems(turned.report)).toEqual(["01-a/01-check"]);
    expect(await rows()).toEqual(before);

    const one = await importCourse(read(["New? {T}", ...first], ["Nouveau ? {T}", ...second]));
    expect(outcomes(one.report)).toMatchObject({ "01-a/01-check#q1": "created", "01-a/01-check#q2": "unchanged" });
    expect(await db().question.count({ where: { course: { slug }, removedAt: null } })).toBe(4);
    const translated = await importCourse(read(["New? {T}", ...first], ["Neuf ? {T}", ...second]));
    expect(changedItems(translated.report)).toEqual(["01-a/01-check#q1"]);
  });

  it("marks what is gone as removed, keeps progress on it, and brings it back", async () => {
    const made = coursePackage();
    await importCourse(made);
    const learner = await makeUser();
    await completeUnit(learner, { courseSlug: made.slug, unitSlug: "second" });
    const next = structuredClone(made);
    next.modules[0]!.units.splice(1, 1);
    next.modules[0]!.units[1]!.questions.pop();
    const { report } = await importCourse(next);
    expect(report.filter((one) => one.outcome === "changed")).toMatchObject([
      {
        item: "01-basics/03-check#numeric",
        problems: [{ code: "learning.import.question_removed", level: "warning" }],
      },
      { item: "second", problems: [{ code: "learning.import.unit_removed", level: "warning" }] },
    ]);
    await expect(
      getUnitFor(learner, { courseSlug: made.slug, unitSlug: "second" }, "en", { isVisit: true }),
    ).rejects.toMatchObject({
      status: 404,
    });
    expect((await openAttempt(learner, { courseSlug: made.slug, unitSlug: "check" })).questions).toHaveLength(4);
    await importCourse(made);
    const back = await getUnitFor(learner, { courseSlug: made.slug, unitSlug: "second" }, "en", { isVisit: true });
    expect(back.unit).toMatchObject({ state: "complete", addedInRevision: 3 });
  });

  it("completes whoever lacked only what is gone", async () => {
    const made = coursePackage();
    await importCourse(made);
    const [learner, other] = [await makeUser(), await makeUser()];
    for (const unitSlug of ["first", "second"]) await completeUnit(learner, { courseSlug: made.slug, unitSlug });
    await completeUnit(other, { courseSlug: made.slug, unitSlug: "first" });
    const next = structuredClone(made);
    next.modules[0]!.units.pop();
    await importCourse(next);
    expect((await getCourseFor(learner, made.slug, "en")).standing).toMatchObject({
      percent: 100,
      completedRevision: 2,
    });
    expect((await getCourseFor(other, made.slug, "en")).standing).toMatchObject({ percent: 50, completedAt: null });
    const events = await db().outboxEvent.count({
      where: { name: "learning.course.completed", payload: { path: ["userId"], equals: learner.id } },
    });
    expect(events).toBe(1);
  });

  it("writes a course once when two imports come at once", async () => {
    const made = coursePackage();
    const results = await Promise.all([importCourse(made), importCourse(structuredClone(made)), importCourse(made)]);
    expect(results.map(({ report }) => changedItems(report).length > 0).filter(Boolean)).toHaveLength(1);
    expect(await db().course.count({ where: { slug: made.slug } })).toBe(1);
    expect(await db().unit.count({ where: { course: { slug: made.slug } } })).toBe(3);
    expect(await revisionOf(made.slug)).toBe(1);
  });
});
