import fc from "fast-check";
import { Temporal } from "temporal-polyfill";
import { describe, expect, it } from "vitest";
import { type DigestRhythm, nextDigestAt, periodOf } from "#app/modules/notifications/digest-time.ts";

const daily = (hour: number): DigestRhythm => ({ frequency: "daily", weekday: 1, hour });
const weekly = (weekday: number, hour = 8): DigestRhythm => ({ frequency: "weekly", weekday, hour });

/** The next `count` due moments after one, in UTC. */
function dues(rhythm: DigestRhythm, zone: string, after: string, count: number): string[] {
  const found: string[] = [];
  let at = new Date(after);
  for (let index = 0; index < count; index++) {
    at = nextDigestAt(rhythm, zone, at)!;
    found.push(at.toISOString().slice(0, 16));
  }
  return found;
}

describe("a digest is due", () => {
  it("never, for who wants none", () => {
    expect(nextDigestAt({ frequency: "never", weekday: 1, hour: 8 }, "UTC", new Date())).toBeNull();
  });

  it("at eight by the clock of Paris on both sides of a 23-hour and of a 25-hour day", () => {
    expect(dues(daily(8), "Europe/Paris", "2026-03-27T12:00:00Z", 3)).toEqual([
      "2026-03-28T07:00",
      "2026-03-29T06:00",
      "2026-03-30T06:00",
    ]);
    expect(dues(daily(8), "Europe/Paris", "2026-10-23T12:00:00Z", 3)).toEqual([
      "2026-10-24T06:00",
      "2026-10-25T07:00",
      "2026-10-26T07:00",
    ]);
    expect(dues(daily(8), "Europe/Paris", "2027-03-27T12:00:00Z", 2)).toEqual(["2027-03-28T06:00", "2027-03-29T06:00"]);
    expect(dues(daily(8), "Europe/Paris", "2027-10-30T12:00:00Z", 2)).toEqual(["2027-10-31T07:00", "2027-11-01T07:00"]);
  });

  it("once when the hour is skipped, an hour later by the clock", () => {
    expect(dues(daily(2), "Europe/Paris", "2026-03-28T00:00:00Z", 3)).toEqual([
      "2026-03-28T01:00",
      "2026-03-29T01:00",
      "2026-03-30T00:00",
    ]);
    expect(dues(daily(2), "America/New_York", "2026-03-07T12:00:00Z", 2)).toEqual([
      "2026-03-08T07:00",
      "2026-03-09T06:00",
    ]);
  });

  it("once when the hour comes twice, the first time", () => {
    expect(dues(daily(2), "Europe/Paris", "2026-10-24T12:00:00Z", 2)).toEqual(["2026-10-25T00:00", "2026-10-26T01:00"]);
    expect(dues(daily(1), "America/New_York", "2026-10-31T12:00:00Z", 2)).toEqual([
      "2026-11-01T05:00",
      "2026-11-02T06:00",
    ]);
    expect(dues(daily(1), "America/New_York", "2027-11-06T12:00:00Z", 2)).toEqual([
      "2027-11-07T05:00",
      "2027-11-08T06:00",
    ]);
  });

  it("by clocks that never change, and by those that are not on the hour", () => {
    expect(dues(weekly(1), "Africa/Dakar", "2026-11-23T08:00:00Z", 2)).toEqual([
      "2026-11-30T08:00",
      "2026-12-07T08:00",
    ]);
    expect(dues(weekly(1), "Asia/Kathmandu", "2026-11-23T00:00:00Z", 2)).toEqual([
      "2026-11-23T02:15",
      "2026-11-30T02:15",
    ]);
  });

  it("on the day after, where a zone skipped the whole day", () => {
    // Samoa had no 30 December 2011, a Friday.
    expect(dues(weekly(5), "Pacific/Apia", "2011-12-24T00:00:00Z", 2)).toEqual([
      "2011-12-30T18:00",
      "2012-01-05T18:00",
    ]);
    expect(dues(daily(8), "Pacific/Apia", "2011-12-29T00:00:00Z", 3)).toEqual([
      "2011-12-29T18:00",
      "2011-12-30T18:00",
      "2011-12-31T18:00",
    ]);
    // Kwajalein had no 21 August 1993, a Saturday.
    expect(dues(daily(8), "Pacific/Kwajalein", "1993-08-20T00:00:00Z", 3)).toEqual([
      "1993-08-20T20:00",
      "1993-08-21T20:00",
      "1993-08-22T20:00",
    ]);
  });

  it("each month on its first such weekday", () => {
    const monthly = { frequency: "monthly" as const, weekday: 1, hour: 8 };
    expect(dues(monthly, "Europe/Paris", "2026-09-30T00:00:00Z", 4)).toEqual([
      "2026-10-05T06:00",
      "2026-11-02T07:00",
      "2026-12-07T07:00",
      "2027-01-04T07:00",
    ]);
  });

  it("in UTC where the zone is not known to this machine", () => {
    expect(dues(daily(8), "Mars/Olympus", "2026-01-01T00:00:00Z", 1)).toEqual(["2026-01-01T08:00"]);
  });

  it("always later than asked, within the time that the rhythm allows, at the wished hour unless it is skipped", () => {
    const zones = [
      "Europe/Paris",
      "America/New_York",
      "Africa/Dakar",
      "Asia/Kathmandu",
      "Australia/Lord_Howe",
      "Pacific/Chatham",
    ];
    const moments = fc.date({ min: new Date("2026-01-01"), max: new Date("2028-01-01"), noInvalidDate: true });
    const rhythms = fc.record({
      frequency: fc.constantFrom("daily" as const, "weekly" as const, "monthly" as const),
      weekday: fc.integer({ min: 1, max: 7 }),
      hour: fc.integer({ min: 0, max: 23 }),
    });
    const longest = { daily: 25, weekly: 7 * 24 + 1, monthly: 35 * 24 + 1 };
    fc.assert(
      fc.property(rhythms, fc.constantFrom(...zones), moments, (rhythm, zone, after) => {
        const due = nextDigestAt(rhythm, zone, after)!;
        const hours = (due.getTime() - after.getTime()) / 3_600_000;
        expect(hours).toBeGreaterThan(0);
        expect(hours).toBeLessThanOrEqual(longest[rhythm.frequency] + 1);
        const local = Temporal.Instant.fromEpochMilliseconds(due.getTime()).toZonedDateTimeISO(zone);
        const wished = local.toPlainDate().toZonedDateTime({ timeZone: zone, plainTime: { hour: rhythm.hour } });
        expect(wished.epochMilliseconds).toBe(due.getTime());
        if (rhythm.frequency !== "daily") expect(local.dayOfWeek).toBe(rhythm.weekday);
      }),
      { numRuns: 300 },
    );
  });
});

describe("a period", () => {
  it("is the day by the person's clock", () => {
    expect(periodOf(new Date("2026-11-23T23:30:00Z"), "Asia/Kathmandu")).toBe("2026-11-24");
    expect(periodOf(new Date("2026-11-23T23:30:00Z"), "America/New_York")).toBe("2026-11-23");
  });
});
