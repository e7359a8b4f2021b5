import { describe, expect, it } from "vitest";

import { makePng } from "#test/factories/course-files.ts";

import { readCoursePackage } from "./read-course-package.ts";

const manifest = (more = "") => `slug: demo
version: "1"
languages: [en, fr]
defaultLanguage: en
title: { en: Demo, fr: Démo }
summary: { en: About, fr: À propos }
hours: 1
licence: CC0
activities: []
${more}modules: [{ folder: 01-a, title: { en: A, fr: A }, summary: { en: S, fr: S } }]
`;
const unit = (kind: string, more = "", completion = "marked done") =>
  `---\ntitle: T\nkind: ${kind}\nminutes: 5\nactivities: []\ncompletion: ${completion}\n${more}---\n\nText.\n`;
const read = (files: Record<string, string | Buffer>) =>
  readCoursePackage(
    new Map(
      Object.entries({ "course.yaml": manifest(), ...files }).map(([path, text]) => [
        path,
        Buffer.from(text as string),
      ]),
    ),
  );
/** What is wrong, without the warnings of languages that are missing. */
const wrong = (files: Record<string, string | Buffer>) => {
  const { course, problems } = read(files);
  const errors = problems.filter(({ level }) => level === "error");
  expect(course === null).toBe(errors.length > 0);
  return errors.map(({ file, line, code }) => `${file}:${line} ${code}`);
};
const both = (text: string, other = text) => ({ "01-a/01-one.en.md": text, "01-a/01-one.fr.md": other });

describe("the parts of a unit that a package describes", () => {
  it("belong to their kind", () => {
    expect(wrong(both(unit("lesson", "quiz: { attempts: 2 }\n")))).toEqual([
      "01-a/01-one.en.md:7 courses.package.wrong_kind",
      "01-a/01-one.fr.md:7 courses.package.wrong_kind",
    ]);
    expect(wrong(both(unit("survey", "survey: [{ key: q, kind: text, prompt: P }]\n", "submitted")))).toEqual([]);
  });

  it("have rules that their kind can meet", () => {
    expect(wrong({ "01-a/01-one.en.md": unit("lesson", "", "2 replies") })).toEqual([
      "01-a/01-one.en.md:6 courses.package.impossible_rule",
    ]);
    expect(wrong({ "01-a/01-one.en.md": unit("webinar", "", "attended 10 minutes") })).toEqual([]);
  });

  it("are the same in every language, words apart", () => {
    const rubric = (title: string, points: number) =>
      unit(
        "assignment",
        `rubric:\n  - { key: k, title: ${title}, levels: [{ points: 0, title: a }, { points: ${points}, title: b }] }\n`,
        "submitted",
      );
    expect(wrong(both(rubric("One", 2), rubric("Un", 2)))).toEqual([]);
    expect(wrong(both(rubric("One", 2), rubric("Un", 3)))).toEqual([
      "01-a/01-one.fr.md:7 learning.package.layers_differ",
    ]);
    const survey = (choices: string) =>
      unit("survey", `survey:\n  - { key: k, kind: single, prompt: P, choices: [${choices}] }\n`, "submitted");
    expect(wrong(both(survey("a, b"), survey("a, b, c")))).toEqual([
      "01-a/01-one.fr.md:7 learning.package.layers_differ",
    ]);
    expect(wrong(both(unit("lesson", "weight: 2\n"), unit("lesson")))).toEqual([
      "01-a/01-one.fr.md:0 learning.package.layers_differ".replace(":0", ":2"),
    ]);
  });

  it("name what is wrong with their line", () => {
    const lines = (more: string, kind = "lesson") => wrong({ "01-a/01-one.en.md": unit(kind, more) });
    expect(lines("draft: yes\n")).toEqual(["01-a/01-one.en.md:7 learning.package.wrong_value"]);
    expect(lines("opens: 2026-03-01 09:00\n")).toEqual(["01-a/01-one.en.md:7 learning.package.wrong_value"]);
    expect(lines("weight: heavy\n")).toEqual(["01-a/01-one.en.md:7 learning.package.wrong_value"]);
    expect(lines("survey:\n  - { key: k, kind: scale, prompt: P, choices: [a] }\n", "survey")).toEqual([
      "01-a/01-one.en.md:8 learning.package.wrong_value",
    ]);
    expect(
      lines("survey:\n  - { key: k, kind: text, prompt: P }\n  - { key: k, kind: text, prompt: P }\n", "survey"),
    ).toEqual(["01-a/01-one.en.md:7 courses.package.key_twice"]);
  });
});

describe("what a package says about itself", () => {
  it("must be there and run in no circle", () => {
    const two = (one: string, other: string) => ({
      "01-a/01-one.en.md": unit("lesson", one),
      "01-a/02-two.en.md": unit("lesson", other),
    });
    expect(wrong(two("requires: [none]\n", ""))).toEqual(["01-a/01-one.en.md:0 courses.package.unknown_unit"]);
    expect(wrong(two("requires: [two]\n", "requires: [one]\n"))).toEqual([
      "01-a/01-one.en.md:0 courses.structure.error.unit_circle",
    ]);
    expect(wrong(two("requires: [two]\n", ""))).toEqual([]);
    expect(wrong({ ...two("requires: [two]\n", ""), "course.yaml": manifest("linear: true\n") })).toHaveLength(1);
  });

  it("has places with questions, and enough to draw", () => {
    const slots = (text: string, bank = "::b::Bank? {T}") =>
      wrong({
        "01-a/01-one.en.md": unit("quiz", `quiz: { places: [${text}] }\n`, "submitted"),
        "01-a/01-one.en.gift": "::q::Own? {T}",
        "bank/law/ai.en.gift": bank,
      });
    expect(slots("{ question: q, marks: 2 }, { question: b, from: law/ai }, { draws: 1, from: law/ai }")).toEqual([]);
    expect(slots("{ question: x }")).toEqual(["01-a/01-one.en.md:0 courses.package.unknown_question"]);
    expect(slots("{ draws: 1, from: other }")).toEqual(["01-a/01-one.en.md:0 courses.package.unknown_category"]);
    expect(slots("{ draws: 2, from: law/ai }")).toEqual(["01-a/01-one.en.md:0 courses.package.too_few_questions"]);
    expect(slots("{ draws: 1, from: law/ai, tags: [eu] }")).toEqual([
      "01-a/01-one.en.md:0 courses.package.too_few_questions",
    ]);
  });
});

describe("files of questions", () => {
  const quiz = { "01-a/01-one.en.md": unit("quiz", "", "submitted") };

  it("may be YAML, with every mistake at its line", () => {
    const yaml = (text: string) => wrong({ ...quiz, "01-a/01-one.en.questions.yaml": text });
    expect(
      yaml("- { key: q, kind: boolean, prompt: P, answers: [{ text: T, fraction: 1 }, { text: F, fraction: 0 }] }\n"),
    ).toEqual([]);
    const at = "01-a/01-one.en.questions.yaml";
    expect(yaml("- { key: q, kind: essay, prompt: P }\n- { key: r, kind: riddle, prompt: P }\n")).toEqual([
      `${at}:2 learning.package.wrong_value`,
    ]);
    expect(yaml("- { key: q, kind: essay, prompt: P }\n- { key: q, kind: essay, prompt: P }\n")).toEqual([
      `${at}:2 courses.package.key_twice`,
    ]);
    expect(yaml("key: q\n")).toContain(`${at}:1 learning.package.wrong_value`);
  });

  it("may be Moodle XML, whose pictures join the files of the course", () => {
    const xml = (png: Buffer) =>
      `<quiz><question type="truefalse"><name><text>Plan</text></name><questiontext format="html"><text><![CDATA[<p>Is it <img src="@@PLUGINFILE@@/plan.png" alt="a plan">?</p>]]></text><file name="plan.png" path="/" encoding="base64">${png.toString("base64")}</file></questiontext><answer fraction="100"><text>true</text></answer><answer fraction="0"><text>false</text></answer></question></quiz>`;
    const files = { ...quiz, "01-a/01-one.en.xml": xml(makePng()) };
    const { course } = read(files);
    expect(course!.files).toMatchObject([{ name: "plan.png" }]);
    expect(course!.files![0]!.bytes.equals(makePng())).toBe(true);
    expect(course!.modules[0]!.units[0]!.questions[0]!.translations.en!.prompt).toContain("files/plan.png");
    expect(wrong({ ...files, "files/plan.png": makePng() })).toEqual([]);
    expect(wrong({ ...files, "files/plan.png": makePng({ colour: 9 }) })).toEqual([
      "01-a/01-one.en.xml:0 courses.package.file_twice",
    ]);
    expect(wrong({ ...files, "01-a/01-one.en.gift": "::q::Own? {T}" })).toContain(
      "01-a/01-one.en.xml:0 courses.package.two_files",
    );
  });

  it("may be GIFT with pictures inside, which join the files of the course under free names", () => {
    const picture = (colour: number) =>
      `<img src\\="data\\:image/png;base64,${makePng({ colour }).toString("base64").replace(/=/g, "\\=")}">`;
    const elsewhere = '<img src\\="https\\://example.org/b.png" alt\\="B">';
    const files = {
      ...quiz,
      "01-a/01-one.en.gift": `::q::[html]See ${picture(1)} and ${elsewhere} {=a ~b}`,
      "files/picture.png": makePng({ colour: 2 }),
    };
    const { course, problems } = read(files);
    const told = problems.filter(({ code }) => code.startsWith("courses."));
    expect(told.map(({ code, level }) => [code, level])).toEqual([["courses.xml.picture_elsewhere", "warning"]]);
    expect(course!.files).toMatchObject([{ name: "picture.png" }, { name: "picture-2.png" }]);
    expect(course!.modules[0]!.units[0]!.questions[0]!.translations.en).toMatchObject({
      prompt: 'See <img src="files/picture-2.png"> and <a href="https://example.org/b.png">B</a>',
      files: ["picture-2.png"],
    });
  });
});
