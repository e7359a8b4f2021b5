import { describe, expect, it } from "vitest";
import { mirrored, narrowSheet, wideSheet, wrap, type Point } from "./road-map-geometry.ts";

const distance = ([ax, ay]: Point, [bx, by]: Point) => Math.hypot(ax - bx, ay - by);

describe("the sheets of the map", () => {
  for (const [name, sheet] of Object.entries({ wideSheet, narrowSheet })) {
    it(`keeps the twenty stops of ${name} on the sheet and far enough apart to be touched`, () => {
      const stops = sheet.roads.flatMap((road) => road.stops);
      expect(stops).toHaveLength(20);
      for (const [x, y] of stops) {
        expect(x).toBeGreaterThan(25);
        expect(x).toBeLessThan(sheet.width - 25);
        expect(y).toBeGreaterThan(25);
        expect(y).toBeLessThan(sheet.height - 25);
      }
      stops.forEach((stop, index) => {
        for (const other of stops.slice(index + 1)) expect(distance(stop, other)).toBeGreaterThan(60);
      });
    });
  }

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
