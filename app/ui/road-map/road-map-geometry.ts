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
  roads: { path: string; stops: Point[]; label?: { at: Point; anchor: "start" | "end" } }[];
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

const hub: Point = [470, 268];

function road(bend: [Point, Point, Point], label: Point, anchor: "start" | "end") {
  const curve: Curve = [hub, ...bend];
  return {
    path: `M${curve[0]}C${curve.slice(1).join(" ")}`,
    stops: stopsOn(curve, 112),
    label: { at: label, anchor },
  };
}

/** The sheet for wide screens: roads run out to the edges like roads on a map of a country. */
export const wideSheet: Sheet = {
  width: 960,
  height: 600,
  hub,
  way: 1,
  roads: [
    road(
      [
        [390, 150],
        [250, 226],
        [76, 140],
      ],
      [40, 62],
      "start",
    ),
    road(
      [
        [530, 110],
        [720, 60],
        [868, 168],
      ],
      [920, 62],
      "end",
    ),
    road(
      [
        [610, 300],
        [710, 380],
        [890, 306],
      ],
      [920, 402],
      "end",
    ),
    road(
      [
        [470, 420],
        [520, 540],
        [700, 534],
      ],
      [920, 524],
      "end",
    ),
    road(
      [
        [370, 330],
        [330, 488],
        [90, 424],
      ],
      [40, 512],
      "start",
    ),
  ],
};

const columns = [40, 110, 180, 250, 320];

/** The sheet for narrow screens: the same crossroads, the roads side by side as on the plan of a line. */
export const narrowSheet: Sheet = {
  width: 360,
  height: 462,
  hub: [180, 44],
  way: 1,
  roads: columns.map((x) => ({
    path: `M180,44C180,${x === 180 ? 90 : 104} ${x},56 ${x},128V412`,
    stops: [142, 232, 322, 412].map((y): Point => [x, y]),
  })),
};

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
      path: flipPath(road.path),
      stops: road.stops.map(flip),
      label: road.label && { ...road.label, at: flip(road.label.at) },
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
