import { fractionOf } from "#app/modules/learning/interchange/notation/fractions.ts";
import { cutAt, type Piece, showEscapes, splitAt, trimmed, within } from "./pieces.ts";
import { GiftRefusal, type Note } from "./refusal.ts";
import { type GiftText, readFormat, readText, type WrittenFormat } from "./texts.ts";

export type ReadAnswer = { text: GiftText; fraction: number; feedback: GiftText | null };

/** Moodle's weight before an answer: "%33.333%". Anything else that begins with "%" is text. */
const weight = /^%(-*)(\d{1,2}\.?\d*)%/;

export function readWeight(piece: Piece, otherwise: number): { rest: Piece; fraction: number } {
  const begin = trimmed(piece);
  const found = weight.exec(begin.text);
  if (!found) return { rest: begin, fraction: otherwise };
  const part = fractionOf(Number(found[2]));
  return { rest: within(begin, found[0].length), fraction: found[1] ? -part : part };
}

/** "text#feedback". */
export function readCommented(piece: Piece, format: WrittenFormat): Omit<ReadAnswer, "fraction"> {
  const [words, said] = cutAt(piece, "#");
  const feedback = said && readText(said, format);
  return { text: readText(words, format), feedback: feedback?.text ? feedback : null };
}

/** Behind the signs; before the first one only when something stands there. */
export function readList(piece: Piece, sign: string): Piece[] {
  const [head, ...pieces] = splitAt(piece, sign);
  return head && head.text.trim() !== "" ? [head, ...pieces] : pieces;
}

type Choices = { answers: ReadAnswer[]; isSeveral: boolean };

/**
 * Answers to choose from, as Moodle parts them: each "=" and each "~" begins one, wherever it stands, and "~=" a right one.
 * With an "=" one is chosen, without it several. What has no text is left out, as Moodle leaves it out.
 */
export function readChoices(piece: Piece, format: WrittenFormat, note: Note): Choices {
  const rights = splitAt(piece, "=").length - 1;
  const answers: ReadAnswer[] = [];
  const take = (sign: string, from: number, to: number) => {
    const own = within(piece, from, to);
    const weighted = readWeight(own, 0);
    // What an "=" begins earns everything, whatever stands there.
    const isRight = sign === "=";
    if (isRight && weighted.rest.at > trimmed(own).at) note(own.at, "learning.gift.weight_as_text", { sign: "~" });
    const [rest, fraction] = isRight ? [own, 1] : [weighted.rest, weighted.fraction];
    const read = readCommented(rest, format);
    if (read.text.text === "" && read.feedback) {
      // Nobody chooses nothing: a "#" that begins an answer is part of it ("#ff0000").
      note(own.at, "learning.gift.hash_first", { sign: "#", cure: "\\#" });
      const text = { ...read.feedback, text: `#${read.feedback.text}` };
      answers.push({ text, fraction, feedback: null });
    } else if (read.text.text !== "") answers.push({ ...read, fraction });
  };
  let [sign, from] = ["", 0];
  for (const { index, 0: found } of piece.text.matchAll(/[=~]/g)) {
    take(sign, from, index);
    const isInside = /[^\s~]/.test(piece.text[index - 1] ?? " ");
    if (found === "=" && isInside && rights > 1)
      note(piece.at + index, "learning.gift.equals_inside", { sign: "=", cure: "\\=" });
    [sign, from] = [found, index + 1];
  }
  take(sign, from, piece.text.length);
  if (answers.length < 2) throw new GiftRefusal(piece.at, "learning.gift.one_answer", { sign: "~", cure: "\\~" });
  return { answers, isSeveral: rights === 0 };
}

/** Words to be typed, each behind an "="; they are plain, whatever format stands before them. */
export function readWords(piece: Piece, format: WrittenFormat): ReadAnswer[] {
  const answers = readList(piece, "=").flatMap((own): ReadAnswer[] => {
    const { rest, fraction } = readWeight(own, 1);
    const text = showEscapes(readFormat(cutAt(rest, "#")[0], "plain").piece.text).trim();
    const { feedback } = readCommented(rest, format);
    return text === "" ? [] : [{ text: { text, format: "plain" }, fraction, feedback }];
  });
  if (answers.length === 0) throw new GiftRefusal(piece.at, "learning.gift.no_words", { sign: "=" });
  return answers;
}

/** Feedback for a wrong answer stands first, whichever is right. */
export function readTruth(
  piece: Piece,
  format: WrittenFormat,
): { isTrue: boolean; wrong: GiftText | null; right: GiftText | null } {
  const [truth, first] = cutAt(piece, "#");
  const [wrong, right] = first ? cutAt(first, "#") : [null, null];
  const said = (part: Piece | null) => {
    const text = part && readText(part, format);
    return text?.text ? text : null;
  };
  return { isTrue: truth.text.startsWith("T"), wrong: said(wrong), right: said(right) };
}

/** Pairs behind an "=": a text, an arrow, and plain words. A "#" is text there. */
export function readPairs(piece: Piece, format: WrittenFormat): { prompt: GiftText; answer: string }[] {
  return readList(piece, "=").map((own) => {
    const [left, right] = cutAt(own, "->");
    if (!right) throw new GiftRefusal(own.at, "learning.gift.no_arrow", { sign: "=", cure: "\\=" });
    return { prompt: readText(left, format), answer: showEscapes(right.text).trim() };
  });
}
