import { Temporal } from "temporal-polyfill";

const day = 24 * 60 * 60_000;
/** How far round a session its zone's changes of the clocks are told. */
const margin = 400 * day;

/**
 * The VTIMEZONE (RFC 5545, 3.6.5) of an IANA zone for what happens between two instants: each change of the clocks round
 * them by itself, read from the same tables that times are converted with, so that a calendar program computes the very
 * instants that we mean, whatever its own tables say. Null for UTC and for a zone that nobody knows.
 */
export function zoneRules(zone: string, from: Date, to: Date): string | null {
  const start = zone === "UTC" ? null : onClock(from, zone);
  if (!start) return null;
  const end = to.getTime() + margin;
  const changes = [start.subtract({ hours: margin / 3_600_000 }).getTimeZoneTransition("previous")];
  for (;;) {
    const next = (changes.at(-1) ?? start).getTimeZoneTransition("next");
    if (!next || next.epochMilliseconds > end) break;
    changes.push(next);
  }
  const known = changes.filter((change) => change !== null);
  const parts = known.length > 1 ? known.map(part) : [block("STANDARD", "19700101T000000", start.offset, start.offset)];
  return ["BEGIN:VTIMEZONE", `TZID:${zone}`, ...parts.flat(), "END:VTIMEZONE"].join("\r\n");
}

/** An instant on the clock of a zone, or null when nobody knows the zone. */
export function onClock(at: Date, zone: string): Temporal.ZonedDateTime | null {
  try {
    return Temporal.Instant.fromEpochMilliseconds(at.getTime()).toZonedDateTimeISO(zone);
  } catch {
    return null;
  }
}

/** One change of the clocks, at the time that the clocks showed before it. */
function part(change: Temporal.ZonedDateTime): string[] {
  const before = change.subtract({ milliseconds: 1 });
  const nanoseconds = before.offsetNanoseconds - change.offsetNanoseconds;
  const shown = change.toPlainDateTime().add({ nanoseconds }).toString({ smallestUnit: "second" });
  return block(nanoseconds < 0 ? "DAYLIGHT" : "STANDARD", shown.replace(/[-:]/g, ""), before.offset, change.offset);
}

function block(kind: "STANDARD" | "DAYLIGHT", start: string, before: string, after: string): string[] {
  const offset = (text: string) => text.slice(0, 6).replace(":", "");
  return [
    `BEGIN:${kind}`,
    `DTSTART:${start}`,
    `TZOFFSETFROM:${offset(before)}`,
    `TZOFFSETTO:${offset(after)}`,
    `END:${kind}`,
  ];
}
