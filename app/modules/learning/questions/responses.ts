import { seedOf } from "#app/lib/random.ts";
import {
  type ChoiceQuestion,
  type ClozeQuestion,
  isChoice,
  type MatchingQuestion,
  matchChoices,
  type OrderingQuestion,
  type Question,
} from "./questions.ts";

/** What came back for one question, encoded as `questions.ts` says for its kind. */
export type Response = readonly string[];

/** Questions that have several places to fill; the elements of their responses keep their positions. */
export type FieldsQuestion = MatchingQuestion | OrderingQuestion | ClozeQuestion;

/** Whether a response has one element for each place, "" for an empty one. Throws nothing. */
export function hasFields(question: Question): question is FieldsQuestion {
  return question.kind === "matching" || question.kind === "ordering" || question.kind === "cloze";
}

/** How many places there are to fill. */
function fieldCount(question: FieldsQuestion): number {
  if (question.kind === "matching") return question.pairs.length;
  return question.kind === "ordering" ? question.items.length : question.gaps.length;
}

/** The numbers of the chosen answers, each once, in order; what the question does not have is left out. Never throws. */
export function chosenIndexes(question: ChoiceQuestion, response: Response): number[] {
  const known = response.slice(0, 1000).flatMap((value) => indexOf(value, question.answers.length) ?? []);
  return [...new Set(known)].sort((a, b) => a - b);
}

/**
 * The item that stands in each place of an ordering, null for none: an item counts where it comes first, since a form
 * without JavaScript lets one choose it twice. Never throws.
 */
export function orderedItems(question: OrderingQuestion, response: Response): (number | null)[] {
  const placed = new Set<number>();
  return question.items.map((_, position) => {
    const index = indexOf(response[position], question.items.length);
    if (index === null || placed.has(index)) return null;
    placed.add(index);
    return index;
  });
}

/** The index of what was chosen for a pair, null for none. Never throws. */
export function matchedChoice(question: MatchingQuestion, response: Response, pair: number): number | null {
  return indexOf(response[pair], matchChoices(question).length);
}

/** The index of the answer that was chosen in a gap with a list, null for none. Never throws. */
export function gapChoice(gap: { answers: readonly unknown[] }, value: string | undefined): number | null {
  return indexOf(value, gap.answers.length);
}

/**
 * A response as it is kept, from whatever a form or a program sends: indexes that the question has (in order and once
 * each where several may be chosen), positions kept for matching, ordering and cloze, texts without the control
 * characters that a database cannot hold and with "\n" for a new line. Values of a page (`shownValue`) become indexes.
 * Nothing answered is [], and so is an essay that is still its template. Applying it twice changes nothing more. Never
 * throws.
 */
export function fitResponse(question: Question, values: Response): string[] {
  const given = Array.isArray(values) ? (values as Response) : [];
  if (isChoice(question)) return chosenIndexes(question, given).map(String);
  if (hasFields(question)) {
    const fitted = Array.from({ length: fieldCount(question) }, (_, position) =>
      fitField(question, position, given[position]),
    );
    return fitted.every((value) => value === "") ? [] : fitted;
  }
  const text = cleanText(given[0]);
  const isTemplate = question.kind === "essay" && text.trim() === cleanText(question.template).trim();
  return text === "" || isTemplate ? [] : [text];
}

/** Whether there is an answer at all, complete or not. Never throws. */
export function isAnswered(question: Question, response: Response): boolean {
  return fitResponse(question, response).length > 0;
}

/** Whether nothing is left to fill: every pair, place or gap; of an ordering each item once. Never throws. */
export function isComplete(question: Question, response: Response): boolean {
  const fitted = fitResponse(question, response);
  if (question.kind === "ordering") return orderedItems(question, fitted).every((item) => item !== null);
  return fitted.length > 0 && fitted.every((value) => value !== "");
}

/**
 * The value of a choice on a page. An ordering's indexes are its right order, and those of a matching follow its pairs:
 * a page has a word without meaning in their place ("v1k2x"), the same for everybody. Other kinds have the index itself.
 */
export function shownValue(question: Question, index: number): string {
  return hiddenValues(question)?.[index] ?? String(index);
}

/** A kept response in the values of a page (see `shownValue`): what a page's fields are filled with. Never throws. */
export function shownResponse(question: Question, response: Response): string[] {
  if (question.kind !== "matching" && question.kind !== "ordering") return [...response];
  return fitResponse(question, response).map((value) => (value === "" ? "" : shownValue(question, Number(value))));
}

function fitField(question: FieldsQuestion, position: number, value: unknown): string {
  if (question.kind === "cloze") {
    const gap = question.gaps[position];
    return gap?.kind === "choice" ? words(indexOf(value, gap.answers.length)) : cleanText(value);
  }
  const shown = hiddenValues(question) ?? [];
  const index = typeof value === "string" ? shown.indexOf(value) : -1;
  return words(index >= 0 ? index : indexOf(value, shown.length));
}

function hiddenValues(question: Question): string[] | null {
  if (question.kind !== "matching" && question.kind !== "ordering") return null;
  const count = question.kind === "ordering" ? question.items.length : matchChoices(question).length;
  const values: string[] = [];
  for (let index = 0; index < count; index += 1) {
    // The key is the same in every language; the words are not.
    let value = `v${seedOf("value", question.key, index).toString(36)}`;
    while (values.includes(value)) value += "v";
    values.push(value);
  }
  return values;
}

function indexOf(value: unknown, count: number): number | null {
  if (typeof value !== "string" || !/^(?:0|[1-9]\d{0,2})$/.test(value)) return null;
  return Number(value) < count ? Number(value) : null;
}

function words(index: number | null): string {
  return index === null ? "" : String(index);
}

function cleanText(value: unknown): string {
  if (typeof value !== "string") return "";
  const text = value.replace(/\r\n?/g, "\n").replace(/[\u0000-\u0008\u000B\u000C\u000E-\u001F\u007F\p{Cs}]/gu, "");
  return text.trim() === "" ? "" : text;
}
