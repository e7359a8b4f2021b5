import ICAL from "ical.js";
import { describe, expect, test } from "vitest";
import {
  type CalendarEntry,
  cancelByCalendar,
  inviteByCalendar,
  publishCalendar,
} from "#app/modules/webinars/calendar.ts";

const stamp = new Date("2026-11-20T08:00:00Z");
const person = { name: 'Awa "the; quick", Ndiaye: \\ عَوَا', email: "awa@example.org" };
const entry: CalendarEntry = {
  id: "0190b1c2-0000-7000-8000-000000000001",
  icsSequence: 2,
  state: "planned",
  title: "Cartographier les secteurs culturels; numériques, أين نبدأ؟ — et comment partager les résultats 🗺️🗺️🗺️",
  description: "First line\nsecond; with, marks \\ and a very long tail ".repeat(4),
  startsAt: new Date("2027-03-28T00:30:00Z"),
  endsAt: new Date("2027-03-28T02:00:00Z"),
  zone: "UTC",
  url: "https://crossroads.example/webinars/7/cartographier",
  roomUrl: "https://crossroads.example/webinars/7/room",
  organizer: { name: "Crossroads", email: "crossroads@example.org" },
};

function parse(text: string) {
  const calendar = new ICAL.Component(ICAL.parse(text) as never);
  const event = new ICAL.Event(calendar.getFirstSubcomponent("vevent")!);
  return { calendar, event, value: (name: string) => event.component.getFirstPropertyValue(name)?.toString() };
}

describe("the calendar file", () => {
  test("reads back with what went in", () => {
    const { calendar, event, value } = parse(publishCalendar(entry, stamp));
    expect(calendar.getFirstPropertyValue("method")).toBe("PUBLISH");
    expect(event.summary).toBe(entry.title);
    expect(event.description).toBe(entry.description);
    expect(event.startDate.toJSDate()).toEqual(entry.startsAt);
    expect(event.endDate.toJSDate()).toEqual(entry.endsAt);
    expect(event.startDate.zone.tzid).toBe("UTC");
    expect(event.uid).toBe("webinar-0190b1c2-0000-7000-8000-000000000001@crossroads");
    expect(event.sequence).toBe(2);
    expect(event.location).toBe(entry.roomUrl);
    expect(value("url")).toBe(entry.url);
    expect(value("status")).toBe("CONFIRMED");
    expect(value("dtstamp")).toBe("2026-11-20T08:00:00Z");
  });

  test("names nobody when it is published", () => {
    expect(parse(publishCalendar(entry, stamp)).event.attendees).toHaveLength(0);
  });

  test("is folded at 75 octets, between characters, with CRLF throughout", () => {
    const text = inviteByCalendar(entry, person, stamp);
    expect(text.endsWith("END:VCALENDAR\r\n")).toBe(true);
    for (const line of text.split("\r\n")) {
      expect(Buffer.byteLength(line)).toBeLessThanOrEqual(75);
      expect(line).not.toMatch(/[\r\n]|[\ud800-\udbff]$|^ ?[\udc00-\udfff]/);
    }
  });

  test("invites one person, whatever their name, and asks for no answer", () => {
    const { calendar, event } = parse(inviteByCalendar(entry, person, stamp));
    expect(calendar.getFirstPropertyValue("method")).toBe("REQUEST");
    const [attendee] = event.attendees;
    expect(event.attendees).toHaveLength(1);
    expect(String(attendee!.getFirstValue()).toLowerCase()).toBe("mailto:awa@example.org");
    expect(attendee!.getParameter("cn")).toBe("Awa ”the; quick”, Ndiaye: / عَوَا");
    expect(attendee!.getParameter("rsvp")).toBe("FALSE");
    expect(event.organizer).toBe("mailto:crossroads@example.org");
  });

  test("cancels under the same UID", () => {
    const { calendar, event, value } = parse(cancelByCalendar({ ...entry, icsSequence: 3 }, person, stamp));
    expect(calendar.getFirstPropertyValue("method")).toBe("CANCEL");
    expect(value("status")).toBe("CANCELLED");
    expect(event.uid).toBe(parse(publishCalendar(entry, stamp)).event.uid);
    expect(event.sequence).toBe(3);
  });

  test("says that a cancelled webinar is off to who downloads it", () => {
    expect(parse(publishCalendar({ ...entry, state: "cancelled" }, stamp)).value("status")).toBe("CANCELLED");
  });

  // The clocks go forward between start and end in Paris; Casablanca's follow the moon; some zones have old names.
  test.each([
    ["Europe/Paris", "20270328T013000", "20270328T040000"],
    ["America/Bogota", "20270327T193000", "20270327T210000"],
    ["Africa/Dakar", "20270328T003000", "20270328T020000"],
    ["Africa/Casablanca", "20270328T013000", "20270328T030000"],
    ["Asia/Kathmandu", "20270328T061500", "20270328T074500"],
    ["Africa/Khartoum", "20270328T023000", "20270328T040000"],
    ["Etc/GMT-3", "20270328T033000", "20270328T050000"],
    ["Asia/Calcutta", "20270328T060000", "20270328T073000"],
    ["Europe/Kyiv", "20270328T023000", "20270328T050000"],
    ["Australia/Lord_Howe", "20270328T113000", "20270328T130000"],
  ])("has times on the clock of %s with the rules of that zone", (zone, start, end) => {
    const text = inviteByCalendar({ ...entry, zone }, person, stamp);
    expect(text).toContain(`DTSTART;TZID=${zone}:${start}\r\n`);
    expect(text).toContain(`DTEND;TZID=${zone}:${end}\r\n`);
    expect(text.match(/^BEGIN:VTIMEZONE\r$/gm)).toHaveLength(1);
    const { calendar, event } = parse(text);
    const rules = new ICAL.Timezone(calendar.getFirstSubcomponent("vtimezone")!);
    expect(rules.tzid).toBe(zone);
    for (const [time, at] of [
      [event.startDate, entry.startsAt],
      [event.endDate, entry.endsAt],
    ] as const) {
      time.zone = rules;
      expect(time.toUnixTime() * 1000).toBe(at.getTime());
    }
  });

  test("tells the changes of the clocks on both sides of a session, and those between its ends", () => {
    const text = publishCalendar({ ...entry, zone: "Europe/Paris" }, stamp);
    const { calendar } = parse(text);
    const rules = new ICAL.Timezone(calendar.getFirstSubcomponent("vtimezone")!);
    for (const at of ["2026-07-01T12:00:00Z", "2027-01-01T12:00:00Z", "2027-03-28T00:59:00Z", "2027-03-28T01:01:00Z"]) {
      const time = ICAL.Time.fromJSDate(new Date(at), true);
      const hours = at < "2026-10-25" || at > "2027-03-28T01:00" ? 2 : 1;
      const { year, month, day, hour, minute, second } = time;
      const local = new ICAL.Time({ year, month, day, hour: hour + hours, minute, second }, rules);
      expect(local.toUnixTime() * 1000, at).toBe(Date.parse(at));
    }
    expect(text).toContain("DTSTAMP:20261120T080000Z\r\n");
  });

  test("stays in UTC when it was planned in UTC, or in a zone without rules", () => {
    for (const zone of ["UTC", "Mars/Olympus"])
      expect(publishCalendar({ ...entry, zone }, stamp)).toContain("DTSTART:20270328T003000Z\r\n");
  });
});
