import fc from "fast-check";
import { describe, expect, it } from "vitest";

import { readGift } from "#app/modules/learning/interchange/gift/read-gift.ts";
import { typedNumbers, typedTexts } from "#test/fixtures/text/typed-answers.ts";
import { gapFraction, gradeAnswer, gradeAttempt, matchingAnswer } from "./grading.ts";
import { parseNumber, parseTypedNumber } from "#app/modules/learning/courses/numbers.ts";
import type { ChoiceQuestion, ClozeGap, Question } from "./questions.ts";
import { chosenIndexes, type Response } from "./responses.ts";
import { unreadNumbers } from "./unread-numbers.ts";

const question = (gift: string): Question => readGift(gift, { file: "" }).questions[0]!;
const grade = (gift: string, ...response: string[]) => gradeAnswer(question(gift), response);

describe("gradeAnswer", () => {
  it("takes one answer of a single choice", () => {
    expect(grade("Q{~a =b ~%50%c ~%-20%d}", "1")).toEqual({ fraction: 1, right: "right", marks: 1 });
    expect(grade("Q{~a =b ~%50%c}", "2")).toEqual({ fraction: 0.5, right: "partly", marks: 0.5 });
    expect(grade("Q{~a =b ~%-20%d}", "2")).toEqual({ fraction: 0, right: "wrong", marks: 0 });
    expect(grade("Q{~a =b}", "0", "1").right).toBe("wrong");
    expect(grade("Q{~a =b}", "1", "1").right).toBe("right");
    expect(grade("Q{FALSE}", "1").right).toBe("right");
  });

  it("adds up several choices between nothing and everything", () => {
    const gift = "Q{~%50%a ~%50%b ~%-100%c ~d}";
    expect(grade(gift, "0", "1").right).toBe("right");
    expect(grade(gift, "0")).toEqual({ fraction: 0.5, right: "partly", marks: 0.5 });
    expect(grade(gift, "0", "1", "2")).toEqual({ fraction: 0, right: "wrong", marks: 0 });
    expect(grade(gift, "2").fraction).toBe(0);
    expect(grade("Q{~%33.333%a ~%33.333%b ~%33.333%c ~%-10%d}", "2", "0", "1").fraction).toBe(1);
  });

  it("compares texts without case, spacing or composition", () => {
    expect(grade("Q{=Été en ville}", "  ÉTE\u0301  en\u00A0Ville ").right).toBe("right");
    expect(grade("Q{=Straße}", "STRASSE").right).toBe("right");
    expect(grade("Q{=Σίσυφος}", "ΣΊΣΥΦΟΣ").right).toBe("right");
    expect(grade("Q{=map}", "maps").right).toBe("wrong");
    expect(grade("Q{=%50%*map* =map}", "map").right).toBe("partly");
  });

  it("knows the star and the escaped star", () => {
    const fits = (pattern: string, typed: string) => grade(`Q{=${pattern}}`, typed).fraction;
    expect([fits("map*", "mapping"), fits("*ping", "mapping"), fits("m*p*g", "mapping"), fits("*", "x")]).toEqual([
      1, 1, 1, 1,
    ]);
    expect([fits("map*", "a map"), fits("ab*ba", "aba"), fits("a*b*c", "acb"), fits("a\\*b", "axb")]).toEqual([
      0, 0, 0, 0,
    ]);
    expect(fits("a\\*b", "A*B")).toBe(1);
  });

  it("finds numbers in their tolerance or range", () => {
    const fits = (pattern: string, typed: string) => grade(`Q{#${pattern}}`, typed).fraction;
    expect([fits("0.3:0.1", "0,4"), fits("25:0.5", "٢٥٫٥"), fits("1..5", "5"), fits("1000000", "1 000 000")]).toEqual([
      1, 1, 1, 1,
    ]);
    expect([
      fits("0.3:0.1", "0.41"),
      fits("25", "25.01"),
      fits("1..5", "5.1"),
      fits("5", "five"),
      fits("0", ""),
    ]).toEqual([0, 0, 0, 0, 0]);
    expect(matchingAnswer(question("Q{#=5 ~#other}"), "7")).toMatchObject({ feedback: "other" });
    expect(matchingAnswer(question("Q{#=5 ~#other}"), "x")).toBeNull();
  });

  it("tells nothing from wrong", () => {
    expect(gradeAnswer(question("Q{=a ~b}"), undefined).right).toBe("unanswered");
    expect(grade("Q{=a ~b}", "9").right).toBe("unanswered");
    expect(grade("Q{=a}", "  \u00A0 ").right).toBe("unanswered");
    expect(grade("Q{=a}").right).toBe("unanswered");
    expect(grade("Q{#5}", "x").right).toBe("wrong");
  });

  it("survives hostile responses", () => {
    const huge = "9".repeat(10_000_000);
    for (const gift of ["Q{=a ~b}", "Q{~%100%a ~%-1%b}", "Q{T}", "Q{=*a*b*a*b*c}", "Q{#5}"]) {
      const subject = question(gift);
      for (const response of [
        ["__proto__"],
        ["constructor"],
        ["-1"],
        ["1e0"],
        ["00"],
        [" 0"],
        ["0x0"],
        [huge],
        [huge, huge],
        ["ab".repeat(5000)],
        Array.from({ length: 1_000_000 }, () => "1"),
        [null],
        [{}],
        [["0"]],
        "0",
        0,
        null,
        { length: 3 },
      ]) {
        expect(gradeAnswer(subject, response as unknown as Response).fraction).toBeLessThanOrEqual(1);
      }
    }
    expect(chosenIndexes(question("Q{=a ~b}") as ChoiceQuestion, ["1", "0", "1", "7", "01", ""])).toEqual([0, 1]);
  });

  it("stays between nothing and everything for any choice", () => {
    const subject = question("Q{~%60%a ~%40%b ~%-30%c ~%-100%d}");
    fc.assert(
      fc.property(fc.array(fc.oneof(fc.constantFrom("0", "1", "2", "3", "4"), fc.string())), (response) => {
        const { fraction, marks, right } = gradeAnswer(subject, response);
        expect(fraction).toBeGreaterThanOrEqual(0);
        expect(fraction).toBeLessThanOrEqual(1);
        expect(marks).toBe(fraction);
        expect(right === "right").toBe(fraction === 1);
      }),
    );
  });
});

describe("gradeAttempt", () => {
  const answers = (right: number, count: number) =>
    Array.from({ length: count }, (_, at) => ({ maxMarks: 1, marks: at < right ? 1 : 0 }));

  it("adds marks and rounds the percentage down to two decimals", () => {
    expect(gradeAttempt(answers(2, 3))).toEqual({ marks: 2, maxMarks: 3, percent: 66.66, needsMarking: false });
    expect(gradeAttempt(answers(7, 10)).percent).toBe(70);
    expect(gradeAttempt(answers(7, 7)).percent).toBe(100);
    expect(gradeAttempt([])).toEqual({ marks: 0, maxMarks: 0, percent: 0, needsMarking: false });
    for (let count = 1; count <= 100; count += 1) expect(gradeAttempt(answers(count, 100)).percent).toBe(count);
  });

  it("weighs marks, and never falls below nothing", () => {
    const of = (...pairs: [number, number | null][]) =>
      gradeAttempt(pairs.map(([marks, maxMarks]) => ({ marks, maxMarks: maxMarks ?? 1 })));
    expect(of([3, 3], [0, 1]).percent).toBe(75);
    expect(of([1, 1], [-0.25, 1])).toMatchObject({ marks: 0.75, percent: 37.5 });
    expect(of([0, 1], [-0.5, 1])).toMatchObject({ marks: 0, percent: 0 });
  });

  it("has no sum while an answer waits for its marks", () => {
    const waiting = [
      { maxMarks: 2, marks: null },
      { maxMarks: 1, marks: 1 },
    ];
    expect(gradeAttempt(waiting)).toEqual({ marks: null, maxMarks: 3, percent: null, needsMarking: true });
  });
});

describe("what people type", () => {
  const short = (answer: string) => ({ ...question("Q{=a}"), answers: [{ text: answer, fraction: 1 }] }) as Question;
  const gap = (answer: string): ClozeGap => ({ kind: "short", weight: 1, answers: [{ text: answer, fraction: 1 }] });

  it.each(typedTexts)("is $answer by any keyboard, and nothing else is", ({ answer, right, wrong }) => {
    for (const typed of right) {
      expect(gradeAnswer(short(answer), [typed]).fraction, typed).toBe(1);
      expect(gapFraction(gap(answer), typed), typed).toBe(1);
    }
    for (const typed of wrong) {
      expect(gradeAnswer(short(answer), [typed]).fraction, typed).toBe(0);
      expect(gapFraction(gap(answer), typed), typed).toBe(0);
    }
  });

  it.each(typedNumbers)("%j is the number %j", (typed, value) => {
    const number = parseTypedNumber(typed)?.value ?? null;
    if (value === null) expect(number).toBeNull();
    else expect(number).toBeCloseTo(value, 12);
    expect(unreadNumbers(question("Q{#7}"), [typed])).toEqual(value === null ? [typed] : []);
  });

  it("may say a share of one in per cent", () => {
    expect(grade("Q{#25:1}", "25 %").fraction).toBe(1);
    expect(grade("Q{#0.25:0.01}", "25 %").fraction).toBe(1);
    expect(grade("Q{#0.25:0.01}", "25").fraction).toBe(0);
  });
});

describe("parseNumber", () => {
  it.each([
    ["1234", 1234],
    ["-3", -3],
    ["+3", 3],
    ["− 3", -3],
    ["3.14", 3.14],
    ["3,14", 3.14],
    [".5", 0.5],
    [",5", 0.5],
    ["5.", 5],
    ["1 234", 1234],
    ["1\u202F234\u202F567,8", 1234567.8],
    ["1\u00A0234", 1234],
    ["1,234,567", 1234567],
    ["1.234.567", 1234567],
    ["1,234.5", 1234.5],
    ["1.234,5", 1234.5],
    ["1,234", 1.234],
    ["1'234", 1234],
    ["1e3", 1000],
    ["1,5E-2", 0.015],
    ["2×10^3", 2000],
    ["2 x 10^-1", 0.2],
    ["٢٥", 25],
    ["۲۵٫۵", 25.5],
    ["١٬٢٣٤", 1234],
    ["２５．５", 25.5],
    ["\u200F٢٥\u200F", 25],
    [" 7 ", 7],
  ])("%j is %d", (typed, value) => expect(parseNumber(typed)).toBeCloseTo(value, 10));

  it.each([
    "",
    " ",
    "-",
    ".",
    "e3",
    "1 2",
    "12 34",
    "1,2,3",
    "1.2.3",
    "1,23,456.7",
    "0x10",
    "Infinity",
    "NaN",
    "1e999",
    "5 %",
    "5 5e",
    "1..2",
    "1".repeat(200),
  ])("%j is none", (typed) => expect(parseNumber(typed)).toBeNull());

  it("reads back what it is given", () => {
    fc.assert(fc.property(fc.integer(), (value) => void expect(parseNumber(String(value))).toBe(value)));
    fc.assert(fc.property(fc.string(), (text) => void parseNumber(text)));
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 1e12 }),
        fc.constantFrom("fr", "en", "ar-EG", "fa", "ru", "zh"),
        (value, locale) => {
          const typed = new Intl.NumberFormat(locale).format(value);
          if (
            value < 1000 ||
            value >= 1e6 ||
            locale === "fr" ||
            locale === "ru" ||
            locale.startsWith("ar") ||
            locale === "fa"
          ) {
            expect(parseNumber(typed)).toBe(value);
          }
        },
      ),
    );
  });
});
