import fc from "fast-check";
import { describe, expect, it } from "vitest";

import { allKindsQuestions, makeQuestion } from "#test/factories/questions.ts";
import { gradeAnswer } from "./grading.ts";
import { fitInTranslations, gradeInTranslations } from "./question-translations.ts";
import { matchChoices, type MatchingQuestion, type OrderingQuestion, questionKinds } from "./questions.ts";
import { fitResponse, isAnswered, isComplete, shownResponse } from "./responses.ts";

const made = allKindsQuestions().map(({ question, ...responses }) => ({
  question: question.translations.en!,
  ...responses,
}));
const of = (kind: string) => made.find(({ question }) => question.kind === kind)!;

describe("the factory's questions", () => {
  it("are one of each kind", () => {
    expect(made.map(({ question }) => question.kind)).toEqual(questionKinds);
  });

  it.each(made)("$question.kind: the right response earns everything, the wrong one nothing", (one) => {
    const { question, right, wrong } = one;
    const waits = { fraction: null, right: "unmarked", marks: null };
    const isEssay = question.kind === "essay";
    expect(gradeAnswer(question, right)).toEqual(isEssay ? waits : { fraction: 1, right: "right", marks: 1 });
    expect(gradeAnswer(question, wrong)).toEqual(isEssay ? waits : { fraction: 0, right: "wrong", marks: 0 });
    expect(gradeAnswer(question, [])).toEqual({ fraction: 0, right: "unanswered", marks: 0 });
  });
});

describe("marks and penalties", () => {
  const { question, wrong, right } = of("single");
  it("come from the attempt, and from the question before the quiz", () => {
    expect(gradeAnswer(question, right, { maxMarks: 4 }).marks).toBe(4);
    expect(gradeAnswer(question, wrong, { maxMarks: 4, penalty: 0.25 }).marks).toBe(-1);
    expect(gradeAnswer({ ...question, penalty: 0.5 }, wrong, { maxMarks: 4, penalty: 0.25 }).marks).toBe(-2);
    expect(gradeAnswer({ ...question, penalty: 0 }, wrong, { maxMarks: 4, penalty: 0.25 }).marks).toBe(0);
  });

  it("cost what is wrong, and neither what is partly right nor what is not answered", () => {
    expect(gradeAnswer(question, [], { penalty: 1 }).marks).toBe(0);
    expect(gradeAnswer(of("essay").question, ["a text"], { penalty: 1 }).marks).toBeNull();
    const half = gradeAnswer(of("cloze").question, ["2005", "1", ""], { penalty: 1, maxMarks: 2 });
    expect(half).toEqual({ fraction: 0.5, right: "partly", marks: 1 });
  });

  it("stay between the penalty and the marks, whatever comes", () => {
    const anything = fc.array(fc.oneof(fc.constantFrom("0", "1", "2", "3", "", "v0", "v1", "25"), fc.string()), {
      maxLength: 6,
    });
    fc.assert(
      fc.property(fc.constantFrom(...made), anything, (one, response) => {
        const { marks, fraction } = gradeAnswer(one.question, response, { maxMarks: 3, penalty: 0.5 });
        if (marks === null) return void expect(fraction).toBeNull();
        expect(marks).toBeGreaterThanOrEqual(-1.5);
        expect(marks).toBeLessThanOrEqual(3);
      }),
    );
  });
});

describe("matching", () => {
  const twins = makeQuestion({
    kind: "matching",
    pairs: [
      { prompt: "a", answer: "yes" },
      { prompt: "b", answer: "no" },
      { prompt: "c", answer: "yes" },
    ],
    extra: ["no", "maybe"],
  }) as MatchingQuestion;

  it("counts right pairs, and takes equal answers for the same", () => {
    expect(matchChoices(twins)).toEqual(["yes", "no", "maybe"]);
    expect(gradeAnswer(twins, ["0", "1", "0"]).right).toBe("right");
    expect(gradeAnswer(twins, ["0", "", ""]).fraction).toBeCloseTo(1 / 3);
    expect(gradeAnswer(twins, ["2", "2", "2"]).right).toBe("wrong");
    expect(gradeAnswer(twins, ["", "7", "x"]).right).toBe("unanswered");
  });
});

describe("ordering", () => {
  const grade = (...response: string[]) => gradeAnswer(of("ordering").question, response).fraction;

  it("counts what follows what it must follow", () => {
    expect(grade("0", "1", "2", "3")).toBe(1);
    expect(grade("3", "0", "1", "2")).toBe(0.5);
    expect(grade("1", "0", "2", "3")).toBe(0.25);
    expect(grade("0", "1", "", "")).toBe(0.5);
    expect(grade("0", "", "1", "2")).toBe(0.5);
  });

  it("counts a thing that was put in two places where it comes first", () => {
    expect(grade("0", "1", "0", "1")).toBe(0.5);
    expect(grade("0", "0", "0", "0")).toBe(0.25);
  });

  it("gives everything to the right order alone", () => {
    const orders = fc.shuffledSubarray(["0", "1", "2", "3", "4", "5"], { minLength: 6 });
    const six = makeQuestion({ kind: "ordering", items: ["a", "b", "c", "d", "e", "f"] });
    fc.assert(
      fc.property(orders, (order) => {
        expect(gradeAnswer(six, order).fraction === 1).toBe(order.join("") === "012345");
      }),
    );
  });
});

describe("cloze", () => {
  it("weighs its gaps, each from nothing to everything", () => {
    const { question } = of("cloze");
    expect(gradeAnswer(question, ["", "", "expressions"]).fraction).toBe(0.5);
    expect(gradeAnswer(question, ["1", "1", "x"]).fraction).toBe(0.25);
    const harsh = makeQuestion({
      kind: "cloze",
      prompt: "[[1]] [[2]]",
      gaps: [
        {
          kind: "choice",
          weight: 1,
          answers: [
            { text: "a", fraction: -1 },
            { text: "b", fraction: 1 },
          ],
        },
        { kind: "short", weight: 1, answers: [{ text: "c", fraction: 1 }] },
      ],
    });
    expect(gradeAnswer(harsh, ["0", "c"])).toEqual({ fraction: 0.5, right: "partly", marks: 0.5 });
  });

  it("counts a word in whichever language of the course it is written", () => {
    const translation = (text: string) =>
      makeQuestion({
        kind: "cloze",
        prompt: "[[1]]",
        gaps: [{ kind: "short", weight: 1, answers: [{ text, fraction: 1 }] }],
      });
    const translations = { en: translation("law"), fr: translation("loi") };
    const graded = gradeInTranslations(translations, ["loi"], { language: "en", ownLanguage: "en" });
    expect([graded.grade.right, graded.language]).toEqual(["right", "fr"]);
  });
});

describe("essay", () => {
  it("is no answer while it is empty or still its template, in any language", () => {
    const { question } = of("essay");
    for (const text of ["", " \n ", "My next step:", "My next step: \r\n"])
      expect(isAnswered(question, [text])).toBe(false);
    expect(isAnswered(question, ["My next step: none"])).toBe(true);
    const translations = { en: question, fr: { ...question, template: "Mon prochain pas :" } };
    expect(fitInTranslations(translations, ["Mon prochain pas :"])).toEqual([]);
    const options = { language: "en", ownLanguage: "en" };
    expect(gradeInTranslations(translations, ["Mon prochain pas :"], options).grade.right).toBe("unanswered");
    expect(gradeInTranslations(translations, ["Mon pas"], options).grade.right).toBe("unmarked");
  });
});

describe("fitResponse", () => {
  it("keeps positions, knows its indexes, cleans texts, and is nothing when all is empty", () => {
    expect(fitResponse(of("matching").question, ["", "2", "9", "0"])).toEqual(["", "2", ""]);
    expect(fitResponse(of("ordering").question, ["3"])).toEqual(["3", "", "", ""]);
    expect(fitResponse(of("cloze").question, ["2\u00005", "9", " "])).toEqual(["25", "", ""]);
    expect(fitResponse(of("essay").question, ["a\r\nb\u0007\uD800"])).toEqual(["a\nb"]);
    expect(fitResponse(of("several").question, ["2", "0", "2", "-1", "7"])).toEqual(["0", "2"]);
    for (const { question } of made) expect(fitResponse(question, ["", " ", "", "", "", ""])).toEqual([]);
  });

  it("takes the values of a page for what they stand for", () => {
    for (const kind of ["matching", "ordering"]) {
      const { question, right } = of(kind);
      const shown = shownResponse(question, right);
      expect(shown).not.toEqual(right);
      expect(fitResponse(question, shown)).toEqual(right);
    }
    expect(fitResponse(of("ordering").question, ["v9", "v", "v00", "v1"])).toEqual([]);
  });

  it("changes nothing more the second time, and survives anything", () => {
    const value = fc.oneof(
      fc.constantFrom("0", "1", "v0", "v1", "", "\u0000"),
      fc.string({ unit: "binary" }),
      fc.anything(),
    );
    fc.assert(
      fc.property(fc.constantFrom(...made), fc.oneof(fc.array(value), fc.anything()), ({ question }, values) => {
        const fitted = fitResponse(question, values as string[]);
        expect(fitResponse(question, fitted)).toEqual(fitted);
        expect(isAnswered(question, values as string[])).toBe(fitted.length > 0);
      }),
    );
  });
});

describe("isComplete", () => {
  it("asks for every pair, place and gap", () => {
    for (const { question, right } of made) expect(isComplete(question, right)).toBe(true);
    expect(isComplete(of("matching").question, ["0", "", "2"])).toBe(false);
    expect(isComplete(of("ordering").question, ["0", "1", "2", "2"])).toBe(false);
    expect(isComplete(of("cloze").question, ["2005", "1", ""])).toBe(false);
    expect(isComplete(of("short").question, [])).toBe(false);
  });

  it("is never asked of an item twice", () => {
    const { question } = of("ordering");
    expect(isComplete(question as OrderingQuestion, ["0", "0", "1", "2"])).toBe(false);
  });
});
