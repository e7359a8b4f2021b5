/** The dates and limits of a unit as they hold for one person. */
export type UnitLimits = {
  /** Nobody but staff opens it before. */
  opensAt: Date | null;
  /** What comes later counts as late. */
  dueAt: Date | null;
  /** Nothing is taken afterwards. */
  closesAt: Date | null;
  /** Seconds; 0 = unlimited. Of a quiz. */
  timeLimit: number;
  /** 0 = unlimited. Of a quiz. */
  attemptsAllowed: number;
};

/** What one override says otherwise; null inherits. */
export type LimitOverride = { [K in keyof UnitLimits]: UnitLimits[K] | null };

/**
 * The dates and limits that hold for one person. Value by value: what an override for the person says beats what those of
 * their cohorts say, and these beat the unit's own. Of several cohorts the one that is kindest to the learner wins: the
 * earliest opening, the latest due date and close, the longest time, the most attempts, where 0 is unlimited and so more
 * than any number. What is null is inherited.
 */
export function resolveLimits(
  base: UnitLimits,
  { cohorts = [], person = null }: { cohorts?: readonly LimitOverride[]; person?: LimitOverride | null },
): UnitLimits {
  const said = <K extends keyof UnitLimits>(key: K) => cohorts.flatMap((one) => one[key] ?? []) as never[];
  return {
    opensAt: person?.opensAt ?? extreme(said("opensAt"), Math.min) ?? base.opensAt,
    dueAt: person?.dueAt ?? extreme(said("dueAt"), Math.max) ?? base.dueAt,
    closesAt: person?.closesAt ?? extreme(said("closesAt"), Math.max) ?? base.closesAt,
    timeLimit: person?.timeLimit ?? most(said("timeLimit")) ?? base.timeLimit,
    attemptsAllowed: person?.attemptsAllowed ?? most(said("attemptsAllowed")) ?? base.attemptsAllowed,
  };
}

function extreme(dates: readonly Date[], pick: (...times: number[]) => number): Date | null {
  return dates.length > 0 ? new Date(pick(...dates.map((date) => date.getTime()))) : null;
}

function most(numbers: readonly number[]): number | null {
  if (numbers.length === 0) return null;
  return numbers.includes(0) ? 0 : Math.max(...numbers);
}
