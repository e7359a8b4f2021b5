import { processorTime } from "#test/helpers/processor-time.ts";
import fc from "fast-check";
import { describe, expect, it } from "vitest";

import { questionSchema } from "#app/modules/learning/questions/questions.schema.ts";
import { readGift } from "./read-gift.ts";
import { hasAnswers } from "#app/modules/learning/questions/questions.ts";

const read = (text: string) => readGift(text, { file: "quiz.en.gift" });
const only = (text: string) => {
  const { questions, problems } = read(text);
  expect(problems.filter(({ level }) => level === "error")).toEqual([]);
  expect(questions).toHaveLength(1);
  return questions[0]!;
};
const answersOf = (text: string) => {
  const question = only(text);
  if (!hasAnswers(question)) throw new Error(question.kind);
  return question.answers;
};
const problems = (text: string) => read(text).problems.map(({ line, code, level }) => [line, code, level]);

describe("readGift reads", () => {
  it("single choice with feedback, weights and a title", () => {
    expect(
      only("// made by hand\n\n::The Law: part 1::[markdown]Which *one*? {\n=A#Yes\n~B#No\n~%50%C\n####See lesson 1}"),
    ).toEqual({
      key: "the-law-part-1",
      title: "The Law: part 1",
      kind: "single",
      prompt: "Which *one*?",
      format: "markdown",
      marks: 1,
      answers: [
        { text: "A", fraction: 1, feedback: "Yes" },
        { text: "B", fraction: 0, feedback: "No" },
        { text: "C", fraction: 0.5 },
      ],
      feedback: { general: "See lesson 1" },
      category: null,
      line: 3,
    });
  });

  it("several choices, with thirds made a whole", () => {
    const text = "Q {~%33.333%a ~%33.333%b ~%33.333%c ~%-50%d}";
    expect(only(text).kind).toBe("several");
    expect(answersOf(text)[0]?.fraction).toBeCloseTo(1 / 3, 10);
    expect(answersOf(text)[3]?.fraction).toBe(-0.5);
  });

  it("true and false with the feedback for a wrong answer first", () => {
    expect(only("Q {FALSE#No, it is false.#Right.####All}")).toMatchObject({
      kind: "boolean",
      answers: [
        { text: "true", fraction: 0, feedback: "No, it is false." },
        { text: "false", fraction: 1, feedback: "Right." },
      ],
      feedback: { general: "All" },
    });
    expect(answersOf("Q {T}")).toEqual([
      { text: "true", fraction: 1 },
      { text: "false", fraction: 0 },
    ]);
  });

  it("accepted texts", () => {
    expect(only("Q {=mapping =%50%map#Nearly =a\\=b}")).toMatchObject({
      kind: "short",
      answers: [
        { text: "mapping", fraction: 1 },
        { text: "map", fraction: 0.5, feedback: "Nearly" },
        { text: "a=b", fraction: 1 },
      ],
    });
    expect(only("Q {mapping}").kind).toBe("short");
  });

  it("numbers with tolerance, ranges, weights and a feedback for all others", () => {
    expect(answersOf("Q {#3.14:0.005}")).toEqual([{ value: 3.14, tolerance: 0.005, fraction: 1 }]);
    expect(answersOf("Q {#-1..5.5}")).toEqual([{ min: -1, max: 5.5, fraction: 1 }]);
    expect(only("Q {#\n=25:0.5#Yes: good\n=%50%20..30#Near\n~#See: lesson\n####All: done}")).toMatchObject({
      kind: "numeric",
      answers: [
        { value: 25, tolerance: 0.5, fraction: 1, feedback: "Yes: good" },
        { min: 20, max: 30, fraction: 0.5, feedback: "Near" },
        { min: null, max: null, fraction: 0, feedback: "See: lesson" },
      ],
      feedback: { general: "All: done" },
    });
  });

  it("escapes, colons as people write them, and comments between answers", () => {
    expect(
      only("Prix : 3 \\{x\\} \\= y, https://x.org/a?b=\\#? {\n// an answer\n=10:30 \\~ a\n~b}".replace("b=", "b\\=")),
    ).toMatchObject({
      prompt: "Prix : 3 {x} = y, https://x.org/a?b=#?",
      answers: [{ text: "10:30 ~ a" }, { text: "b" }],
    });
  });

  it("a byte order mark, Windows and old Mac line ends, and categories", () => {
    const { questions, problems: found } = read(
      "\uFEFF$CATEGORY: Convention/2005\r\n\r\n::a::Q{T}\r\n\r\n\r\n$CATEGORY: \r::b::R{F}\r",
    );
    expect(found).toEqual([]);
    expect(questions.map(({ key, category, line }) => [key, category, line])).toEqual([
      ["a", "Convention/2005", 3],
      ["b", null, 7],
    ]);
  });

  it.each([
    ["سؤال : ما هو؟", "نعم", "لا"],
    ["哪一个对？", "是", "否"],
    ["Что верно?", "да", "нет"],
    ["Qu'est-ce ?", "été", "hiver"],
    ["¿Cuál?", "sí", "no"],
    ["कौन सा?", "हाँ", "नहीं"],
  ])("six scripts: %s", (prompt, yes, no) => {
    expect(only(`::${prompt}::${prompt}{=${yes}~${no}}`)).toMatchObject({
      title: prompt,
      prompt,
      answers: [{ text: yes }, { text: no }],
    });
  });

  it("questions without titles by their place", () => {
    expect(read("A{T}\n\n::x::B{T}\n\n::!?::C{T}").questions.map(({ key }) => key)).toEqual(["q1", "x", "q3"]);
  });
});

describe("readGift refuses", () => {
  it("each broken question at its own line and reads the others", () => {
    const text = [
      "::a::Fine {T}", // 1
      "",
      "::b::Not closed {=a", // 3
      "~b",
      "",
      "::c::Stray } brace {T}", // 6
      "",
      "::d::No answers", // 8
      "",
      "::e::Weight {", // 10
      "=a",
      "~%x%b",
      "}",
      "",
      "::f::Fine {F}", // 15
      "::g::No empty line between {T}",
      "",
      "::h::Fine {=a ~b}", // 18
    ].join("\n");
    expect(read(text).questions.map(({ key }) => key)).toEqual(["a", "e", "h"]);
    expect(problems(text)).toEqual([
      [3, "learning.gift.unclosed", "error"],
      [6, "learning.gift.brace", "error"],
      [8, "learning.gift.no_answers", "warning"],
      [16, "learning.gift.second_answers", "error"],
    ]);
    expect(read("Q {#1 000}").problems[0]).toMatchObject({ code: "learning.gift.number", values: { found: "1 000" } });
  });

  it("an unclosed brace without a title after it", () => {
    expect(problems("Q {=a ~b\n\nR {T}\n\nS {F")).toEqual([
      [1, "learning.gift.unclosed", "error"],
      [5, "learning.gift.unclosed", "error"],
    ]);
    expect(read("Q {=a ~b\n\nR {T}").questions.map(({ prompt }) => prompt)).toEqual(["R"]);
  });

  it("pairs that make no matching, ordering that could be anything, and what the editor would refuse", () => {
    expect(problems("Q {=a -> b}")).toEqual([[1, "learning.gift.few_pairs", "error"]]);
    expect(problems("Q {=a -> b =c -> b}")).toEqual([[1, "quizzes.check.one_answer", "error"]]);
    expect(problems("Q {\n> the first item\nsecond\n}")).toEqual([[2, "learning.gift.ordering_unclear", "error"]]);
    expect(problems("Q {>\na\n}")).toEqual([[1, "learning.gift.ordering_unclear", "error"]]);
    expect(problems("Q {>\na\na\n}")).toEqual([[1, "quizzes.check.same_twice", "error"]]);
    expect(problems("Q {=a -> b =c}")).toEqual([[1, "learning.gift.no_arrow", "error"]]);
  });

  it("answers that give nobody full marks", () => {
    expect(problems("Q {~a ~b}")).toEqual([[1, "learning.gift.no_right_answer", "error"]]);
    expect(problems("Q {=%0%a}")).toEqual([[1, "learning.gift.no_right_answer", "error"]]);
    expect(problems("Q {#~#Wrong}")).toEqual([[1, "learning.gift.no_number", "error"]]);
    expect(problems("Q {=}")).toEqual([[1, "learning.gift.no_words", "error"]]);
    expect(problems("Q {~%100%a}")).toEqual([[1, "learning.gift.one_answer", "error"]]);
    expect(problems("Q {#5..1}")).toEqual([[1, "learning.gift.range_reversed", "error"]]);
    expect(problems("{T}")).toEqual([[1, "learning.gift.no_prompt", "error"]]);
  });
});

it("keeps two questions with one title, as other programs write them, and says so", () => {
  const { questions, problems: found } = read("::A b::Q{T}\n\n::a B!::R{T}\n\n::A b::S{T}");
  expect(questions.map(({ key }) => key)).toEqual(["a-b", "a-b-2", "a-b-3"]);
  expect(found[0]).toEqual({
    file: "quiz.en.gift",
    line: 5,
    code: "learning.gift.duplicate_title",
    level: "warning",
    values: { title: "A b", first: 1 },
  });
});

it("warns of what reads but surprises", () => {
  expect(problems("Q {\n=a\n\n~b\n}")).toEqual([[3, "learning.gift.blank_line", "warning"]]);
  expect(problems("Q {true}")).toEqual([[1, "learning.gift.looks_boolean", "warning"]]);
  expect(problems("Q {~%100%a ~b}")).toEqual([[1, "learning.gift.no_penalty", "warning"]]);
  expect(problems("Q {=a=b ~c}")).toEqual([[1, "learning.gift.equals_inside", "warning"]]);
  expect(problems("Q {=%50%a ~b}")).toEqual([[1, "learning.gift.weight_as_text", "warning"]]);
  expect(problems("::Only a title::{T}")).toEqual([[1, "learning.gift.title_as_text", "warning"]]);
  expect(problems("Just words.")).toEqual([[1, "learning.gift.no_answers", "warning"]]);
});

it("never throws, and what it reads has the shape of a question", () => {
  const piece = fc.oneof(
    fc.constantFrom(
      "::",
      "t",
      "{",
      "}",
      "=",
      "~",
      "#",
      "####",
      "->",
      "%50%",
      "T",
      "FALSE",
      "\n",
      "\n\n",
      "\\",
      ":",
      "//",
      "3",
      "..",
    ),
    fc.constantFrom("[html]", "[markdown]", "$CATEGORY: ", " ", "\r\n", "*", "ب", "\0"),
    fc.string({ maxLength: 4 }),
  );
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 40 }), (pieces) => {
      for (const question of read(pieces.join("")).questions) expect(questionSchema.parse(question)).toEqual(question);
    }),
    { numRuns: 3000 },
  );
});

it.each(["{", "}", "::", "=a ", "~", "#", "\\", "a\n", "{T}\n\n", "{=a\n\n", "->", "%"])(
  "ends soon for 100 KB of %j",
  (unit) => {
    const long = unit.repeat(100_000 / unit.length);
    const time = processorTime(() => [`Q {=${long}`, `Q {=${long}}`, long].forEach((text) => read(text)));
    expect(time).toBeLessThan(5000);
  },
  20_000,
);
