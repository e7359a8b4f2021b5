import { escapeHtml } from "#app/lib/escape-html.ts";
import { htmlToText } from "#app/lib/safe-html.ts";
import type { ClozeQuestion } from "#app/modules/learning/questions/questions.ts";
import { element, text } from "./xml-text.ts";

/** Moodle has so many groups of words. */
const mostGroups = 20;

/**
 * The words and the prompt of a text whose gaps are filled from lists ("select missing words"), or null where it is more than
 * that: typed gaps, parts of the marks, feedback, marks in the words. Each gap has a group of its own.
 */
export function writeSelect({ prompt, gaps, format }: ClozeQuestion): { prompt: string; options: string[] } | null {
  const options: string[] = [];
  const places = new Map<string, number>();
  for (const [at, gap] of gaps.entries()) {
    if (gap.kind !== "choice" || at >= mostGroups) return null;
    for (const { text: words, fraction, feedback } of gap.answers) {
      const plain = format === "html" ? htmlToText(words) : words;
      const isSame = format !== "html" || escapeHtml(plain) === words;
      if (feedback || !isSame || plain.trim() !== plain || (fraction !== 0 && fraction !== 1)) return null;
      options.push(element("selectoption", {}, text(plain) + element("group", {}, String(at + 1))));
      if (fraction === 1) {
        if (places.has(String(at + 1))) return null;
        places.set(String(at + 1), options.length);
      }
    }
  }
  return {
    prompt: prompt.replace(/\[\[(\d{1,3})\]\]/g, (all, digits: string) => gapSign(places.get(digits), all)),
    options,
  };
}

function gapSign(place: number | undefined, all: string): string {
  return place === undefined ? all : `[[${place}]]`;
}
