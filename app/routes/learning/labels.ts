import type { MessageKey } from "#app/i18n/catalogues/en.ts";
import type { UnitState } from "#app/modules/learning/outline/progress.ts";

/** What a page calls each state. */
export const stateNames: Record<UnitState, MessageKey> = {
  not_started: "learning.unit.state.not_started",
  in_progress: "learning.unit.state.in_progress",
  complete: "learning.unit.state.complete",
  passed: "learning.unit.state.passed",
  failed: "learning.unit.state.failed",
};

/** A grade as it is shown, rounded down: 59.96 is not the 60 that somebody needs. */
export function shownPercent(percent: number): number {
  return Math.floor(percent * 10) / 10;
}
