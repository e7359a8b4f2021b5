import { describe, expect, it } from "vitest";
import { quietestTime } from "#test/helpers/processor-time.ts";
import { findSpoken } from "./marks.ts";
import { type SpokenPart, spokenParts } from "./parts.ts";

const shown = (parts: SpokenPart[]): string =>
  parts
    .map((part) => {
      if (typeof part === "string") return part;
      return `<${part.tag}>${part.tag === "a" ? part.text : shown(part.parts)}</${part.tag}>`;
    })
    .join("");
const asShown = (text: string) => shown(spokenParts(text, findSpoken(text)));

describe("what is said in a room", () => {
  it.each([
    ["It is *very* good", "It is <em>very</em> good"],
    ["*Tout* de suite, *s’il vous plaît*!", "<em>Tout</em> de suite, <em>s’il vous plaît</em>!"],
    ["هذا *مهم جدًا*، اكتبوا `npm start`", "هذا <em>مهم جدًا</em>، اكتبوا <code>npm start</code>"],
    ["القرار *و7.CP 13* و`7.CP 13`", "القرار <em>و\u20687.CP 13\u2069</em> و<code>7.CP 13</code>"],
    ["see *www.example.org* now", "see <em><a>www.example.org</a></em> now"],
    ["*use `a*b` here*", "<em>use <code>a*b</code> here</em>"],
    ["`https://example.org/*` is a pattern", "<code>https://example.org/*</code> is a pattern"],
    ["(*yes*) «*oui*»", "(<em>yes</em>) «<em>oui</em>»"],
    ["https://example.org/*/a and *b*", "<a>https://example.org/*/a</a> and <em>b</em>"],
  ])("knows links, stress and code: %s", (text, right) => {
    expect(asShown(text)).toBe(right);
  });

  it.each([
    "2*3*4 = 24",
    "2 * 3 * 4 = 24",
    "* one\n* two",
    "*open for ever",
    "*one\ntwo*",
    "**bold** _line_ # no ## heading",
    "` ` ``",
    "a *b c* d".replace("*b", "* b"),
    "[x](y) <b>x</b> > y",
    "snake*case*name",
    "*",
    "",
  ])("leaves everything else as it was typed: %s", (text) => {
    expect(asShown(text)).toBe(text);
  });

  it("passes over places that make no sense", () => {
    const marks = [
      { kind: "em" as const, start: 0, end: 5 },
      { kind: "code" as const, start: 2, end: 9 },
      { kind: "em" as const, start: 6, end: 90 },
    ];
    expect(shown(spokenParts("*abc* rest", { marks }))).toBe("<em>abc</em> rest");
  });

  it("is found in time that grows as the text does", () => {
    for (const unit of ["*a", "*a* ", "`a", "`a` ", "*", "*a\n", "`*", "*a@b.c "]) {
      const time = (length: number) =>
        quietestTime(() => {
          const text = unit.repeat(length / unit.length);
          return spokenParts(text, findSpoken(text));
        });
      // Work that grows with the square takes sixteen times as long for four times the text.
      expect(time(200_000), unit).toBeLessThan(8 * time(50_000) + 50);
    }
  });
});
