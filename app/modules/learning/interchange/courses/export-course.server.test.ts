import { buffer } from "node:stream/consumers";
import { beforeAll, describe, expect, it } from "vitest";
import { db } from "#app/infra/db.server.ts";
import { exportCourse, readEntries } from "./export-course.server.ts";
import { zipStream } from "./zip-stream.server.ts";
import { importCourse } from "./import-course.server.ts";
import type { ImportItem } from "#app/modules/learning/interchange/package/import-report.ts";
import { readCoursePackage } from "#app/modules/learning/interchange/package/read-course-package.ts";
import { readPackageZip } from "#app/modules/learning/interchange/package/read-zip.server.ts";
import type { CoursePackage, PackageFiles } from "#app/modules/learning/interchange/package/types.ts";
import { getAuthoringFor } from "#app/modules/learning/courses/staff-access.server.ts";
import { seedCourse } from "#prisma/seed/course.ts";
import { seedRoadmap } from "#prisma/seed/roadmap.ts";
import { makePng } from "#test/factories/course-files.ts";
import { makeCourse } from "#test/factories/courses.ts";
import { makeUser } from "#test/factories/users.ts";
import { useDatabase } from "#test/setup/database.ts";

useDatabase();
beforeAll(() => seedRoadmap(db()));

const texts = (kind: string, title: string, more = "", rule = "marked done") =>
  `---\ntitle: ${title}\nkind: ${kind}\nminutes: 5\nactivities: [1.1]\ncompletion: ${rule}\n${more}---\n`;
const both = (stem: string, en: string, fr: string) => ({ [`${stem}.en.md`]: en, [`${stem}.fr.md`]: fr });

const rubric = (title: string, levels: string[], more = "") => `assignment: { form: text, reviews: 3, maxWords: 500 }
rubric:
  - key: clarity
    title: ${title}
    levels:
      - { points: 0, title: ${levels[0]}${more} }
      - { points: 2.5, title: ${levels[1]} }
`;
const survey = (prompt: string, ends: string) => `survey:
  - { key: useful, kind: scale, required: true, prompt: ${prompt}, choices: [${ends}] }
  - { key: more, kind: text, prompt: ${prompt} }
`;
const quiz = (said: string) => `quiz:
  timeLimit: 1800
  attempts: 3
  grade: last
  shuffleQuestions: true
  penalty: 0.25
  review: { during: [], after: [answers, marks] }
  feedback: [{ from: 80, text: "${said}" }, { from: 0, text: "…" }]
  places:
    - { question: two, marks: 3 }
    - { question: one }
    - { draws: 1, from: regulation/ai, tags: [law] }
    - { question: banked, from: regulation/ai, marks: 0.5 }
opens: 2026-03-01T09:00:00+01:00
due: 2026-03-08T09:00Z
closes: 2026-03-10T09:00Z
`;
const bank = (prompt: string) =>
  `- { key: banked, kind: boolean, tags: [law, ai], prompt: "${prompt}", answers: [{ text: T, fraction: 1 }, { text: F, fraction: 0 }] }\n`;
const everyKind = (word: string) => `- { key: essay, kind: essay, prompt: "${word}", minWords: 10 }
- { key: order, kind: ordering, prompt: "${word}", items: ["1", "2"], feedback: { general: "${word}\\n\\nmore" } }
- { key: match, kind: matching, prompt: "${word}", pairs: [{ prompt: a, answer: b }, { prompt: c, answer: d }], extra: [] }
- { key: gaps, kind: cloze, prompt: "${word} [[1]]", gaps: [{ kind: numeric, weight: 2, answers: [{ value: 1.5, tolerance: 0.1, fraction: 1 }] }] }
- { key: several, kind: several, title: "T: '1.10'", marks: 2, prompt: "yes", format: plain, penalty: 0.5, answers: [{ text: "${word}", fraction: 1, feedback: "- a" }, { text: "no", fraction: -0.5 }] }
`;

/** A package with one of everything, in two languages. */
const whole = (slug: string): PackageFiles =>
  new Map(
    Object.entries<string | Buffer>({
      "course.yaml": `slug: ${slug}
version: "1.10"
languages: [en, fr, ar]
defaultLanguage: en
title: { en: "All: of it", fr: Tout, ar: كل شيء }
summary: { en: About it }
outcomes: { en: ["Map: it", Ask], fr: [Cartographier] }
level: intermediate
hours: 1.5
licence: CC-BY-4.0
activities: ["2.1", "1.1"]
enrolment: approval
linear: true
draft: true
bank: [{ category: regulation/ai, title: { en: AI, fr: IA } }]
modules:
  - { folder: 01-first, title: { en: First, fr: Premier }, summary: { en: S } }
  - { folder: 03-rest, title: { en: Rest }, summary: {} }
  - { folder: 04-empty, title: { en: Later }, summary: {} }
`,
      ...both(
        "01-first/01-text",
        `${texts("lesson", "Text")}\nSee ![a plan](files/plan.png).\n\n    code\n`,
        `${texts("lesson", "Texte")}\nVoir.\n`,
      ),
      "01-first/01-text.ar.md": `${texts("lesson", "نص")}\nمرحبا\n`,
      ...both(
        "01-first/03-quiz",
        texts("quiz", "Quiz", quiz("Well done"), "submitted and passed 60"),
        texts("quiz", "Test", quiz("Bravo"), "submitted and passed 60"),
      ),
      "01-first/03-quiz.en.gift": "::one::One? {=a ~b}\n\n::two::Two? {#2}",
      "01-first/03-quiz.fr.gift": "::one::Un ? {=a ~b}\n\n::two::Deux ? {#2}",
      ...both(
        "01-first/07-kinds",
        texts("quiz", "Kinds", "weight: 2.5\nhidesGrades: true\n"),
        texts("quiz", "Sortes", "weight: 2.5\nhidesGrades: true\n"),
      ),
      "01-first/07-kinds.en.questions.yaml": everyKind("word"),
      "01-first/07-kinds.fr.questions.yaml": everyKind("mot"),
      ...both(
        "03-rest/01-work",
        `${texts("assignment", "Work", `requires: [text, quiz]\n${rubric("Clarity", ["Poor", "Good"], ', explanation: "no: none"')}`, "submitted")}\nDo it.\n`,
        texts("assignment", "Devoir", `requires: [text, quiz]\n${rubric("Clarté", ["Faible", "Bon"])}`, "submitted"),
      ),
      ...both(
        "03-rest/02-talk",
        texts("discussion", "Talk", "", "2 replies"),
        texts("discussion", "Débat", "", "2 replies"),
      ),
      "03-rest/03-meet.en.md": texts("webinar", "Meet", "draft: true\n", "attended 30 minutes"),
      ...both(
        "03-rest/04-ask",
        texts("survey", "Ask", survey("Useful?", "not at all, very"), "submitted"),
        texts("survey", "Avis", survey("Utile ?", "non, oui"), "submitted"),
      ),
      "bank/regulation/ai.en.questions.yaml": bank("True?"),
      "bank/regulation/ai.fr.questions.yaml": bank("Vrai ?"),
      "files/plan.png": makePng(),
    }).map(([path, content]) => [path, Buffer.from(content as string)]),
  );

function read(files: PackageFiles): CoursePackage {
  const { course, problems } = readCoursePackage(files);
  expect(problems.filter(({ level }) => level === "error")).toEqual([]);
  return course!;
}
const exported = async (slug: string) =>
  readEntries(await exportCourse(await getAuthoringFor(await makeUser({ role: "administrator" }), slug, "en")));
const asText = (files: PackageFiles) =>
  Object.fromEntries([...files].map(([path, bytes]) => [path, bytes.toString("latin1")]));
const moved = (report: ImportItem[]) => report.filter(({ outcome }) => outcome !== "unchanged");
const forget = (slug: string) => db().course.delete({ where: { slug }, select: { id: true } });

describe("exporting a course", () => {
  it("gives back every kind of unit, all languages, the bank and the files; a second round is the same bytes", async () => {
    const first = await importCourse(read(whole("everything")));
    expect(first.isRefused).toBe(false);
    const one = await exported("everything");
    expect([...one.keys()]).toEqual([
      ...["01-first/01-text.ar.md", "01-first/01-text.en.md", "01-first/01-text.fr.md"],
      ...["01-first/03-quiz.en.md", "01-first/03-quiz.en.questions.yaml", "01-first/03-quiz.fr.md"],
      ...["01-first/03-quiz.fr.questions.yaml", "01-first/07-kinds.en.md", "01-first/07-kinds.en.questions.yaml"],
      ...["01-first/07-kinds.fr.md", "01-first/07-kinds.fr.questions.yaml"],
      ...["03-rest/01-work.en.md", "03-rest/01-work.fr.md", "03-rest/02-talk.en.md", "03-rest/02-talk.fr.md"],
      ...["03-rest/03-meet.en.md", "03-rest/04-ask.en.md", "03-rest/04-ask.fr.md"],
      ...[
        "bank/regulation/ai.en.questions.yaml",
        "bank/regulation/ai.fr.questions.yaml",
        "course.yaml",
        "files/plan.png",
      ],
    ]);
    const front = one.get("01-first/03-quiz.fr.md")!.toString();
    for (const said of ["timeLimit: 1800", "grade: last", "draws: 1", "Bravo", "opens: 2026-03-01T08:00:00.000Z"]) {
      expect(front).toContain(said);
    }
    expect(one.get("03-rest/01-work.fr.md")!.toString()).toContain("Clarté");
    // In the same product nothing changes.
    expect(moved((await importCourse(read(one))).report)).toEqual([]);
    expect(asText(await exported("everything"))).toEqual(asText(one));
    // In a product that does not have it, the same course comes out again.
    await forget("everything");
    await importCourse(read(one));
    expect(asText(await exported("everything"))).toEqual(asText(one));
  });

  it("keeps the seeded course what it is", async () => {
    await seedCourse();
    const slug = "from-open-roadmap-to-national-roadmap";
    const one = await exported(slug);
    expect(moved((await importCourse(read(one))).report)).toEqual([]);
    await forget(slug);
    await importCourse(read(one));
    expect(asText(await exported(slug))).toEqual(asText(one));
  });

  it("carries what an author has not published yet, and importing it publishes nothing", async () => {
    const { slug, id, units } = await makeCourse();
    const moduleId = (await db().courseModule.findFirstOrThrow({ where: { courseId: id }, select: { id: true } })).id;
    const draft = { courseId: id, moduleId, slug: "later", position: 9, kind: "lesson" as const, minutes: 5 };
    const unit = await db().unit.create({
      data: { ...draft, state: "draft", completion: { markedDone: true } },
      select: { id: true },
    });
    const saved = { language: "en", title: "Later", body: "Not\r\nyet\n\n", savedAt: new Date() };
    await db().unitDraft.create({ data: { unitId: unit.id, ...saved }, select: { unitId: true } });
    const text = { unitId_language: { unitId: units[0]!.id, language: "en" } };
    await db().unitText.update({ where: text, data: { body: "With an end\r\n\r\n" }, select: { unitId: true } });
    const files = await exported(slug);
    expect(files.get("01-basics/09-later.en.md")!.toString()).toMatch(/draft: true\n---\n\nNot\nyet\n$/);
    expect(moved((await importCourse(read(files))).report)).toEqual([]);
    expect(await db().unitText.count({ where: { unitId: unit.id } })).toBe(0);
  });

  it("is a zip that reads back as the same files, the same bytes each time", async () => {
    await importCourse(read(whole("zipped")));
    const access = await getAuthoringFor(await makeUser({ role: "administrator" }), "zipped", "en");
    const pack = async () => buffer(zipStream(await exportCourse(access)));
    const [one, other] = [await pack(), await pack()];
    expect(one.equals(other)).toBe(true);
    const { files, problems } = await readPackageZip(one);
    expect(problems).toEqual([]);
    expect(asText(files)).toEqual(asText(await exported("zipped")));
  });

  it("gives everything numbers again when places cannot be written", async () => {
    const { slug, id } = await makeCourse();
    await db().unit.updateMany({ where: { courseId: id }, data: { position: 4 } });
    const files = await exported(slug);
    expect([...files.keys()].filter((path) => path.endsWith(".md"))).toEqual([
      "01-basics/01-check.en.md",
      "01-basics/02-first.en.md",
      "01-basics/03-second.en.md",
    ]);
    expect(moved((await importCourse(read(files))).report)).toEqual([]);
  });
});
