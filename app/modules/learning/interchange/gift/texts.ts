import { inFormat } from "#app/modules/learning/interchange/notation/text-formats.ts";
import type { TextFormat } from "#app/modules/learning/questions/questions.ts";
import { type Piece, showEscapes, trimmed } from "./pieces.ts";

/** A text of a question with the format that it says or that its question has. */
export type GiftText = { text: string; format: TextFormat };
export type WrittenFormat = TextFormat | "moodle";

/** Tags that people write into texts whose format Moodle guesses; "1 < 2 and 3 > 2" has none. */
const tag =
  /<\/?(?:a|abbr|audio|b|big|blockquote|br|center|code|div|em|embed|font|h[1-6]|hr|i|iframe|img|ins|li|object|ol|p|pre|s|small|source|span|strike|strong|sub|sup|table|tbody|td|th|thead|tr|tt|u|ul|video)(?:[\s/][^<>]*)?>/i;
const entity = /&(?:nbsp|amp|lt|gt|quot|[a-z]{3,8}|#\d{2,6}|#x[\da-f]{2,5});/i;

/** `[html]` before a text, else the format of its question. */
export function readFormat(piece: Piece, otherwise: WrittenFormat): { piece: Piece; format: WrittenFormat } {
  const begin = trimmed(piece);
  const named = /^\[(moodle|html|plain|markdown)\]/.exec(begin.text);
  if (!named) return { piece: begin, format: otherwise };
  const rest = { text: begin.text.slice(named[0].length), at: begin.at + named[0].length };
  return { piece: trimmed(rest), format: named[1] as WrittenFormat };
}

/**
 * A text as Moodle shows it. In its own format ("moodle", or none) tags are tags and a line end is one; without tags it is
 * plain text.
 */
export function readText(piece: Piece, otherwise: WrittenFormat): GiftText {
  const read = readFormat(piece, otherwise);
  const text = showEscapes(read.piece.text).trim();
  if (read.format !== "moodle") return { text, format: read.format };
  if (!tag.test(text) && !entity.test(text)) return { text, format: "plain" };
  return { text: withBreaks(text), format: "html" };
}

function withBreaks(text: string): string {
  const lines = text.split("\n");
  return lines
    .map((line, at) => {
      const next = lines[at + 1];
      if (next === undefined) return line;
      return line + (/>\s*$/.test(line.slice(-20)) || next.trimStart().startsWith("<") ? "\n" : "<br>");
    })
    .join("");
}

/** The one format of a question: that of all its texts, else HTML, which every other can be written in. */
export function commonFormat(texts: readonly (GiftText | null | undefined)[]): TextFormat {
  const formats = new Set(texts.flatMap((one) => (one && one.text !== "" ? [one.format] : [])));
  const [only] = formats;
  return formats.size === 1 && only ? only : formats.size === 0 ? "plain" : "html";
}

/** A text in the question's format. */
export function writtenIn({ text, format }: GiftText, common: TextFormat): string {
  return inFormat(text, format, common);
}
