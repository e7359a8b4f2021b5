import { mkdir, mkdtemp, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

import { describe, expect, it } from "vitest";

import { readCoursePackage } from "./read-course-package.ts";
import { readPackageFolder } from "./read-folder.server.ts";
import type { PackageFiles } from "./types.ts";

const manifest = `slug: demo
version: 1.10
languages: [en, fr, ar]
defaultLanguage: en
title:
  en: Demo
  fr: Démo
  ar: عرض
summary: { en: About, fr: À propos, ar: عن }
hours: 1.5
licence: CC-BY-4.0
activities: [1.1, "2.3"]
modules:
  - folder: 01-first
    title: { en: First, fr: Premier, ar: أول }
    summary: { en: S, fr: S, ar: س }
`;
const lesson = (title: string, more = "") =>
  `---\ntitle: ${title}\nkind: lesson\nminutes: 12\nactivities: [1.1]\ncompletion: marked done\n${more}---\n\n# Hello\n`;
const quiz = (title: string) =>
  `---\ntitle: ${title}\nkind: quiz\nminutes: 5\nactivities: []\ncompletion: passed 60\n---\n`;
const gift = "::q1::Which? {=a#Yes ~b}\n\n::q2::Number? {#3:0.1}\n\n::q3::Word? {=one}";
const demo: Record<string, string> = {
  "course.yaml": manifest,
  "01-first/01-hello.en.md": lesson("Hello"),
  "01-first/01-hello.fr.md": lesson("Bonjour"),
  "01-first/01-hello.ar.md": lesson("مرحبا"),
  "01-first/02-check.en.md": quiz("Check"),
  "01-first/02-check.fr.md": quiz("Vérifier"),
  "01-first/02-check.ar.md": quiz("تحقق"),
  "01-first/02-check.en.gift": gift,
  "01-first/02-check.fr.gift": gift.replace("Which?", "Lequel ?").replace("{=one}", "{=un =une}"),
  "01-first/02-check.ar.gift": gift.replace("Which?", "أي؟"),
};

const pack = (changes: Record<string, string | null | Buffer> = {}): PackageFiles =>
  new Map(
    Object.entries({ ...demo, ...changes })
      .filter((entry): entry is [string, string | Buffer] => entry[1] !== null)
      .map(([file, text]) => [file, Buffer.from(text as string)]),
  );
const problemsOf = (changes: Record<string, string | null | Buffer>) => {
  const { course, problems } = readCoursePackage(pack(changes));
  expect(course === null).toBe(problems.some(({ level }) => level === "error"));
  return problems.map(({ file, line, code, level }) => `${level} ${file}:${line} ${code.replace("learning.", "")}`);
};

describe("readCoursePackage", () => {
  it("reads a whole course", () => {
    const { course, problems } = readCoursePackage(pack());
    expect(problems).toEqual([]);
    expect(course).toMatchObject({
      slug: "demo",
      version: "1.10",
      languages: ["en", "fr", "ar"],
      hours: 1.5,
      activities: ["1.1", "2.3"],
      title: { en: "Demo", fr: "Démo", ar: "عرض" },
    });
    const [hello, check] = course!.modules[0]!.units;
    expect(course!.modules[0]).toMatchObject({ slug: "first", position: 1, title: { en: "First" } });
    expect(hello).toMatchObject({
      slug: "hello",
      position: 1,
      kind: "lesson",
      minutes: 12,
      completion: { markedDone: true },
      questions: [],
    });
    expect(hello!.texts.map(({ language, title }) => [language, title])).toEqual([
      ["en", "Hello"],
      ["fr", "Bonjour"],
      ["ar", "مرحبا"],
    ]);
    expect(hello!.texts[0]).toMatchObject({ body: "# Hello", sourceFile: "01-first/01-hello.en.md" });
    expect(check).toMatchObject({ kind: "quiz", completion: { passed: 60 } });
    expect(check!.questions.map(({ key, kind, marks }) => [key, kind, marks])).toEqual([
      ["q1", "single", 1],
      ["q2", "numeric", 1],
      ["q3", "short", 1],
    ]);
    expect(check!.questions[0]!.translations.ar!.prompt).toBe("أي؟");
  });

  it("lets missing languages pass with a warning, and shows the order of the default language", () => {
    const { course, problems } = readCoursePackage(
      pack({
        "01-first/01-hello.ar.md": null,
        "01-first/02-check.ar.gift": null,
        "01-first/02-check.fr.gift": gift.split("\n\n").reverse().join("\n\n"),
        "course.yaml": manifest.replace("  fr: Démo\n", ""),
      }),
    );
    expect(problems.map(({ file, line, code, level, values }) => [file, line, code, level, values?.language])).toEqual([
      ["01-first/01-hello.ar.md", 0, "learning.package.missing_layer", "warning", "ar"],
      ["01-first/02-check.ar.gift", 0, "learning.package.missing_layer", "warning", "ar"],
      ["course.yaml", 5, "learning.package.missing_translation", "warning", "fr"],
    ]);
    expect(
      course!.modules[0]!.units[1]!.questions.map(({ key, translations }) => [key, Object.keys(translations)]),
    ).toEqual([
      ["q1", ["en", "fr"]],
      ["q2", ["en", "fr"]],
      ["q3", ["en", "fr"]],
    ]);
  });

  it("names file and line of what is wrong in course.yaml", () => {
    const change = (from: string, to: string) => problemsOf({ "course.yaml": manifest.replace(from, to) });
    expect(problemsOf({ "course.yaml": null })).toEqual(["error course.yaml:0 package.no_manifest"]);
    expect(change("hours: 1.5", "hours: long")).toEqual(["error course.yaml:10 package.wrong_value"]);
    expect(change("hours: 1.5\n", "")).toEqual(["error course.yaml:1 package.missing_key"]);
    expect(change('"2.3"', "6.1")).toEqual(["error course.yaml:12 package.wrong_value"]);
    expect(change("hours: 1.5", "hours: 1.5\ncolour: red")).toEqual(["warning course.yaml:11 package.unknown_key"]);
    expect(change("    summary: {", "    colour: red\n    summary: {")).toEqual([
      "warning course.yaml:16 package.unknown_key",
    ]);
    expect(change("title:\n", "title: [\n")[0]).toMatch(/^error course.yaml:\d+ package.yaml$/);
    expect(change("slug: demo", "slug: demo\nslug: again")).toEqual(["error course.yaml:2 package.yaml"]);
    expect(change("slug: demo", "slug: &a demo\nlicense: *a")).toEqual(["error course.yaml:2 package.yaml"]);
    expect(change("defaultLanguage: en", "defaultLanguage: de")).toContain(
      "error course.yaml:4 package.default_not_listed",
    );
    expect(change("  en: Demo\n", "")).toEqual(["error course.yaml:5 package.missing_default"]);
    expect(change("  en: Demo\n", "  en: Demo\n  de: Demo\n")).toEqual([
      "error course.yaml:7 package.unknown_language",
    ]);
    expect(change("  en: Demo\n", "  en: Demo\n  __proto__: { x: y }\n")).toEqual([]);
    expect(change("01-first", "first")).toContain("error course.yaml:14 package.wrong_value");
    expect(change("slug: demo", `slug: ${"[".repeat(5000)}`)[0]).toMatch(/^error/);
    const module = manifest.slice(manifest.indexOf("  - folder"));
    expect(problemsOf({ "course.yaml": manifest + module })).toEqual([
      "error course.yaml:17 package.duplicate_number",
      "error course.yaml:17 package.duplicate_slug",
    ]);
    expect(problemsOf({ "course.yaml": manifest + module.replace("01-first", "02-second") })).toEqual([
      "warning 02-second:0 package.empty_module",
    ]);
  });

  it("says which field, and what is expected there, without a sentence", () => {
    const read = (from: string, to: string) =>
      readCoursePackage(pack({ "course.yaml": manifest.replace(from, to) })).problems[0]?.values;
    expect(read("hours: 1.5", "hours: long")).toEqual({ field: "hours", expected: "0.1–1000" });
    expect(read('"2.3"', "6.1")).toEqual({ field: "activities.1", expected: "1.1–5.4" });
    expect(read("licence: CC-BY-4.0\n", "")).toEqual({ field: "licence", expected: "1–100" });
    expect(read("languages: [en, fr, ar]", "languages: English")).toEqual({ field: "languages", expected: "[en, …]" });
    expect(read("  en: Demo\n", "  English: Demo\n")).toEqual({ field: "title.English", expected: "en: …" });
  });

  it("names file and line of what is wrong in a unit", () => {
    const hello = (text: string | Buffer) => problemsOf({ "01-first/01-hello.en.md": text });
    const file = "01-first/01-hello.en.md";
    expect(hello("# No front matter")).toEqual([`error ${file}:1 package.no_front_matter`]);
    expect(hello("---\n---\nBody")).toEqual([`error ${file}:2 package.wrong_value`]);
    expect(hello(lesson("Hello: there"))).toEqual([`error ${file}:2 package.yaml`]);
    expect(hello(lesson("Hello").replace("minutes: 12", "minutes: soon"))).toEqual([
      `error ${file}:4 package.wrong_value`,
    ]);
    expect(hello(lesson("Hello").replace("marked done", "passed 101"))).toEqual([
      `error ${file}:6 package.wrong_value`,
    ]);
    expect(hello(lesson("Hello", "author: me\n"))).toEqual([`warning ${file}:7 package.unknown_key`]);
    expect(hello(Buffer.from([0x2d, 0x2d, 0x2d, 0x0a, 0xff]))).toEqual([`error ${file}:2 package.not_utf8`]);
    const end = lesson("Hello").split("\n").length;
    expect(hello(lesson("Hello") + "a\0b")).toEqual([`error ${file}:${end} package.not_utf8`]);
    for (const escape of ["\\0", "\\ud800"]) {
      expect(hello(lesson(`"Hello${escape}"`))).toEqual([`error ${file}:2 package.yaml`]);
    }
    expect(hello(lesson("Hello") + "x".repeat(1024 * 1024))).toEqual([`error ${file}:0 package.text_too_large`]);
    expect(hello(lesson("Hello").replace("# Hello", ""))).toEqual([`warning ${file}:0 package.empty_body`]);
    expect(hello(`\uFEFF${lesson("Hello \uFFFD").replace(/\n/g, "\r\n")}`)).toEqual([]);
  });

  it("refuses layers that are not the same unit", () => {
    expect(problemsOf({ "01-first/01-hello.en.md": null })).toEqual([
      "error 01-first/01-hello.en.md:0 package.no_default_layer",
    ]);
    expect(problemsOf({ "01-first/01-hello.fr.md": lesson("B").replace("12", "15") })).toEqual([
      "error 01-first/01-hello.fr.md:4 package.layers_differ",
    ]);
    expect(problemsOf({ "01-first/01-hello.fr.md": quiz("B") }).slice(0, 2)).toEqual([
      "error 01-first/01-hello.fr.md:3 package.layers_differ",
      "error 01-first/01-hello.fr.md:4 package.layers_differ",
    ]);
    expect(problemsOf({ "01-first/01-hello.en.gift": gift })).toEqual([
      "error 01-first/01-hello.en.gift:0 package.gift_without_quiz",
    ]);
    const passed = Object.fromEntries(
      ["en", "fr", "ar"].map((one) => [`01-first/01-hello.${one}.md`, lesson("A").replace("marked done", "passed 50")]),
    );
    expect(problemsOf(passed)).toHaveLength(3);
  });

  it("refuses question layers in which an answer would mean something else", () => {
    const french = (from: string, to: string) =>
      problemsOf({ "01-first/02-check.fr.gift": gift.replace(from, to) }).map((line) =>
        line.replace("01-first/02-check.fr.gift", "fr"),
      );
    expect(french("{=a#Yes ~b}", "{=a ~b ~c}")).toEqual(["error fr:1 package.answer_count_differs"]);
    expect(french("{=a#Yes ~b}", "{~a =b}")).toEqual(["error fr:1 package.weights_differ"]);
    expect(french("{#3:0.1}", "{T}")).toEqual(["error fr:3 package.kind_differs"]);
    expect(french("{#3:0.1}", "{#4:0.1}")).toEqual(["error fr:3 package.numbers_differ"]);
    expect(french("::q3::", "::q4::")).toEqual([
      "error fr:0 package.question_missing",
      "error fr:5 package.question_unknown",
    ]);
    expect(french("{=one}", "{=one")).toEqual(["error fr:5 gift.unclosed"]);
  });

  it("refuses quizzes without questions, names used twice and languages of no course", () => {
    expect(problemsOf({ "01-first/02-check.en.gift": "// nothing" })).toEqual([
      "error 01-first/02-check.en.gift:0 package.no_questions",
    ]);
    expect(problemsOf({ "01-first/02-check.en.gift": null })).toEqual([
      "error 01-first/02-check.en.gift:0 package.no_questions",
    ]);
    expect(
      problemsOf({ "01-first/01-again.en.md": lesson("A"), "01-first/03-hello.en.md": lesson("A") }).filter((line) =>
        line.startsWith("error"),
      ),
    ).toEqual([
      "error 01-first/01-hello.ar.md:0 package.duplicate_number",
      "error 01-first/03-hello.en.md:0 package.duplicate_slug",
    ]);
    expect(problemsOf({ "01-first/01-hello.de.md": lesson("A") })).toEqual([
      "error 01-first/01-hello.de.md:0 package.unknown_language",
    ]);
  });

  it("warns of files that it does not know", () => {
    expect(
      problemsOf({
        "README.md": "x",
        "01-first/image.png": "x",
        "../x.md": "x",
        "09-no/01-a.en.md": lesson("A"),
        "01-first/a/01-b.en.md": "x",
      }),
    ).toEqual([
      "warning ../x.md:0 package.unknown_file",
      "warning 01-first/a/01-b.en.md:0 package.unknown_file",
      "warning 01-first/image.png:0 package.unknown_file",
      "warning 09-no/01-a.en.md:0 package.unknown_file",
      "warning README.md:0 package.unknown_file",
    ]);
  });

  it("never throws on bytes that are no package", () => {
    for (const bytes of [
      "",
      "\0",
      "---",
      "- a",
      "[]",
      "null",
      "\uFEFF",
      "a: !!binary x",
      "? {a: b}\n: c",
      "%YAML 9.9\n---\na: b",
      "--- a\n--- b",
    ]) {
      for (const file of Object.keys(demo))
        expect(readCoursePackage(pack({ [file]: bytes })).problems.length).toBeGreaterThan(0);
    }
  });
});

describe("readPackageFolder", () => {
  it("reads files, passes over hidden ones and refuses links", async () => {
    const folder = await mkdtemp(join(tmpdir(), "package-"));
    await mkdir(join(folder, "01-first"));
    await writeFile(join(folder, "course.yaml"), manifest);
    await writeFile(join(folder, "01-first", "01-hello.en.md"), lesson("Hello"));
    await writeFile(join(folder, ".DS_Store"), "x");
    const { files, problems } = await readPackageFolder(folder);
    expect(problems).toEqual([]);
    expect([...files.keys()].sort()).toEqual(["01-first/01-hello.en.md", "course.yaml"]);
    await symlink("/etc/passwd", join(folder, "01-first", "02-passwords.en.md"));
    const refused = await readPackageFolder(folder);
    expect(refused.files.size).toBe(0);
    expect(refused.problems).toEqual([
      { file: "01-first/02-passwords.en.md", line: 0, code: "learning.package.not_a_file", values: {}, level: "error" },
    ]);
  });

  it("refuses folders that are too deep or hold too many files", async () => {
    const folder = await mkdtemp(join(tmpdir(), "package-"));
    await mkdir(join(folder, ...Array.from({ length: 10 }, () => "a")), { recursive: true });
    expect((await readPackageFolder(folder)).problems[0]?.code).toBe("learning.package.too_deep");
    const many = await mkdtemp(join(tmpdir(), "package-"));
    await Promise.all(Array.from({ length: 2001 }, (_, at) => writeFile(join(many, `${at}.md`), "")));
    expect((await readPackageFolder(many)).problems.map(({ code }) => code)).toEqual([
      "learning.package.too_many_files",
    ]);
  });
});

const course = "from-open-roadmap-to-national-roadmap";
const seed = fileURLToPath(new URL(`../../../../../prisma/seed/courses/${course}`, import.meta.url));

describe("the seed course", () => {
  it("is a package without errors", async () => {
    const { files, problems } = await readPackageFolder(seed);
    expect(problems).toEqual([]);
    const { course, problems: found } = readCoursePackage(files);
    expect(found.filter(({ level }) => level === "error")).toEqual([]);
    expect(course?.modules).toHaveLength(5);
    expect(new Set(course?.modules.flatMap(({ units }) => units.flatMap(({ activities }) => activities))).size).toBe(
      20,
    );
  });
});
