import type { ThingState } from "./kinds/names.ts";

/** What can be decided about a thing. */
export const verdicts = ["keep", "hide", "remove", "restore", "purge"] as const;
export type Verdict = (typeof verdicts)[number];

export const reportReasons = ["spam", "offensive", "off_topic", "private_data", "other"] as const;
export type ReportReason = (typeof reportReasons)[number];

export type CaseState = "open" | "decided" | "appealed";

/** A state that a verdict brings a thing to; "same" leaves it as it is, "impossible" cannot be decided now. */
type Outcome = "visible" | "hidden" | "removed" | "purged" | "same" | "impossible";

/**
 * What a verdict makes of a thing in a state. To keep shows again what reports had hidden; of an appeal it means that the
 * decision stands. What its author has deleted is theirs to bring back, and what is purged is gone.
 */
export function outcomeOf(verdict: Verdict, state: ThingState, { isAppeal }: { isAppeal: boolean }): Outcome {
  if (verdict === "keep") return state === "hidden" && !isAppeal ? "visible" : "same";
  if (state === "purged") return "impossible";
  if (verdict === "purge") return "purged";
  if (verdict === "remove") return "removed";
  if (verdict === "hide") return state === "visible" || state === "hidden" ? "hidden" : "impossible";
  if (state === "visible") return "same";
  return state === "hidden" || state === "removed" ? "visible" : "impossible";
}

/** Whether a verdict takes a thing out of sight. */
export function takesAway(verdict: Verdict): boolean {
  return verdict === "hide" || verdict === "remove" || verdict === "purge";
}

/** What the queue can show. */
export const caseFilters = ["open", "mine", "appeals", "decided"] as const;
export type CaseFilter = (typeof caseFilters)[number];
