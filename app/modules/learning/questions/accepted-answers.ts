import { parseTypedNumber } from "#app/modules/learning/courses/numbers.ts";
import { foldTyped } from "./typed-text.ts";
import type { NumericAnswer, ShortAnswer } from "./questions.ts";

/** Longest text that can match, in UTF-16 units; anything longer is wrong without being looked at. */
const maxTextLength = 10_000;

/** The first of the accepted texts that fits what was typed, or null. Throws nothing. */
export function findText(answers: readonly ShortAnswer[], typed: string): ShortAnswer | null {
  if (typed.length > maxTextLength) return null;
  const text = foldTyped(typed);
  return answers.find((answer) => fits(answer.text, text)) ?? null;
}

/**
 * The first of the accepted numbers that holds the number that was typed, or null. "25 %" is 25, and 0.25 where no answer is 25.
 * Throws nothing.
 */
export function findNumber(answers: readonly NumericAnswer[], typed: string): NumericAnswer | null {
  const number = parseTypedNumber(typed);
  if (!number) return null;
  const find = (value: number) => answers.find((answer) => holds(answer, value)) ?? null;
  return find(number.value) ?? (number.isPercent ? find(number.value / 100) : null);
}

/** `*` stands for any characters. Each piece is looked for once from the left, so no pattern is slow. */
function fits(pattern: string, text: string): boolean {
  const pieces = [...pattern.matchAll(/(?:\\\*|[^*])+|\*/g)].map(([piece]) => piece);
  const words = pieces.map((piece) => (piece === "*" ? null : foldTyped(piece.replace(/\\\*/g, "*"))));
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
