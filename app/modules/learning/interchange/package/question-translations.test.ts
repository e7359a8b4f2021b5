import { describe, expect, it } from "vitest";
import { stringify } from "yaml";

import type { Problem } from "#app/lib/problem.ts";
import { makeQuestion } from "#test/factories/questions.ts";
import type { Question } from "#app/modules/learning/questions/questions.ts";
import { readQuestions } from "./question-translations.ts";
import type { Manifest } from "./schemas.ts";

/** What a package says about a question whose French layer is this one. */
function problemsOf(english: Question, french: Question): [string, unknown][] {
  const written = ({ category: _category, line: _line, ...question }: Question) => Buffer.from(stringify([question]));
  const names = { en: "check.en.questions.yaml", fr: "check.fr.questions.yaml" };
  const files = new Map([
    [names.en, written(english)],
    [names.fr, written(french)],
  ]);
  const problems: Problem[] = [];
  const unit = { stem: "check", quizzes: new Map(Object.entries(names)) };
  const manifest = { languages: ["en", "fr"], defaultLanguage: "en" } as unknown as Manifest;
  readQuestions(files, unit, manifest, problems);
  return problems.map(({ code, values }) => [code, values?.answer ?? values?.found]);
}

describe("the languages of a question", () => {
  const matching = (answers: string[], extra: string[] = []) =>
    makeQuestion({ kind: "matching", pairs: answers.map((answer, at) => ({ prompt: `p${at}`, answer })), extra });

  it("may say everything in their own words", () => {
    expect(problemsOf(matching(["yes", "no", "yes"], ["maybe"]), matching(["oui", "non", "oui"], ["bof"]))).toEqual([]);
    const ordering = (...items: string[]) => makeQuestion({ kind: "ordering", items });
    expect(problemsOf(ordering("a", "b"), ordering("x", "y"))).toEqual([]);
  });

  it("must have the same pairs share an answer, because the numbers of the choices follow from it", () => {
    const differ = "learning.package.weights_differ";
    expect(problemsOf(matching(["yes", "no", "yes"]), matching(["oui", "non", "si"]))).toEqual([[differ, 3]]);
    expect(problemsOf(matching(["a", "b"], ["c"]), matching(["x", "y"], ["y"]))).toEqual([[differ, 3]]);
  });

  it("must have as many things to put in order, and gaps of the same kind and weight", () => {
    const count = "learning.package.answer_count_differs";
    const ordering = (...items: string[]) => makeQuestion({ kind: "ordering", items });
    expect(problemsOf(ordering("a", "b"), ordering("x", "y", "z"))).toEqual([[count, 3]]);
    const cloze = (weight: number, kind: "short" | "numeric" = "short") =>
      makeQuestion({
        kind: "cloze",
        prompt: "[[1]]",
        gaps: [
          kind === "short"
            ? { kind, weight, answers: [{ text: "a", fraction: 1 }] }
            : { kind, weight, answers: [{ value: 1, tolerance: 0, fraction: 1 }] },
        ],
      });
    expect(problemsOf(cloze(1), cloze(2))).toEqual([["learning.package.weights_differ", 1]]);
    expect(problemsOf(cloze(1), cloze(1, "numeric"))).toEqual([["learning.package.weights_differ", 1]]);
    expect(problemsOf(cloze(1), cloze(1))).toEqual([]);
  });
});
