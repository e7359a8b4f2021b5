import { Temporal } from "temporal-polyfill";
import { isZone } from "#app/lib/is-zone.ts";

export const digestFrequencies = ["never", "daily", "weekly", "monthly"] as const;
type DigestFrequency = (typeof digestFrequencies)[number];

/** When somebody wants digests: `weekday` 1 is Monday, `hour` is what their clock shows. */
export type DigestRhythm = { frequency: DigestFrequency; weekday: number; hour: number };

/**
 * The first moment after `after` at which a digest is due by the clocks of `zone`: every day, every week on the weekday,
 * or on the month's first such weekday. Null for never. Where the clocks skip the hour, it is due when they have just
 * gone forward as much; where they show it twice, the first time only. A day that a zone skipped counts on the next.
 */
export function nextDigestAt(rhythm: DigestRhythm, zone: string, after: Date): Date | null {
  if (rhythm.frequency === "never") return null;
  const known = isZone(zone) ? zone : "UTC";
  let day = zoned(after, known).toPlainDate().subtract({ days: 1 });
  for (;;) {
    if (isDay(rhythm, day)) {
      const local = day.toPlainDateTime({ hour: rhythm.hour });
      const due = local.toZonedDateTime(known, { disambiguation: "compatible" }).epochMilliseconds;
      if (due > after.getTime()) return new Date(due);
    }
    day = day.add({ days: 1 });
  }
}

/** The period that a digest due at `dueAt` stands for: that day in the person's zone, so there is one a day at most. */
export function periodOf(dueAt: Date, zone: string): string {
  return zoned(dueAt, isZone(zone) ? zone : "UTC")
    .toPlainDate()
    .toString();
}

function isDay({ frequency, weekday }: DigestRhythm, day: Temporal.PlainDate): boolean {
  if (frequency === "daily") return true;
  return day.dayOfWeek === weekday && (frequency === "weekly" || day.day <= 7);
}

function zoned(at: Date, zone: string): Temporal.ZonedDateTime {
  return Temporal.Instant.fromEpochMilliseconds(at.getTime()).toZonedDateTimeISO(zone);
}
