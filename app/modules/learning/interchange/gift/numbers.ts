import type { NumericAnswer } from "#app/modules/learning/questions/questions.ts";
import { type ReadAnswer, readCommented, readList, readWeight } from "./answers.ts";
import { type Piece, within } from "./pieces.ts";
import { GiftRefusal, type Note } from "./refusal.ts";
import type { GiftText, WrittenFormat } from "./texts.ts";

export type ReadNumber = { number: NumericAnswer; feedback: GiftText | null };

const decimal = /^[-+]?(\d+\.?\d*|\.\d+)(e[-+]?\d{1,3})?$/i;

/**
 * Numbers behind the "#": each behind an "=", and behind the first "~" what any other number is told. A number there, as our
 * own exports wrote one that earns nothing, is one.
 */
export function readNumbers(piece: Piece, format: WrittenFormat, note: Note): ReadNumber[] {
  const inner = within(piece, 1);
  const other = inner.text.indexOf("~");
  const numbers = other < 0 ? inner : within(inner, 0, other);
  const read = readList(numbers, "=").map((own) => readOne(own, 1, format, note));
  if (other >= 0) read.push(...readOthers(within(inner, other + 1), format, note));
  if (!read.some(({ number }) => number.fraction > 0))
    throw new GiftRefusal(piece.at, "learning.gift.no_number", { sign: "#" });
  return read;
}

function readOthers(piece: Piece, format: WrittenFormat, note: Note): ReadNumber[] {
  if (/^\s*[-+.\d]/.test(piece.text)) {
    const pieces: ReadNumber[] = [];
    let [sign, from] = ["~", 0];
    for (const { index, 0: found } of piece.text.matchAll(/[=~]/g)) {
      pieces.push(...readSigned(sign, within(piece, from, index), format, note));
      [sign, from] = [found, index + 1];
    }
    return [...pieces, ...readSigned(sign, within(piece, from), format, note)];
  }
  const { feedback } = readCommented(piece, format);
  return feedback ? [{ number: { min: null, max: null, fraction: 0 }, feedback }] : [];
}

function readSigned(sign: string, piece: Piece, format: WrittenFormat, note: Note): ReadNumber[] {
  if (sign === "~" && /^\s*(#|$)/.test(piece.text)) return readOthers(piece, format, note);
  return [readOne(piece, Number(sign === "="), format, note)];
}

function readOne(piece: Piece, otherwise: number, format: WrittenFormat, note: Note): ReadNumber {
  const { rest, fraction } = readWeight(piece, otherwise);
  const { text, feedback }: Omit<ReadAnswer, "fraction"> = readCommented(rest, format);
  const written = text.text;
  const numberOf = (words: string) => {
    const dotted = words.trim().replace(/^([-+]?\d+),(\d+)$/, "$1.$2");
    if (!decimal.test(dotted)) throw new GiftRefusal(rest.at, "learning.gift.number", { found: written.slice(0, 40) });
    if (dotted !== words.trim()) note(rest.at, "learning.gift.decimal_comma", { found: words.trim(), value: dotted });
    return Number(dotted);
  };
  if (written === "*") return { number: { min: null, max: null, fraction }, feedback };
  const dots = written.indexOf("..");
  if (dots > 0) {
    const [min, max] = [numberOf(written.slice(0, dots)), numberOf(written.slice(dots + 2))];
    if (min > max) throw new GiftRefusal(rest.at, "learning.gift.range_reversed");
    return { number: { min, max, fraction }, feedback };
  }
  const colon = written.indexOf(":");
  if (colon < 0) return { number: { value: numberOf(written), tolerance: 0, fraction }, feedback };
  const tolerance = Math.abs(numberOf(written.slice(colon + 1)));
  return { number: { value: numberOf(written.slice(0, colon)), tolerance, fraction }, feedback };
}
