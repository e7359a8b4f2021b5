import { isolateCodes } from "#app/lib/codes.ts";
import type { Spoken } from "#app/lib/spoken/marks.ts";

/** Words as they are, or an element with what stands in it. */
export type SpokenPart =
  string | { tag: "em" | "code"; parts: SpokenPart[] } | { tag: "a"; href: string; text: string };

/** How an address in a room opens: beside it, and knowing nothing of it. */
export const spokenLink = { dir: "ltr", target: "_blank", rel: "ugc nofollow noopener noreferrer" } as const;

/**
 * What was said as the parts of a line, the signs of its marks left out: what a page renders and what a browser builds. Takes
 * the places that the server has found; those that make no sense are passed over.
 */
export function spokenParts(text: string, { links = [], marks = [] }: Partial<Spoken>): SpokenPart[] {
  const spans = [...links.map((link) => ({ ...link, kind: "a" as const })), ...marks];
  spans.sort((a, b) => a.start - b.start);
  let next = 0;
  const until = (from: number, end: number, isCode = false): SpokenPart[] => {
    const parts: SpokenPart[] = [];
    let at = from;
    const said = (to: number) => (isCode ? text.slice(at, to) : isolateCodes(text.slice(at, to), text));
    const words = (to: number) => to > at && parts.push(said(to));
    for (let span = spans[next]; span && span.start < end; span = spans[next]) {
      next += 1;
      if (span.start < at || span.end > end) continue;
      words(span.start);
      if (span.kind === "a") parts.push({ tag: "a", href: span.href, text: text.slice(span.start, span.end) });
      else parts.push({ tag: span.kind, parts: until(span.start + 1, span.end - 1, span.kind === "code") });
      at = span.end;
    }
    words(end);
    return parts;
  };
  return until(0, text.length);
}
