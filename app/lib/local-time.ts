import { Temporal } from "temporal-polyfill";

/** What a local date and time means in a zone. */
export type LocalMoment = {
  at: Date;
  /** "skipped": the clocks jump over it, and `at` is as much later; "twice": they show it twice, and `at` is the first. */
  fit: "exact" | "skipped" | "twice";
  /** The clock time of `at` in the zone, "03:30". */
  clock: string;
};

/**
 * The instant of a date and time as clocks in the zone show it ("2026-03-29T02:30", as a browser sends it, seconds
 * allowed); null for what is no date and time between the years 2000 and 2200. Throws RangeError for an unknown zone.
 */
export function readLocalTime(text: string, zone: string): LocalMoment | null {
  if (!/^2[01]\d\d-\d\d-\d\d[T ]\d\d:\d\d(:\d\d(\.\d{1,3})?)?$/.test(text)) return null;
  let local: Temporal.PlainDateTime;
  try {
    local = Temporal.PlainDateTime.from(text.replace(" ", "T"), { overflow: "reject" }).round("minute");
  } catch {
    return null;
  }
  const found = local.toZonedDateTime(zone, { disambiguation: "compatible" });
  const later = local.toZonedDateTime(zone, { disambiguation: "later" });
  const isSkipped = !found.toPlainDateTime().equals(local);
  return {
    at: new Date(found.epochMilliseconds),
    fit: isSkipped ? "skipped" : found.equals(later) ? "exact" : "twice",
    clock: found.toPlainTime().toString().slice(0, 5),
  };
}

/** The instant as clocks in the zone show it, in the form that `readLocalTime` and a browser's field take. */
export function writeLocalTime(at: Date, zone: string): string {
  const zoned = Temporal.Instant.fromEpochMilliseconds(at.getTime()).toZonedDateTimeISO(zone);
  return zoned.toPlainDateTime().toString().slice(0, 16);
}

/** The offset from UTC in a zone at an instant, "+02:00": it tells two equal clock times of one night apart. */
export function offsetAt(at: Date, zone: string): string {
  return Temporal.Instant.fromEpochMilliseconds(at.getTime()).toZonedDateTimeISO(zone).offset;
}

/** Whether the clocks of the zone show this instant's time twice that night. */
export function isShownTwice(at: Date, zone: string): boolean {
  return readLocalTime(writeLocalTime(at, zone), zone)?.fit === "twice";
}
