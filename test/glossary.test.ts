import { readFileSync } from "node:fs";
import path from "node:path";
import { parse, TYPE, type MessageFormatElement } from "@formatjs/icu-messageformat-parser";
import { describe, expect, it } from "vitest";
import type { Catalogue } from "#app/i18n/flatten.ts";
import { catalogues } from "#app/i18n/t.server.ts";

type Spoken = "en" | "fr" | "ar";
type Term = { name: string; free: boolean; forms: Record<Spoken, string[]>; rivals: Record<Spoken, string[]> };
type Never = { language: Spoken; words: string[] };

const page = readFileSync(path.resolve(import.meta.dirname, "../docs/glossary.md"), "utf8");
const terms = termsOf(page);
const never = neverOf(page, terms);

/** Longer strings may well say a term in another way. */
const short = 60;

/** Where an English word means something else than the term. */
const otherSense = /in progress|decimal point|course\.yaml|\bmark(ed)? (this lesson )?as\b/g;

describe("the glossary", () => {
  it("has every term in six languages, once", () => {
    for (const row of rowsOf(page, "Term")) expect(row.slice(0, 6).filter(Boolean), row[0]).toHaveLength(6);
    expect(new Set(terms.map(({ name }) => name)).size).toBe(terms.length);
  });

  it.each(["en", "fr", "ar"] as const)("keeps its forbidden words out of %s", (language) => {
    expect(forbidden(catalogues[language], language, never)).toEqual([]);
  });

  it.each(["fr", "ar"] as const)("has one word for one term in %s", (language) => {
    expect(wavering(catalogues.en, catalogues[language], language, terms)).toEqual([]);
  });
});

describe("the test of the glossary", () => {
  const list =
    "| Language | never | instead |\n| --- | --- | --- |\n| en | take out | remove |\n| en | =coming | upcoming |\n";
  const table = "| Term | fr | ar | es | ru | zh | not en | not fr | not ar |\n| --- | --- |\n";
  const row = "| unit (unit, units) | unité | جزء (جزء, أجزاء) | unidad | раздел | 单元 | section | partie | درس |\n";
  const found = termsOf(table + row);

  it("finds a forbidden word inside a plural, and a whole string", () => {
    const words = neverOf(list + "\n" + table + row, found);
    const catalogue = {
      "a.out": "{n, plural, one {Take out # person} other {Take out # people}}",
      "a.coming": "Coming",
      "a.section": "This section is new",
      "a.fine": "Coming up: taking outings by sections",
    };
    expect(forbidden(catalogue, "en", words).map(({ key, word }) => [key, word])).toEqual([
      ["a.section", "section"],
      ["a.out", "take out"],
      ["a.coming", "=coming"],
    ]);
  });

  it("finds a second translation, and none where the term is not meant", () => {
    const english = { "a.add": "Add a unit", "a.two": "{n, plural, one {# unit} other {# units}}", "a.un": "United" };
    const french = {
      "a.add": "Ajouter une partie",
      "a.two": "{n, plural, one {# unité} other {# unités}}",
      "a.un": "Uni",
    };
    expect(wavering(english, french, "fr", found).map(({ key }) => key)).toEqual(["a.add"]);
    const both = { ...french, "a.add": "Ajouter une unité (une partie)" };
    expect(wavering(english, both, "fr", found).map(({ key }) => key)).toEqual(["a.add"]);
    const arabic = { "a.add": "إضافة جُزءٍ", "a.two": "{n, plural, one {درس} other {# أجزاء}}", "a.un": "متحد" };
    expect(wavering(english, arabic, "ar", found).map(({ key }) => key)).toEqual(["a.two"]);
  });
});

function forbidden(
  catalogue: Catalogue,
  language: Spoken,
  list: Never[],
): { key: string; word: string; text: string }[] {
  const texts = Object.entries(catalogue).map(([key, message]) => ({ key, text: wordsOf(message) }));
  return list
    .filter((line) => line.language === language)
    .flatMap(({ words }) => words)
    .flatMap((word) =>
      texts
        .filter(({ text }) => (word.startsWith("=") ? text === word.slice(1) : has(text, word, "whole")))
        .map(({ key, text }) => ({ key, word, text })),
    );
}

function wavering(
  english: Catalogue,
  catalogue: Catalogue,
  language: "fr" | "ar",
  list: Term[],
): { key: string; term: string; english: string; text: string }[] {
  const kind = language === "fr" ? "beginning" : "part";
  return Object.entries(english).flatMap(([key, message]) => {
    const said = wordsOf(message).replace(otherSense, " ");
    if (said.length > short) return [];
    const text = wordsOf(catalogue[key] ?? "");
    return list
      .filter(({ forms }) => forms.en.some((form) => has(said, form, "whole")))
      .filter(({ free, forms, rivals }) => {
        const named = free || forms[language].some((form) => has(text, form, kind));
        return !named || rivals[language].some((rival) => has(text, rival, kind));
      })
      .map(({ name }) => ({ key, term: name, english: said, text }));
  });
}

const patterns = new Map<string, RegExp>();

function has(text: string, word: string, kind: "whole" | "beginning" | "part"): boolean {
  if (kind === "part") return text.includes(word);
  let pattern = patterns.get(word + kind);
  if (!pattern) {
    const end = kind === "whole" ? "(?![\\p{L}\\p{N}])" : "";
    pattern = new RegExp(`(?<![\\p{L}\\p{N}-])${word.replace(/[.*+?^${}()|[\]\\]/g, "\\$&")}${end}`, "u");
    patterns.set(word + kind, pattern);
  }
  return pattern.test(text);
}

/** All the words of a message, whatever form of it is chosen; small letters, Arabic without its vowel signs. */
function wordsOf(message: string): string {
  return plain(said(parse(message, { ignoreTag: true })));
}

function said(elements: MessageFormatElement[]): string {
  return elements
    .map((element) => {
      if (element.type === TYPE.literal) return element.value;
      if (element.type !== TYPE.plural && element.type !== TYPE.select) return " ";
      return Object.values(element.options)
        .map((option) => said(option.value))
        .join(" ");
    })
    .join("");
}

function plain(text: string): string {
  return text
    .toLowerCase()
    .replace(/[\u064b-\u0652\u0640\u2066-\u2069]/g, "")
    .replace(/[\s\u00a0\u202f]+/g, " ")
    .trim();
}

function termsOf(text: string): Term[] {
  return rowsOf(text, "Term").map(([term, fr, ar, , , , notEn, notFr, notAr]) => ({
    name: term!.replace(/\*? \(.*|\*$/, ""),
    free: /\*( |$)/.test(term!),
    forms: { en: formsOf(term!), fr: formsOf(fr!), ar: formsOf(ar!) },
    rivals: { en: listOf(notEn!), fr: listOf(notFr!), ar: listOf(notAr!) },
  }));
}

function neverOf(text: string, list: Term[]): Never[] {
  const ofTerms = list.map(({ rivals }) => ({ language: "en" as const, words: rivals.en }));
  const rows = rowsOf(text, "Language").map(([language, words]) => ({
    language: language as Spoken,
    words: listOf(words!),
  }));
  return [...ofTerms, ...rows];
}

function formsOf(cell: string): string[] {
  const forms = /\((.*)\)/.exec(cell)?.[1];
  return listOf(forms ?? cell);
}

function listOf(cell: string): string[] {
  return cell.split(",").map(plain).filter(Boolean);
}

/** The rows of the table whose head begins with this word. */
function rowsOf(text: string, head: string): string[][] {
  const lines = text.split("\n");
  const start = lines.findIndex((line) => line.startsWith(`| ${head} |`));
  const end = lines.findIndex((line, index) => index > start && !line.startsWith("|"));
  return lines.slice(start + 2, end === -1 ? undefined : end).map((line) =>
    line
      .split("|")
      .slice(1, -1)
      .map((cell) => cell.trim()),
  );
}
