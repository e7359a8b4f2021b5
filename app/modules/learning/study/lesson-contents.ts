import { htmlToText } from "#app/lib/safe-html.ts";
import { slugify } from "#app/lib/slug.ts";

/** A part of a lesson: its heading, and where on the page it begins. */
export type ContentsLine = { id: string; text: string };

const plainHeading = /<h2 dir="auto">((?:(?!<\/h2>)[^])*)<\/h2>/g;
const namedHeading = /<h2 id="([^"]*)" dir="auto">((?:(?!<\/h2>)[^])*)<\/h2>/g;

/** From here on (characters of HTML, some two screens) and from so many parts on a list of them helps. */
const longText = 4000;
const fewestParts = 3;

/** The HTML of a lesson whose parts can be linked to: by the words of their headings, so that a link holds while they stay. */
export function nameParts(html: string): string {
  const taken = new Map<string, number>();
  return html.replace(plainHeading, (_, words: string) => {
    const name = `part-${slugify(htmlToText(words), "0")}`;
    const count = (taken.get(name) ?? 0) + 1;
    taken.set(name, count);
    return `<h2 id="${count === 1 ? name : `${name}--${count}`}" dir="auto">${words}</h2>`;
  });
}

/** The parts of a lesson that is longer than two screens; none for a short one. */
export function contentsOf(html: string): ContentsLine[] {
  if (html.length < longText) return [];
  const lines = [...html.matchAll(namedHeading)].map(([, id = "", words = ""]) => ({ id, text: htmlToText(words) }));
  return lines.length < fewestParts ? [] : lines;
}
