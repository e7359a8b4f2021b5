import { describe, expect, it } from "vitest";
import { contourLines, type Field } from "#app/lib/drawings/contours.ts";
import { drawingLimit, drawLand } from "#app/lib/drawings/draw-land.ts";
import { drawingKinds, drawingPath, readDrawingPath, sharedPicturePath } from "#app/lib/drawings/drawing-path.ts";

const ids = Array.from({ length: 40 }, (_, index) => `thing-${index}`);

describe("a drawing", () => {
  it("weighs 2 KB at most, and is not empty", () => {
    for (const kind of drawingKinds) {
      for (const id of ids) {
        const drawing = drawLand({ kind, id, road: "3" });
        expect(Buffer.byteLength(drawing)).toBeLessThanOrEqual(drawingLimit);
        // A few contours at least, and the road.
        expect(drawing.match(/M/g)!.length).toBeGreaterThan(5);
        expect(drawing).not.toMatch(/NaN|undefined|Infinity/);
      }
    }
  });

  it("is the same for the same thing, and another one for another", () => {
    const of = (id: string) => drawLand({ kind: "course", id, road: "1" });
    expect(of("a")).toBe(of("a"));
    expect(new Set(ids.map(of)).size).toBe(ids.length);
  });

  it("has the colour of its road, in both schemes", () => {
    const [one, two] = ["1", "2"].map((road) => drawLand({ kind: "module", id: "a", road }));
    expect(one).not.toBe(two);
    expect(one).toContain("prefers-color-scheme:dark");
  });

  it("has an address that is read back, and no other", () => {
    const drawing = { kind: "webinar", id: "12", road: "0" } as const;
    expect(readDrawingPath(drawingPath(drawing))).toEqual({ ...drawing, form: "svg" });
    expect(readDrawingPath(sharedPicturePath(drawing))).toEqual({ ...drawing, form: "png" });
    for (const path of ["/drawings/0/course/1/a.svg", "/drawings/1/face/1/a.svg", "/drawings/1/course/6/a.svg"])
      expect(readDrawingPath(path)).toBeNull();
    for (const id of ["A", "a.b", "", "a/b", "x".repeat(65)])
      expect(readDrawingPath(`/drawings/1/course/1/${id}.svg`), id).toBeNull();
  });
});

describe("contour lines", () => {
  const field = (rows: number[][]): Field => ({
    columns: rows[0]!.length - 1,
    rows: rows.length - 1,
    at: (x, y) => rows[y]![x]!,
  });

  it("go round a hill once", () => {
    const lines = contourLines(
      field([
        [0, 0, 0],
        [0, 2, 0],
        [0, 0, 0],
      ]),
      1,
    );
    expect(lines).toHaveLength(1);
    expect(lines[0]!.isClosed).toBe(true);
    expect(lines[0]!.points.map(String).sort()).toEqual(["0.5,1", "1,0.5", "1,1.5", "1.5,1"]);
  });

  it("cross a slope from edge to edge", () => {
    const [line, ...others] = contourLines(
      field([
        [0, 4],
        [0, 4],
        [0, 4],
      ]),
      1,
    );
    expect(others).toEqual([]);
    expect(line!.isClosed).toBe(false);
    expect(line!.points.map(([x]) => x)).toEqual([0.25, 0.25, 0.25]);
  });

  it("part two hills at a saddle, or join them, as its middle says", () => {
    const saddle = (hollow: number) =>
      contourLines(
        field([
          [2, hollow],
          [hollow, 2],
        ]),
        1,
      );
    expect(saddle(-3)).toHaveLength(2);
    expect(saddle(0.5)).toHaveLength(2);
    const cut = (hollow: number) => saddle(hollow).map(({ points }) => points.map(([x, y]) => x < 0.5 === y < 0.5));
    // Parted hills are cut off at their own corners, joined ones leave the hollows at theirs.
    expect(cut(-3)).not.toEqual(cut(0.5));
  });

  it("are none where nothing is as high", () => {
    expect(
      contourLines(
        field([
          [0, 0],
          [0, 0],
        ]),
        1,
      ),
    ).toEqual([]);
  });
});
