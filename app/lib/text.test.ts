import fc from "fast-check";
import { describe, expect, it } from "vitest";

import { stripUnsafeCharacters, textDirection, truncate } from "./text.ts";

describe("stripUnsafeCharacters", () => {
  it.each([
    ["  a \t\n b  ", "a b"],
    ["\u202Egnp.exe\u202C", "gnp.exe"],
    ["\u2067x\u2069\u200E\u200F\u061C", "x"],
    ["ad\u200Bmin\uFEFF\u2060\u00AD", "admin"],
    ["a\u200Db\u200Cc", "abc"],
    ["می\u200Cروم", "می\u200Cروم"],
    ["क्\u200Dष", "क्\u200Dष"],
    ["\u200Cمی\u200C", "می"],
    ["👩\u200D🎨", "👩\u200D🎨"],
    ["e\u0301te\u0301", "été"],
    ["a\0b\u0007c\u2028d", "a b c d"],
    ["\u3164\u2800\u115F", ""],
    ["x\u{E0041}\uD800y", "xy"],
  ])("%j becomes %j", (dirty, clean) => expect(stripUnsafeCharacters(dirty)).toBe(clean));

  it("changes nothing the second time", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), (text) => {
        const once = stripUnsafeCharacters(text);
        expect(stripUnsafeCharacters(once)).toBe(once);
        expect(once).not.toMatch(/[\p{Cc}\u202A-\u202E\u2066-\u2069\u200B]/u);
      }),
      { numRuns: 2000 },
    );
  });
});

it("takes the direction from the first letter", () => {
  expect([textDirection("12 % مرحبا a"), textDirection("- a مرحبا"), textDirection("12")]).toEqual([
    "rtl",
    "ltr",
    "auto",
  ]);
});

it("never cuts longer than asked", () => {
  fc.assert(
    fc.property(fc.string({ unit: "grapheme" }), fc.integer({ min: 1, max: 50 }), (text, max) => {
      const graphemes = [...new Intl.Segmenter("und").segment(truncate(text, max))];
      expect(graphemes.length).toBeLessThanOrEqual(max);
    }),
  );
});
