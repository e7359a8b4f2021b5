import { seedOf } from "#app/lib/random.ts";

export type Pair = { submissionId: string; reviewerId: string };

/** Who may review what. */
export type Eligible = (pair: Pair) => boolean;

const keyOf = ({ submissionId, reviewerId }: Pair) => `${submissionId} ${reviewerId}`;

/**
 * Moves reviews that may be moved from busy reviewers to idle ones until no chain of moves helps any more: then the loads
 * are as even as they can be. The chains are the cost-reducing paths of Harvey, Ladner, Lovász and Tamir, "Semi-matchings
 * for bipartite graphs and load balancing" (2003), found by breadth-first search. `fixed` counts what everybody has
 * besides. A new list of pairs; never the same pair twice, never one that `eligible` refuses. Throws nothing.
 */
export function balance(
  pairs: readonly Pair[],
  {
    reviewers,
    fixed,
    eligible,
  }: { reviewers: readonly string[]; fixed: ReadonlyMap<string, number>; eligible: Eligible },
): Pair[] {
  const held = new Map<string, Set<string>>(reviewers.map((id) => [id, new Set()]));
  for (const { submissionId, reviewerId } of pairs) held.get(reviewerId)?.add(submissionId);
  const load = (id: string) => (fixed.get(id) ?? 0) + held.get(id)!.size;
  for (let moved = true; moved;) {
    moved = false;
    for (const start of [...reviewers].sort((a, b) => load(b) - load(a))) {
      const path = findPath(start, { reviewers, held, load, eligible });
      if (!path) continue;
      for (const { submissionId, from, to } of path) {
        held.get(from)!.delete(submissionId);
        held.get(to)!.add(submissionId);
      }
      moved = true;
      break;
    }
  }
  return reviewers.flatMap((reviewerId) =>
    [...held.get(reviewerId)!].map((submissionId) => ({ submissionId, reviewerId })),
  );
}

type Search = {
  reviewers: readonly string[];
  held: ReadonlyMap<string, ReadonlySet<string>>;
  load: (id: string) => number;
  eligible: Eligible;
};
type Move = { submissionId: string; from: string; to: string };

/** A chain of moves that leads from `start` to somebody who has at least two reviews less; null when there is none. */
function findPath(start: string, { reviewers, held, load, eligible }: Search): Move[] | null {
  const cameBy = new Map<string, Move | null>([[start, null]]);
  for (const from of cameBy.keys()) {
    for (const submissionId of held.get(from)!) {
      for (const to of reviewers) {
        if (cameBy.has(to) || held.get(to)!.has(submissionId) || !eligible({ submissionId, reviewerId: to })) continue;
        cameBy.set(to, { submissionId, from, to });
        if (load(to) > load(start) - 2) continue;
        const path: Move[] = [];
        for (let move = cameBy.get(to); move; move = cameBy.get(move.from)) path.unshift(move);
        return path;
      }
    }
  }
  return null;
}

/**
 * Gives every submission its reviewers: `wanted` of them, or as many as there are. Everybody gets as even a number as can
 * be, so each gives as many reviews as each gets; the same seed gives the same result, and another one another. Never a
 * pair that `eligible` refuses (one's own, one's team's, one that has been), never one twice. Throws nothing.
 */
export function allocate(
  wishes: readonly { submissionId: string; wanted: number }[],
  {
    reviewers,
    fixed = new Map(),
    eligible,
    seed,
  }: {
    reviewers: readonly string[];
    fixed?: ReadonlyMap<string, number>;
    eligible: Eligible;
    seed: number;
  },
): Pair[] {
  const order = new Map(reviewers.map((id) => [id, seedOf(seed, id)]));
  const mixed = [...reviewers].sort((a, b) => order.get(a)! - order.get(b)! || (a < b ? -1 : 1));
  const added = new Map<string, number>();
  const load = (id: string) => (fixed.get(id) ?? 0) + (added.get(id) ?? 0);
  const pairs: Pair[] = [];
  const taken = new Set<string>();
  for (const { submissionId, wanted } of wishes) {
    // Among the idle ones chance decides, another chance for each submission: or the same people would always meet.
    const fresh = new Map(mixed.map((id) => [id, seedOf(seed, submissionId, id)]));
    const free = mixed
      .filter((reviewerId) => eligible({ submissionId, reviewerId }))
      .sort((a, b) => load(a) - load(b) || fresh.get(a)! - fresh.get(b)!);
    for (const reviewerId of free.slice(0, Math.max(0, wanted))) {
      const pair = { submissionId, reviewerId };
      if (taken.has(keyOf(pair))) continue;
      taken.add(keyOf(pair));
      pairs.push(pair);
      added.set(reviewerId, (added.get(reviewerId) ?? 0) + 1);
    }
  }
  return balance(pairs, { reviewers: mixed, fixed, eligible });
}
