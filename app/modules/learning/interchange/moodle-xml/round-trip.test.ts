import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { anyQuestion } from "#test/factories/question-arbitraries.ts";
import { makePng } from "#test/factories/course-files.ts";
import { allKindsQuestions, makeQuestion } from "#test/factories/questions.ts";
import { type Question, questionKinds } from "#app/modules/learning/questions/questions.ts";
import { questionSchema } from "#app/modules/learning/questions/questions.schema.ts";
import { readMoodleXml } from "./read-moodle-xml.ts";
import { writeMoodleXml } from "./write-moodle-xml.ts";

const read = (text: string) => readMoodleXml(text, { file: "bank.xml" });
const withoutLine = (question: Question) => ({ ...question, line: 1 });

describe("what is written reads the same again", () => {
  it.each(questionKinds)("%s", (kind) => {
    fc.assert(
      fc.property(anyQuestion(kind), (question) => {
        const { text, refused } = writeMoodleXml([question], new Map(), { language: "en" });
        expect(refused).toEqual([]);
        const back = read(text);
        expect(back.problems).toEqual([]);
        expect(back.questions.map(withoutLine)).toEqual([question]);
        expect(questionSchema.parse(back.questions[0])).toEqual(back.questions[0]);
      }),
      { numRuns: 250 },
    );
  });

  it("all kinds in one file, with categories and files", () => {
    const picture = makePng();
    const questions = allKindsQuestions().map(({ question }, at): Question => {
      const translation = question.translations.en!;
      const prompt = `${translation.prompt} ![Map](files/map.png)`;
      const category = at < 4 ? null : at < 7 ? "Law" : null;
      return { ...translation, title: `Title ${at}`, format: "markdown", prompt, files: ["map.png"], category };
    });
    const { text, refused } = writeMoodleXml(questions, new Map([["map.png", picture]]), { language: "fr" });
    expect(refused).toEqual([]);
    expect(text).toContain("@@PLUGINFILE@@/map.png");
    const back = read(text);
    expect(back.problems).toEqual([]);
    expect(back.questions.map(withoutLine)).toEqual(questions);
    expect(back.files.map(({ name, bytes }) => [name, bytes.equals(picture)])).toEqual([["map.png", true]]);
    expect(back.categories).toEqual([{ path: "law", names: ["Law"] }]);
  });

  it("ranges without an end, and marks inside answers that belong to prompts", () => {
    const questions: Question[] = [
      makeQuestion({
        kind: "numeric",
        answers: [
          { min: 5, max: null, fraction: 1 },
          { min: null, max: 1, fraction: 0.5 },
        ],
      }),
      makeQuestion({
        kind: "matching",
        format: "html",
        pairs: [
          { prompt: "<b>1</b>", answer: "<em>one</em>" },
          { prompt: "2", answer: "two" },
        ],
        extra: [],
      }),
    ];
    const { text } = writeMoodleXml(questions, new Map(), { language: "en" });
    expect(read(text).questions.map(withoutLine)).toEqual(questions);
  });
});

it("looks for formulas in each answer of a gap by itself", () => {
  const cloze = (...texts: string[]): Question => {
    const answers = [{ text: "right", fraction: 1 }, ...texts.map((text) => ({ text, fraction: 0 }))];
    return makeQuestion({ kind: "cloze", prompt: "[[1]]", gaps: [{ kind: "choice", weight: 1, answers }] });
  };
  const warned = (question: Question) =>
    read(writeMoodleXml([question], new Map(), { language: "en" }).text).problems.map(({ code }) => code);
  expect(warned(cloze("a\\[", "%\\]"))).toEqual([]);
  expect(warned(cloze("\\[\\frac{1}\\]"))).toEqual(["courses.xml.formula_as_text"]);
});

it("names the questions that the format cannot carry", () => {
  const gap = { kind: "short" as const, weight: 1, answers: [{ text: "a", fraction: 1 }] };
  const refuse = (question: Question) => writeMoodleXml([question], new Map(), { language: "en" }).refused[0]?.code;
  expect(refuse(makeQuestion({ kind: "cloze", prompt: "{1:SA:=x} [[1]]", gaps: [gap] }))).toBe(
    "courses.xml.write_gap_like",
  );
  const open = { kind: "numeric" as const, weight: 1, answers: [{ min: 1, max: null, fraction: 1 }] };
  expect(refuse(makeQuestion({ kind: "cloze", prompt: "[[1]]", gaps: [open] }))).toBe("courses.xml.write_range");
  expect(refuse(makeQuestion({ kind: "cloze", prompt: "[[1]]", gaps: [gap] }))).toBeUndefined();
});

describe("weights of gaps that Moodle cannot say", () => {
  const cloze = (weights: number[], marks: number, kind: "short" | "choice" = "short"): Question => {
    const answers = [
      { text: "a", fraction: 1 },
      { text: "b", fraction: 0 },
    ].slice(0, kind === "choice" ? 1 : 2);
    const gaps = weights.map((weight) => ({ kind, weight, answers }));
    const prompt = weights.map((_, at) => `[[${at + 1}]]`).join(" ");
    return makeQuestion({ kind: "cloze", key: "gaps", prompt, marks, gaps });
  };

  it.each([
    ["whole ones", cloze([2, 3], 5), false],
    ["whole ones of other marks", cloze([1, 1], 4), false],
    ["shares that give no whole marks", cloze([1, 1, 1], 2), true],
    ["halves", cloze([0.5, 1], 1.5), true],
    ["the same for each word to choose", cloze([2, 2], 3, "choice"), false],
    ["unlike ones of words to choose", cloze([1, 3], 4, "choice"), true],
  ])("are named in the report, and come back all the same: %s", (_, question, isNamed) => {
    const { text, refused, reduced } = writeMoodleXml([question], new Map(), { language: "en" });
    expect(refused).toEqual([]);
    expect(reduced.map(({ key, code }) => [key, code])).toEqual(
      isNamed ? [["gaps", "courses.xml.write_gap_weights"]] : [],
    );
    expect(read(text).questions.map(withoutLine)).toMatchObject([{ marks: question.marks, kind: "cloze" }]);
  });
});
