/** Where the five roads of the map run. Pure numbers: the drawing is in road-map.tsx. */

export type Point = [x: number, y: number];
type Curve = [Point, Point, Point, Point];

export type Sheet = {
  width: number;
  height: number;
  hub: Point;
  /** Which way the letters on it run: 1 from left to right, -1 from right to left. */
  way: 1 | -1;
  /** One path and four stops a road, in the order of the outputs. */
  roads: { path: string; stops: Point[]; sides: Side[]; label: { at: Point; anchor: "start" | "end" } }[];
};

function along([a, b, c, d]: Curve, t: number): Point {
  const u = 1 - t;
  const mix = (i: 0 | 1) => u ** 3 * a[i] + 3 * u * u * t * b[i] + 3 * u * t * t * c[i] + t ** 3 * d[i];
  return [mix(0), mix(1)];
}

/** Points at equal distances on the curve: measured, because equal parameters bunch up where it bends. */
function stopsOn(curve: Curve, first: number): Point[] {
  const steps = 400;
  const lengths = [0];
  for (let i = 1; i <= steps; i++) {
    const [x, y] = along(curve, i / steps);
    const [px, py] = along(curve, (i - 1) / steps);
    lengths.push(lengths[i - 1]! + Math.hypot(x - px, y - py));
  }
  const total = lengths[steps]!;
  return [0, 1, 2, 3].map((n) => {
    const wanted = first + ((total - first) * n) / 3;
    const step = lengths.findIndex((length) => length >= wanted - 0.001);
    const [x, y] = along(curve, step / steps);
    return [Math.round(x), Math.round(y)];
  });
}

/**
 * Where the name of a stop stands: under or over it, beside it, or under or over it and beginning ("after") or ending
 * ("before") there. Chosen so that in no language a name meets another one, a stop or a road (the test measures them).
 */
export type Side = "below" | "above" | "before" | "after" | "below-before" | "above-before" | "above-after";

const hub: Point = [540, 360];

function road(bend: [Point, Point, Point], sides: Side[], label: { at: Point; anchor: "start" | "end" }) {
  const curve: Curve = [hub, ...bend];
  return { path: `M${curve[0]}C${curve.slice(1).join(" ")}`, stops: stopsOn(curve, 118), sides, label };
}

/** The sheet: roads run out to the edges like roads on a map of a country. */
export const wideSheet: Sheet = {
  width: 1080,
  height: 760,
  hub,
  way: 1,
  roads: [
    road(
      [
        [450, 280],
        [300, 310],
        [90, 200],
      ],
      ["below", "above", "below", "above"],
      { at: [30, 60], anchor: "start" },
    ),
    road(
      [
        [570, 180],
        [720, 120],
        [985, 215],
      ],
      ["above-before", "above", "below", "above"],
      { at: [1050, 60], anchor: "end" },
    ),
    road(
      [
        [690, 360],
        [800, 490],
        [990, 440],
      ],
      ["above", "above-after", "below", "above"],
      { at: [1050, 300], anchor: "end" },
    ),
    road(
      [
        [600, 500],
        [640, 690],
        [940, 640],
      ],
      ["after", "below-before", "above", "above"],
      { at: [1050, 728], anchor: "end" },
    ),
    road(
      [
        [500, 470],
        [400, 650],
        [95, 570],
      ],
      ["before", "below", "below", "below"],
      { at: [30, 728], anchor: "start" },
    ),
  ],
};

/** How the name of a stop is set, in units of the sheet. */
export const nameSetting = { characters: 16, lines: 3, leading: 17, marks: 18 } as const;

/** Where a block of `height` stands beside a stop: its top, and where its lines begin, end or have their middle. */
export function besideStop(side: Side, height: number): { x: number; y: number; anchor: "start" | "middle" | "end" } {
  const [vertical, horizontal = side === "before" || side === "after" ? side : ""] = side.split("-");
  const y = vertical === "below" ? 24 : vertical === "above" ? -24 - height : -height / 2;
  const isBeside = vertical === "before" || vertical === "after";
  if (horizontal === "after") return { x: isBeside ? 26 : -14, y, anchor: "start" };
  if (horizontal === "before") return { x: isBeside ? -26 : 14, y, anchor: "end" };
  return { x: 0, y, anchor: "middle" };
}

/** The same sheet seen from the other side, for scripts that run from right to left. */
export function mirrored(sheet: Sheet): Sheet {
  const flip = ([x, y]: Point): Point => [sheet.width - x, y];
  const flipPath = (path: string) =>
    path.replace(/(\d+),(\d+)/g, (_, x: string, y: string) => `${sheet.width - Number(x)},${y}`);
  return {
    ...sheet,
    hub: flip(sheet.hub),
    way: -1,
    roads: sheet.roads.map((road) => ({
      ...road,
      path: flipPath(road.path),
      stops: road.stops.map(flip),
      label: { ...road.label, at: flip(road.label.at) },
    })),
  };
}

/** Breaks a name into lines of even length, of so many characters at most; what does not fit ends with an ellipsis. */
export function wrap(text: string, characters: number, lines: number): string[] {
  const rows = fill(text, characters);
  if (rows.length > lines) return [...rows.slice(0, lines - 1), `${rows[lines - 1]} …`];
  let even = rows;
  for (let width = characters - 1; width > 0; width--) {
    const narrower = fill(text, width);
    if (narrower.length > rows.length) break;
    even = narrower;
  }
  return even;
}

function fill(text: string, characters: number): string[] {
  const rows: string[] = [];
  for (const word of text.split(/\s+/)) {
    const last = rows.at(-1);
    if (last !== undefined && `${last} ${word}`.length <= characters) rows[rows.length - 1] = `${last} ${word}`;
    else rows.push(word);
  }
  return rows;
}
