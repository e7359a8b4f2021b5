import type { MaybeActor } from "#app/modules/accounts/actor.ts";
import { countJoinedPerWeek } from "#app/modules/accounts/records/count-joined.server.ts";
import { requireRole } from "#app/modules/accounts/policy.ts";
import { countRepliesPerWeek } from "#app/modules/forum/spaces/count-replies-per-week.server.ts";
import {
  countCompletionsPerWeek,
  countTrained,
  type TrainedRow,
} from "#app/modules/learning/grades/count-trained.server.ts";
import { lastWeeks } from "./weeks.ts";

/** Half a year. */
const weeksShown = 26;

/** One week of the site: its Monday, and how much happened in it. */
export type WeekFigures = { monday: string; joined: number; completed: number; replies: number };

/**
 * Who was trained where in a year (UTC), by country. One SQL statement. Throws 401 for a guest, 403 for whoever does not
 * administrate.
 */
export async function listTrainedFor(actor: MaybeActor, year: number): Promise<TrainedRow[]> {
  requireRole(actor, ["administrator"]);
  return countTrained(spanOf(year));
}

/** The activity of the last 26 weeks, oldest first, empty ones too. Three SQL statements. Throws as `listTrainedFor`. */
export async function listWeeksFor(actor: MaybeActor, { at = new Date() } = {}): Promise<WeekFigures[]> {
  requireRole(actor, ["administrator"]);
  const mondays = lastWeeks(at, weeksShown);
  const from = new Date(`${mondays[0]}T00:00:00Z`);
  const [joined, completed, replies] = await Promise.all([
    countJoinedPerWeek(from),
    countCompletionsPerWeek(from),
    countRepliesPerWeek(from),
  ]);
  return mondays.map((monday) => ({
    monday,
    joined: joined[monday] ?? 0,
    completed: completed[monday] ?? 0,
    replies: replies[monday] ?? 0,
  }));
}

/** A year from its first moment to the first of the next, in UTC. */
export function spanOf(year: number): { from: Date; until: Date } {
  return { from: new Date(Date.UTC(year, 0, 1)), until: new Date(Date.UTC(year + 1, 0, 1)) };
}
