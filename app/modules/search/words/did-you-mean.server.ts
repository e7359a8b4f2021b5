import type { Db } from "#app/infra/db.server.ts";
import { foldText } from "./fold.ts";
import type { SearchQuery } from "./query.ts";

/** A word as `search_words` keeps it. */
export type SpelledWord = { word: string; folded: string };

/** The words of a text that may be suggested instead of a wrong one: at least four letters, none with a digit, each once. */
export function spelledWords(text: string): SpelledWord[] {
  const words = new Map<string, string>();
  for (const [word] of text.slice(0, 20_000).matchAll(/[\p{L}\p{M}\u0640]{4,40}/gu)) {
    const folded = foldText(word);
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
  const unknown = [...new Map(spelled.map((word) => [word.folded, word])).values()].slice(0, 8);
  if (unknown.length === 0) return null;
  const meant = await db.$queryRaw<{ folded: string; word: string }[]>`
    SELECT asked.folded, near.word
      FROM unnest(${unknown.map(({ folded }) => folded)}::text[]) AS asked(folded)
     CROSS JOIN LATERAL (
       SELECT word FROM search_words w
        WHERE w.folded % asked.folded
        ORDER BY similarity(w.folded, asked.folded) DESC, abs(length(w.folded) - length(asked.folded)), w.things DESC, w.word
        LIMIT 1) AS near
     WHERE NOT EXISTS (SELECT FROM search_words known WHERE known.folded = asked.folded)`;
  if (meant.length === 0) return null;
  const byFolded = new Map(meant.map(({ folded, word }) => [folded, word]));
  return query.text.replace(/[\p{L}\p{M}\u0640]{4,40}/gu, (word) => byFolded.get(foldText(word)) ?? word);
}
