import { StateChip, type StateWords } from "#app/ui/elements/state-chip.tsx";

export type MarkingState = "toMark" | "inReview" | "marked" | "returned" | "needsWork";

/** How each state of work that was handed in is shown, to who wrote it as to who marks it. */
export const markingStates: Record<MarkingState, StateWords> = {
  toMark: { label: "states.marking.to_mark", tone: "warn", sign: "?" },
  inReview: { label: "states.marking.in_review", tone: "neutral", sign: "↔" },
  marked: { label: "states.marking.marked", tone: "good", sign: "•" },
  returned: { label: "states.marking.returned", tone: "good", sign: "✓" },
  needsWork: { label: "states.marking.needs_work", tone: "warn", sign: "↻" },
};

type Handed = {
  /** Whether it has a score, a mark or an excuse. */
  isSettled: boolean;
  /** Whether others are still to review it, and nobody of the staff was called. */
  isInReview?: boolean;
  /** Whether its writer sees what came of it. */
  isReleased?: boolean;
  /** Whether it reaches what the part asks for; null where nothing is asked for. */
  isEnough?: boolean | null;
};

/** How it stands with work that was handed in. */
export function markingState({
  isSettled,
  isInReview = false,
  isReleased = false,
  isEnough = null,
}: Handed): MarkingState {
  if (!isSettled) return isInReview ? "inReview" : "toMark";
  if (!isReleased) return "marked";
  return isEnough === false ? "needsWork" : "returned";
}

/** How it stands with work that was handed in. The one place that says so. */
export function MarkingChip(handed: Handed) {
  return <StateChip state={markingStates[markingState(handed)]} />;
}

/** How much waits to be marked; nothing where nothing does. */
export function ToMarkChip({ count }: { count: number }) {
  if (count === 0) return null;
  return <StateChip state={{ ...markingStates.toMark, label: "states.marking.count" }} values={{ count }} />;
}
