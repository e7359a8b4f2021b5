import { readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { fieldTerms } from "./field-terms.ts";
import { glossaryTerms } from "./glossary-terms.ts";
import { parseQuery } from "./parse-query.ts";
import { readTerms, synonymsOf, termLanguages } from "./synonyms.ts";

const texts = (query: string) => synonymsOf(parseQuery(query)).flatMap(({ words }) => words.map(({ text }) => text));

describe("the terms of search", () => {
  const page = readFileSync(path.resolve(import.meta.dirname, "../../../../docs/glossary.md"), "utf8");
  const cells = (line: string) =>
    line
      .split("|")
      .slice(1, 7)
      .map((cell) => cell.trim());

  it("are those of the glossary", () => {
    const rows = new Map(
      page
        .slice(0, page.indexOf("| Of the field |"))
        .split("\n")
        .filter((line) => line.startsWith("| "))
        .map((line) => {
          const row = cells(line).map((cell) => cell.replace(/\s*\(.*\)/, "").replace(/\*$/, ""));
          return [row[0]!, row];
        }),
    );
    for (const term of readTerms(glossaryTerms))
      expect(termLanguages.map((language) => term[language][0])).toEqual(rows.get(term.en[0]!));
  });

  it("are those of the field in the glossary, in both directions", () => {
    const rows = page
      .slice(page.indexOf("| Of the field |"))
      .split("\n")
      .filter((line) => line.startsWith("| "))
      .slice(2);
    expect(readTerms(fieldTerms).map((term) => termLanguages.map((language) => term[language].join(", ")))).toEqual(
      rows.map(cells),
    );
  });
});

describe("synonyms", () => {
  it("says what a term is called in the other languages", () => {
    expect(texts("feuille de route nationale")).toEqual(
      expect.arrayContaining([
        "national roadmap",
        "خريطة الطريق الوطنية",
        "خارطة الطريق الوطنية",
        "hoja de ruta nacional",
        "国家路线图",
      ]),
    );
    expect(texts("خارطة الطريق الوطنيه")).toContain("feuille de route nationale");
    expect(texts("国家路线图")).toContain("national roadmap");
    expect(texts("политика культурная")).not.toContain("cultural policy");
    expect(texts("культурной политики")).toContain("cultural policy");
  });

  it("finds a term in other forms, within more words and in quotes", () => {
    expect(texts("politiques culturelles locales")).toContain("cultural policy");
    expect(texts('"droit d’auteur"')).toContain("copyright");
    const [only] = synonymsOf(parseQuery("budget de la feuille de route nationale 2026"));
    expect([only!.from, only!.to]).toEqual([3, 7]);
  });

  it("adds none to what is kept out, to parts of a phrase and to other words", () => {
    expect(texts("-copyright")).toEqual([]);
    expect(texts('"the national roadmap of music"')).toEqual([]);
    expect(texts("xylophone de")).toEqual([]);
  });

  it("stays small", () => {
    const synonyms = synonymsOf(parseQuery("music cinema library museum festival artist tax quota"));
    expect(synonyms).toHaveLength(4);
    for (const { words } of synonyms) expect(words.length).toBeLessThanOrEqual(12);
  });
});
