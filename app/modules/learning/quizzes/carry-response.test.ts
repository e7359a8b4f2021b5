import { describe, expect, it } from "vitest";
import type { Question } from "#app/modules/learning/questions/questions.ts";
import { carryResponse } from "./carry-response.ts";

const base = {
  key: "q",
  title: null,
  prompt: "Q [[1]] [[2]]",
  format: "plain" as const,
  marks: 1,
  category: null,
  line: 1,
};
const single = (...texts: string[]): Question => ({
  ...base,
  kind: "single",
  answers: texts.map((text, index) => ({ text, fraction: index === 0 ? 1 : 0 })),
});
const ordering = (...items: string[]): Question => ({ ...base, kind: "ordering", items });
const matching = (pairs: [string, string][], extra: string[] = []): Question => ({
  ...base,
  kind: "matching",
  extra,
  pairs: pairs.map(([prompt, answer]) => ({ prompt, answer })),
});

describe("a response to an older version", () => {
  it("follows its text when choices move", () => {
    expect(carryResponse(single("A", "B", "C"), single("C", "A", "B"), ["1"])).toEqual(["2"]);
  });

  it("stays in its place when a text was mended", () => {
    expect(carryResponse(single("A", "Bee", "C"), single("A", "B", "C"), ["1"])).toEqual(["1"]);
  });

  it("is gone with what was chosen, rather than becoming something else", () => {
    expect(carryResponse(single("A", "B", "C"), single("A", "C"), ["1"])).toEqual([]);
    expect(carryResponse(single("A", "B", "C"), single("A", "C", "D", "E"), ["1"])).toEqual([]);
  });

  it("follows the items of an ordering", () => {
    expect(carryResponse(ordering("a", "b", "c"), ordering("c", "b", "a"), ["2", "1", "0"])).toEqual(["0", "1", "2"]);
  });

  it("follows prompts and answers of a matching", () => {
    const before = matching(
      [
        ["Senegal", "Dakar"],
        ["Peru", "Lima"],
      ],
      ["Paris"],
    );
    const after = matching(
      [
        ["Peru", "Lima"],
        ["Viet Nam", "Ha Noi"],
        ["Senegal", "Dakar"],
      ],
      ["Paris"],
    );
    // Senegal -> Dakar, Peru -> Paris
    expect(carryResponse(before, after, ["0", "2"])).toEqual(["3", "", "2"]);
  });

  it("keeps what was typed in gaps, and follows what was chosen", () => {
    const cloze = (texts: string[]): Question => ({
      ...base,
      kind: "cloze",
      gaps: [
        { kind: "choice", weight: 1, answers: texts.map((text) => ({ text, fraction: 0 })) },
        { kind: "short", weight: 1, answers: [{ text: "x", fraction: 1 }] },
      ],
    });
    expect(carryResponse(cloze(["a", "b"]), cloze(["b", "a"]), ["0", "typed"])).toEqual(["1", "typed"]);
  });

  it("cannot become one to another kind of question", () => {
    expect(carryResponse(single("A", "B"), ordering("A", "B"), ["0"])).toBeNull();
  });
});
