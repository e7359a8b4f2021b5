import { arabicParticles, arabicStem } from "./arabic-stem.ts";
import { foldText } from "./fold.ts";

/** Something that stands in a text: a word with its parts ("e-commerce" has two), or signs of a script that parts no words. */
export type Stretch = { kind: "word"; parts: string[] } | { kind: "run"; signs: string };

const limits = {
  /** Signs of a text that are read. */
  text: 120_000,
  /** Signs of one word. */
  word: 48,
  /** Words of one text, and their signs: a tsvector holds one mebibyte. */
  words: 15_000,
  signs: 200_000,
};

const unparted = String.raw`\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}`;
const isRun = new RegExp(`^[${unparted}]`, "u");
const pieces = new RegExp(
  String.raw`[${unparted}ー々]+|(?:(?![${unparted}])[\p{L}\p{N}\p{M}])+(?:-(?:(?![${unparted}])[\p{L}\p{N}\p{M}])+)*`,
  "gu",
);
// "l'UNESCO" is found by "UNESCO", "women's" by "women".
const elided = /(?<![\p{L}\p{N}])(?:[ldnsjmtc]|qu|jusqu|lorsqu|puisqu|quoiqu)'(?=\p{L})/gu;
const segmenter = new Intl.Segmenter("zh", { granularity: "word" });

/** What stands in a text, in its order, folded. Addresses and numbers such as "1.2" are their parts; "10,000" is one number, "c++" a word. */
export function stretchesOf(text: string): Stretch[] {
  const folded = foldText(text.slice(0, limits.text))
    .replace(/https?:\/\/(?:www\.)?/g, " ")
    .replace(elided, " ")
    .replace(/'s(?![\p{L}\p{N}])/gu, " ")
    .replace(/(?<=\p{L})'(?=\p{L})/gu, "")
    .replace(
      /(?<![\p{L}\p{N}])([a-z])(\+\+|#)(?![\p{L}\p{N}])/gu,
      (_, letter, sign) => letter + (sign === "#" ? "sharp" : "plusplus"),
    )
    .replace(/(?<![\d.,])\d{1,3}(?:[.,\u202F]\d{3})+(?![\d.,]?\d)/g, (number) => number.replace(/\D/g, ""));
  return Array.from(folded.matchAll(pieces), ([piece]) => piece)
    .filter((piece) => !arabicParticles.has(piece))
    .map((piece): Stretch =>
      isRun.test(piece)
        ? { kind: "run", signs: piece }
        : { kind: "word", parts: piece.split("-").map((part) => arabicStem([...part].slice(0, limits.word).join(""))) },
    );
}

/** "e-commerce" is also found as "ecommerce". Long chains of words are not one word. */
export const joinedOf = (parts: string[]): string | null =>
  parts.length > 1 && parts.length <= 3 && parts.join("").length <= limits.word ? parts.join("") : null;

/** Each two signs beside each other: "互联网" has 互联 and 联网. One sign alone is itself. */
export function pairsOf(signs: string): string[] {
  const each = [...signs];
  return each.length < 2 ? each : each.slice(1).map((sign, at) => each[at]! + sign);
}

/**
 * The words of signs that are written without spaces. What the segmenter leaves as single signs beside each other is taken as one word,
 * because it cuts what it does not know (互联网) into its signs.
 */
export function wordsOfRun(signs: string): string[] {
  const words: string[] = [];
  let singles = "";
  for (const { segment } of segmenter.segment(signs)) {
    if ([...segment].length === 1 && !particles.has(segment)) {
      singles += segment;
      continue;
    }
    if (singles) words.push(singles);
    singles = "";
    words.push(segment);
  }
  return singles ? [...words, singles] : words;
}

/** Signs that join Chinese words and are no part of one. */
export const particles: ReadonlySet<string> = new Set("的了和与及在是对为被把从向或之也都就而着过吗呢");

/**
 * The words of a text as the index holds them, parted by spaces: what stands in it in its order, then what it is found by besides: compounds
 * in one, and words of signs written without spaces. Bounded, so that every text fits into a tsvector.
 */
export function indexedWords(text: string): string {
  const ordered: string[] = [];
  const besides: string[] = [];
  for (const stretch of stretchesOf(text)) {
    if (stretch.kind === "word") {
      ordered.push(...stretch.parts);
      const joined = joinedOf(stretch.parts);
      if (joined) besides.push(joined);
    } else {
      ordered.push(...pairsOf(stretch.signs));
      const last = [...stretch.signs].at(-1)!;
      if (stretch.signs !== last) besides.push(last);
      besides.push(...wordsOfRun(stretch.signs).filter((word) => [...word].length > 1));
    }
  }
  return bounded([...ordered, ...besides]).join(" ");
}

/** The words of a text in its order, as a phrase of it is looked for. */
export const orderedWords = (text: string): string[] =>
  stretchesOf(text).flatMap((stretch) => (stretch.kind === "word" ? stretch.parts : pairsOf(stretch.signs)));

function bounded(words: string[]): string[] {
  let signs = 0;
  const end = words.findIndex((word, at) => at >= limits.words || (signs += word.length) > limits.signs);
  return end < 0 ? words : words.slice(0, end);
}
