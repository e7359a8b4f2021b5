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
});
