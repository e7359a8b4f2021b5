import { describe, expect, test } from "vitest";
import { formatFor } from "#app/i18n/format.ts";
import { listZones } from "#app/lib/zones.ts";
import { localTimes, occursTwice, planTimes, sameClock } from "#app/modules/webinars/session-time.ts";

const plan = (date: string, start: string, end: string, zone: string) => {
  const { startsAt, endsAt } = planTimes({ date, start, end, zone });
  return [startsAt.toISOString(), endsAt.toISOString()];
};
const refusal = (...args: Parameters<typeof plan>) => {
  try {
    plan(...args);
  } catch (error) {
    return (error as { details: { fields: unknown } }).details.fields;
  }
};

describe("planning in a zone", () => {
  test.each([
    ["2026-12-01", "14:00", "15:30", "Africa/Dakar", "2026-12-01T14:00:00.000Z", "2026-12-01T15:30:00.000Z"],
    ["2026-12-01", "14:00", "15:30", "America/Bogota", "2026-12-01T19:00:00.000Z", "2026-12-01T20:30:00.000Z"],
    ["2026-12-01", "09:00", "10:00", "Asia/Kathmandu", "2026-12-01T03:15:00.000Z", "2026-12-01T04:15:00.000Z"],
    ["2026-07-01", "14:00", "15:00", "Europe/Paris", "2026-07-01T12:00:00.000Z", "2026-07-01T13:00:00.000Z"],
    ["2026-12-01", "00:30", "02:00", "Pacific/Kiritimati", "2026-11-30T10:30:00.000Z", "2026-11-30T12:00:00.000Z"],
  ])("%s %s-%s in %s", (date, start, end, zone, startsAt, endsAt) => {
    expect(plan(date, start, end, zone)).toEqual([startsAt, endsAt]);
  });

  test("takes an end before the start as the next day", () => {
    expect(plan("2026-12-31", "23:00", "00:30", "UTC")).toEqual([
      "2026-12-31T23:00:00.000Z",
      "2027-01-01T00:30:00.000Z",
    ]);
  });

  test("refuses a time that the clocks skip, and says what they show instead", () => {
    const skipped = { code: "webinars.error.skipped_time", values: { time: "02:30", next: "03:30" } };
    expect(refusal("2027-03-28", "02:30", "04:00", "Europe/Paris")).toEqual({ start: skipped });
    expect(refusal("2027-03-28", "01:00", "02:30", "Europe/Paris")).toEqual({ end: skipped });
    expect(plan("2027-03-28", "03:00", "04:00", "Europe/Paris")[0]).toBe("2027-03-28T01:00:00.000Z");
  });

  test("a session across the skipped hour is an hour shorter than its clock times", () => {
    expect(plan("2027-03-28", "01:30", "03:30", "Europe/Paris")).toEqual([
      ...["2027-03-28T00:30:00.000Z", "2027-03-28T01:30:00.000Z"],
    ]);
  });

  test("takes the first of two equal times, and knows that there are two", () => {
    const [startsAt] = plan("2027-10-31", "02:30", "04:00", "Europe/Paris");
    expect(startsAt).toBe("2027-10-31T00:30:00.000Z");
    expect(occursTwice(new Date(startsAt!), "Europe/Paris")).toBe(true);
    expect(occursTwice(new Date("2027-10-31T12:00:00Z"), "Europe/Paris")).toBe(false);
  });

  test("refuses a session of no length, and one of more than 12 hours", () => {
    expect(refusal("2026-12-01", "14:00", "14:00", "UTC")).toEqual({ end: { code: "webinars.error.no_length" } });
    expect(refusal("2026-12-01", "14:00", "13:00", "UTC")).toEqual({ end: { code: "webinars.error.too_long" } });
    expect(plan("2026-12-01", "08:00", "20:00", "UTC")).toHaveLength(2);
  });

  test("gives the form back what was typed", () => {
    for (const zone of ["Europe/Paris", "America/St_Johns", "Asia/Kathmandu", "Africa/Casablanca"]) {
      const typed = { date: "2027-02-03", start: "22:45", end: "00:15", zone };
      expect(localTimes({ ...planTimes(typed), zone })).toEqual(typed);
    }
  });
});

describe("showing across zones", () => {
  test("the same session on three clocks, in three languages", () => {
    const { startsAt } = planTimes({ date: "2027-03-12", start: "14:00", end: "15:00", zone: "Africa/Dakar" });
    expect(formatFor("en", "Africa/Dakar").time(startsAt)).toBe("14:00");
    expect(formatFor("fr", "Asia/Ho_Chi_Minh").time(startsAt)).toBe("21\u00a0h\u00a000");
    expect(formatFor("ar", "America/Lima").time(startsAt)).toContain("9:00");
  });

  test("knows when two zones' clocks agree, on that day", () => {
    const winter = new Date("2027-01-15T12:00:00Z");
    const summer = new Date("2027-07-15T12:00:00Z");
    expect(sameClock(winter, "Europe/London", "Africa/Dakar")).toBe(true);
    expect(sameClock(summer, "Europe/London", "Africa/Dakar")).toBe(false);
  });

  test("lists every zone once, UTC first", () => {
    const zones = listZones().flatMap((group) => group.zones);
    expect(zones[0]).toBe("UTC");
    expect(new Set(zones).size).toBe(zones.length);
    expect(zones).toContain("Africa/Dakar");
  });
});
