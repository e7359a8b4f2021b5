import type { UnitLimits } from "./limits.ts";

export type TimeEnd = "submit" | "grace" | "discard";

/** Seconds after the end in which answers still count: they were sent in time and the link was slow. */
const lateSeconds = 15;

/** When an attempt ends: the earlier of its start with the time limit and the close; null = never. */
export function endsAtOf(startedAt: Date, { timeLimit, closesAt }: UnitLimits): Date | null {
  const limit = timeLimit > 0 ? plus(startedAt, timeLimit) : null;
  if (!limit || !closesAt) return limit ?? closesAt;
  return limit < closesAt ? limit : closesAt;
}

export type TimeRule = { timeEnd: TimeEnd; grace: number };
export type Timed = { state: string; endsAt: Date | null };

/**
 * Where an attempt stands: "running"; "closing", when the time has ended and answers that were under way still count;
 * "grace", when one may still submit what is saved; "over", when the clock has to end it; "finished", when it is ended.
 */
export type Phase = "running" | "closing" | "grace" | "over" | "finished";

/** The phase at a moment. Both borders belong to what still counts: 15 s after the end are within 15 s. */
export function phaseAt({ state, endsAt }: Timed, rule: TimeRule, at: Date): Phase {
  if (state !== "in_progress" && state !== "overdue") return "finished";
  if (!endsAt || at < endsAt) return "running";
  if (at <= plus(endsAt, lateSeconds)) return "closing";
  return at <= graceEndOf(endsAt, rule) ? "grace" : "over";
}

/** Until when one may submit what is saved. */
export function graceEndOf(endsAt: Date, { timeEnd, grace }: TimeRule): Date {
  return plus(endsAt, timeEnd === "grace" ? Math.max(grace, lateSeconds) : lateSeconds);
}

/** When the clock must look at a running attempt next: after this moment its phase has changed. Null = never. */
export function dueAtOf({ state, endsAt }: Timed, rule: TimeRule): Date | null {
  if (!endsAt) return null;
  return state === "overdue" ? graceEndOf(endsAt, rule) : plus(endsAt, lateSeconds);
}

export type Earlier = {
  /** Attempts so far, whatever became of them. */
  count: number;
  /** When the last of them ended; null when there is none. */
  lastEndedAt: Date | null;
};

/** Why nobody can begin an attempt now, and since or until when. */
export type StartRefusal =
  | { code: "quizzes.error.not_open_yet"; at: Date }
  | { code: "quizzes.error.closed"; at: Date }
  | { code: "quizzes.error.no_attempts_left"; at: null }
  | { code: "quizzes.error.too_soon"; at: Date };

/** Whether an attempt may begin: within the dates, while attempts are left, and after the delay. Null = it may. */
export function startRefusal(
  { limits, delay, earlier }: { limits: UnitLimits; delay: number; earlier: Earlier },
  at: Date,
): StartRefusal | null {
  const { opensAt, closesAt, attemptsAllowed } = limits;
  if (opensAt && at < opensAt) return { code: "quizzes.error.not_open_yet", at: opensAt };
  if (closesAt && at >= closesAt) return { code: "quizzes.error.closed", at: closesAt };
  if (attemptsAllowed > 0 && earlier.count >= attemptsAllowed)
    return { code: "quizzes.error.no_attempts_left", at: null };
  const next = earlier.lastEndedAt && delay > 0 ? plus(earlier.lastEndedAt, delay) : null;
  return next && at < next ? { code: "quizzes.error.too_soon", at: next } : null;
}

function plus(date: Date, seconds: number): Date {
  return new Date(date.getTime() + seconds * 1000);
}
