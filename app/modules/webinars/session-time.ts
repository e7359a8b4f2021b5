import type { MessageKey } from "#app/i18n/catalogues/en.ts";
import { Temporal } from "temporal-polyfill";
import { type AppError, fieldError } from "#app/infra/app-error.ts";
import { type SessionTimes, longestSession } from "#app/modules/webinars/policy.ts";

/** A session as it is planned: a day, two clock times and the IANA zone of the clocks. */
export type LocalTimes = { date: string; start: string; end: string; zone: string };

/**
 * The instants of a planned session. An end before the start means the next day. A clock time that the zone skips (the
 * clocks go forward) is refused with the time that they show instead; of a time that occurs twice the first is taken.
 * Throws AppError 400 for the field `start` or `end` also when the session would last 0 or more than 12 hours.
 */
export function planTimes({ date, start, end, zone }: LocalTimes): SessionTimes {
  const day = Temporal.PlainDate.from(date);
  const from = Temporal.PlainTime.from(start);
  const until = Temporal.PlainTime.from(end);
  const lastDay = Temporal.PlainTime.compare(until, from) < 0 ? day.add({ days: 1 }) : day;
  const startsAt = instantOf(day.toPlainDateTime(from), zone, "start");
  const endsAt = instantOf(lastDay.toPlainDateTime(until), zone, "end");
  const length = endsAt.getTime() - startsAt.getTime();
  if (length <= 0) throw wrong("end", "webinars.error.no_length");
  if (length > longestSession) throw wrong("end", "webinars.error.too_long");
  return { startsAt, endsAt };
}

/** A session's times as its planner typed them, for the form that changes them. */
export function localTimes({ startsAt, endsAt, zone }: SessionTimes & { zone: string }): LocalTimes {
  const start = zoned(startsAt, zone);
  const end = zoned(endsAt, zone);
  return { date: start.toPlainDate().toString(), start: clock(start), end: clock(end), zone };
}

/** Whether the clocks of the zone show this instant's time twice that night, and so the offset has to be said. */
export function occursTwice(at: Date, zone: string): boolean {
  const local = zoned(at, zone).toPlainDateTime();
  const earlier = local.toZonedDateTime(zone, { disambiguation: "earlier" });
  return !earlier.equals(local.toZonedDateTime(zone, { disambiguation: "later" }));
}

/** Whether two zones' clocks show the same at an instant. */
export function sameClock(at: Date, zone: string, other: string): boolean {
  return zoned(at, zone).offsetNanoseconds === zoned(at, other).offsetNanoseconds;
}

function instantOf(local: Temporal.PlainDateTime, zone: string, field: "start" | "end"): Date {
  // "compatible" takes the first of two and, in a gap, the time moved forward by the gap's length.
  const found = local.toZonedDateTime(zone, { disambiguation: "compatible" });
  if (!found.toPlainDateTime().equals(local))
    throw wrong(field, "webinars.error.skipped_time", {
      time: local.toPlainTime().toString().slice(0, 5),
      next: clock(found),
    });
  return new Date(found.epochMilliseconds);
}

function zoned(at: Date, zone: string): Temporal.ZonedDateTime {
  return Temporal.Instant.fromEpochMilliseconds(at.getTime()).toZonedDateTimeISO(zone);
}

function clock(at: Temporal.ZonedDateTime): string {
  return at.toPlainTime().toString().slice(0, 5);
}

function wrong(field: string, code: MessageKey, values?: Record<string, string>): AppError {
  return fieldError(field, code, values);
}
