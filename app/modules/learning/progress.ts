/** What decides when a unit is complete; the names of the database's enum. */
export type CompletionRule = "opened" | "marked_done" | "passed";

/** The facts that are known of one person and one unit. */
export type UnitFacts = {
  rule: CompletionRule;
  /** The course revision in which the unit appeared. */
  addedInRevision: number;
  openedAt: Date | null;
  completedAt: Date | null;
  /** Of a quiz: the highest grade so far. */
  bestPercent: number | null;
};

export type UnitState = "not_started" | "in_progress" | "complete" | "passed" | "failed";

/** The state of a unit in one word. "failed" means graded and not passed yet: attempts are not limited. */
export function unitState(unit: UnitFacts): UnitState {
  if (unit.completedAt) return unit.rule === "passed" ? "passed" : "complete";
  if (unit.rule === "passed" && unit.bestPercent !== null) return "failed";
  return unit.openedAt ? "in_progress" : "not_started";
}

/**
 * How much of a course is done, a whole number from 0 to 100: complete units of all present units, rounded down, so that
 * only all of them make 100. For somebody who has finished (`completedRevision`) units that were added later do not
 * count. This is the only place where the number is made.
 */
export function progressPercent(units: readonly UnitFacts[], completedRevision: number | null): number {
  const counted = units.filter((unit) => !isNewSince(unit, completedRevision));
  // A finisher whose units were all taken away since has still finished.
  if (counted.length === 0) return completedRevision === null ? 0 : 100;
  return Math.floor((counted.filter((unit) => unit.completedAt).length / counted.length) * 100);
}

/** Whether the unit appeared after the person had finished the course. */
export function isNewSince(unit: Pick<UnitFacts, "addedInRevision">, completedRevision: number | null): boolean {
  return completedRevision !== null && unit.addedInRevision > completedRevision;
}

/** Where "continue" leads: the first unit that is not complete, in the order of the course; null when all are. */
export function nextUnit<U extends UnitFacts>(units: readonly U[]): U | null {
  return units.find((unit) => !unit.completedAt) ?? null;
}
