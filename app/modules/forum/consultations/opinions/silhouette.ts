import { squaredDistance } from "./k-means.ts";
import type { Point } from "./principal-components.ts";

/**
 * How well points lie in their groups, from -1 to 1: for each, how much nearer its own group is on average than the next one (Rousseeuw,
 * "Silhouettes: a graphical aid to the interpretation and validation of cluster analysis", 1987); the mean of all. A point alone in its
 * group counts 0. Its cost grows with the square of the points.
 */
export function meanSilhouette(points: readonly Point[], labels: readonly number[], k: number): number {
  const sizes = Array.from({ length: k }, () => 0);
  for (const label of labels) sizes[label]! += 1;
  let total = 0;
  for (let i = 0; i < points.length; i++) {
    const own = labels[i]!;
    if (sizes[own]! <= 1) continue;
    const sums = Array.from({ length: k }, () => 0);
    for (let j = 0; j < points.length; j++) sums[labels[j]!]! += Math.sqrt(squaredDistance(points[i]!, points[j]!));
    const inside = sums[own]! / (sizes[own]! - 1);
    const outside = Math.min(
      ...sums.flatMap((sum, group) => (group === own || sizes[group] === 0 ? [] : [sum / sizes[group]!])),
    );
    const larger = Math.max(inside, outside);
    if (larger > 0 && Number.isFinite(outside)) total += (outside - inside) / larger;
  }
  return points.length === 0 ? 0 : total / points.length;
}
