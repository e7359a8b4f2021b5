import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { anyQuestion } from "#test/factories/question-arbitraries.ts";
import { allKindsQuestions, makeQuestion } from "#test/factories/questions.ts";
import { isChoice, type Question } from "#app/modules/learning/questions/questions.ts";
import { readGift } from "./read-gift.ts";
import { writeGift } from "./write-gift.ts";

const back = (text: string) => readGift(text, { file: "bank.gift" });
const withoutLine = (question: Question) => ({ ...question, line: 1 });

describe("what is written reads the same again", () => {
  it.each(["single", "several", "boolean", "short", "numeric", "matching", "ordering", "essay"] as const)(
    "%s",
    (kind) => {
      let written = 0;
      fc.assert(
        fc.property(anyQuestion(kind, { isBare: true }), (question) => {
          const { text, refused } = writeGift([question]);
          if (refused.length > 0) return;
          written += 1;
          const { questions, problems } = back(text);
          expect(problems.filter(({ level }) => level === "error")).toEqual([]);
          expect(questions.map(withoutLine)).toEqual([question]);
        }),
        { numRuns: 250 },
      );
      expect(written).toBeGreaterThan(20);
    },
  );

  it("several questions with categories and line ends", () => {
    const questions = allKindsQuestions().flatMap(({ question }, at): Question[] => {
      const translation = question.translations.en!;
      const isLeft = translation.kind === "cloze" || translation.kind === "essay";
      const category = at < 2 ? null : at < 5 ? "Law/AI" : null;
      return isLeft
        ? []
        : [{ ...translation, prompt: `${translation.prompt}\n\n* one\n* two`, format: "markdown", category }];
    });
    const { text, refused } = writeGift(questions);
    expect(refused).toEqual([]);
    expect(back(text).questions.map(withoutLine)).toEqual(questions);
    expect(questions.filter(isChoice)).not.toHaveLength(0);
  });
});

it.each<[string, Question]>([
  [
    "courses.xml.gift_cloze",
    makeQuestion({
      kind: "cloze",
      prompt: "[[1]]",
      gaps: [{ kind: "short", weight: 1, answers: [{ text: "a", fraction: 1 }] }],
    }),
  ],
  ["courses.xml.gift_number", makeQuestion({ kind: "numeric", answers: [{ min: null, max: 3, fraction: 1 }] })],
  [
    "courses.xml.gift_weights",
    makeQuestion({
      kind: "boolean",
      answers: [
        { text: "true", fraction: 1 },
        { text: "false", fraction: -1 },
      ],
    }),
  ],
  ["courses.xml.gift_text", makeQuestion({ kind: "short", answers: [{ text: "a -> b", fraction: 1 }] })],
  ["courses.xml.gift_text", makeQuestion({ kind: "ordering", items: ["first", "// second"] })],
])("refuses with %s what GIFT has no words for, and writes the rest", (code, question) => {
  const { text, refused } = writeGift([question, makeQuestion({ kind: "essay", key: "other" })]);
  expect(refused).toEqual([{ key: question.key, title: null, code }]);
  expect(back(text).questions.map(({ key }) => key)).toEqual(["other"]);
});

it.each<[string, Question]>([
  ["courses.xml.gift_essay", makeQuestion({ kind: "essay", template: "Dear", notes: "n" })],
  ["courses.xml.gift_feedback", makeQuestion({ kind: "essay", feedback: { general: "g", right: "Yes" } })],
])("keeps the question and says with %s what it left out", (code, question) => {
  const { text, refused, reduced } = writeGift([question]);
  expect(refused).toEqual([]);
  expect(reduced).toEqual([{ key: question.key, title: null, code }]);
  expect(back(text).questions).toMatchObject([{ key: question.key, prompt: question.prompt }]);
});

it("writes texts that look like a format, a weight or nothing", () => {
  const answers = [
    { text: "[html] is a format", fraction: 1, feedback: "[plain]" },
    { text: "%50% off", fraction: 0 },
    { text: "#ff0000", fraction: 0 },
  ];
  const questions = [
    makeQuestion({ kind: "single", prompt: "[html] or [plain]?", answers, feedback: { general: "[moodle] is one" } }),
    makeQuestion({
      kind: "single",
      key: "right",
      answers: [...answers].reverse().map((one, at) => ({ ...one, fraction: Number(at === 1) })),
    }),
    makeQuestion({
      kind: "short",
      answers: [
        { text: "%50%", fraction: 1 },
        { text: "1\\n2\n3", fraction: 0.5 },
      ],
    }),
    makeQuestion({
      kind: "numeric",
      answers: [
        { min: null, max: null, fraction: 0, feedback: "first" },
        { value: 1e-7, tolerance: 1e30, fraction: 1 },
        { value: -2.5, tolerance: 0, fraction: 0, feedback: "no" },
        { min: null, max: null, fraction: 0, feedback: "else" },
      ],
    }),
  ];
  const { text, refused, reduced } = writeGift(questions);
  expect([refused, reduced]).toEqual([[], []]);
  expect(back(text).questions.map(withoutLine)).toEqual(questions);
});
