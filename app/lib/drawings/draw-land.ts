import { contourLines, type Field, type Line, type Point } from "#app/lib/drawings/contours.ts";
import type { DrawingKind, DrawingOf } from "#app/lib/drawings/drawing-path.ts";
import { randomFrom, seedOf } from "#app/lib/random.ts";

/** The most bytes that a drawing has. */
export const drawingLimit = 2_000;

const cell = 10;
const [columns, rows] = [32, 18];
const [width, height] = [columns * cell, rows * cell];
const levels = [0.5, 0.75, 0.3, 1, 1.3, 0.15, 1.6];

/**
 * A picture of a piece of land with a road through it, as SVG: contour lines of hills that the id decides, and the road of
 * an output ("1" to "5"; "0" for none) with a stop for each kind of thing it stands for. Its colours follow the reader's
 * scheme, `drawingLimit` bytes at most. `fixed`: for a picture of one size, in light colours, whose lines grow with it. Costs about a
 * millisecond. Throws nothing.
 */
export function drawLand({ kind, id, road }: DrawingOf, { fixed = false } = {}): string {
  const random = randomFrom(seedOf("land", kind, id));
  const field = landOf(random);
  const line = roadOver(random);
  const stops = stopsOf[kind].map((at) => middleOf(line[at]!, line[at + 1]!));
  const dots = stops.map(([x, y]) => `M${x} ${y}h0`).join("");
  const end =
    `<g class="r"><path d="${smooth({ points: line, isClosed: false })}"/>` +
    ["s", "p"].map((part) => `<path class="${part}" d="${dots}"/>`).join("") +
    "</g></svg>";
  const start =
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" ` +
    `fill="none" stroke-linecap="round"><style>${styleOf(road, fixed)}</style>` +
    `<path class="b" d="M0 0h${width}v${height}H0z"/><path class="c" d="`;
  let land = "";
  for (const level of levels) {
    for (const contour of contourLines(field, level)) {
      if (contour.points.length < 8) continue;
      const path = smooth({ ...contour, points: contour.points.map(([x, y]): Point => [x * cell, y * cell]) });
      if (start.length + land.length + path.length + end.length + 3 <= drawingLimit) land += path;
    }
  }
  return `${start}${land}"/>${end}`;
}

/** Between which points of the road, counted from 0: the curve passes half-way between two of them. */
const stopsOf: Record<DrawingKind, number[]> = { course: [1, 2, 3, 4], module: [1, 4], webinar: [2], place: [2, 3] };

// A picture of its own does not know the page's tokens: the same colours in the notation that old phones know.
const light = ["#3c4250", "#134da1", "#862300", "#008372", "#5c2458", "#8b6200"];
const dark = ["#c6ccd5", "#5e97ff", "#ee6939", "#64e2cb", "#b67cad", "#ffbf42"];

function styleOf(road: string, fixed: boolean): string {
  const at = Number(road);
  const rules = (paper: string, contour: string, hue: string) =>
    `.b{fill:${paper}}.c{stroke:${contour}}.r{stroke:${hue}}.p{stroke:${paper}}`;
  if (fixed)
    return `.c{stroke-width:.7}.r path{stroke-width:3}.r .s{stroke-width:9}.r .p{stroke-width:5}${rules("#e9eff3", "#9cb2bc", light[at] ?? light[0]!)}`;
  // Lines as thick as on the page, however small the picture is shown.
  return (
    `path{vector-effect:non-scaling-stroke}.r path{stroke-width:3px}.r .s{stroke-width:10px}.r .p{stroke-width:5px}` +
    `${rules("#e9eff3", "#9cb2bc", light[at] ?? light[0]!)}` +
    `@media(prefers-color-scheme:dark){${rules("#222935", "#53656f", dark[at] ?? dark[0]!)}}`
  );
}

/** Hills and hollows, smooth everywhere. */
function landOf(random: () => number): Field {
  const hills = Array.from({ length: 6 }, (_, index) => ({
    x: random() * columns,
    y: random() * rows,
    size: 3.5 + random() * 4.5,
    height: index === 5 ? -0.7 : 0.5 + random() * 1.1,
  }));
  const slope = random() - 0.5;
  const heightAt = (x: number, y: number) =>
    hills.reduce(
      (sum, hill) => sum + hill.height * Math.exp(-((x - hill.x) ** 2 + (y - hill.y) ** 2) / hill.size ** 2),
      0.25 + (slope * x) / columns,
    );
  const corners = Array.from({ length: (columns + 1) * (rows + 1) }, (_, index) =>
    heightAt(index % (columns + 1), Math.floor(index / (columns + 1))),
  );
  return { columns, rows, at: (x, y) => corners[y * (columns + 1) + x]! };
}

/** A road from one edge to the other, in the middle third, where every cut of the picture shows it. */
function roadOver(random: () => number): Point[] {
  const middle = height / 2;
  const points = 7;
  return Array.from({ length: points }, (_, index): Point => [
    (index * width) / (points - 1),
    middle + (random() - 0.5) * 36,
  ]);
}

/** A curve through the middles between the points, each point bending it: quadratic, in whole numbers, relative. */
function smooth({ points: all, isClosed }: Line): string {
  const step = all.length > 30 ? 3 : all.length > 14 ? 2 : 1;
  const points = all.filter((_, index) => index % step === 0 || index === all.length - 1);
  const ring = isClosed ? [...points, points[0]!, points[1]!] : points;
  const whole = ring.map(([x, y]): Point => [Math.round(x), Math.round(y)]);
  let [px, py] = isClosed ? middleOf(whole[0]!, whole[1]!) : whole[0]!;
  let path = `M${px} ${py}`;
  const numbers: number[] = [];
  for (let index = 1; index < whole.length - 1; index += 1) {
    const bend = whole[index]!;
    const isLast = !isClosed && index === whole.length - 2;
    const end = isLast ? whole[index + 1]! : middleOf(bend, whole[index + 1]!);
    numbers.push(bend[0] - px, bend[1] - py, end[0] - px, end[1] - py);
    [px, py] = end;
  }
  path += `q${numbers.map((number, index) => (index > 0 && number >= 0 ? ` ${number}` : String(number))).join("")}`;
  return isClosed ? `${path}z` : path;
}

function middleOf([ax, ay]: Point, [bx, by]: Point): Point {
  return [Math.round((ax + bx) / 2), Math.round((ay + by) / 2)];
}
