import { readFileSync, readdirSync, statSync } from "node:fs";
import path from "node:path";
import { parse, TYPE, type MessageFormatElement } from "@formatjs/icu-messageformat-parser";
import { describe, expect, it } from "vitest";
import { directionOf, languages } from "#app/i18n/languages.ts";
import { isolateCodes } from "#app/lib/codes.ts";
import { catalogues } from "#app/i18n/t.server.ts";
import { frenchRules, frenchTexts } from "#test/helpers/french.ts";

const root = path.resolve(import.meta.dirname, "../..");
const code = ["app", "server", "jobs", "prisma/seed"].flatMap((folder) => texts(path.join(root, folder))).join("\n");
const keys = Object.keys(catalogues.en);
const modules = [...new Set(keys.map((key) => key.split(".")[0]))];

describe("the interface's words", () => {
  it.each(languages)("are complete in %s", (language) => {
    expect(Object.keys(catalogues[language]).sort()).toEqual(keys.toSorted());
    for (const [key, message] of Object.entries(catalogues[language])) expect(message.trim(), key).not.toBe("");
  });

  it.each(languages)("are well-formed in %s and take the same placeholders as in English", (language) => {
    for (const key of keys) {
      const placeholders = placeholdersOf(parse(catalogues[language][key] ?? "", { ignoreTag: true }));
      expect(placeholders, `${language} ${key}`).toEqual(
        placeholdersOf(parse(catalogues.en[key]!, { ignoreTag: true })),
      );
    }
  });

  it.each(languages.filter((language) => directionOf(language) === "rtl"))(
    "keep codes in their order in %s",
    (language) => {
      for (const [key, message] of Object.entries(catalogues[language])) {
        const rest = message.replace(/\u2068[^\u2069]*\u2069/g, "");
        expect(isolateCodes(rest), key).toBe(rest);
      }
    },
  );

  it("keep a value and its percent sign together where the line runs leftwards", () => {
    // A value is isolated by itself; a sign outside would stand on its other side.
    for (const [key, message] of Object.entries(catalogues.ar)) {
      expect(message.replace(/\u2068\{\w+\}%\u2069/g, ""), key).not.toMatch(/\} ?[%٪]/);
    }
  });

  it.each(frenchRules)("$name: is refused in French", ({ fault, refused, fine }) => {
    for (const text of refused) expect(text, "an example of the fault").toMatch(fault);
    for (const text of fine) expect(text, "no example of the fault").not.toMatch(fault);
    const faults = Object.entries(catalogues.fr).flatMap(([key, message]) =>
      frenchTexts(message)
        .filter((text) => fault.test(text))
        .map((text) => `${key}: ${text}`),
    );
    expect(faults).toEqual([]);
  });

  it.each(languages)("name no markup language in %s where somebody only wants to write", (language) => {
    const named = Object.entries(catalogues[language]).filter(([, message]) => message.includes("Markdown"));
    // Of a question's texts an author chooses the format, as other programs name it.
    expect(named.map(([key]) => key)).toEqual(["authoring.question.format_markdown"]);
  });

  it("are joined by the colon of their language", () => {
    const joined = /\bt\([^\n]*\)\}: /g;
    expect('<span>{t("ui.question.number", { number })}: </span>').toMatch(joined);
    expect(code.match(joined) ?? []).toEqual([]);
  });

  it("know every plural form of their language", () => {
    for (const language of languages) {
      const forms = new Intl.PluralRules(language).resolvedOptions().pluralCategories;
      for (const key of keys) {
        for (const options of pluralsOf(parse(catalogues[language][key]!, { ignoreTag: true }))) {
          const missing = forms.filter((form) => !options.includes(form) && form !== "many");
          expect(missing, `${language} ${key}`).toEqual(
            options.includes("=0") && language !== "ar" ? missing.filter((f) => f === "zero") : [],
          );
        }
      }
    }
  });

  it("are all used", () => {
    // A mail is named by what its parts begin with.
    const composed = [...code.matchAll(/"(mail\.\w+)"/g)].map((match) => match[1]!);
    // The rows of the privacy page.
    const kept = [...code.matchAll(/name: "(\w+)",\s*models:/g)].map((match) => `site.retention.${match[1]!}`);
    const unused = keys.filter((key) => {
      if (kept.includes(key.replace(/_(why|kept)$/, ""))) return false;
      if (code.includes(`"${key}"`) || code.includes(`'${key}'`)) return false;
      return !composed.some((prefix) => key.startsWith(`${prefix}.`));
    });
    expect(unused).toEqual([]);
  });

  it("exist for every key that the code names", () => {
    const named = [...code.matchAll(/["']((?:[a-z_]+)\.[a-zA-Z_\d]+(?:\.[a-zA-Z_\d-]+)*)["']/g)]
      .map((match) => match[1]!)
      .filter((key) => modules.includes(key.split(".")[0]!));
    const tables = ["app/jobs.ts", "app/events.ts", "app/sockets.ts", "jobs/schedule.ts", "jobs/retired-jobs.ts"];
    const jobs = tables.map((file) => readFileSync(path.join(root, file), "utf8")).join("\n");
    const missing = [...new Set(named)].filter((key) => !keys.includes(key) && !isOther(key, jobs));
    expect(missing).toEqual([]);
  });
});

/** Names that look like keys but are jobs, events, mails' prefixes, files or audit actions. */
function isOther(key: string, jobs: string): boolean {
  if (jobs.includes(`"${key}"`) || /\.(ts|tsx|json|css|svg|ics|pdf)$/.test(key)) return true;
  if (
    /\.(changed|issued|decided|suspended|silenced|warned|restored|revoked|cancelled|seeded|moved|merged|split|closed|reopened|pinned|unpinned|removed|tagged|opened)$/.test(
      key,
    )
  )
    return true;
  return keys.some((known) => known.startsWith(`${key}.`));
}

function texts(place: string): string[] {
  return readdirSync(place).flatMap((name) => {
    const file = path.join(place, name);
    if (statSync(file).isDirectory()) return /(i18n\/locales|prisma\/seed\/courses)$/.test(file) ? [] : texts(file);
    return /\.tsx?$/.test(name) && !/\.test\.tsx?$/.test(name) ? [readFileSync(file, "utf8")] : [];
  });
}

function placeholdersOf(elements: MessageFormatElement[]): string[] {
  const found = new Set<string>();
  walk(elements, (element) => {
    if (element.type !== TYPE.literal && element.type !== TYPE.pound) found.add(element.value);
  });
  return [...found].sort();
}

function pluralsOf(elements: MessageFormatElement[]): string[][] {
  const found: string[][] = [];
  walk(elements, (element) => {
    if (element.type === TYPE.plural) found.push(Object.keys(element.options));
  });
  return found;
}

function walk(elements: MessageFormatElement[], visit: (element: MessageFormatElement) => void): void {
  for (const element of elements) {
    visit(element);
    if (element.type === TYPE.plural || element.type === TYPE.select)
      for (const option of Object.values(element.options)) walk(option.value, visit);
  }
}
