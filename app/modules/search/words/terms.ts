import type { Part, Term } from "./query.ts";
import { joinedOf, orderedWords, pairsOf, particles, stretchesOf, wordsOfRun } from "./tokens.ts";

/** The term that a word or a phrase of a query is; null when it is of signs only. */
export function termOf(
  text: string,
  { isPhrase, isExcluded, isUnfinished }: Omit<Term, "text" | "parts">,
): Term | null {
  const parts = isPhrase ? phraseParts(text) : wordParts(text, isUnfinished);
  return parts.length > 0 ? { text, isPhrase, isExcluded, isUnfinished, parts } : null;
}

/** One part: everything in its order. */
function phraseParts(text: string): Part[] {
  const words = orderedWords(text);
  return words.length > 0 ? [{ words: words.join(" "), or: [], beginnings: [] }] : [];
}

function wordParts(text: string, isUnfinished: boolean): Part[] {
  const stretches = stretchesOf(text);
  const parts: Part[] = [];
  // What is joined by other signs than spaces ("example.org/policy", "1.2") stands in this order in the text.
  let chain: string[] = [];
  const closeChain = (or: string[] = []) => {
    if (chain.length > 0) parts.push({ words: chain.join(" "), or, beginnings: [] });
    chain = [];
  };
  for (const stretch of stretches) {
    if (stretch.kind === "word") chain.push(...stretch.parts);
    else {
      closeChain();
      parts.push(...runParts(stretch.signs, isUnfinished && stretch === stretches.at(-1)));
    }
  }
  const [first] = stretches;
  const joined = stretches.length === 1 && first?.kind === "word" ? joinedOf(first.parts) : null;
  const last = chain.at(-1);
  const isOne = chain.length === 1;
  closeChain(joined ? [joined] : []);
  if (isUnfinished && isOne && last) parts.at(-1)!.beginnings = beginningsOf(last);
  return parts;
}

/** Two letters begin too much. */
function beginningsOf(word: string): string[] {
  return word.length >= 3 ? [word] : [];
}

function runParts(signs: string, isUnfinished: boolean): Part[] {
  if ([...signs].length === 1) return [{ words: signs, or: [], beginnings: [signs] }];
  const words = wordsOfRun(signs).filter((word) => !particles.has(word));
  const longer = words.filter((word) => [...word].length > 1);
  // A sign that is left at the end may be the beginning of a word.
  const rest = isUnfinished && words.length > 0 && [...words.at(-1)!].length === 1 ? words.at(-1)! : null;
  const kept = longer.length > 0 ? longer : [signs];
  const parts = kept.map((word): Part => {
    const pairs = pairsOf(word);
    return { words: pairs.join(" "), or: pairs.length > 1 ? [word] : [], beginnings: [] };
  });
  return rest && longer.length > 0 ? [...parts, { words: rest, or: [], beginnings: [rest] }] : parts;
}
