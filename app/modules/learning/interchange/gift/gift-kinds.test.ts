import { describe, expect, it } from "vitest";

import { hasAnswers } from "#app/modules/learning/questions/questions.ts";
import { readGift } from "./read-gift.ts";

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

describe("readGift also reads", () => {
  it("matching, with an answer that belongs to nothing", () => {
    expect(only("::M::[html]Who? {\n=<b>A</b> -> one \\= 1 & more\n=B -> two\n= -> three\n####All}")).toMatchObject({
      kind: "matching",
      format: "html",
      feedback: { general: "All" },
      extra: ["three"],
      pairs: [
        { prompt: "<b>A</b>", answer: "one = 1 &amp; more" },
        { prompt: "B", answer: "two" },
      ],
    });
  });

  it("essays, and answers inside a sentence", () => {
    expect(only("Write. {}")).toMatchObject({ kind: "essay", prompt: "Write." });
    expect(only("Write. {####Thanks}")).toMatchObject({ kind: "essay", feedback: { general: "Thanks" } });
    expect(only("Culture is {=public#Yes ~private} good.")).toMatchObject({
      kind: "single",
      prompt: "Culture is _____ good.",
      answers: [{ text: "public", fraction: 1 }, { text: "private" }],
    });
  });

  it("ordering, as the plugin writes it", () => {
    expect(
      only("::O::[markdown]In order? {\n> 3 ALL VERTICAL ABSOLUTE_POSITION SHOW none\nfirst \\}\nsecond\n  third\n}"),
    ).toMatchObject({
      kind: "ordering",
      title: "O",
      prompt: "In order?",
      items: ["first }", "second", "third"],
    });
  });

  it("ids, tags and marks in the comments right before a question", () => {
    const text =
      "// [tag:header]\n\n// question: 7 [id:Law 1] [tag:law] [tag:a\\]b]\n// [marks:2.5] [penalty:0.5]\n::T::Q{T}\n\n::U::R{F}";
    expect(read(text).questions).toMatchObject([
      { key: "law-1", title: "T", tags: ["law", "a]b"], marks: 2.5, penalty: 0.5 },
      { key: "u", marks: 1 },
    ]);
    expect(read(text).questions[1]?.tags).toBeUndefined();
  });

  it("line ends that are escaped, also behind a backslash that is one", () => {
    expect(only("[markdown]a\\nb\\\\nc {=x\\ny ~z}")).toMatchObject({
      prompt: "a\nb\\nc",
      answers: [{ text: "x\ny" }, {}],
    });
  });

  it("arrows among choices", () => {
    expect(answersOf("Q {=a -> b ~c -> d}")).toEqual([
      { text: "a -> b", fraction: 1 },
      { text: "c -> d", fraction: 0 },
    ]);
  });

  it("pictures of the course", () => {
    expect(only('[html]<img src\\="files/map.png"> {T}').files).toEqual(["map.png"]);
  });
});
