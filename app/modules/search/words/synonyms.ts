import { fieldTerms } from "./field-terms.ts";
import { glossaryTerms } from "./glossary-terms.ts";
import type { SearchQuery } from "./query.ts";
import { isSameStem } from "./same-stem.ts";
import { orderedWords } from "./tokens.ts";

/** The languages of the terms, in the order in which they stand. */
export const termLanguages = ["en", "fr", "ar", "es", "ru", "zh"] as const;
type TermLanguage = (typeof termLanguages)[number];

/** What a term is called: its first way to write it and the others, in each language. */
export type GlossaryTerm = Record<TermLanguage, string[]>;

/** What the words `from` to `to` (without it) of a query are also called. */
export type Synonym = { from: number; to: number; text: string; words: { language: TermLanguage; text: string }[] };

const most = { synonyms: 4, words: 12, signs: 6 };

const allTerms: readonly GlossaryTerm[] = [...readTerms(glossaryTerms), ...readTerms(fieldTerms)];

/** Reads rows of terms as `glossaryTerms` has them. */
export function readTerms(rows: string): GlossaryTerm[] {
  return rows
    .trim()
    .split("\n")
    .map((row) => {
      const ways = row.split(" / ").map((cell) => cell.split("|").map((way) => way.trim()));
      return Object.fromEntries(termLanguages.map((language, at) => [language, ways[at] ?? []])) as GlossaryTerm;
    });
}

type Way = { words: string[]; terms: GlossaryTerm[] };
let ways: Map<number, Way[]> | undefined;

/** Every way to write a term by its number of words, made at the first search. */
function waysOfTerms(): Map<number, Way[]> {
  if (ways) return ways;
  const byWords = new Map<string, Way>();
  for (const term of allTerms) {
    for (const written of termLanguages.flatMap((language) => term[language])) {
      const words = significant(orderedWords(written));
      const key = words.join(" ");
      const way = byWords.get(key) ?? { words, terms: [] };
      if (!way.terms.includes(term)) way.terms.push(term);
      byWords.set(key, way);
    }
  }
  ways = new Map();
  for (const way of byWords.values()) ways.set(way.words.length, [...(ways.get(way.words.length) ?? []), way]);
  return ways;
}

/** Small words inside a term ("feuille de route") are not compared. */
const joining = new Set("de du des d la le les l et of the and del el y в и на".split(" "));
const significant = (words: string[]) => (words.length > 1 ? words.filter((word) => !joining.has(word)) : words);

/**
 * The terms of the glossary among the words of a query, the longest first, and what they are called in all languages. Excluded words have
 * none; a phrase in quotes has one when it is a term as a whole. At most four, so that a query stays small.
 */
export function synonymsOf({ terms }: SearchQuery): Synonym[] {
  const found: Synonym[] = [];
  for (let from = 0; from < terms.length && found.length < most.synonyms; from += 1) {
    const synonym = longestFrom(terms, from);
    if (!synonym) continue;
    found.push(synonym);
    from = synonym.to - 1;
  }
  return found;
}

function longestFrom(terms: SearchQuery["terms"], from: number): Synonym | null {
  for (let to = Math.min(terms.length, from + most.signs); to > from; to -= 1) {
    const span = terms.slice(from, to);
    if (span.some(({ isExcluded, isPhrase }) => isExcluded || (isPhrase && span.length > 1))) continue;
    const text = span.map((term) => term.text).join(" ");
    const words = significant(orderedWords(text));
    if (words.length === 0 || joining.has(span[0]!.text.toLowerCase()) || joining.has(span.at(-1)!.text.toLowerCase()))
      continue;
    const candidates = waysOfTerms().get(words.length) ?? [];
    const exact = candidates.filter((way) => way.words.every((word, at) => word === words[at]));
    const same =
      exact.length > 0
        ? exact
        : candidates.filter((way) => way.words.every((word, at) => isSameStem(word, words[at]!)));
    if (same.length > 0) return { from, to, text, words: otherWays(same, words) };
  }
  return null;
}

function otherWays(ways: Way[], words: string[]): Synonym["words"] {
  const said = words.join(" ");
  return [...new Set(ways.flatMap(({ terms }) => terms))]
    .slice(0, 2)
    .flatMap((term) => termLanguages.flatMap((language) => term[language].map((text) => ({ language, text }))))
    .filter(({ text }) => significant(orderedWords(text)).join(" ") !== said)
    .slice(0, most.words);
}
