import type { Completion, CompletionFacts } from "#app/modules/learning/courses/completion.ts";

/** The facts that are known of one person and one unit. */
export type UnitFacts = CompletionFacts & {
  completion: Completion;
  /** The course revision in which the unit appeared. */
  addedInRevision: number;
  completedAt: Date | null;
  /** Whether the person has done something in it: read a lesson, answered, written, attended. Looking at a quiz is not enough. */
  isBegun: boolean;
};

export type UnitState = "not_started" | "in_progress" | "complete" | "passed" | "failed";

/** The state of a unit in one word. "failed" means graded and not enough yet. */
export function unitState(unit: UnitFacts): UnitState {
  if (unit.completedAt) return unit.completion.passed ? "passed" : "complete";
  if (unit.completion.passed && unit.gradePercent !== null && unit.gradePercent < unit.completion.passed) {
    return "failed";
  }
  return unit.isBegun ? "in_progress" : "not_started";
}

/**
 * How much of a course is done, a whole number from 0 to 100: complete units of all present units, rounded down, so that
 * only all of them make 100. For somebody who has finished (`completedRevision`) units that were added later do not
 * count. This is the only place where the number is made.
 */
export function progressPercent(
  units: readonly Pick<UnitFacts, "addedInRevision" | "completedAt">[],
  completedRevision: number | null,
): number {
  const counted = units.filter((unit) => !isNewSince(unit, completedRevision));
  const done = counted.filter((unit) => unit.completedAt).length;
  return percentOf(done, { counted: counted.length, completedRevision });
}

/** Whether the unit appeared after the person had finished the course. */
export function isNewSince(unit: Pick<UnitFacts, "addedInRevision">, completedRevision: number | null): boolean {
  return completedRevision !== null && unit.addedInRevision > completedRevision;
}

type Waiting = Pick<UnitFacts, "completedAt" | "submittedAt" | "gradePercent">;

/** Whether the unit waits for somebody else: it was handed in and has no marks yet. */
function waitsForMarks({ completedAt, submittedAt, gradePercent }: Waiting): boolean {
  return !completedAt && submittedAt !== null && gradePercent === null;
}

/**
 * Where "continue" leads: the first unit that is open and not complete, in the order of the course; null when there is
 * none. What waits for its marks comes last: there is nothing to do there.
 */
export function nextUnit<U extends Waiting & { isLocked?: boolean }>(units: readonly U[]): U | null {
  const open = units.filter((unit) => !unit.completedAt && !unit.isLocked);
  return open.find((unit) => !waitsForMarks(unit)) ?? open[0] ?? null;
}

/** The same number for many people at once: from the ids of the units that somebody has completed. */
export function percentOfDone(
  units: readonly { id: string; addedInRevision: number }[],
  doneIds: ReadonlySet<string>,
  completedRevision: number | null,
): number {
  const counted = units.filter((unit) => !isNewSince(unit, completedRevision));
  const done = counted.filter(({ id }) => doneIds.has(id)).length;
  return percentOf(done, { counted: counted.length, completedRevision });
}

/** The same when it is known how many of the units that count for them are complete. */
export function percentOfCounted(
  units: readonly { addedInRevision: number }[],
  { doneUnits, completedRevision }: { doneUnits: number; completedRevision: number | null },
): number {
  const counted = units.filter((unit) => !isNewSince(unit, completedRevision)).length;
  return percentOf(doneUnits, { counted, completedRevision });
}

function percentOf(
  done: number,
  { counted, completedRevision }: { counted: number; completedRevision: number | null },
): number {
  // A finisher whose units were all taken away since has still finished.
  if (counted === 0) return completedRevision === null ? 0 : 100;
  return Math.floor((done / counted) * 100);
}

/** How far somebody is at an activity: they completed a part about it, or began one. */
export type ActivityProgress = { code: string; isCompleted: boolean };

/** The activities that units are about on which somebody has completed or begun something, in the activities' order. */
export function activityProgress(
  units: readonly { activities: readonly string[]; completedAt: Date | null; state: UnitState }[],
): ActivityProgress[] {
  const found = new Map<string, boolean>();
  for (const { activities, completedAt, state } of units) {
    if (state === "not_started") continue;
    for (const code of activities) found.set(code, completedAt !== null || found.get(code) === true);
  }
  return [...found].map(([code, isCompleted]) => ({ code, isCompleted })).sort((a, b) => (a.code < b.code ? -1 : 1));
}
