import { beforeAll, describe, expect, it } from "vitest";
import { db } from "#app/infra/db.server.ts";
import { didYouMean, spelledWords } from "#app/modules/search/words/did-you-mean.server.ts";
import { parseQuery } from "#app/modules/search/words/parse-query.ts";
import type { SearchQuery } from "#app/modules/search/words/query.ts";
import { matchOf, rankOf, vectorOf } from "#app/modules/search/words/vector.server.ts";
import { Prisma } from "#prisma/generated/client.ts";
import { useDatabase } from "#test/setup/database.ts";
import { corpusLanguages, readCorpus, readQueries } from "./corpus.ts";

const { sql } = Prisma;
const things = readCorpus();
const queries = readQueries(things);

useDatabase();
beforeAll(fill, 120_000);

describe("the corpus", () => {
  it("has as many things and queries in each of six languages", () => {
    expect(corpusLanguages).toHaveLength(6);
    for (const language of corpusLanguages) {
      expect(
        things.filter((thing) => thing.language === language),
        language,
      ).toHaveLength(300);
      expect(
        queries.filter((query) => query.language === language),
        language,
      ).toHaveLength(30);
    }
  });
});

describe("the words of search, over the things of all languages at once", () => {
  it.each(corpusLanguages)("finds what is meant among the first three in %s", async (language) => {
    const missed: object[] = [];
    for (const { text, expected } of queries.filter((query) => query.language === language)) {
      const found = await firstFor(text);
      if (!found.includes(expected)) missed.push({ text, expected, found });
    }
    expect(missed).toEqual([]);
  });
});

/** The titles of the first three things; of what may have been meant where nothing is found. */
async function firstFor(text: string): Promise<string[]> {
  const query = parseQuery(text);
  const found = await search(query);
  if (found.length > 0) return found;
  const meant = await didYouMean(db(), query);
  return meant ? search(parseQuery(meant)) : [];
}

async function search(query: SearchQuery): Promise<string[]> {
  const { by, in: spaces, lang, before, after } = query.filters;
  const narrowed = [
    sql`vector @@ ${matchOf(query)!}`,
    ...(by.length > 0 ? [sql`author = ANY(${by})`] : []),
    ...(spaces.length > 0 ? [sql`space = ANY(${spaces})`] : []),
    ...(lang.length > 0 ? [sql`language = ANY(${lang})`] : []),
    ...(before ? [sql`at < ${before}::date`] : []),
    ...(after ? [sql`at >= ${after}::date`] : []),
  ];
  const rows = await db().$queryRaw<{ title: string }[]>`
    SELECT title FROM corpus WHERE ${Prisma.join(narrowed, " AND ")} ORDER BY ${rankOf(query, sql`vector`)!} DESC, at DESC LIMIT 3`;
  return rows.map(({ title }) => title);
}

async function fill(): Promise<void> {
  await db().$executeRaw`
    CREATE TABLE corpus (title text, language text, space text, author text, at timestamptz, vector tsvector)`;
  for (let from = 0; from < things.length; from += 200) {
    const rows = things
      .slice(from, from + 200)
      .map(
        (thing) =>
          sql`(${thing.title}, ${thing.language}, ${thing.space}, ${thing.author}, ${thing.at}::timestamptz, ${vectorOf(thing)})`,
      );
    await db().$executeRaw`INSERT INTO corpus VALUES ${Prisma.join(rows)}`;
  }
  const counts = new Map<string, { word: string; folded: string; language: string; things: number }>();
  for (const { title, body, language } of things)
    for (const word of spelledWords(`${title} ${body}`)) {
      const key = `${language} ${word.word}`;
      counts.set(key, { ...word, language, things: (counts.get(key)?.things ?? 0) + 1 });
    }
  await db().searchWord.createMany({ data: [...counts.values()] });
}
