import fc from "fast-check";
import { describe, expect, it } from "vitest";

import { slugify } from "./slug.ts";

describe("slugify", () => {
  it.each([
    ["L'État & la culture : où en est-on ?", "l-etat-la-culture-ou-en-est-on"],
    ["Straße, Łódź, Þórr, Ægir", "strasse-lodz-thorr-aegir"],
    ["السياسات الثقافية", "السياسات-الثقافية"],
    ["数字环境", "数字环境"],
    ["Цифровая Среда й", "цифровая-среда-й"],
    ["हिन्दी भाषा", "हिन्दी-भाषा"],
    ["한국어", "한국어"],
    ["İstanbul", "istanbul"],
    ["ＡＢ①", "ab1"],
    ["?!", "topic"],
    ["\u0301", "topic"],
    ["__proto__", "proto"],
  ])("%j becomes %j", (title, slug) => expect(slugify(title)).toBe(slug));

  it("takes another word for titles without letters", () => expect(slugify("…", "q3")).toBe("q3"));

  it("cuts at 80 units, between characters", () => {
    expect(slugify("a".repeat(100))).toHaveLength(80);
    expect(slugify(`${"a".repeat(79)}𝒳𐐀b`)).toBe(`${"a".repeat(79)}x`);
    expect(slugify(`${"a".repeat(79)}𐐨b`)).toBe("a".repeat(79));
    expect(slugify(`${"a".repeat(78)} bc d`)).toBe(`${"a".repeat(78)}-b`);
  });

  it("is usable and stable for any title", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), (title) => {
        const slug = slugify(title);
        expect(slug).toMatch(/^[\p{L}\p{N}][\p{L}\p{N}\p{M}-]*$/u);
        expect(slug.length).toBeLessThanOrEqual(80);
        expect(slugify(slug)).toBe(slug);
        expect(encodeURIComponent(slug)).not.toBe("");
      }),
      { numRuns: 3000 },
    );
  });
});
