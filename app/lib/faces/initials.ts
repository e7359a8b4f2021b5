import { normalize } from "#app/lib/combining-marks.ts";

import { FactMemory } from "#app/lib/memory/fact-memory.ts";
import { singleton } from "#app/lib/singleton.ts";

/** Letters that change when they meet their neighbour: between initials a sign keeps them apart. */
const joining = /[\p{Script=Arabic}\p{Script=Syriac}\p{Script=Nko}\p{Script=Mongolian}]/u;
/** Scripts whose names are written with capitals. Georgian has capitals that most typefaces lack. */
const withCapitals = /[\p{Script=Latin}\p{Script=Cyrillic}\p{Script=Greek}\p{Script=Armenian}]/u;

const nonJoiner = "\u200c";
const clusters = new Intl.Segmenter("und", { granularity: "grapheme" });

/**
 * The initials of a name in whatever script: the first letter of its first and of its last word, with the marks that belong
 * to them. The Arabic article does not count; letters that join are kept apart. Empty for a name without any letter.
 */
export function initialsOf(name: string): string {
  const memory = singleton("initials", () => new FactMemory<string>({ room: 100_000, sizeOf: ({ length }) => length }));
  return memory.get(name, findInitials);
}

function findInitials(name: string): string {
  const words = normalize(name).split(/\s+/).map(initialOf).filter(Boolean);
  const initials = words.length > 1 ? [words[0]!, words.at(-1)!] : words;
  return initials.join(initials.every((one) => joining.test(one)) ? nonJoiner : "");
}

function initialOf(word: string): string {
  const bare = word.replace(/^ال(?=\p{L}{2})/u, "");
  for (const { segment } of clusters.segment(bare)) {
    if (!/[\p{L}\p{N}]/u.test(segment)) continue;
    return withCapitals.test(segment) ? [...segment.toUpperCase()].slice(0, segment.length).join("") : segment;
  }
  return "";
}
