import { htmlToText } from "#app/lib/safe-html.ts";
import { stripUnsafeCharacters } from "#app/lib/text.ts";
import { cutAt, type Piece, showEscapes, trimmed, within } from "./pieces.ts";
import { GiftRefusal } from "./refusal.ts";

/** A question taken apart; without answers it is a description. */
export type GiftParts = { title: string | null; stem: Piece; answers: Piece | null; general: Piece | null };

/** What Moodle puts where answers stand inside a sentence. */
const blank = "_____";

/**
 * Takes a question apart as Moodle does: its title between "::", the answers between the first braces, behind the last
 * "####" in them the general feedback, all else its text, in which any other sign is text. Refuses a brace without its
 * partner and a second pair, in which Moodle would show the right answers.
 */
export function readParts(text: string): GiftParts {
  const { title, rest } = readTitle(trimmed({ text, at: 0 }));
  const open = rest.text.indexOf("{");
  const close = rest.text.indexOf("}");
  const refuse = (at: number, code: string, sign: string) => {
    throw new GiftRefusal(rest.at + at, code, { sign, cure: `\\${sign}` });
  };
  if (open < 0 && close < 0) return { title, stem: rest, answers: null, general: null };
  if (open < 0 || (close >= 0 && close < open)) refuse(close, "learning.gift.brace", "}");
  const inner = rest.text.indexOf("{", open + 1);
  const isInside = inner >= 0 && inner < close;
  // Another question begins before this one has ended.
  const isOpen = close < 0 || (isInside && rest.text.slice(open, inner).includes("\n::"));
  if (isOpen) refuse(open, "learning.gift.unclosed", "{");
  if (isInside) refuse(inner, "learning.gift.brace", "{");
  const more = /[{}]/.exec(rest.text.slice(close + 1));
  if (more)
    refuse(close + 1 + more.index, more[0] === "{" ? "learning.gift.second_answers" : "learning.gift.brace", more[0]);
  const tail = rest.text.slice(close + 1);
  const stem = { text: rest.text.slice(0, open) + (tail === "" ? "" : blank + tail), at: rest.at };
  const inside = trimmed(within(rest, open + 1, close));
  const mark = inside.text.lastIndexOf("####");
  const answers = mark < 0 ? inside : trimmed(within(inside, 0, mark));
  return { title, stem: trimmed(stem), answers, general: mark < 0 ? null : within(inside, mark + 4) };
}

function readTitle(piece: Piece): { title: string | null; rest: Piece } {
  if (!piece.text.startsWith("::")) return { title: null, rest: piece };
  const [name, rest] = cutAt(within(piece, 2), "::");
  if (!rest) return { title: null, rest: name };
  const shown = showEscapes(name.text);
  const words = /<[a-z/]/i.test(shown) ? htmlToText(shown) : shown;
  return { title: stripUnsafeCharacters(words) || null, rest };
}
