import type { Db } from "#app/infra/db.server.ts";
import { foldText } from "./fold.ts";
import type { SearchQuery } from "./query.ts";

/** A word as `search_words` keeps it. */
export type SpelledWord = { word: string; folded: string };

/** As words are compared: without accents, Arabic ones without their article. */
const compared = (word: string) => foldText(word).replace(/^[وبكف]?(?:ال|لل)(?=.{3})/u, "");

/** The words of a text that may be suggested instead of a wrong one: at least four letters, none with a digit, each once. */
export function spelledWords(text: string): SpelledWord[] {
  const words = new Map<string, string>();
  for (const [word] of text.slice(0, 20_000).matchAll(writtenWords)) {
    const folded = compared(word);
    if (!words.has(folded)) words.set(folded, word.toLowerCase());
  }
  return Array.from(words, ([folded, word]) => ({ word, folded }));
}

/**
 * The text of a query with its unknown words replaced by the most alike that stand in what everybody may see (`search_words`); null when all
 * are known or nothing is like them. One statement. Asked when a query has found nothing.
 */
export async function didYouMean(db: Db, query: SearchQuery): Promise<string | null> {
  const spelled = query.terms.filter(({ isExcluded }) => !isExcluded).flatMap(({ text }) => spelledWords(text));
  const unknown = [...new Set(spelled.map(({ folded }) => folded))].slice(0, 8);
  if (unknown.length === 0) return null;
  const candidates = await db.$queryRaw<Candidate[]>`
    SELECT asked, near.word, near.folded, near.alike, near.things
      FROM unnest(${unknown}::text[]) AS asked
     CROSS JOIN LATERAL (
       SELECT word, folded, similarity(w.folded, asked) AS alike, things FROM search_words w
        WHERE w.folded % asked OR (w.folded LIKE left(asked, 3) || '%' AND abs(length(w.folded) - length(asked)) < 3)
        ORDER BY alike DESC, things DESC, word LIMIT 20) AS near
     WHERE NOT EXISTS (SELECT FROM search_words known WHERE known.folded = asked)`;
  const meant = new Map<string, string>();
  for (const asked of unknown) {
    const [best] = candidates
      .filter((candidate) => candidate.asked === asked)
      .map((candidate) => ({ ...candidate, wrong: wrongLetters(asked, candidate.folded) }))
      .sort((a, b) => a.wrong - b.wrong || b.alike - a.alike || b.things - a.things);
    if (best) meant.set(asked, best.word);
  }
  if (meant.size === 0) return null;
  return query.text.replace(writtenWords, (word) => meant.get(compared(word)) ?? word);
}

const writtenWords = /[\p{L}\p{M}\u0640]{4,40}/gu;

type Candidate = { asked: string; word: string; folded: string; alike: number; things: number };

/** How many letters were left out, added or taken for another (Levenshtein); one more where the first is wrong, which is rare. */
function wrongLetters(one: string, other: string): number {
  let row = Array.from({ length: other.length + 1 }, (_, at) => at);
  for (let i = 1; i <= one.length; i += 1) {
    const next = [i];
    for (let j = 1; j <= other.length; j += 1)
      next[j] = Math.min(row[j]! + 1, next[j - 1]! + 1, row[j - 1]! + (one[i - 1] === other[j - 1] ? 0 : 1));
    row = next;
  }
  return row.at(-1)! + (one[0] === other[0] ? 0 : 1);
}
