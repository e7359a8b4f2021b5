import { normalize } from "#app/lib/combining-marks.ts";
import { parseNumber } from "./numbers.ts";
import type { NumericAnswer, ShortAnswer } from "./questions.ts";

/** Longest text that can match, in UTF-16 units; anything longer is wrong without being looked at. */
const maxTextLength = 10_000;

/** The first of the accepted texts that fits what was typed, or null. Throws nothing. */
export function findText(answers: readonly ShortAnswer[], typed: string): ShortAnswer | null {
  if (typed.length > maxTextLength) return null;
  const text = fold(typed);
  return answers.find((answer) => fits(answer.text, text)) ?? null;
}

/** The first of the accepted numbers that holds the number that was typed, or null. Throws nothing. */
export function findNumber(answers: readonly NumericAnswer[], typed: string): NumericAnswer | null {
  const value = parseNumber(typed);
  return value === null ? null : (answers.find((answer) => holds(answer, value)) ?? null);
}

/** Unicode's full case folding as far as JavaScript has it: "Straße" is "STRASSE", both sigmas are one. */
function fold(text: string): string {
  const spaced = normalize(text).replace(/\s+/gu, " ").trim();
  return normalize(spaced.toLowerCase().toUpperCase());
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
