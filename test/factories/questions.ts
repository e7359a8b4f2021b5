import type { PackageQuestion } from "#app/modules/learning/interchange/package/types.ts";
import type { Question } from "#app/modules/learning/questions/questions.ts";

type Known = "key" | "title" | "prompt" | "format" | "marks" | "category" | "line";
type Wished<Q> = Q extends Question ? Omit<Q, Known> & Partial<Pick<Q, Known>> : never;

/** A question of one mark from what is particular to its kind. */
export function makeQuestion(wish: Wished<Question>): Question {
  const base = { key: wish.kind, title: null, prompt: `Prompt of ${wish.kind}`, format: "plain" as const, marks: 1 };
  return { ...base, category: null, line: 1, ...wish };
}

const wishes: { question: Question; right: string[]; wrong: string[] }[] = [
  {
    question: makeQuestion({
      kind: "single",
      prompt: "Which first?",
      answers: [
        { text: "Decisions", fraction: 1, feedback: "Yes." },
        { text: "Data", fraction: 0, feedback: "Too early." },
      ],
      feedback: { general: "Decisions first." },
    }),
    right: ["0"],
    wrong: ["1"],
  },
  {
    question: makeQuestion({
      kind: "several",
      prompt: "Which belong?",
      answers: [
        { text: "Women", fraction: 0.5 },
        { text: "Nobody", fraction: -1 },
        { text: "Youth", fraction: 0.5 },
      ],
    }),
    right: ["0", "2"],
    wrong: ["1"],
  },
  {
    question: makeQuestion({
      kind: "boolean",
      prompt: "Culture is a public good.",
      answers: [
        { text: "true", fraction: 1 },
        { text: "false", fraction: 0 },
      ],
    }),
    right: ["0"],
    wrong: ["1"],
  },
  {
    question: makeQuestion({
      kind: "short",
      prompt: "One word?",
      answers: [{ text: "mapping", fraction: 1, feedback: "Right word." }],
    }),
    right: ["mapping"],
    wrong: ["table"],
  },
  {
    question: makeQuestion({
      kind: "numeric",
      prompt: "60 of 240, in per cent?",
      answers: [{ value: 25, tolerance: 0.5, fraction: 1 }],
    }),
    right: ["25"],
    wrong: ["60"],
  },
  {
    question: makeQuestion({
      kind: "matching",
      prompt: "Who does what?",
      pairs: [
        { prompt: "Ministry", answer: "adopts the law" },
        { prompt: "Platform", answer: "shows the works" },
        { prompt: "Regulator", answer: "watches the market" },
      ],
      extra: ["prints money"],
    }),
    right: ["0", "1", "2"],
    wrong: ["3", "0", "1"],
  },
  {
    question: makeQuestion({
      kind: "ordering",
      prompt: "In which order?",
      items: ["Map the field", "Ask the people", "Draft the law", "Publish it"],
    }),
    right: ["0", "1", "2", "3"],
    wrong: ["3", "2", "1", "0"],
  },
  {
    question: makeQuestion({
      kind: "cloze",
      prompt: "The Convention of [[1]] is about the [[2]] of cultural [[3]].",
      gaps: [
        { kind: "numeric", weight: 1, answers: [{ value: 2005, tolerance: 0, fraction: 1 }] },
        {
          kind: "choice",
          weight: 1,
          answers: [
            { text: "price", fraction: 0, feedback: "No market report." },
            { text: "diversity", fraction: 1 },
          ],
        },
        { kind: "short", weight: 2, answers: [{ text: "expressions", fraction: 1 }] },
      ],
    }),
    right: ["2005", "1", "expressions"],
    wrong: ["1972", "0", "goods"],
  },
  {
    question: makeQuestion({
      kind: "essay",
      prompt: "What will you do next?",
      template: "My next step:",
      minWords: 20,
      maxWords: 200,
      notes: "Look for a date and a name.",
    }),
    right: ["My next step: a meeting with the regulator."],
    wrong: ["My next step: none."],
  },
];

export type MadeQuestion = { question: PackageQuestion; right: string[]; wrong: string[] };

/**
 * One question of each of the nine kinds, each of one mark, with a response that earns everything and one that earns
 * nothing (the essay's wait for their marks). The keys are the kinds, in the order of `questionKinds`. The texts are the
 * same in all `languages`.
 */
export function allKindsQuestions(languages = ["en"]): MadeQuestion[] {
  return wishes.map(({ question, right, wrong }) => {
    const { key, kind, marks } = question;
    const translations = Object.fromEntries(languages.map((language) => [language, structuredClone(question)]));
    return { question: { key, kind, marks, translations }, right: [...right], wrong: [...wrong] };
  });
}

/** Number in the quiz -> response, for a quiz of `allKindsQuestions()`. */
export function allKindsAnswers(which: "right" | "wrong"): Record<number, string[]> {
  return Object.fromEntries(allKindsQuestions().map((made, at) => [at + 1, made[which]]));
}
