import type { Import } from "./house.ts";

/**
 * Whether `start` reaches a file that `isGoal` names, along imports and through files that `passes` lets through: the way
 * there, or null. The shortest way, so that a failure shows where to cut.
 */
export function findWay(
  start: string,
  next: Map<string, Import[]>,
  isGoal: (file: string) => boolean,
  passes: (file: string) => boolean,
): string[] | null {
  const cameFrom = new Map<string, string | null>([[start, null]]);
  const queue = [start];
  for (const file of queue) {
    for (const { to } of next.get(file) ?? []) {
      if (to === null || cameFrom.has(to)) continue;
      cameFrom.set(to, file);
      if (isGoal(to)) return wayBack(to, cameFrom);
      if (passes(to)) queue.push(to);
    }
  }
  return null;
}

function wayBack(goal: string, cameFrom: Map<string, string | null>): string[] {
  const way: string[] = [];
  for (let file: string | null = goal; file !== null; file = cameFrom.get(file) ?? null) way.unshift(file);
  return way;
}

/** The imports of each file. */
export function importsByFile(imports: Import[]): Map<string, Import[]> {
  const next = new Map<string, Import[]>();
  for (const one of imports) (next.get(one.from) ?? next.set(one.from, []).get(one.from)!).push(one);
  return next;
}
