import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import fc from "fast-check";
import { afterEach, describe, expect, it, vi } from "vitest";
import { hasLongMarkRun, longestMarkRun, normalize } from "#app/lib/combining-marks.ts";
import { slugify } from "#app/lib/slug.ts";
import { stripUnsafeCharacters } from "#app/lib/text.ts";
import { longestNormalizedRun, watchNormalization } from "#test/helpers/normalization.ts";

afterEach(() => vi.restoreAllMocks());

const many = "\u0301\u0323".repeat(60_000);

describe("normalising", () => {
  it.each([
    ["e\u0301", "é"],
    ["Vie\u0323\u0302t", "Việt"],
    ["שָׁלוֹם", "שָׁלוֹם".normalize("NFC")],
    ["བསྒྲུབས", "བསྒྲུབས"],
  ])("composes %j and takes nothing from it", (given, composed) => {
    expect(normalize(given)).toBe(composed);
    expect(hasLongMarkRun(given)).toBe(false);
  });

  it("takes as many marks as Unicode's stream-safe format, and no more", () => {
    const most = "\u0301".repeat(longestMarkRun);
    expect(hasLongMarkRun(`x${most}`)).toBe(false);
    expect(normalize(`x${most}y`)).toBe(`x${most}y`);
    expect(hasLongMarkRun(`x${most}\u0323`)).toBe(true);
    expect(normalize(`x${most}\u0301y`)).toBe(`x${most}y`);
  });

  it("changes nothing the second time, and is what Unicode says for all that is within the bound", () => {
    const mark = fc.constantFrom("\u0301", "\u0323", "\u0344", "\u0F73", "\u3099", "\uFF9E", "a", "か", "\u200D");
    const text = fc.oneof(
      fc.string({ unit: "binary" }),
      fc.array(mark, { maxLength: 90 }).map((all) => all.join("")),
    );
    fc.assert(
      fc.property(text, fc.constantFrom("NFC", "NFKC", "NFKD"), (given, form) => {
        const once = normalize(given, form);
        expect(normalize(once, form)).toBe(once);
        expect(once).toBe(once.normalize(form));
        if (!/[\p{M}\uFF9E\uFF9F]{15}/u.test(given)) expect(once).toBe(given.normalize(form));
      }),
      { numRuns: 2000 },
    );
  });
});

describe("the bound", () => {
  it.each([
    ["marks alone", many],
    ["marks with invisible characters between them", "\u0301\u0323\u200B\u034F\u00AD".repeat(5000)],
    ["marks with joiners between them", "\u0301\u0323\u200D".repeat(5000)],
    ["marks parted by NUL", "\u0301\u0000\u0323\u0000".repeat(5000)],
    ["half-width sound marks", "\uFF9E\u0301".repeat(5000)],
    ["marks that become two", "\u0344\u0323".repeat(5000)],
  ])("holds for %s", (_, marks) => {
    watchNormalization();
    const title = stripUnsafeCharacters(`a${marks}b`);
    for (const form of ["NFC", "NFKC", "NFKD"] as const) normalize(`a${marks}b`, form);
    slugify(`a${marks}b`);
    slugify(title);
    expect(longestNormalizedRun()).toBeLessThanOrEqual(longestMarkRun);
    expect(stripUnsafeCharacters(title)).toBe(title);
  });

  it("knows everything that normalisation sorts", () => {
    // U+0334 has the lowest class of all overlays and U+0345 the highest of all marks: whatever is sorted changes places
    // with one of them.
    const isSorted = (mark: string) =>
      `\u0345${mark}`.normalize("NFKD").startsWith("\u0345") === false ||
      (mark !== "\u0334" && `${mark}\u0334`.normalize("NFKD").endsWith("\u0334") === false);
    const unknown: string[] = [];
    for (let point = 0; point < 0x110000; point += 1) {
      if (point === 0xd800) point = 0xe000;
      const mark = String.fromCodePoint(point);
      const before = mark.normalize("NFKD");
      // A letter that is written with marks of its own begins a new run.
      if (/[\p{M}\uFF9E\uFF9F]/u.test(mark) || !/^\p{M}/u.test(before)) continue;
      if (isSorted(mark)) unknown.push(point.toString(16));
    }
    expect(unknown).toEqual([]);
  });

  it("is where all of the product normalises", () => {
    const files = ["app", "server", "jobs"].flatMap((folder) =>
      readdirSync(folder, { recursive: true, encoding: "utf8" }).map((file) => path.join(folder, file)),
    );
    const others = files
      .filter((file) => /(?<!\.test)\.tsx?$/.test(file) && file !== "app/lib/combining-marks.ts")
      .filter((file) => /\.normalize\(/.test(readFileSync(file, "utf8")));
    expect(others).toEqual([]);
  });
});
