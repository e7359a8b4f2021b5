import { readLocalTime, writeLocalTime } from "#app/lib/local-time.ts";

/** When somebody wants to be reminded: never, in the morning of tomorrow or of the same day next week, or of a day that they name. */
export const reminderChoices = ["none", "tomorrow", "week", "date"] as const;
export type Reminder = "none" | "tomorrow" | "week" | { day: string };

/** The hour of the day at which people are reminded, by their own clock. */
const morning = "09:00";

/** Most years ahead that somebody can ask for. */
const farthestReminderYears = 2;

/**
 * The moment of a reminder in somebody's zone, null for none. Undefined for a day that is none, that has begun or that lies more than
 * two years ahead.
 */
export function momentOf(reminder: Reminder, zone: string, at: Date): Date | null | undefined {
  if (reminder === "none") return null;
  const day = typeof reminder === "object" ? reminder.day : dayAfter(zone, at, reminder === "week" ? 7 : 1);
  const moment = readLocalTime(`${day}T${morning}`, zone)?.at;
  const last = at.getTime() + farthestReminderYears * 366 * 86_400_000;
  return moment && moment > at && moment.getTime() < last ? moment : undefined;
}

/** The date of so many days later, as calendars in the zone have it. */
function dayAfter(zone: string, at: Date, days: number): string {
  const today = new Date(`${writeLocalTime(at, zone).slice(0, 10)}T00:00:00Z`);
  return new Date(today.getTime() + days * 86_400_000).toISOString().slice(0, 10);
}
