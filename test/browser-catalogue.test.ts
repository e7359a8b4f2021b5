import path from "node:path";
import { expect, it } from "vitest";
import english from "#app/i18n/catalogues/en.ts";
import browserArabic from "#app/i18n/catalogues/browser/ar.ts";
import browser from "#app/i18n/catalogues/browser/en.ts";
import browserFrench from "#app/i18n/catalogues/browser/fr.ts";
import { catalogues } from "#app/i18n/t.server.ts";
import { readHouse } from "./architecture/reader/house.ts";

const house = readHouse(path.resolve(import.meta.dirname, ".."));

/** Everything that the browser may load from these files; what ends in .server stays on the server. */
function loadedFrom(starts: string[]): Set<string> {
  const found = new Set<string>();
  const waiting = [...starts];
  for (let file = waiting.pop(); file !== undefined; file = waiting.pop()) {
    if (found.has(file) || file.includes(".server.") || file.includes("/catalogues/")) continue;
    found.add(file);
    for (const { from, to, isType } of house.imports) if (from === file && to && !isType) waiting.push(to);
  }
  return found;
}

const tools = [...house.sources.values()].filter(({ text }) => /handle = \{[^}]*hydrate: true/.test(text));

it.skipIf(tools.length === 0)("the browser has every message that a tool may show", () => {
  const files = loadedFrom(["app/root.tsx", "app/entry.client.tsx", ...tools.map(({ file }) => file)]);
  const words = [...files].map((file) => house.sources.get(file)?.text ?? "").join("\n");
  const named = [...words.matchAll(/["'`]([a-z]+\.[\w.-]+)/g)].map((match) => match[1]!.replace(/\.$/, ""));
  const known = Object.keys(english);
  const needed = known.filter((key) => named.some((name) => key === name));
  expect(needed.length).toBeGreaterThan(100);
  expect(needed.filter((key) => !(key in browser))).toEqual([]);
});

it("the browser says to the letter what the server says, or React would throw away the page that came", () => {
  for (const [language, theirs] of Object.entries({ en: browser, fr: browserFrench, ar: browserArabic })) {
    expect(catalogues[language as keyof typeof catalogues], language).toMatchObject(theirs);
  }
});
