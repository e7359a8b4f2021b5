import { Prisma } from "#prisma/generated/client.ts";
import { asksForAnything, type SearchQuery, type Term } from "./query.ts";
import { synonymsOf } from "./synonyms.ts";
import { indexedWords, orderedWords } from "./tokens.ts";

const { sql } = Prisma;

/**
 * SQL: the tsvector by which a thing is found (`search_vector`): its title weighs more (A) than its body (D), which may be Markdown. Of a very
 * long text only the beginning is found (120,000 signs, 15,000 words), so that every text fits.
 */
export function vectorOf({ title, body, language }: { title: string; body: string; language: string }): Prisma.Sql {
  return sql`search_vector(${indexedWords(title.slice(0, 2_000))}, ${indexedWords(body)}, ${language})`;
}

/**
 * SQL: the tsquery of a query (`search_query`), which a vector in any language is compared with. Words that the glossary has are also
 * found by what they are called in the other languages, unless `withSynonyms` is false. Null when there is nothing to look for: neither words
 * nor filters.
 */
export function matchOf(
  query: SearchQuery,
  { withSynonyms = true }: { withSynonyms?: boolean } = {},
): Prisma.Sql | null {
  if (query.terms.length === 0 || !asksForAnything(query)) return null;
  return sql`search_query(${JSON.stringify(groupsOf(query, withSynonyms))}::jsonb)`;
}

/**
 * SQL: how well a vector answers a query: words of the title before those of the body, texts that have the words themselves before those that
 * only have synonyms of them. Higher is better. Null as for `matchOf`.
 */
export function rankOf(query: SearchQuery, vector: Prisma.Sql): Prisma.Sql | null {
  const own = matchOf(query, { withSynonyms: false });
  const all = matchOf(query);
  if (!own || !all) return null;
  const isPlain = synonymsOf(query).length === 0;
  const ofOwn = sql`ts_rank('{0.1, 0.2, 0.4, 1}', ${vector}, ${own}, 1)`;
  return isPlain ? ofOwn : sql`(${ofOwn} + 0.3 * ts_rank('{0.1, 0.2, 0.4, 1}', ${vector}, ${all}, 1))`;
}

type Group = { parts: Term["parts"]; also: [string, string][]; not: boolean };

function groupsOf(query: SearchQuery, withSynonyms: boolean): Group[] {
  const found = withSynonyms ? synonymsOf(query) : [];
  const groups: Group[] = [];
  query.terms.forEach((term, at) => {
    const synonym = found.find(({ from, to }) => from <= at && at < to);
    if (!synonym) groups.push({ parts: term.parts, also: [], not: term.isExcluded });
    else if (synonym.from === at) {
      const parts = query.terms.slice(synonym.from, synonym.to).flatMap(({ parts }) => parts);
      groups.push({
        parts,
        also: synonym.words.map(({ language, text }) => [language, orderedWords(text).join(" ")]),
        not: false,
      });
    }
  });
  return groups;
}
