import { describe, expect, it } from "vitest";

import { allKindsQuestions, makeQuestion } from "#test/factories/questions.ts";
import { checkQuestion, questionSchema } from "./questions.schema.ts";
import type { Question } from "./questions.ts";

const of = (kind: string) =>
  structuredClone(allKindsQuestions().find((one) => one.question.kind === kind)!.question.translations.en!);
const faults = (question: unknown) => checkQuestion(question).map(({ field, code }) => [field, code]);
const changed = (kind: string, change: object) => ({ ...of(kind), ...change }) as Question;
const answer = (text: string, fraction: number) => ({ text, fraction });

describe("checkQuestion", () => {
  it("finds nothing in the factory's questions", () => {
    for (const { question } of allKindsQuestions()) {
      expect(checkQuestion(question.translations.en)).toEqual([]);
      expect(questionSchema.parse(question.translations.en)).toEqual(question.translations.en);
    }
  });

  it("asks for an answer that earns everything", () => {
    const halves = [answer("a", 0.5), answer("b", 0.5)];
    expect(faults(changed("single", { answers: halves }))).toEqual([["answers", "quizzes.check.no_right"]]);
    expect(faults(changed("several", { answers: halves }))).toEqual([]);
    const few = [answer("a", 0.5), answer("b", 0.25), answer("c", -1)];
    expect(checkQuestion(changed("several", { answers: few }))).toEqual([
      { field: "answers", code: "quizzes.check.sum", values: { sum: 75 } },
    ]);
    expect(faults(changed("short", { answers: [answer("a", 0.5)] }))).toEqual([["answers", "quizzes.check.no_right"]]);
    const both = [answer("true", 1), answer("false", 1)];
    expect(faults(changed("boolean", { answers: both }))).toEqual([["answers", "quizzes.check.boolean"]]);
  });

  it("reads ranges", () => {
    const answers = (min: number | null, max: number | null) => [
      { min, max, fraction: 1 },
      { min: null, max: null, fraction: 0, feedback: "Any other number." },
    ];
    expect(faults(changed("numeric", { answers: answers(1, 5) }))).toEqual([]);
    expect(faults(changed("numeric", { answers: answers(null, 5) }))).toEqual([]);
    expect(faults(changed("numeric", { answers: answers(5, 1) }))).toEqual([["answers.0.min", "quizzes.check.range"]]);
    expect(faults(changed("numeric", { answers: answers(null, null) }))).toEqual([
      ["answers.0.min", "quizzes.check.open_range"],
    ]);
  });

  it("finds what is there twice", () => {
    expect(checkQuestion(changed("ordering", { items: ["a b", "c", " a  b "] }))).toEqual([
      { field: "items.2", code: "quizzes.check.same_twice", values: { text: "a b" } },
    ]);
    const pair = (prompt: string, answer: string) => ({ prompt, answer });
    const pairs = [pair("a", "x"), pair("a", "y")];
    expect(faults(changed("matching", { pairs, extra: ["z", "z"] }))).toEqual([
      ["pairs.1.prompt", "quizzes.check.same_twice"],
      ["extra.1", "quizzes.check.same_twice"],
    ]);
    const alike = [pair("a", "x"), pair("b", "x")];
    expect(faults(changed("matching", { pairs: alike, extra: [] }))).toEqual([["pairs", "quizzes.check.one_answer"]]);
    expect(faults(changed("matching", { pairs: alike, extra: ["y"] }))).toEqual([]);
  });

  it("wants each gap once in its text", () => {
    expect(checkQuestion(changed("cloze", { prompt: "[[1]] [[1]] [[3]] [[7]]" }))).toEqual([
      { field: "prompt", code: "quizzes.check.gap_twice", values: { number: 1, mark: "[[1]]" } },
      { field: "prompt", code: "quizzes.check.gap_missing", values: { number: 2, mark: "[[2]]" } },
      { field: "prompt", code: "quizzes.check.gap_unknown", values: { number: 7, mark: "[[7]]" } },
    ]);
    const gaps = [{ kind: "choice", weight: 1, answers: [answer("a", 0), answer("b", 0.5)] }];
    expect(faults(changed("cloze", { prompt: "[[1]]", gaps: gaps as never }))).toEqual([
      ["gaps.0.answers", "quizzes.check.no_right"],
    ]);
  });

  it("wants no fewer words at most than at least", () => {
    expect(faults(changed("essay", { minWords: 50, maxWords: 20 }))).toEqual([["maxWords", "quizzes.check.words"]]);
    expect(faults(changed("essay", { minWords: 50, maxWords: undefined }))).toEqual([]);
  });

  it.each([
    [changed("single", { prompt: " " }), "prompt", "quizzes.check.required"],
    [changed("single", { prompt: "x".repeat(50_001) }), "prompt", "quizzes.check.too_long"],
    [changed("single", { marks: -1 }), "marks", "quizzes.check.number"],
    [changed("single", { marks: "many" }), "marks", "quizzes.check.value"],
    [changed("single", { marks: 1e9 }), "marks", "quizzes.check.number"],
    [changed("single", { penalty: 2 }), "penalty", "quizzes.check.number"],
    [changed("single", { answers: [answer("a", 1)] }), "answers", "quizzes.check.too_few"],
    [changed("single", { answers: [answer("a", 1), answer("", 0)] }), "answers.1.text", "quizzes.check.required"],
    [changed("single", { answers: [answer("a", 1), answer("b", 7)] }), "answers.1.fraction", "quizzes.check.number"],
    [changed("ordering", { items: Array.from({ length: 101 }, String) }), "items", "quizzes.check.too_many"],
    [changed("numeric", { answers: [{ fraction: 1, tolerance: 0 }] }), "answers.0.value", "quizzes.check.value"],
    [changed("cloze", { prompt: "No gap", gaps: [] }), "gaps", "quizzes.check.too_few"],
    [{ ...of("single"), kind: "riddle" }, "kind", "quizzes.check.required"],
  ])("says where and why a shape is wrong (%#)", (question, field, code) => {
    expect(faults(question)).toEqual([[field, code]]);
  });

  it("survives anything", () => {
    for (const nothing of [null, undefined, 7, "x", [], {}]) expect(checkQuestion(nothing).length).toBeGreaterThan(0);
    expect(checkQuestion(makeQuestion({ kind: "essay" }))).toEqual([]);
  });
});
