import { describe, expect, it } from "vitest";
import { directionOf, languages } from "#app/i18n/languages.ts";
import { shortTitle } from "#app/i18n/short-titles.ts";
import { translatorFor } from "#app/i18n/t.server.ts";
import { besideStop, mirrored, nameSetting, type Point, wideSheet, wrap } from "./road-map-geometry.ts";

type Box = [left: number, top: number, right: number, bottom: number];

const distance = ([ax, ay]: Point, [bx, by]: Point) => Math.hypot(ax - bx, ay - by);
const meet = (a: Box, b: Box) => a[0] < b[2] && b[0] < a[2] && a[1] < b[3] && b[1] < a[3];
/** Width of a letter, on average, in units of the sheet at 15 units: wide system faces, so that others fit, too. */
const letter = { en: 7.9, fr: 7.9, ar: 7 };

describe("the sheet of the map", () => {
  const stops = wideSheet.roads.flatMap((road) => road.stops);

  it("keeps its twenty stops on it and far enough apart to be touched", () => {
    expect(stops).toHaveLength(20);
    for (const [x, y] of stops) {
      expect(x).toBeGreaterThan(25);
      expect(x).toBeLessThan(wideSheet.width - 25);
      expect(y).toBeGreaterThan(25);
      expect(y).toBeLessThan(wideSheet.height - 25);
    }
    stops.forEach((stop, index) => {
      for (const other of stops.slice(index + 1)) expect(distance(stop, other)).toBeGreaterThan(60);
    });
  });

  it.each(languages)("names every stop in %s where no other name, no stop and no edge is", (language) => {
    const t = translatorFor(language);
    const sheet = directionOf(language) === "rtl" ? mirrored(wideSheet) : wideSheet;
    const names = sheet.roads.flatMap(({ stops: own, sides }, road) =>
      own.map((at, stop) => boxOf(shortTitle(`${road + 1}.${stop + 1}`, t), at, sides[stop]!, sheet.way)),
    );
    const circles = sheet.roads.flatMap((road) => road.stops.map(([x, y]): Box => [x - 21, y - 21, x + 21, y + 21]));
    names.forEach((name, index) => {
      expect(name[0], `name ${index}`).toBeGreaterThanOrEqual(0);
      expect(name[1]).toBeGreaterThanOrEqual(0);
      expect(name[2], `name ${index}`).toBeLessThanOrEqual(sheet.width);
      expect(name[3]).toBeLessThanOrEqual(sheet.height);
      const others = [...names.slice(index + 1), ...circles];
      expect(others.filter((other) => meet(name, other))).toEqual([]);
    });

    function boxOf(title: string, [x, y]: Point, side: Parameters<typeof besideStop>[0], way: 1 | -1): Box {
      const lines = wrap(title, nameSetting.characters, nameSetting.lines);
      const width = Math.max(...lines.map((line) => line.length)) * letter[language];
      const height = lines.length * nameSetting.leading + nameSetting.marks;
      const place = besideStop(side, height);
      const start = { start: 0, middle: -width / 2, end: -width }[place.anchor] + place.x;
      const [left, right] = way === 1 ? [x + start, x + start + width] : [x - start - width, x - start];
      return [left, y + place.y, right, y + place.y + height];
    }
  });

  it("says every name whole", () => {
    for (const language of languages) {
      const t = translatorFor(language);
      for (const road of [1, 2, 3, 4, 5])
        for (const stop of [1, 2, 3, 4])
          expect(
            wrap(shortTitle(`${road}.${stop}`, t), nameSetting.characters, nameSetting.lines).join(" "),
          ).not.toContain("…");
    }
  });

  it("comes back to itself when it is mirrored twice", () => {
    expect(mirrored(wideSheet).way).toBe(-1);
    expect(mirrored(mirrored(wideSheet)).roads).toEqual(wideSheet.roads);
  });
});

describe("wrap", () => {
  it("makes lines of even length", () => {
    expect(wrap("Digital literacy and skills", 24, 3)).toEqual(["Digital literacy", "and skills"]);
  });

  it("says with an ellipsis that words are missing", () => {
    expect(wrap("one two three four five six", 5, 2)).toEqual(["one", "two …"]);
  });
});
