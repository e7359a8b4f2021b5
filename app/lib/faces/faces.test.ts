import { readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { initialsOf } from "#app/lib/faces/initials.ts";
import { tellFace } from "#app/lib/faces/told.ts";
import { toneOf, tones } from "#app/lib/faces/tone.ts";

describe("initials", () => {
  it.each([
    ["Awa Ndiaye", "AN"],
    ["  maría  de la  Cruz ", "MC"],
    ["Østergård", "Ø"],
    ["Ольга Иванова", "ОИ"],
    ["أمينة الحسن", "أ\u200cح"],
    ["ليلى", "ل"],
    ["王小明", "王"],
    ["สมชาย ใจดี", "สใ"],
    ["गौरी शर्मा", "गौश"],
    ["გიორგი ბერიძე", "გბ"],
    ["“Kim” (Trainer)", "KT"],
    ["ßen Ab", "SA"],
    ["👩🏽‍🏫 Rana", "R"],
    ["!!!", ""],
    ["", ""],
  ])("of %j are %j", (name, initials) => {
    expect(initialsOf(name)).toBe(initials);
  });
});

describe("a face that a room is told", () => {
  it("brings initials and tone, and a picture only where one is shown", () => {
    const awa = { name: "Awa Ndiaye", handle: "awa" };
    expect(tellFace({ ...awa, picture: null })).toEqual(["AN", toneOf("awa")]);
    expect(tellFace({ ...awa, picture: "abc" })).toEqual(["AN", toneOf("awa"), "abc"]);
    expect(tellFace({ name: "Awa Ndiaye", handle: null })).toEqual(["AN", toneOf("Awa Ndiaye")]);
  });
});

describe("the tone of a person", () => {
  it("is always the same, and all are used", () => {
    expect(toneOf("awa")).toBe(toneOf("awa"));
    const used = new Set(Array.from({ length: 200 }, (_, index) => toneOf(`person-${index}`)));
    expect([...used].sort()).toEqual(Array.from({ length: tones }, (_, index) => index + 1));
  });

  it("is readable in both schemes: 4.5 to 1 at least", () => {
    const sheet = readFileSync(path.resolve("app/ui/styles/components/people.css"), "utf8");
    const pairs = [
      ...sheet.matchAll(/background: oklch\(([\d.]+) ([\d.]+) var\(--tone\)\);\s*color: oklch\(([\d.]+) ([\d.]+)/g),
    ];
    expect(pairs).toHaveLength(2);
    const hues = [...sheet.matchAll(/--tone: (\d+);/g)].map(([, hue]) => Number(hue));
    expect(hues).toHaveLength(tones);
    for (const [, backL, backC, inkL, inkC] of pairs) {
      for (const hue of hues) {
        const [back, ink] = [luminance(Number(backL), Number(backC), hue), luminance(Number(inkL), Number(inkC), hue)];
        const [high, low] = [Math.max(back, ink), Math.min(back, ink)];
        expect((high + 0.05) / (low + 0.05), `hue ${hue}`).toBeGreaterThanOrEqual(4.5);
      }
    }
  });
});

/** Relative luminance (WCAG) of a colour of OKLCH (Ottosson, 2020), cut to what a screen shows. */
function luminance(lightness: number, chroma: number, hue: number): number {
  const [a, b] = [Math.cos, Math.sin].map((of) => chroma * of((hue * Math.PI) / 180)) as [number, number];
  const l = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3;
  const m = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3;
  const s = (lightness - 0.0894841775 * a - 1.291485548 * b) ** 3;
  const linear = [
    4.0767416621 * l - 3.3077115913 * m + 0.2309699292 * s,
    -1.2684380046 * l + 2.6097574011 * m - 0.3413193965 * s,
    -0.0041960863 * l - 0.7034186147 * m + 1.707614701 * s,
  ].map((value) => Math.min(1, Math.max(0, value))) as [number, number, number];
  return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2];
}
