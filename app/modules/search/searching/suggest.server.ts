import { rowsWithin } from "#app/infra/statements/rows-within.server.ts";
import { forItsValues } from "#app/infra/statements/plan.ts";
import { entryOfRow } from "#app/modules/search/kinds/contract.server.ts";
import { kinds } from "#app/modules/search/kinds/table.server.ts";
import { searchKinds } from "#app/modules/search/kinds/names.ts";
import { foldText } from "#app/modules/search/words/fold.ts";
import type { SearchQuery } from "#app/modules/search/words/query.ts";
import { Prisma } from "#prisma/generated/client.ts";

const { sql } = Prisma;

/** Words of a query that are looked at; titles that are compared with each. */
const most = { words: 4, titles: 40 };
/** Milliseconds that the database works on it: nobody waits long for a guess. */
const longestGuess = 700;

/**
 * What somebody may have meant who found nothing: their words, each that nearly stands in a title as it stands there. Only titles that
 * everybody may read are compared, whoever asks: nobody learns of others. Null without such a word. One SQL statement.
 */
export async function suggestFor({ terms }: SearchQuery): Promise<string | null> {
  const words = terms.filter(({ isExcluded, isPhrase, text }) => !isExcluded && !isPhrase && text.length >= 4);
  if (words.length === 0) return null;
  const asked = words.slice(0, most.words).map(({ text }) => text);
  const near = asked.flatMap((word) => searchKinds.map((kind) => nearTitles(word, kind)));
  const rows = await rowsWithin<{ word: string; title: string }[]>(
    longestGuess,
    sql`SELECT word, title FROM (${Prisma.join(near, " UNION ALL ")}) n ${forItsValues}`,
  ).catch(() => []);
  const better = new Map<string, string>();
  for (const word of asked) {
    const titles = rows.filter((row) => row.word === word).map(({ title }) => title);
    const meant = nearestWord(word, titles);
    if (meant) better.set(word, meant);
  }
  if (better.size === 0) return null;
  return terms.map(({ text, isExcluded }) => (isExcluded ? `-${text}` : (better.get(text) ?? text))).join(" ");
}

function nearTitles(word: string, kind: (typeof searchKinds)[number]): Prisma.Sql {
  return sql`
    (SELECT ${word}::text AS word, e.title FROM search_entries e CROSS JOIN LATERAL (${kinds[kind].found(null, entryOfRow)}) f
      WHERE e.title <> '' AND e.kind = ${kind} AND ${word}::text <% e.title
      ORDER BY word_similarity(${word}::text, e.title) DESC, e.thing_id LIMIT ${most.titles}::int)`;
}

/** The word of the titles that differs in the fewest letters: in one, or in two of a long word. */
function nearestWord(word: string, titles: string[]): string | null {
  const wanted = foldText(word);
  let best: { word: string; apart: number } | null = null;
  for (const one of titles.flatMap((title) => title.match(/[\p{L}\p{M}\p{N}]+/gu) ?? [])) {
    const apart = lettersApart(wanted, foldText(one));
    if (apart > 0 && apart <= (wanted.length > 6 ? 2 : 1) && (!best || apart < best.apart)) best = { word: one, apart };
  }
  return best?.word.toLowerCase() ?? null;
}

/** How many letters have to be added, left out, changed, or change places (optimal string alignment distance). */
function lettersApart(one: string, other: string): number {
  const [from, to] = [[...one], [...other]];
  if (Math.abs(from.length - to.length) > 2) return 3;
  let [before, row]: [number[], number[]] = [[], Array.from(to, (_, at) => at)];
  row.push(to.length);
  for (let i = 1; i <= from.length; i++) {
    const next = [i];
    for (let j = 1; j <= to.length; j++) {
      const cost = from[i - 1] === to[j - 1] ? 0 : 1;
      let least = Math.min(row[j]! + 1, next[j - 1]! + 1, row[j - 1]! + cost);
      if (i > 1 && j > 1 && from[i - 1] === to[j - 2] && from[i - 2] === to[j - 1])
        least = Math.min(least, before[j - 2]! + 1);
      next.push(least);
    }
    [before, row] = [row, next];
  }
  return row[to.length]!;
}
