import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { db } from "#app/infra/db.server.ts";
import { countingStatements } from "#app/infra/statements/statement-count.server.ts";
import { exportQuestions } from "./export-questions.server.ts";
import { importQuestions, type ImportTarget } from "./import-questions.server.ts";
import type { Authoring } from "#app/modules/learning/courses/staff-access.server.ts";
import { listCourseFiles, putCourseFile } from "#app/modules/learning/files/course-files.server.ts";
import { writeMoodleXml } from "#app/modules/learning/interchange/moodle-xml/write-moodle-xml.ts";
import { authoringOf } from "#test/factories/authors.ts";
import { makePng } from "#test/factories/course-files.ts";
import { coursePackage, makeCourse, type MadeCourse } from "#test/factories/courses.ts";
import { allKindsQuestions, makeQuestion } from "#test/factories/questions.ts";
import { useDatabase } from "#test/setup/database.ts";

useDatabase();

type Open = { course: MadeCourse; access: Authoring };

async function openCourse(): Promise<Open> {
  const course = await makeCourse({ languages: coursePackage().languages });
  return { course, access: await authoringOf(course) };
}

const take = (
  { access }: Open,
  text: string | Buffer,
  into: ImportTarget = { categoryPath: "" },
  more: { language?: string; name?: string; takesPart?: boolean; updatesSameTitle?: boolean } = {},
) => importQuestions(access, { name: "bank.gift", bytes: Buffer.from(text), into, language: "en", ...more });
const outcomes = ({ items }: Awaited<ReturnType<typeof take>>) => items.map(({ key, outcome }) => [key, outcome]);
const codes = ({ items }: Awaited<ReturnType<typeof take>>) =>
  items.flatMap(({ line, problems }) => problems.map(({ file, code }) => [file, line, code]));

const gift = `$CATEGORY: Law/Digital

// [tag:Law]
::One::Why? {=a ~b}

$CATEGORY: قانون

::Two::How many? {#3}`;

describe("importQuestions", () => {
  it("makes categories, and the same file again changes nothing", async () => {
    const open = await openCourse();
    expect(outcomes(await take(open, gift))).toEqual([
      ["one", "created"],
      ["two", "created"],
    ]);
    const rows = await db().question.findMany({
      where: { courseId: open.course.id, categoryId: { not: null } },
      select: { key: true, tags: true, category: { select: { path: true, title: true } } },
      orderBy: { key: "asc" },
    });
    expect(rows).toEqual([
      { key: "one", tags: ["law"], category: { path: "law/digital", title: { en: "Digital" } } },
      {
        key: "two",
        tags: [],
        category: { path: expect.stringMatching(/^category-[0-9a-f]{8}$/), title: { en: "قانون" } },
      },
    ]);
    expect(outcomes(await take(open, gift))).toEqual([
      ["one", "unchanged"],
      ["two", "unchanged"],
    ]);
    const better = gift.replace("=a", "=A better one");
    const changed = await take(open, better, undefined, { updatesSameTitle: true });
    expect(outcomes(changed)).toEqual([
      ["one", "changed"],
      ["two", "unchanged"],
    ]);
    const versions = await db().questionVersion.findMany({
      where: { question: { courseId: open.course.id, key: "one" } },
      select: { number: true, createdById: true },
      orderBy: { number: "asc" },
    });
    expect(versions).toEqual([1, 2].map((number) => ({ number, createdById: open.access.actor.id })));
    expect(await db().questionCategory.count({ where: { courseId: open.course.id } })).toBe(3);
  });

  it("goes below a chosen category, and needs one or the file's name at the top", async () => {
    const open = await openCourse();
    await take(open, "::A::Q {T}", { categoryPath: "" }, { name: "My bank.txt" });
    await take(open, "$CATEGORY: Inner\n\n::B::Q {T}", { categoryPath: "my-bank" });
    await take(open, "::C::Q {T}", { categoryPath: "my-bank/inner" });
    const rows = await db().question.findMany({
      where: { courseId: open.course.id, categoryId: { not: null } },
      select: { key: true, category: { select: { path: true } } },
      orderBy: { key: "asc" },
    });
    expect(rows.map(({ key, category }) => [key, category!.path])).toEqual([
      ["a", "my-bank"],
      ["b", "my-bank/inner"],
      ["c", "my-bank/inner"],
    ]);
    await expect(take(open, gift, { categoryPath: "none" })).rejects.toMatchObject({ status: 404 });
    expect(await take(open, "$CATEGORY: a/b/c/d/e/f/g\n\nQ {T}")).toMatchObject({
      isRefused: true,
      items: [
        { outcome: "refused", problems: [{ code: "authoring.bank.error.too_deep", file: "bank.gift" }] },
        { outcome: "not_taken" },
      ],
    });
  });

  it("asks new questions of a quiz at its end, once, and again when one was removed", async () => {
    const open = await openCourse();
    const unitId = open.course.units.find(({ kind }) => kind === "quiz")!.id;
    const asked = async () => {
      const slots = await db().quizSlot.findMany({
        where: { unitId },
        select: { question: { select: { key: true } } },
        orderBy: { position: "asc" },
      });
      return slots.map(({ question }) => question!.key);
    };
    const into = { unitSlug: "check" };
    await take(open, "::New::Q {T}\n\n// [id:single]\nWhich first?{=Decisions ~Data ~Nothing}", into);
    expect(await asked()).toEqual(["single", "several", "boolean", "short", "numeric", "new"]);
    const where = { unitId_key: { unitId, key: "new" } };
    await db().question.update({ where, data: { removedAt: new Date(), slots: { deleteMany: {} } } });
    expect(outcomes(await take(open, "::New::Q {T}", into))).toEqual([["new", "changed"]]);
    expect((await asked()).filter((key) => key === "new")).toEqual(["new"]);
    await expect(take(open, gift, { unitSlug: "first" })).rejects.toMatchObject({ status: 404 });
  });

  it("is all or nothing, with file and line of each refusal", async () => {
    const open = await openCourse();
    const broken = await take(open, "::A::Q {T}\n\n::B::Q {=a\n");
    expect(broken).toMatchObject({ isRefused: true, format: "gift" });
    expect(codes(broken)).toEqual([["bank.gift", 3, "learning.gift.unclosed"]]);
    expect(broken.items.map(({ title, outcome }) => [title, outcome])).toEqual([
      ["A", "not_taken"],
      [null, "refused"],
    ]);
    const xml = await take(open, "<quiz>\n<question type='calculated'/></quiz>", undefined, { name: "x.xml" });
    expect(codes(xml)).toEqual([["x.xml", 2, "courses.xml.unsupported"]]);
    expect(codes(await take(open, Buffer.from([0x50, 0x4b, 3, 4, 0, 0xff])))).toEqual([
      ["bank.gift", 0, "courses.xml.unknown_file"],
    ]);
    expect(codes(await take(open, "// only words"))).toEqual([["bank.gift", 0, "courses.xml.no_questions"]]);
    expect(await db().question.count({ where: { courseId: open.course.id, categoryId: { not: null } } })).toBe(0);
    expect(await db().questionCategory.count({ where: { courseId: open.course.id } })).toBe(0);
  });

  it("takes what can be taken beside what is refused, when that is wished", async () => {
    const open = await openCourse();
    const taken = await take(open, "::A::Q {T}\n\n::B::Q {=a\n", undefined, { takesPart: true });
    expect(taken.isRefused).toBe(false);
    expect(outcomes(taken)).toEqual([
      ["a", "created"],
      [null, "refused"],
    ]);
    expect(await db().question.count({ where: { courseId: open.course.id, categoryId: { not: null } } })).toBe(1);
    expect((await take(open, "::B::Q {=a\n", undefined, { takesPart: true })).isRefused).toBe(true);
  });

  it("takes a translation that fits, refuses one that does not, and drops what a new original leaves behind", async () => {
    const open = await openCourse();
    const into = { categoryPath: "" };
    await take(open, "::One::Why? {=a ~b}\n\n::Two::What? {=x ~y}", into);
    const french = { language: "fr" };
    expect(outcomes(await take(open, "// [id:one]\nPourquoi ? {=à ~bé}", into, french))).toEqual([["one", "changed"]]);
    const refused = await take(
      open,
      "// [id:two]\nQuoi ? {=x ~y}\n\n// [id:one]\nPourquoi ? {=à ~bé ~cé}",
      into,
      french,
    );
    expect(refused.isRefused).toBe(true);
    expect(codes(refused)).toEqual([["bank.gift", 5, "learning.package.answer_count_differs"]]);
    const changed = await take(open, "// [id:one]\n::One::Why? {=a ~b ~c}", into);
    expect(codes(changed)).toEqual([["bank.gift", 2, "courses.xml.translations_dropped"]]);
    const [last] = await db().questionVersion.findMany({
      where: { question: { courseId: open.course.id, key: "one" } },
      orderBy: { number: "desc" },
      select: { number: true, translations: true, sources: true },
    });
    expect([last!.number, Object.keys(last!.translations as object), last!.sources]).toEqual([3, ["en"], { en: 3 }]);
    await expect(take(open, gift, into, { language: "ar" })).rejects.toMatchObject({ status: 400 });
  });

  it("makes translations of what a file says in several languages, and the same file again changes nothing", async () => {
    const open = await openCourse();
    const file = readFileSync(new URL("../../../../../test/fixtures/moodle-xml/languages.xml", import.meta.url));
    const first = await take(open, file, { categoryPath: "" }, { name: "bank.xml" });
    expect(first.items.map(({ outcome }) => outcome)).toEqual(["created", "created", "created"]);
    const { translations } = await db().questionVersion.findFirstOrThrow({
      where: { question: { courseId: open.course.id, key: "good-day" } },
      select: { translations: true },
    });
    expect(translations).toMatchObject({
      en: { title: "Good day", answers: [{ text: "A good" }, {}] },
      fr: { title: "Bonjour", answers: [{ text: "Un bien" }, {}] },
    });
    // The course has neither Arabic nor Spanish.
    expect(first.items[0]?.problems).toMatchObject([
      { code: "courses.xml.languages_left_out", values: { languages: "ar, es" } },
    ]);
    const again = await take(open, file, { categoryPath: "" }, { name: "bank.xml" });
    expect(again.items.map(({ outcome }) => outcome)).toEqual(["unchanged", "unchanged", "unchanged"]);
  });

  it("keeps the pictures of Moodle, beside one of the course with the same name", async () => {
    const open = await openCourse();
    await putCourseFile(open.access, { name: "my-map.png", bytes: makePng({ colour: 9 }) });
    const file = readFileSync(new URL("../../../../../test/fixtures/moodle-xml/moodle-4.xml", import.meta.url));
    const first = await take(open, file, undefined, { name: "moodle-4.xml" });
    expect(first).toMatchObject({ isRefused: false, format: "xml" });
    expect((await listCourseFiles(open)).map(({ name }) => name)).toEqual(["my-map-2.png", "my-map.png"]);
    const version = await db().questionVersion.findFirstOrThrow({
      where: { question: { courseId: open.course.id, key: "begin-1" } },
      select: { translations: true },
    });
    expect(version.translations).toMatchObject({
      en: { prompt: expect.stringContaining('src="files/my-map-2.png"'), files: ["my-map-2.png"] },
    });
    const again = await take(open, file, undefined, { name: "moodle-4.xml" });
    expect(new Set(again.items.map(({ outcome }) => outcome))).toEqual(new Set(["unchanged", "left_out"]));
    expect(await listCourseFiles(open)).toHaveLength(2);
  });

  it("lets two imports at once wait for one another", async () => {
    const open = await openCourse();
    const both = await Promise.all([take(open, gift), take(open, gift)]);
    expect(
      both
        .flatMap(outcomes)
        .map(([, outcome]) => outcome)
        .sort(),
    ).toEqual(["created", "created", "unchanged", "unchanged"]);
  });
});

describe("exportQuestions", () => {
  it("gives back what came in: another course that takes it has the same bank", async () => {
    const [open, other] = [await openCourse(), await openCourse()];
    const questions = allKindsQuestions().map(({ question }) => ({
      ...question.translations.en!,
      title: `Title ${question.key}`,
      category: "Law/Digital",
      tags: ["law"],
    }));
    const prompt = "Look: ![Map](files/map.png)";
    const picture = makeQuestion({ kind: "essay", key: "picture", format: "markdown", prompt, category: "Law" });
    const { text } = writeMoodleXml([...questions, picture], new Map([["map.png", makePng()]]), { language: "en" });
    expect((await take(open, text)).isRefused).toBe(false);
    const { result, statements } = await countingStatements(() =>
      exportQuestions(open.access, { format: "xml", language: "en" }),
    );
    expect(statements.length).toBeLessThanOrEqual(4);
    expect(result).toMatchObject({ refused: [], fileName: `${open.course.slug}.questions.en.xml` });
    expect((await take(other, result.text)).items.every(({ outcome }) => outcome === "created")).toBe(true);
    const again = await exportQuestions(other.access, { format: "xml", language: "en" });
    expect(again.text).toBe(result.text);
    expect((await take(open, result.text)).items.every(({ outcome }) => outcome === "unchanged")).toBe(true);
    const inner = await exportQuestions(open.access, { format: "xml", language: "en", categoryPath: "law/digital" });
    expect(inner.text).not.toContain("map.png");
  });

  it("writes a quiz as GIFT, in its order, and names what GIFT cannot say", async () => {
    const open = await openCourse();
    const { text } = writeMoodleXml([makeQuestion({ kind: "essay", key: "long", notes: "n" })], new Map(), {
      language: "en",
    });
    await take(open, text, { unitSlug: "check" });
    const written = await exportQuestions(open.access, { format: "gift", language: "fr", unitSlug: "check" });
    expect(written.refused).toEqual([]);
    expect(written.reduced).toEqual([{ key: "long", title: null, code: "courses.xml.gift_essay" }]);
    expect([...written.text.matchAll(/::(\w+)::/g)].map(([, title]) => title)).toEqual([
      "single",
      "several",
      "boolean",
      "short",
      "numeric",
    ]);
    const back = await take(open, written.text, { unitSlug: "check" });
    expect([...new Set(back.items.map(({ outcome }) => outcome))]).toEqual(["unchanged"]);
  });

  it("refuses places and languages that are not there", async () => {
    const open = await openCourse();
    const ask = (more: object) => exportQuestions(open.access, { format: "xml", language: "en", ...more });
    await expect(ask({ unitSlug: "first" })).rejects.toMatchObject({ status: 404 });
    await expect(ask({ categoryPath: "none" })).rejects.toMatchObject({ status: 404 });
    await expect(ask({ language: "ar" })).rejects.toMatchObject({ status: 400 });
    expect((await ask({})).text).toContain("<quiz");
  });
});
