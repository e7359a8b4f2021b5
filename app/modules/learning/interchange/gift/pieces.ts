/** A part of a question's text, and where it begins there. */
export type Piece = { text: string; at: number };

/** Signs that a backslash makes text of, in the order of what stands for them while a question is taken apart. */
const escaped = ["\\", ":", "#", "=", "{", "}", "~", "n"];
const standIns = "\uFDD0\uFDD1\uFDD2\uFDD3\uFDD4\uFDD5\uFDD6\uFDD7";

/** The text with one sign of no meaning for each escaped one, so that no other sign in it is. A lone backslash is text. */
export function hideEscapes(text: string): string {
  return text
    .replace(/[\uFDD0-\uFDD7]/g, "")
    .replace(/\\([\\:#={}~n])/g, (_found, sign: string) => standIns[escaped.indexOf(sign)]!);
}

/** The escaped signs as what they mean; `\n` is a line end. */
export function showEscapes(text: string): string {
  return text.replace(/[\uFDD0-\uFDD7]/g, (found) => {
    const sign = escaped[standIns.indexOf(found)]!;
    return sign === "n" ? "\n" : sign;
  });
}

/** Without white space around it. */
export function trimmed({ text, at }: Piece): Piece {
  const start = text.trimStart();
  return { text: start.trimEnd(), at: at + text.length - start.length };
}

/** The pieces from `from` to `to` in a piece. */
export function within({ text, at }: Piece, from: number, to = text.length): Piece {
  return { text: text.slice(from, to), at: at + from };
}

/** What stands between the signs; what stands before the first one comes first. */
export function splitAt(piece: Piece, sign: string): Piece[] {
  const pieces: Piece[] = [];
  let from = 0;
  for (let to = piece.text.indexOf(sign); to >= 0; to = piece.text.indexOf(sign, from)) {
    pieces.push(within(piece, from, to));
    from = to + sign.length;
  }
  return [...pieces, within(piece, from)];
}

/** What stands before the first such sign, and what behind it; null behind when there is none. */
export function cutAt(piece: Piece, sign: string): [Piece, Piece | null] {
  const at = piece.text.indexOf(sign);
  if (at < 0) return [trimmed(piece), null];
  return [trimmed(within(piece, 0, at)), trimmed(within(piece, at + sign.length))];
}
