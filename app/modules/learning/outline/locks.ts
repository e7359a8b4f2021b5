import type { Text } from "#app/modules/learning/courses/text.ts";

/** Why a unit is not open yet: something to be completed first, or a time to wait for. */
export type Lock = { kind: "unit"; slug: string; title: Text } | { kind: "date"; opensAt: Date };

/** What locks look at, of one unit. */
export type LockedBy = {
  id: string;
  slug: string;
  title: Text;
  completedAt: Date | null;
  /** The ids of the units that must be complete first. */
  requires: readonly string[];
  /** When it opens for this person, exceptions included. */
  opensAt: Date | null;
};

export type LockRules = {
  /** Whether a unit waits for all the units before it. */
  isLinear: boolean;
  /** Whether the reader learns here: whoever only looks has no progress that could open anything. */
  isLearner: boolean;
  /** Staff open everything. */
  isStaff: boolean;
  at: Date;
};

/**
 * What keeps each unit closed, in the order of the course; nothing for an open one. A unit that the person has completed
 * stays open whatever is required of others later. A requirement that is not among `units` (a draft, a removed unit)
 * keeps nothing closed. In a linear course only the first undone unit before is named: the next step is the one to take.
 * For readers who do not learn here only dates count (docs/decisions/locked-units.md).
 */
export function locksOf(units: readonly LockedBy[], { isLinear, isLearner, isStaff, at }: LockRules): Lock[][] {
  const byId = new Map(units.map((unit) => [unit.id, unit]));
  const firstUndone = units.findIndex((unit) => !unit.completedAt);
  return units.map((unit, position) => {
    if (isStaff || unit.completedAt) return [];
    const first = isLinear && firstUndone >= 0 && firstUndone < position ? units[firstUndone] : undefined;
    const missing = unit.requires.flatMap((id) => {
      const other = byId.get(id);
      return other && !other.completedAt && other !== first ? [other] : [];
    });
    const before = isLearner ? [...(first ? [first] : []), ...missing] : [];
    return [
      ...before.map(({ slug, title }): Lock => ({ kind: "unit", slug, title })),
      ...(unit.opensAt && unit.opensAt > at ? [{ kind: "date" as const, opensAt: unit.opensAt }] : []),
    ];
  });
}
