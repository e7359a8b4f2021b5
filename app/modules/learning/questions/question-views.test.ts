import { describe, expect, it } from "vitest";

import { allKindsQuestions, makeQuestion } from "#test/factories/questions.ts";
import { askQuestion, type AskedRow } from "./quiz-view.ts";
import type { Question } from "./questions.ts";
import { fitResponse } from "./responses.ts";
import { reviewQuestion, type ReviewedRow, type ReviewOptions } from "./review-view.ts";

const made = allKindsQuestions();
const rowOf = (kind: string, response: string[] = []): AskedRow => {
  const { translations } = made.find(({ question }) => question.kind === kind)!.question;
  return { number: 1, translations, response };
};
const ask = (row: AskedRow, seed: number | null = 1) => askQuestion(row, "en", "en", { seed });
const options: ReviewOptions = { language: "en", ownLanguage: "en", showsRight: true };
const review = (row: ReviewedRow, wish: Partial<ReviewOptions> = {}) => reviewQuestion(row, { ...options, ...wish });
const seeds = Array.from({ length: 200 }, (_, seed) => seed);

/** The same question with its answers the other way round: what a page asks must not tell the two apart. */
function reversed(question: Question): Question {
  const copy = structuredClone(question);
  const turn = (answers: { fraction: number }[]) => {
    const fractions = answers.map(({ fraction }) => fraction).reverse();
    answers.forEach((answer, at) => (answer.fraction = fractions[at]!));
  };
  if ("answers" in copy) turn(copy.answers);
  if (copy.kind === "cloze") copy.gaps.forEach(({ answers }) => turn(answers));
  return copy;
}

describe("what is asked", () => {
  it.each(made.map(({ question }) => question))("of a $kind tells neither weights, feedback nor notes", (question) => {
    const secret = structuredClone(question.translations.en!);
    secret.feedback = { general: "SECRET", right: "SECRET", partly: "SECRET", wrong: "SECRET" };
    if ("answers" in secret) secret.answers.forEach((answer) => (answer.feedback = "SECRET"));
    if (secret.kind === "cloze")
      secret.gaps.forEach(({ answers }) => answers.forEach((one) => (one.feedback = "SECRET")));
    if (secret.kind === "essay") secret.notes = "SECRET";
    const row = (one: Question) => ({ number: 1, translations: { en: one }, response: [] });
    const text = JSON.stringify(ask(row(secret)));
    expect(text).not.toMatch(/SECRET|fraction|feedback|tolerance|notes/);
    expect(JSON.stringify(ask(row(reversed(secret))))).toBe(text);
    const typed = { short: "mapping", numeric: '"25"', cloze: "2005\\b.*expressions|expressions" }[
      secret.kind as "short"
    ];
    if (typed) expect(text).not.toMatch(new RegExp(typed));
  });

  it("has matching choices and things to be ordered in no telling order, with no telling values", () => {
    for (const kind of ["matching", "ordering"]) {
      const orders = new Set(
        seeds.map((seed) =>
          ask(rowOf(kind), seed)
            .choices.map(({ words }) => words)
            .join("|"),
        ),
      );
      expect(orders.size).toBeGreaterThan(15);
      const values = ask(rowOf(kind)).choices.map(({ value, words }) => [value, words]);
      expect(values.every(([value]) => /^v[a-z0-9]{4,}$/.test(value!))).toBe(true);
      const inOrder = [...values].sort().map(([, words]) => words);
      expect(inOrder).not.toEqual(kind === "ordering" ? rowItems() : ["adopts the law", "shows the works"]);
    }
  });

  const rowItems = () => ["Map the field", "Ask the people", "Draft the law", "Publish it"];

  it("never begins an ordering in the right order, with or without a seed", () => {
    const two = makeQuestion({ kind: "ordering", items: ["first", "second"] });
    for (const seed of [null, ...seeds]) {
      const options = { seed, shufflesChoices: seed !== 3 };
      const words = (row: AskedRow) => askQuestion(row, "en", "en", options).choices.map((one) => one.words);
      expect(words(rowOf("ordering"))).not.toEqual(rowItems());
      expect(words({ number: 2, translations: { en: two }, response: [] })).toEqual(["second", "first"]);
    }
  });
});

describe("the order of choices", () => {
  const many = makeQuestion({
    kind: "single",
    answers: ["a", "b", "c", "d", "e", "f"].map((text, at) => ({ text, fraction: at === 0 ? 1 : 0 })),
  });
  const words = (number: number, seed: number | null, shufflesChoices = true) =>
    askQuestion({ number, translations: { en: many, fr: many }, response: [] }, "en", "en", { seed, shufflesChoices })
      .choices.map((one) => one.words + one.value)
      .join(" ");

  it("follows the attempt's seed and the question's number, and is the same at every reload", () => {
    expect(words(1, 7)).toBe(words(1, 7));
    expect(new Set(seeds.map((seed) => words(1, seed))).size).toBeGreaterThan(150);
    expect(words(1, 7)).not.toBe(words(2, 7));
    expect(words(1, 7).split(" ").sort().join(" ")).toBe("a0 b1 c2 d3 e4 f5");
  });

  it("is the written one where the quiz wishes so, and always for true and false", () => {
    expect(words(1, 7, false)).toBe("a0 b1 c2 d3 e4 f5");
    expect(words(1, null)).toBe("a0 b1 c2 d3 e4 f5");
    for (const seed of seeds) expect(ask(rowOf("boolean"), seed).choices.map(({ value }) => value)).toEqual(["0", "1"]);
  });

  it("changes nothing about what an answer means", () => {
    for (const kind of ["matching", "ordering", "single", "several", "cloze"]) {
      const { question, right } = made.find((one) => one.question.kind === kind)!;
      for (const seed of [1, 2, 3]) {
        const asked = ask(rowOf(kind, right), seed);
        expect(fitResponse(question.translations.en!, asked.response)).toEqual(right);
      }
    }
  });
});

describe("a cloze", () => {
  it("has each gap where the text names it, once, and never inside a tag", () => {
    const gaps = [1, 2, 3].map(() => ({ kind: "short" as const, weight: 1, answers: [{ text: "x", fraction: 1 }] }));
    const html = (prompt: string, format: "plain" | "markdown" | "html") =>
      ask({ number: 1, translations: { en: makeQuestion({ kind: "cloze", prompt, format, gaps }) }, response: [] })
        .promptHtml;
    expect(html("a [[1]] < [[2]]\n\n[[3]]", "plain")).toBe(
      '<p dir="auto">a <gap-1> &lt; <gap-2></p>\n<p dir="auto"><gap-3></p>',
    );
    expect(html("- *[[2]]*\n- [[1]] [[3]]\n\n[1]: https://example.org", "markdown")).toContain("<em><gap-2></em>");
    expect(html("- [[1]]\n\n[1]: https://example.org", "markdown")).toContain("<gap-1>");
    const tricky = html('<p title="[[1]]"><a href="https://a.example/[[2]]">x</a> [[1]] [[1]]</p>', "html");
    expect(tricky.match(/<gap-1>/g)).toHaveLength(1);
    expect(tricky).not.toMatch(/="[^"]*<gap/);
    expect(tricky).toMatch(/<p><gap-2> <gap-3><\/p>$/);
    expect(html("<gap-1> [[1]] \uE0002\uE001", "html").match(/<gap-1>/g)).toHaveLength(1);
  });
});

describe("what is reviewed", () => {
  it.each(made)("of a $question.kind has the verdict and the marks", ({ question, right, wrong }) => {
    const isEssay = question.kind === "essay";
    const good = review(rowOf(question.kind, right));
    expect([good.verdict, good.earned, good.isAnswered]).toEqual([
      isEssay ? "unmarked" : "right",
      isEssay ? null : 1,
      true,
    ]);
    const bad = review(rowOf(question.kind, wrong), { penalty: 0.5 });
    expect([bad.verdict, bad.earned]).toEqual(isEssay ? ["unmarked", null] : ["wrong", -0.5]);
    expect(review(rowOf(question.kind)).verdict).toBe("unanswered");
  });

  it("says of each pair, place and gap whether it is right, and what would have been", () => {
    const places = (kind: string, response: string[], wish = {}) =>
      review(rowOf(kind, response), wish).fields.map(({ givenHtml, verdict, rightHtml }) => [
        givenHtml,
        verdict,
        rightHtml,
      ]);
    expect(places("matching", ["0", "3", ""])).toEqual([
      ["adopts the law", "right", null],
      ["prints money", "wrong", "shows the works"],
      [null, "wrong", "watches the market"],
    ]);
    expect(places("matching", ["0", "3", ""], { showsRight: false }).map(([, , right]) => right)).toEqual([
      null,
      null,
      null,
    ]);
    expect(places("cloze", ["<b>", "1", "goods"])).toEqual([
      ["&lt;b&gt;", "wrong", "2005"],
      ["diversity", "right", null],
      ["goods", "wrong", "expressions"],
    ]);
    const order = review(rowOf("ordering", ["1", "2", "0", ""]));
    expect(order.fields.map(({ verdict }) => verdict)).toEqual(["wrong", "right", "wrong", "wrong"]);
    expect(order.rightOrder).toHaveLength(4);
    expect(review(rowOf("ordering", ["0", "1", "2", "3"])).rightOrder).toEqual([]);
  });

  it("holds nothing that may not be shown", () => {
    const hidden = {
      showsRight: false,
      showsVerdict: false,
      showsMarks: false,
      showsFeedback: false,
      showsGeneral: false,
    };
    for (const { question, wrong } of made) {
      const seen = review({ ...rowOf(question.kind, wrong), comment: "SECRET", marks: 0.123 }, hidden);
      expect([question.kind === "essay" ? null : seen.verdict, seen.earned, seen.comment]).toEqual([null, null, null]);
      expect([...seen.feedbackHtml, ...seen.rightAnswers, ...seen.rightOrder]).toEqual([]);
      expect(seen.fields.map(({ verdict, rightHtml }) => verdict ?? rightHtml).filter(Boolean)).toEqual([]);
      expect(JSON.stringify(seen)).not.toMatch(/SECRET|0\.123|"(right|wrong|partly)"[,}]/);
    }
  });

  it("takes somebody's marks before all others, with their comment", () => {
    const row = { ...rowOf("essay", ["A text."]), maxMarks: 4, comment: "Good start." };
    expect(review(row)).toMatchObject({ verdict: "unmarked", earned: null, comment: "Good start." });
    expect(review({ ...row, manualMarks: 3 })).toMatchObject({ verdict: "partly", earned: 3 });
    expect(review({ ...row, manualMarks: 4 })).toMatchObject({ verdict: "right", earned: 4 });
    expect(review({ ...rowOf("single", ["1"]), manualMarks: 1, marks: 0 })).toMatchObject({
      verdict: "right",
      earned: 1,
    });
    expect(review({ ...rowOf("single", ["0"]), maxMarks: 2, marks: 1.5 }).earned).toBe(1.5);
  });

  it("says what the question says on the answer, on a part and on the whole", () => {
    const question = structuredClone(rowOf("cloze").translations.en!);
    question.feedback = { right: "Whole.", partly: "Half.", wrong: "None.", general: "All." };
    const said = (response: string[], wish = {}) =>
      review({ number: 1, translations: { en: question }, response }, wish).feedbackHtml.map((one) =>
        one.replace(/<[^>]+>/g, ""),
      );
    expect(said(["2005", "1", "expressions"])).toEqual(["Whole.", "All."]);
    expect(said(["2005", "0", ""])).toEqual(["No market report.", "Half.", "All."]);
    expect(said(["1", "", ""])).toEqual(["None.", "All."]);
    expect(said([])).toEqual(["All."]);
    expect(said(["2005", "0", ""], { showsGeneral: false })).toEqual(["No market report.", "Half."]);
    expect(said(["2005", "0", ""], { showsFeedback: false })).toEqual(["All."]);
  });

  it("shows true and false as right where the right answer may be seen", () => {
    const verdicts = (response: string[], wish = {}) =>
      review(rowOf("single", response), wish).choices.map(({ verdict }) => verdict);
    expect(verdicts(["1"])).toEqual(["right", "wrong"]);
    expect(verdicts(["1"], { showsRight: false })).toEqual([undefined, "wrong"]);
    expect(verdicts(["0"], { showsVerdict: false })).toEqual(["right", undefined]);
    expect(verdicts(["0"], { showsVerdict: false, showsRight: false })).toEqual([undefined, undefined]);
  });
});
