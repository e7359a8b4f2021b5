import type { Language } from "#app/i18n/languages.ts";
import { localeOf } from "#app/i18n/translator.ts";
import { asWritten, wholeTime } from "#app/lib/written-dates.ts";
import { findSingleton, singleton } from "#app/lib/singleton.ts";
import { isZone } from "#app/lib/is-zone.ts";

export type Format = ReturnType<typeof createFormat>;

/**
 * Dates, numbers, lists and relative times in a language and the reader's IANA zone. A zone that this machine does not
 * know is read as UTC. Made once per language and zone, because Intl objects are slow to make.
 */
export function formatFor(language: Language, wishedZone: string): Format {
  const known = findSingleton<Format>(`format:${language}:${wishedZone}`);
  if (known) return known;
  const zone = isZone(wishedZone) ? wishedZone : "UTC";
  return singleton(`format:${language}:${zone}`, () => createFormat(language, zone));
}

function createFormat(language: Language, zone: string) {
  const locale = localeOf(language);
  const date = new Intl.DateTimeFormat(locale, { dateStyle: "long", timeZone: zone });
  const time = new Intl.DateTimeFormat(locale, { timeStyle: "short", timeZone: zone });
  const moment = new Intl.DateTimeFormat(locale, { dateStyle: "long", timeStyle: "short", timeZone: zone });
  const relative = new Intl.RelativeTimeFormat(locale, { numeric: "auto" });
  // "Last week" would be said of what was eight days ago, and of what was thirteen.
  const counted = new Intl.RelativeTimeFormat(locale, { numeric: "always" });
  const day = new Intl.DateTimeFormat("en-CA", { timeZone: zone });
  const list = new Intl.ListFormat(locale, { type: "conjunction" });
  const choice = new Intl.ListFormat(locale, { type: "disjunction" });
  const number = new Intl.NumberFormat(locale, { maximumFractionDigits: 1 });
  const marks = new Intl.NumberFormat(locale, { maximumFractionDigits: 2 });
  const languageName = new Intl.DisplayNames(locale, { type: "language" });
  const bytes = (unit: string) =>
    new Intl.NumberFormat(locale, { style: "unit", unit, maximumFractionDigits: 1, unitDisplay: "short" });
  return {
    language,
    zone,
    /** "12 March 2026" */
    date: (at: Date) => asWritten(locale, date.format(at)),
    /** "14:00" */
    time: (at: Date) => wholeTime(asWritten(locale, time.format(at))),
    /** "12 March 2026 at 14:00" */
    dateTime: (at: Date) => wholeTime(asWritten(locale, moment.format(at))),
    /** "3 days ago", "in 2 hours" — seen from `now`. "Yesterday" and "tomorrow" are days of the calendar in the zone. */
    relative: (at: Date, now: Date) => {
      const seconds = (at.getTime() - now.getTime()) / 1000;
      const [unit, length] =
        relativeUnits.find(([, length]) => Math.abs(seconds) >= length) ?? (["minute", 60] as const);
      if (unit === "day") {
        const days = (Date.parse(day.format(at)) - Date.parse(day.format(now))) / 86_400_000;
        return relative.format(days, unit);
      }
      const count = Math.trunc(seconds / length);
      // Intl says "cette minute-ci".
      if (count === 0 && language === "fr") return "à l’instant";
      return (length > 86_400 ? counted : relative).format(count, unit);
    },
    number: (value: number) => number.format(value),
    /** Points of a question or a quiz: a third of a point is not 0.3. */
    marks: (value: number) => marks.format(value),
    list: (items: string[]) => list.format(items),
    /** "authority or authorities": one of them is enough. */
    anyOf: (items: string[]) => choice.format(items),
    languageName: (code: string) => languageName.of(code) ?? code,
    fileSize: (size: number) => {
      if (size < 1_000_000) return bytes("kilobyte").format(size / 1000);
      return size < 1e9 ? bytes("megabyte").format(size / 1_000_000) : bytes("gigabyte").format(size / 1e9);
    },
  };
}

const relativeUnits = [
  ["year", 31_557_600],
  ["month", 2_629_800],
  ["week", 604_800],
  ["day", 86_400],
  ["hour", 3_600],
  ["minute", 60],
] as const;
