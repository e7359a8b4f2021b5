import type { Point } from "./principal-components.ts";

const mostSteps = 100;
const restarts = 8;

/** The group of each point, from 0 on, and the middle of each group. */
export type Clustering = { labels: number[]; centres: Point[] };

export function squaredDistance(one: Point, other: Point): number {
  return (one[0] - other[0]) ** 2 + (one[1] - other[1]) ** 2;
}

/**
 * Divides points into `k` groups so that each stands nearest to the middle of its own: k-means by Lloyd ("Least squares quantization in
 * PCM", 1982), begun from points that lie far apart (k-means++, Arthur and Vassilvitskii 2007), several times; the closest fit counts.
 */
export function kMeans(points: readonly Point[], k: number, random: () => number): Clustering {
  let best: (Clustering & { spread: number }) | null = null;
  for (let time = 0; time < restarts; time++) {
    const found = settle(points, firstCentres(points, k, random));
    if (best === null || found.spread < best.spread - 1e-12) best = found;
  }
  return { labels: best!.labels, centres: best!.centres };
}

/** The first anywhere, each further one the likelier the farther it lies from those chosen. */
function firstCentres(points: readonly Point[], k: number, random: () => number): Point[] {
  const centres = [points[Math.floor(random() * points.length)]!];
  while (centres.length < k) {
    const weights = points.map((point) => Math.min(...centres.map((centre) => squaredDistance(point, centre))));
    let left = random() * weights.reduce((sum, weight) => sum + weight, 0);
    const chosen = weights.findIndex((weight) => (left -= weight) < 0);
    centres.push(points[chosen === -1 ? points.length - 1 : chosen]!);
  }
  return centres;
}

function settle(points: readonly Point[], from: Point[]): Clustering & { spread: number } {
  let centres = from;
  let labels = points.map((point) => nearest(point, centres));
  for (let step = 0; step < mostSteps; step++) {
    centres = centres.map((centre, group) => middleOf(points.filter((_, index) => labels[index] === group)) ?? centre);
    const next = points.map((point) => nearest(point, centres));
    const isSettled = next.every((label, index) => label === labels[index]);
    labels = next;
    if (isSettled) break;
  }
  const spread = points.reduce((sum, point, index) => sum + squaredDistance(point, centres[labels[index]!]!), 0);
  return { labels, centres, spread };
}

function nearest(point: Point, centres: readonly Point[]): number {
  let best = 0;
  for (let group = 1; group < centres.length; group++)
    if (squaredDistance(point, centres[group]!) < squaredDistance(point, centres[best]!)) best = group;
  return best;
}

function middleOf(points: readonly Point[]): Point | null {
  if (points.length === 0) return null;
  const sum = points.reduce(([x, y], point) => [x + point[0], y + point[1]], [0, 0]);
  return [sum[0]! / points.length, sum[1]! / points.length];
}
