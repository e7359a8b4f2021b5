import { seedOf, shuffled } from "#app/lib/random.ts";
import { blockHtml, inlineHtml, plainWords, textWithGaps } from "./question-html.ts";
import { translationIn, type QuestionTranslations } from "./question-translations.ts";
import { type ClozeQuestion, isChoice, matchChoices, type Question, type QuestionKind } from "./questions.ts";
import { shownResponse, shownValue } from "./responses.ts";
import { maxAnswerLength } from "#app/modules/learning/courses/schemas.ts";

/** A choice with its value in a form. `words` are the same on one line, for lists that can show nothing else. */
type AskedChoice = { value: string; html: string; words: string };

/** A gap of a cloze: a list to choose from, or a field for a word or a number. */
export type AskedGap = { kind: "choice" | "short" | "numeric"; choices: AskedChoice[] };

/** A question as a page asks it: nothing in it tells which answer is right. */
export type AskedQuestion = {
  number: number;
  kind: QuestionKind;
  marks: number;
  /** The language of prompt and choices. */
  language: string;
  /** Of a cloze: with `gapMark(n)` where a gap stands. */
  promptHtml: string;
  /**
   * What one chooses from: the answers of a question with choices, what belongs to the pairs of a matching, the items of
   * an ordering. Those of a "boolean" have no words: pages say true and false.
   */
  choices: AskedChoice[];
  /** Of a matching: what is to be matched, in order. */
  prompts: { html: string; words: string }[];
  gaps: AskedGap[];
  essay: { template: string; minWords: number | null; maxWords: number | null; maxLength: number } | null;
  /** In the values of the page; see `shownResponse`. */
  response: string[];
};

export type AskedRow = {
  number: number;
  translations: QuestionTranslations;
  response: string[];
  /** What a full answer earns in this attempt; the question's own marks unless told otherwise. */
  maxMarks?: number;
};

export type AskOptions = {
  /** The attempt's seed, which the order of choices follows; without one they stand as written. */
  seed?: number | null;
  /** Whether the quiz shuffles choices. Those of matching and ordering are always shuffled: their order tells the answer. */
  shufflesChoices?: boolean;
  /** For the addresses of the files that the texts name. */
  courseSlug?: string;
};

/**
 * The question in `language`, else in the course's own, with its choices in the order of this attempt: a function of its
 * seed and the question's number, so that reloading or regrading sees the same paper. An ordering never begins in the
 * right order.
 */
export function askQuestion(
  { number, translations, response, maxMarks }: AskedRow,
  language: string,
  ownLanguage: string,
  { seed = null, shufflesChoices = true, courseSlug = "" }: AskOptions = {},
): AskedQuestion {
  const translation = translationIn(translations, language, ownLanguage);
  const { question } = translation;
  const { kind, format } = question;
  const order = orderFrom(shufflesChoices ? seed : null, number);
  const words = (text: string) => ({
    html: inlineHtml(text, format, courseSlug),
    words: plainWords(text, format),
  });
  const choice = (text: string, index: number): AskedChoice => ({ value: shownValue(question, index), ...words(text) });
  return {
    number,
    kind,
    marks: maxMarks ?? question.marks,
    language: translation.language,
    promptHtml: kind === "cloze" ? clozeHtml(question, courseSlug) : blockHtml(question.prompt, format, courseSlug),
    choices: choicesOf(question, choice, { order, seed: seedOf(seed ?? 0, number) }),
    prompts: kind === "matching" ? question.pairs.map(({ prompt }) => words(prompt)) : [],
    gaps: kind === "cloze" ? gapsOf(question, words, order) : [],
    essay: kind === "essay" ? essayOf(question) : null,
    response: shownResponse(question, response),
  };
}

/** Where gap `number` of a cloze stands in its `promptHtml`: an empty element that no sanitised text can hold. */
function gapMark(number: number): string {
  return `<gap-${number}>`;
}

type Order = <T>(list: readonly T[], part?: number) => T[];

/** As written without a seed; else shuffled, each part of a question for itself. */
function orderFrom(seed: number | null, number: number): Order {
  return (list, part = 0) => (seed === null ? [...list] : shuffled(list, seedOf(seed, number, part)));
}

type MakeChoice = (text: string, index: number) => AskedChoice;

function choicesOf(question: Question, make: MakeChoice, { order, seed }: { order: Order; seed: number }) {
  if (question.kind === "boolean") return question.answers.map((_, index) => ({ ...make("", index), words: "" }));
  if (isChoice(question)) return order(question.answers.map(({ text }, index) => make(text, index)));
  if (question.kind === "matching") return shuffled(matchChoices(question).map(make), seed);
  return question.kind === "ordering" ? disordered(question.items.map(make), seed) : [];
}

/** Shuffled, and not as it was: then the first comes last. */
function disordered<T>(list: readonly T[], seed: number): T[] {
  const result = shuffled(list, seed);
  return result.some((one, at) => one !== list[at]) ? result : [...result.slice(1), ...result.slice(0, 1)];
}

function clozeHtml({ prompt, format, gaps }: ClozeQuestion, courseSlug: string): string {
  return textWithGaps({ text: prompt, format, courseSlug, count: gaps.length }, gapMark);
}

function gapsOf({ gaps }: ClozeQuestion, words: (text: string) => Omit<AskedChoice, "value">, order: Order) {
  return gaps.map((gap, at): AskedGap => {
    if (gap.kind !== "choice") return { kind: gap.kind, choices: [] };
    const choices = gap.answers.map(({ text }, index) => ({ value: String(index), ...words(text) }));
    return { kind: gap.kind, choices: order(choices, at + 1) };
  });
}

function essayOf({ template = "", minWords, maxWords }: Question & { kind: "essay" }) {
  return { template, minWords: minWords ?? null, maxWords: maxWords ?? null, maxLength: maxAnswerLength };
}
