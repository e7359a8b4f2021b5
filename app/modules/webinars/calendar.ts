import ical, {
  ICalAttendeeRole,
  ICalAttendeeStatus,
  ICalAttendeeType,
  ICalCalendarMethod,
  ICalEventStatus,
} from "ical-generator";
import { productName } from "#app/i18n/product-name.ts";
import { onClock, zoneRules } from "./zone-rules.ts";

/** What a calendar is told about a webinar. */
export type CalendarEntry = {
  /** The webinar's inner id: the UID is made of it, so it stays the same for life, wherever the site moves. */
  id: string;
  icsSequence: number;
  state: "planned" | "cancelled";
  title: string;
  /** Plain text. */
  description: string;
  startsAt: Date;
  endsAt: Date;
  /** IANA zone in which it was planned. */
  zone: string;
  /** Addresses of the webinar and of its room. */
  url: string;
  roomUrl: string;
  /** Who mails; the trainer's own address stays private. */
  organizer: { name: string; email: string };
};

export type Person = { name: string; email: string };

/** The entry as anybody may add it to a calendar: METHOD:PUBLISH, nobody invited. `stamp` is the moment of writing. */
export function publishCalendar(entry: CalendarEntry, stamp: Date): string {
  return write(entry, { method: ICalCalendarMethod.PUBLISH, stamp, isOff: entry.state === "cancelled" });
}

/** The invitation of one person: METHOD:REQUEST. A later `stamp` wins over an earlier one of the same SEQUENCE. */
export function inviteByCalendar(entry: CalendarEntry, person: Person, stamp: Date): string {
  return write(entry, { method: ICalCalendarMethod.REQUEST, stamp, isOff: false, person });
}

/** Takes the entry out of one person's calendar: METHOD:CANCEL, because the webinar is off or they have left it. */
export function cancelByCalendar(entry: CalendarEntry, person: Person, stamp: Date): string {
  return write(entry, { method: ICalCalendarMethod.CANCEL, stamp, isOff: true, person });
}

type Writing = { method: ICalCalendarMethod; stamp: Date; isOff: boolean; person?: Person };

/**
 * Times are written on the clock of the session's own zone, with the rules of that zone beside them: programs show bare UTC
 * as "Coordinated Universal Time", and a series in UTC would move with summer time. UTC itself, and a zone whose rules are
 * not known, stay UTC.
 */
function write(entry: CalendarEntry, { method, stamp, isOff, person }: Writing): string {
  // The program that wrote the file, whatever the site is called.
  const calendar = ical({ prodId: { company: productName, product: "Webinars", language: "EN" }, method });
  const { zone, startsAt, endsAt } = entry;
  const rules = zoneRules(zone, startsAt, endsAt);
  const shown = (at: Date) => (rules && onClock(at, zone)) ?? at;
  // A zone of the whole calendar would be DTSTAMP's, too, which has to be UTC.
  calendar.timezone({ name: null, generator: () => rules });
  const event = calendar.createEvent({
    id: `webinar-${entry.id}@crossroads`,
    sequence: entry.icsSequence,
    stamp,
    start: shown(startsAt),
    end: shown(endsAt),
    timezone: rules ? zone : null,
    summary: entry.title,
    description: entry.description,
    location: entry.roomUrl,
    url: entry.url,
    status: isOff ? ICalEventStatus.CANCELLED : ICalEventStatus.CONFIRMED,
    organizer: { name: unquoted(entry.organizer.name), email: entry.organizer.email },
  });
  if (person)
    event.createAttendee({
      name: unquoted(person.name),
      email: person.email,
      role: ICalAttendeeRole.REQ,
      type: ICalAttendeeType.INDIVIDUAL,
      // They registered themselves: nobody waits for an answer.
      status: isOff ? ICalAttendeeStatus.DECLINED : ICalAttendeeStatus.ACCEPTED,
      rsvp: false,
    });
  return `${calendar.toString()}\r\n`;
}

/** Names stand between double quotes, which RFC 5545 does not let anybody escape. */
function unquoted(name: string): string {
  return name.replaceAll('"', "”").replaceAll("\\", "/");
}
