import { foldText } from "./fold.ts";
import { isLittle } from "./little-words.ts";
import type { SearchQuery } from "./query.ts";
import { isSameStem } from "./same-stem.ts";
import { synonymsOf } from "./synonyms.ts";
import { pairsOf, particles, stretchesOf, wordsOfRun } from "./tokens.ts";

/** A piece of a text; marked when it is what somebody looked for. */
export type ExcerptPiece = { text: string; isMarked: boolean };

type Mark = { from: number; to: number; about: string };
const read = 60_000;
const mostMarks = 2_000;

/**
 * The part of a text that says most about what a query asks for, at most `length` signs and a little, with the words marked that were looked
 * for, also where they are written with other accents, as another form of the word or as a synonym. A beginning of the text where nothing
 * is found in it. An ellipsis stands where something is left out. Reads the first 60,000 signs.
 */
export function excerptOf(text: string, query: SearchQuery, length = 240): ExcerptPiece[] {
  const said = text
    .slice(0, read)
    .replace(/\p{Surrogate}|\p{Cc}/gu, " ")
    .replace(/\s+/g, " ")
    .trim();
  const marks = marksIn(said, lookedFor(query));
  const [from, to] = bestWindow(said, marks, length);
  const pieces: ExcerptPiece[] = [];
  let at = from;
  const add = (piece: string, isMarked: boolean) => piece && pieces.push({ text: piece, isMarked });
  if (from > 0) add("…", false);
  for (const mark of marks) {
    if (mark.from < at || mark.to > to) continue;
    add(said.slice(at, mark.from), false);
    add(said.slice(mark.from, mark.to), true);
    at = mark.to;
  }
  add(said.slice(at, to), false);
  if (to < said.length) add("…", false);
  return pieces;
}

/** What is marked: words, beginnings of words, and signs of scripts that part no words. */
type Looked = { words: string[]; beginnings: string[]; runs: string[] };

function lookedFor(query: SearchQuery): Looked {
  const terms = query.terms.filter(({ isExcluded }) => !isExcluded);
  const synonyms = synonymsOf(query).flatMap(({ words }) => words.map(({ text }) => text));
  const stretches = [...terms.map(({ text }) => text), ...synonyms].flatMap(stretchesOf);
  const words = stretches.flatMap((stretch) => (stretch.kind === "word" ? stretch.parts : []));
  const significant = words.filter((word) => !isLittle(word));
  const runs = stretches.flatMap((stretch) => {
    if (stretch.kind === "word") return [];
    const longer = wordsOfRun(stretch.signs).filter((word) => [...word].length > 1);
    return longer.length > 0
      ? longer.flatMap((word) => [word, ...([...word].length > 2 ? pairsOf(word) : [])])
      : [stretch.signs];
  });
  return {
    words: [...new Set(significant.length > 0 ? significant : words)],
    beginnings: terms.flatMap(({ parts }) => parts.flatMap(({ beginnings }) => beginnings)),
    runs: [...new Set(runs)].filter((run) => !particles.has(run)).sort((a, b) => b.length - a.length),
  };
}

function marksIn(text: string, { words, beginnings, runs }: Looked): Mark[] {
  const marks: Mark[] = [];
  for (const match of text.matchAll(/[\p{L}\p{N}\p{M}\u0640\u200C]+/gu)) {
    if (marks.length >= mostMarks) break;
    const folded = foldText(match[0]);
    const about =
      words.find((word) => isSameStem(word, folded)) ?? beginnings.find((beginning) => folded.startsWith(beginning));
    if (about) marks.push({ from: match.index, to: match.index + match[0].length, about });
    else marks.push(...runMarks(match[0], match.index, runs));
  }
  return marks;
}

/** Signs keep their places when they are folded only in scripts without accents: runs are looked for as they stand. */
function runMarks(stretch: string, offset: number, runs: string[]): Mark[] {
  const marks: Mark[] = [];
  for (let at = 0; at < stretch.length && runs.length > 0;) {
    const run = runs.find((signs) => stretch.startsWith(signs, at));
    if (!run) {
      at += 1;
      continue;
    }
    const last = marks.at(-1);
    if (last && last.to === offset + at) last.to += run.length;
    else marks.push({ from: offset + at, to: offset + at + run.length, about: run });
    at += run.length;
  }
  return marks;
}

/** Where most different things that were looked for stand close together. */
function bestWindow(text: string, marks: Mark[], length: number): [number, number] {
  if (text.length <= length) return [0, text.length];
  let best = { from: 0, worth: -1 };
  marks.forEach((first, at) => {
    const inside: Mark[] = [];
    for (let next = at; next < marks.length && marks[next]!.to - first.from <= length; next += 1)
      inside.push(marks[next]!);
    const worth = new Set(inside.map(({ about }) => about)).size * 100 + Math.min(inside.length, 50);
    if (worth > best.worth) best = { from: first.from, worth };
  });
  const wished = Math.max(0, Math.min(best.from - Math.floor(length / 4), text.length - length));
  const from = wished === 0 ? 0 : borderAfter(text, wished, best.from);
  const end = Math.min(text.length, from + length);
  const to = end === text.length ? end : borderBefore(text, end, from);
  return [from, to];
}

const borderAfter = (text: string, at: number, most: number) => {
  const space = text.indexOf(" ", at);
  return space >= 0 && space < most && space - at < 40 ? space + 1 : wholeSign(text, at);
};
const borderBefore = (text: string, at: number, least: number) => {
  const space = text.lastIndexOf(" ", at);
  return space > least && at - space < 40 ? space : wholeSign(text, at);
};
/** Never between the halves of a sign. */
const wholeSign = (text: string, at: number) => (/[\uDC00-\uDFFF]/.test(text[at] ?? "") ? at + 1 : at);
