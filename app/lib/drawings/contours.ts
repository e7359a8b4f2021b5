export type Point = readonly [x: number, y: number];
/** Heights at the corners of square cells: `at(x, y)` for 0 <= x <= `columns` and 0 <= y <= `rows`. */
export type Field = { columns: number; rows: number; at: (x: number, y: number) => number };
export type Line = { points: Point[]; isClosed: boolean };

type Crossing = { point: Point; next: string[] };

/**
 * The lines along which the field has the height `level`, in cells: marching squares (Lorensen and Cline, 1987, in the
 * plane), a saddle decided by the mean of its corners. Lines that leave the field are open, the others closed. The same
 * field gives the same lines in the same order. Throws nothing.
 */
export function contourLines(field: Field, level: number): Line[] {
  const crossings = new Map<string, Crossing>();
  for (let y = 0; y < field.rows; y += 1) {
    for (let x = 0; x < field.columns; x += 1) {
      for (const [from, to] of segmentsIn(field, x, y, level)) {
        noteCrossing(crossings, from).next.push(to.key);
        noteCrossing(crossings, to).next.push(from.key);
      }
    }
  }
  const ends = [...crossings].filter(([, { next }]) => next.length === 1).map(([key]) => key);
  return [...ends, ...crossings.keys()].flatMap((start) => {
    const points = walk(crossings, start);
    return points.length < 2 ? [] : [{ points, isClosed: !ends.includes(start) }];
  });
}

type Edge = { key: string; point: Point };

/** Where the level crosses the edges of one cell, in pairs. */
function segmentsIn({ at }: Field, x: number, y: number, level: number): [Edge, Edge][] {
  const corners = [at(x, y), at(x + 1, y), at(x + 1, y + 1), at(x, y + 1)];
  const part = (from: number, to: number) => (level - corners[from]!) / (corners[to]! - corners[from]!);
  const edges: (() => Edge)[] = [
    () => ({ key: `h${x},${y}`, point: [x + part(0, 1), y] }),
    () => ({ key: `v${x + 1},${y}`, point: [x + 1, y + part(1, 2)] }),
    () => ({ key: `h${x},${y + 1}`, point: [x + part(3, 2), y + 1] }),
    () => ({ key: `v${x},${y}`, point: [x, y + part(0, 3)] }),
  ];
  const isHigh = corners.map((height) => height > level);
  const crossed = [0, 1, 2, 3].filter((side) => isHigh[side] !== isHigh[(side + 1) % 4]);
  if (crossed.length === 0) return [];
  const [a, b, c, d] = crossed.map((side) => edges[side]!());
  if (!c || !d) return [[a!, b!]];
  const mean = corners.reduce((sum, height) => sum + height, 0) / 4;
  return mean > level === isHigh[0]
    ? [
        [a!, b!],
        [c, d],
      ]
    : [
        [d, a!],
        [b!, c],
      ];
}

function noteCrossing(crossings: Map<string, Crossing>, { key, point }: Edge): Crossing {
  const known = crossings.get(key) ?? { point, next: [] };
  crossings.set(key, known);
  return known;
}

/** Follows a line from one crossing to its end, and takes it out of the map. */
function walk(crossings: Map<string, Crossing>, start: string): Point[] {
  const points: Point[] = [];
  for (let key: string | undefined = start; key !== undefined;) {
    const crossing: Crossing | undefined = crossings.get(key);
    if (!crossing) break;
    crossings.delete(key);
    points.push(crossing.point);
    key = crossing.next.find((next) => crossings.has(next));
  }
  return points;
}
