import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { changeRows, withSpareRows } from "#app/modules/learning/bank/change-rows.ts";
import { checkDraft } from "./draft-check.ts";
import { readQuestionForm } from "#app/modules/learning/bank/read-form.ts";
import { readTranslationForm, realign, writeTranslationForm } from "./translation-form.ts";
import { writeQuestionForm } from "#app/modules/learning/bank/write-form.ts";
import { type ChoiceQuestion, type Question, questionKinds } from "#app/modules/learning/questions/questions.ts";
import { allKindsQuestions, makeQuestion } from "#test/factories/questions.ts";
import { anyQuestion } from "#test/factories/question-arbitraries.ts";

const made = allKindsQuestions().map(({ question }) => question.translations.en!);
const read = (question: Question, fields = writeQuestionForm(question)) =>
  readQuestionForm(fields, { kind: question.kind, key: question.key, format: question.format });

describe("the form of a question", () => {
  it.each(made)("$kind: gives back the question that it shows", (question) => {
    const { question: again, errors } = read(question, withSpareRows(writeQuestionForm(question), question.kind));
    expect(errors).toEqual({});
    expect(weights(again)).toEqual(weights(question));
    expect(checkDraft(read(question))).toEqual({});
  });

  it("keeps any question that can be asked: the same answers with the same weights", () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...questionKinds).chain((kind) => anyQuestion(kind)),
        (question) => {
          const again = read(question);
          expect(again.errors).toEqual({});
          expect(countsOf(again.question)).toEqual(countsOf(question));
        },
      ),
      { numRuns: 200 },
    );
  });

  it("says what is missing beside its field, in the row where it stands", () => {
    const fields = { prompt: [""], marks: ["many"], a_text: ["", "One", ""], a_worth: ["", "", "20"], a_right: ["1"] };
    const draft = readQuestionForm(fields, { kind: "single", key: "k", format: "plain" });
    expect(checkDraft(draft)).toMatchObject({
      prompt: { code: "quizzes.check.required" },
      marks: { code: "authoring.question.error.number" },
      "a_text-3": { code: "quizzes.check.required" },
    });
    expect(Object.keys(checkDraft(draft))).not.toContain("a_text-1");
  });

  it("shares the marks among ticked answers, takes as much away for wrong ones, and believes a written worth", () => {
    const form = (weight: string[]) => ({
      prompt: ["Which?"],
      a_text: ["A", "B", "C", "D"],
      a_right: ["0", "1", "2"],
      a_worth: weight,
    });
    const fractions = (weight: string[]) => {
      const { question } = readQuestionForm(form(weight), { kind: "several", key: "k", format: "plain" });
      return question.kind === "several" ? question.answers.map(({ fraction }) => fraction) : [];
    };
    expect(fractions([])).toEqual([1 / 3, 1 / 3, 1 / 3, -1 / 3]);
    expect(fractions(["50 %", "25", "25", "0"])).toEqual([0.5, 0.25, 0.25, 0]);
    const { errors } = readQuestionForm(form(["150"]), { kind: "several", key: "k", format: "plain" });
    expect(errors["a_worth-1"]).toEqual({ code: "authoring.question.error.percent", values: { min: -100 } });
  });
});

describe("buttons beside the rows", () => {
  const fields = { prompt: ["P"], a_text: ["A", "B"], a_right: ["1"], a_feedback: ["", "yes"], a_from: ["0", "1"] };

  it("add rows and keep everything that was typed", () => {
    const more = changeRows(fields, "single", "more-a")!;
    expect(more.a_text).toEqual(["A", "B", "", "", ""]);
    expect(more).toMatchObject({ prompt: ["P"], a_right: ["1"] });
  });

  it("move a row with its tick, and nothing at the end of the way", () => {
    const moved = changeRows(fields, "single", "up-a-1")!;
    expect(moved).toMatchObject({ a_text: ["B", "A"], a_right: ["0"], a_feedback: ["yes", ""], a_from: ["1", "0"] });
    expect(changeRows(fields, "single", "down-a-1")).toEqual(fields);
    expect(changeRows(fields, "single", "save")).toBeNull();
  });

  it("show as many gaps as the text names", () => {
    const cloze = changeRows({ prompt: ["[[1]] and [[3]]"] }, "cloze", "gaps")!;
    expect(Object.keys(cloze).filter((name) => name.endsWith("_text"))).toEqual(["g1_text", "g2_text", "g3_text"]);
  });
});

describe("a translation", () => {
  const own = makeQuestion({
    kind: "single",
    answers: [
      { text: "One", fraction: 1 },
      { text: "Two", fraction: 0 },
    ],
  }) as ChoiceQuestion;
  const french: typeof own = {
    ...own,
    prompt: "Lequel ?",
    answers: [
      { text: "Un", fraction: 1 },
      { text: "Deux", fraction: 0 },
    ],
  };

  it.each(made)("$kind: takes the structure from the original and its own words", (question) => {
    const fields = writeTranslationForm(question, question);
    const again = readTranslationForm({ ...fields, marks: ["99"], a_right: ["7"] }, question, question.format);
    expect(again.errors).toEqual({});
    expect(weights(again.question)).toEqual(weights(question));
  });

  it("begins empty, and says which words are missing", () => {
    const fields = writeTranslationForm(null, own);
    expect(fields.a_text).toEqual(["", ""]);
    const errors = checkDraft(readTranslationForm(fields, own, "plain"));
    expect(Object.keys(errors).sort()).toEqual(["a_text-1", "a_text-2", "prompt"]);
  });

  it("keeps its words with their rows when the original's rows move, go and come", () => {
    const next = {
      ...own,
      answers: [
        { text: "Zero", fraction: 0 },
        { text: "Two", fraction: 0 },
        { text: "One", fraction: 1 },
      ],
    };
    const from = [null, 1, 0].map((one, row) => ({ row, from: one }));
    expect(realign(french, next, { answers: from })).toMatchObject({
      prompt: "Lequel ?",
      answers: [{ text: "Zero" }, { text: "Deux", fraction: 0 }, { text: "Un", fraction: 1 }],
    });
  });

  it("no longer fits a text with other gaps", () => {
    const gap = { kind: "short" as const, weight: 1, answers: [{ text: "x", fraction: 1 }] };
    const cloze = (count: number) =>
      makeQuestion({ kind: "cloze", prompt: "p", gaps: Array.from({ length: count }, () => gap) });
    expect(realign(cloze(2), cloze(2), {})).not.toBeNull();
    expect(realign(cloze(2), cloze(1), {})).toBeNull();
  });

  it("may not make two answers of a matching one, nor one two", () => {
    const matching = (answers: string[]) =>
      makeQuestion({ kind: "matching", pairs: answers.map((answer, at) => ({ prompt: `p${at}`, answer })), extra: [] });
    const errorsOf = (translated: string[], original: string[]) => {
      const fields = writeTranslationForm(matching(translated), matching(original));
      return Object.keys(readTranslationForm(fields, matching(original), "plain").errors);
    };
    expect(errorsOf(["un", "deux"], ["one", "two"])).toEqual([]);
    expect(errorsOf(["un", "un"], ["one", "two"])).toEqual(["p_answer-2"]);
    expect(errorsOf(["un", "deux"], ["one", "one"])).toEqual(["p_answer-2"]);
  });
});

/** A question without what a form does not carry, its weights rounded as percentages are. */
function weights(question: Question): unknown {
  const { key: _key, line: _line, category: _category, tags: _tags, files: _files, ...rest } = question;
  return JSON.parse(JSON.stringify(rest), (name, value: unknown) =>
    typeof value === "number" && name === "fraction" ? Math.round(value * 1e4) : value,
  );
}

function countsOf(question: Question): unknown {
  const fractions = (answers: readonly { fraction: number }[]) =>
    answers.map(({ fraction }) => Math.round(fraction * 1e4));
  switch (question.kind) {
    case "matching":
      return [question.pairs.length, question.extra.length];
    case "ordering":
      return question.items.length;
    case "cloze":
      return question.gaps.map(({ kind, weight, answers }) => [kind, weight, fractions(answers)]);
    case "essay":
      return [question.minWords, question.maxWords];
    default:
      return fractions(question.answers);
  }
}
