import { parseNumber } from "./numbers.ts";
import {
  hasAnswers,
  isChoice,
  type ChoiceQuestion,
  type NumericAnswer,
  type Question,
  type ShortAnswer,
} from "./questions.ts";

/** What came back for one question: indexes of the chosen answers ("0", "2"), or the typed text as the only element. */
export type Response = readonly string[];

export interface Grade {
  /** The part of the marks that was earned, from 0 to 1. */
  fraction: number;
  right: "right" | "partly" | "wrong" | "unanswered";
  /** fraction × the question's marks. */
  marks: number;
}

export interface AttemptGrade {
  marks: number;
  maxMarks: number;
  /** From 0 to 100 with at most two decimals. */
  percent: number;
}

/** Longest text that can match, in UTF-16 units; anything longer is wrong without being looked at. */
const maxTextLength = 10_000;

/** Weights are decimal fractions; what misses a whole or nothing by less than this does so by rounding. */
const epsilon = 1e-9;

/**
 * Grades one response. "single" and "boolean": exactly one known answer, its fraction. "several": the fractions of the
 * different chosen answers are added and the sum is kept between 0 and 1, so that a wrong choice with a negative weight
 * takes away what right ones earned, never more. "short" and "numeric": the fraction of the first answer that fits, in
 * the order of the file (Moodle's rule). A fraction below 0 counts as 0. Indexes that the question does not have are
 * dropped and repeated ones count once; nothing known or nothing typed is "unanswered". Never throws, whatever comes.
 */
export function gradeAnswer(question: Question, response: Response | undefined): Grade {
  const earned = earnedFraction(question, Array.isArray(response) ? response : []);
  if (earned === null) return { fraction: 0, right: "unanswered", marks: 0 };
  const clamped = Math.min(1, Math.max(0, earned));
  const fraction = clamped > 1 - epsilon ? 1 : clamped < epsilon ? 0 : clamped;
  const right = fraction === 1 ? "right" : fraction === 0 ? "wrong" : "partly";
  return { fraction, right, marks: fraction * question.marks };
}

/**
 * Adds up the marks of an attempt; a question without a response earns none. The percentage is rounded down to two
 * decimals, so that 79.996 never passes where 80 is asked, and only all the marks make 100. No questions: 0 of 0, 0 %.
 * `responses` is read by own properties only. Never throws.
 */
export function gradeAttempt(
  questions: readonly Question[],
  responses: Readonly<Record<string, Response>>,
): AttemptGrade {
  let marks = 0;
  let maxMarks = 0;
  for (const question of questions) {
    marks += gradeAnswer(question, responseFor(responses, question.key)).marks;
    maxMarks += question.marks;
  }
  // 1e-6 of a hundredth gives back what binary fractions lose in 0.57 × 100.
  const percent = maxMarks > 0 ? Math.floor((marks / maxMarks) * 10_000 + 1e-6) / 100 : 0;
  return { marks, maxMarks, percent: Math.min(100, percent) };
}

/** The numbers of the chosen answers, each once, in order; what the question does not have is left out. Never throws. */
export function chosenIndexes(question: ChoiceQuestion, response: Response): number[] {
  const known = response
    .slice(0, 1000)
    .filter((index) => typeof index === "string" && /^(?:0|[1-9]\d{0,2})$/.test(index));
  const numbers = [...new Set(known.map(Number))].filter((index) => index < question.answers.length);
  return numbers.sort((a, b) => a - b);
}

/** The first answer of a "short" or "numeric" question that fits the typed text: the one whose feedback is shown. */
export function matchingAnswer(question: Question, typed: string): ShortAnswer | NumericAnswer | null {
  if (!hasAnswers(question) || isChoice(question) || typed.length > maxTextLength) return null;
  if (question.kind === "short") {
    const text = fold(typed);
    return question.answers.find((answer) => fits(answer.text, text)) ?? null;
  }
  const value = parseNumber(typed);
  return value === null ? null : (question.answers.find((answer) => holds(answer, value)) ?? null);
}

function responseFor(responses: Readonly<Record<string, Response>>, key: string): Response | undefined {
  return Object.hasOwn(responses, key) ? responses[key] : undefined;
}

/** Null when there is no answer. */
function earnedFraction(question: Question, response: Response): number | null {
  if (isChoice(question)) {
    const chosen = chosenIndexes(question, response);
    if (chosen.length === 0) return null;
    if (question.kind !== "several" && chosen.length > 1) return 0;
    return chosen.reduce((sum, index) => sum + (question.answers[index]?.fraction ?? 0), 0);
  }
  const typed = response[0];
  if (typeof typed !== "string" || (typed.length <= maxTextLength && typed.trim() === "")) return null;
  return matchingAnswer(question, typed)?.fraction ?? 0;
}

/** Unicode's full case folding as far as JavaScript has it: "Straße" is "STRASSE", both sigmas are one. */
function fold(text: string): string {
  const spaced = text.normalize("NFC").replace(/\s+/gu, " ").trim();
  return spaced.toLowerCase().toUpperCase().normalize("NFC");
}

/** `*` stands for any characters. Each piece is looked for once from the left, so no pattern is slow. */
function fits(pattern: string, text: string): boolean {
  const pieces = [...pattern.matchAll(/(?:\\\*|[^*])+|\*/g)].map(([piece]) => piece);
  const words = pieces.map((piece) => (piece === "*" ? null : fold(piece.replace(/\\\*/g, "*"))));
  if (!words.includes(null)) return text === (words[0] ?? "");
  const [first, last] = [words[0], words.at(-1)];
  let at = 0;
  let end = text.length;
  if (first) {
    if (!text.startsWith(first)) return false;
    at = first.length;
  }
  if (last) {
    if (!text.endsWith(last)) return false;
    end -= last.length;
  }
  if (at > end) return false;
  for (const word of words.slice(first ? 1 : 0, last ? -1 : undefined)) {
    if (!word) continue;
    const found = text.indexOf(word, at);
    if (found < 0 || found + word.length > end) return false;
    at = found + word.length;
  }
  return true;
}

/** Bounds belong to the range; a tolerance of 0.1 around 0.3 reaches 0.4 in spite of binary fractions. */
function holds(answer: NumericAnswer, value: number): boolean {
  if ("value" in answer) {
    const slack = Number.EPSILON * 4 * Math.max(Math.abs(answer.value), Math.abs(value), answer.tolerance);
    return Math.abs(value - answer.value) <= answer.tolerance + slack;
  }
  return (answer.min === null || value >= answer.min) && (answer.max === null || value <= answer.max);
}
