import { type FoundLink, findLinks } from "#app/lib/links.ts";

/** A part of what was said in a room, with its marks (UTF-16 units): `*…*` is stressed, what stands between backticks is code. */
export type SpokenMark = { kind: "em" | "code"; start: number; end: number };

export type Spoken = { links: FoundLink[]; marks: SpokenMark[] };

const opening = /(?<![\p{L}\p{N}*])\*(?![\s*])/uy;
const closing = /(?<![\s*])\*(?![\p{L}\p{N}*])/uy;

/**
 * Where what was said has addresses, stress and code; it knows nothing else. Code holds neither of the others; stress may hold
 * both, stays in its line and never begins or ends inside a word or a number ("2*3*4"). Takes time in proportion to the
 * text. Throws nothing.
 */
export function findSpoken(text: string): Spoken {
  // One at a time, so that no match is kept: text of nothing but signs leaves more to clear away than to read.
  const code: SpokenMark[] = [];
  for (const { 0: found, index } of text.matchAll(/`[^`\n]+`/g)) {
    if (found.slice(1, -1).trim() !== "") code.push({ kind: "code", start: index, end: index + found.length });
  }
  const isFree = outside(code);
  const links = findLinks(text).filter(({ start }) => isFree(start));
  const [isOutsideCode, isOutsideLinks] = [outside(code), outside(links)];
  const stressed: SpokenMark[] = [];
  let open: number | null = null;
  for (const { index: start } of text.matchAll(/[*\n]/g)) {
    if (!isOutsideCode(start) || !isOutsideLinks(start)) continue;
    if (text[start] === "\n") open = null;
    else if (open !== null && matches(closing, text, start)) {
      stressed.push({ kind: "em", start: open, end: start + 1 });
      open = null;
    } else if (matches(opening, text, start)) open = start;
  }
  return { links, marks: [...code, ...stressed].sort((a, b) => a.start - b.start) };
}

function matches(pattern: RegExp, text: string, at: number): boolean {
  pattern.lastIndex = at;
  return pattern.test(text);
}

type Span = { start: number; end: number };

/** Tells, asked in the order of the text, whether a place stands in none of these spans. */
function outside(spans: readonly Span[]): (start: number) => boolean {
  let at = 0;
  return (start) => {
    while (at < spans.length && spans[at]!.end <= start) at += 1;
    return at === spans.length || start < spans[at]!.start;
  };
}
