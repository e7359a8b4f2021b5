import { randomUUID } from "node:crypto";
import { beforeAll, describe, expect, it } from "vitest";
import { db } from "#app/infra/db.server.ts";
import { indexTopics } from "#app/modules/search/indexing/index-posts.server.ts";
import { indexThings } from "#app/modules/search/indexing/index-things.server.ts";
import { readQuery } from "#app/modules/search/searching/read-query.ts";
import { searchFor } from "#app/modules/search/searching/search.server.ts";
import { suggestFor } from "#app/modules/search/searching/suggest.server.ts";
import { makeCourse } from "#test/factories/courses.ts";
import { makeUser } from "#test/factories/users.ts";
import { useDatabase } from "#test/setup/database.ts";
import { corpusLanguages, type CorpusThing, readCorpus, readQueries } from "./corpus.ts";

const things = readCorpus();
const queries = readQueries(things);
const inLanguage =
  (language: string) =>
  <Thing extends { language: string }>(thing: Thing) =>
    thing.language === language;

useDatabase();
beforeAll(async () => {
  await writeTopics(things.filter(({ kind }) => kind !== "lesson"));
  for (const language of corpusLanguages)
    await writeLessons(
      language,
      things.filter(inLanguage(language)).filter(({ kind }) => kind === "lesson"),
    );
}, 120_000);

describe("the corpus", () => {
  it("has as many things and queries in each of six languages", () => {
    expect(corpusLanguages).toHaveLength(6);
    for (const language of corpusLanguages) {
      expect(things.filter(inLanguage(language)), language).toHaveLength(300);
      expect(queries.filter(inLanguage(language)), language).toHaveLength(30);
    }
  });
});

/** Queries of a language that may find nothing: those in which a word is written wrong, and no title is near enough to guess by in time. */
const unanswered = 2;

describe("search, over topics and lessons of all languages at once", () => {
  it.each(corpusLanguages)("finds what is meant among the first three in %s", async (language) => {
    const missed: { text: string; expected: string; found: string[] }[] = [];
    for (const { text, expected } of queries.filter(inLanguage(language))) {
      const found = await firstFor(text, language);
      if (!found.includes(expected)) missed.push({ text, expected, found });
    }
    expect(missed.filter(({ found }) => found.length > 0)).toEqual([]);
    expect(missed.length, JSON.stringify(missed)).toBeLessThanOrEqual(unanswered);
  });
});

/** The titles of the first three results that a guest sees; of what may have been meant where nothing is found. */
async function firstFor(text: string, language: string): Promise<string[]> {
  const found = await search(text, language);
  if (found.length > 0) return found;
  const suggestion = await suggestFor(readQuery(new URLSearchParams({ q: text })).query);
  return suggestion ? search(suggestion, language) : [];
}

async function search(text: string, language: string): Promise<string[]> {
  const { query, kind } = readQuery(new URLSearchParams({ q: text }));
  const { results } = await searchFor(null, query, { kind, language, after: null });
  return results.slice(0, 3).map(({ title }) => title.map((piece) => piece.text).join(""));
}

/** Past the limits of posting, which nobody writes a thousand topics within; the indexer reads them as any other. */
async function writeTopics(written: CorpusThing[]): Promise<void> {
  const codes = [...new Set(written.map(({ space }) => space))];
  await db().space.createMany({ data: codes.map((code, position) => ({ code, position, charter: { en: code } })) });
  const authors = new Map<string, string>();
  for (const handle of new Set(written.map(({ author }) => author)))
    authors.set(handle, (await makeUser({ handle })).id);
  const topics = written.map((thing) => ({ ...thing, id: randomUUID(), authorId: authors.get(thing.author)! }));
  await db().topic.createMany({
    data: topics.map(({ id, space, authorId, title, language, at }) => {
      return { id, spaceCode: space, authorId, title, slug: "topic", language, createdAt: at, lastReplyAt: at };
    }),
  });
  await db().reply.createMany({
    data: topics.map(({ id, authorId, body, language, at }) => {
      const post = { topicId: id, number: 0, authorId, body, language, createdAt: at };
      return { ...post, html: "", rendererVersion: 1, clientId: id, bodyHash: id };
    }),
  });
  for (let from = 0; from < topics.length; from += 200)
    await indexTopics(topics.slice(from, from + 200).map(({ id }) => id));
}

async function writeLessons(language: string, lessons: CorpusThing[]): Promise<void> {
  const units = lessons.map(({ title, body }, at) => ({ slug: `unit-${at}`, titles: { [language]: title }, body }));
  const slug = `course-${language}`;
  const words = { languages: [language], defaultLanguage: language, title: { [language]: slug } };
  const modules = [{ slug: "module", units }];
  const course = await makeCourse({ ...words, slug, modules }, lessons[0]!.at);
  await db().course.update({ where: { id: course.id }, data: { state: "published" } });
  await indexThings(
    "lesson",
    course.units.map(({ id }) => id),
  );
}
