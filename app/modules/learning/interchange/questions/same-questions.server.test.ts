import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { db } from "#app/infra/db.server.ts";
import { questionKinds, type Question } from "#app/modules/learning/questions/questions.ts";
import { authoringOf } from "#test/factories/authors.ts";
import { makeCourse } from "#test/factories/courses.ts";
import { anyQuestion } from "#test/factories/question-arbitraries.ts";
import { makePng } from "#test/factories/course-files.ts";
import { makeQuestion } from "#test/factories/questions.ts";
import { bankImports } from "#test/fixtures/gift/bank-imports.ts";
import { useDatabase } from "#test/setup/database.ts";
import { exportQuestions } from "./export-questions.server.ts";
import { importQuestions } from "./import-questions.server.ts";

useDatabase();

const inside = makePng().toString("base64");
const plain = (value: unknown) => JSON.parse(JSON.stringify(value)) as object;

describe("which question is the same", () => {
  it.each(bankImports)("$about", async ({ steps, left }) => {
    const course = await makeCourse();
    const access = await authoringOf(course);
    for (const { file, language = "en", updatesSameTitle, outcomes, codes = [] } of steps) {
      const input = { name: "bank.gift", bytes: Buffer.from(file), into: { categoryPath: "" }, language };
      const { isRefused, items } = await importQuestions(access, { ...input, updatesSameTitle });
      expect(isRefused).toBe(false);
      expect(items.map(({ outcome }) => outcome)).toEqual(outcomes);
      expect(items.flatMap(({ problems }) => problems.map(({ code }) => code))).toEqual(codes);
    }
    const rows = await db().question.findMany({
      where: { courseId: course.id, categoryId: { not: null } },
      select: { versions: { orderBy: { number: "desc" }, take: 1, select: { translations: true } } },
    });
    const prompts = rows.map(({ versions }) => (versions[0]!.translations as unknown as { en: Question }).en.prompt);
    expect(prompts.sort()).toEqual(left);
  });
});

/** What an import turns into links and files. */
const pictures = [
  makeQuestion({
    kind: "essay",
    key: "pictures",
    format: "html",
    prompt: `<p>See <img src="https://example.org/a.png" alt="A">, <img src="data:image/png;base64,${inside}" alt="">, <img src="//example.org/b.png"> and <img src="files/c.png" alt="C"></p>`,
    feedback: { general: '<iframe src="https://video.example/1"></iframe> <img src="lost.png" alt="Lost">' },
  }),
  makeQuestion({
    kind: "essay",
    key: "pictures-in-markdown",
    format: "markdown",
    prompt: `![A](https://example.org/a.png) ![B](data:image/png;base64,${inside})`,
  }),
];

/** A bank with everything in it that has ever come back as something else. */
async function fillBank(courseId: string, more: Question[] = []): Promise<void> {
  const categories = [
    { path: "law", title: { en: "Law", fr: "Droit" } },
    { path: "law/renamed", title: { en: "Another name / with a slash" } },
    { path: "category-0f1e2d3c", title: { en: "قانون" } },
    { path: "top", title: { en: "top" } },
  ];
  const ids: string[] = [];
  for (const data of categories)
    ids.push((await db().questionCategory.create({ data: { courseId, ...data }, select: { id: true } })).id);
  const sampled = questionKinds.flatMap((kind) => fc.sample(anyQuestion(kind), { numRuns: 8, seed: 7 }));
  const special = [
    makeQuestion({ kind: "essay", title: "named", key: "named" }),
    makeQuestion({ kind: "essay", title: "Q1", key: "q1" }),
    makeQuestion({ kind: "essay", key: "untitled", prompt: "  Spaces  around\n\n  and inside  " }),
    makeQuestion({ kind: "essay", key: "long", template: "Dear", minWords: 5, maxWords: 50, notes: "Be kind" }),
    makeQuestion({ kind: "essay", key: "said", feedback: { general: "g", right: "r", partly: "p", wrong: "w" } }),
    makeQuestion({
      kind: "several",
      key: "weights",
      answers: [50, 50.5].map((weight) => ({ text: String(weight), fraction: weight / 100.5 })),
    }),
    makeQuestion({
      kind: "short",
      key: "marked",
      marks: 2.5,
      penalty: 0.3333333,
      answers: [{ text: " a ", fraction: 1 }],
    }),
  ];
  for (const [at, one] of [...sampled, ...special, ...more].entries()) {
    const question = { ...one, key: at < sampled.length ? `k${at}` : one.key, category: null, tags: undefined };
    const translations = plain({
      en: question,
      ...(at % 3 === 0 && { fr: { ...question, prompt: `fr ${question.prompt}` } }),
    });
    const { key, kind, marks } = question;
    const data = {
      courseId,
      categoryId: ids[at % ids.length]!,
      key,
      tags: one.tags?.map((tag) => tag.toLowerCase()) ?? [],
    };
    await db().question.create({ data: { ...data, versions: { create: { number: 1, kind, marks, translations } } } });
  }
}

describe.each(["gift", "xml"] as const)("a whole bank as %s", (format) => {
  it.each(["en", "fr"])("comes back as it is, in %s", async (language) => {
    const course = await makeCourse();
    const access = await authoringOf(course);
    await fillBank(course.id, pictures);
    const { text } = await exportQuestions(access, { format, language });
    const count = await db().question.count({ where: { courseId: course.id } });
    const into = { categoryPath: "" };
    const { items, isRefused } = await importQuestions(access, {
      name: "bank",
      bytes: Buffer.from(text),
      into,
      language,
    });
    expect(isRefused).toBe(false);
    expect(items.filter(({ outcome }) => outcome !== "unchanged")).toEqual([]);
    expect(items.length).toBeGreaterThan(50);
    expect(await db().question.count({ where: { courseId: course.id } })).toBe(count);
    expect(await db().questionCategory.count({ where: { courseId: course.id } })).toBe(4);
    expect(await db().questionVersion.count({ where: { question: { courseId: course.id }, number: { gt: 1 } } })).toBe(
      0,
    );
  });

  it("makes the same bank elsewhere, with titles that are equal to their key", async () => {
    const [one, other] = [await makeCourse(), await makeCourse()];
    const [from, to] = [await authoringOf(one), await authoringOf(other)];
    await fillBank(one.id);
    const written = await exportQuestions(from, { format, language: "en" });
    const input = { name: "bank", bytes: Buffer.from(written.text), into: { categoryPath: "" }, language: "en" };
    expect((await importQuestions(to, input)).isRefused).toBe(false);
    const { text } = await exportQuestions(to, { format, language: "en" });
    const back = await importQuestions(from, { ...input, bytes: Buffer.from(text) });
    expect(back.items.filter(({ outcome }) => outcome !== "unchanged")).toEqual([]);
    expect(back.items.length).toBeGreaterThan(50);
    const { versions } = await db().question.findFirstOrThrow({
      where: { courseId: other.id, key: "named" },
      select: { versions: { select: { translations: true } } },
    });
    expect(versions[0]!.translations).toMatchObject({ en: { title: "named" } });
  });
});
