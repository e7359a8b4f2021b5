import { type Language, directionOf } from "#app/i18n/languages.ts";
import cities from "#app/i18n/zone-cities.json" with { type: "json" };
import { isolate } from "#app/lib/isolate.ts";
import { singleton } from "#app/lib/singleton.ts";
import { isZone } from "#app/lib/is-zone.ts";
import { isUtc, modernZone } from "#app/lib/zones.ts";

type Clock = { language: Language; zone: string };
type Moment = Clock & { dateTime: (at: Date) => string };

const names: Record<Language, (city: string, offset: string) => string> = {
  en: (city, offset) => `${city} time (${offset})`,
  fr: (city, offset) => `heure ${ofCity(city)} (${offset})`,
  ar: (city, offset) => `توقيت ${city} (${offset})`,
};
const commas: Record<Language, string> = { en: ", ", fr: ", ", ar: "، " };

/**
 * A zone as people know it, a place and what its clocks differ at that instant: "Dakar time (UTC+0)", "heure de Paris
 * (UTC+2)", "UTC". A zone that nobody knows is UTC. Throws nothing.
 */
export function zoneName({ language, zone }: Clock, at = new Date()): string {
  const offset = offsetName({ language, zone }, at);
  return hasPlace(zone) ? names[language](cityOf(language, zone), offset) : offset;
}

/** A zone among others to choose from: "Dakar (UTC+0)". */
export function zoneLabel({ language, zone }: Clock, at = new Date()): string {
  const offset = offsetName({ language, zone }, at);
  return hasPlace(zone) ? `${cityOf(language, zone)} (${offset})` : offset;
}

function hasPlace(zone: string): boolean {
  return zone.includes("/") && !zone.startsWith("Etc/") && isZone(zone);
}

/** An instant as the reader's clock shows it, with the zone: "12 March 2026 at 14:00, Dakar time (UTC+0)". */
export function zonedMoment(format: Moment, at: Date): string {
  return `${format.dateTime(at)}${commas[format.language]}${zoneName(format, at)}`;
}

/** The place that stands for a zone, by its name of today: "Kolkata", "Le Caire", «القاهرة». */
function cityOf(language: Language, zone: string): string {
  const modern = modernZone(zone);
  const known: Record<string, string> = cities[language];
  return known[modern] ?? modern.split("/").at(-1)!.replaceAll("_", " ");
}

/** How far the clocks of a zone are from UTC at an instant: "UTC+5:30", "UTC−3"; isolated where sentences run leftwards. */
function offsetName({ language, zone }: Clock, at: Date): string {
  if (isUtc(zone) || !isZone(zone)) return "UTC";
  const format = singleton(
    `offset:${zone}`,
    () => new Intl.DateTimeFormat("en", { timeZone: zone, timeZoneName: "longOffset" }),
  );
  const offset = format.formatToParts(at).find(({ type }) => type === "timeZoneName")?.value ?? "";
  const [, sign = "+", hours = "0", minutes = "00"] = /([+-])(\d\d):(\d\d)/.exec(offset) ?? [];
  const name = `UTC${sign === "-" ? "−" : "+"}${Number(hours)}${minutes === "00" ? "" : `:${minutes}`}`;
  return directionOf(language) === "rtl" ? isolate(name) : name;
}

const plurals = /^(?:Îles |Açores|Bermudes|Caïmans|Comores|Galápagos|Marquises|Palaos)/;

/** "de Paris", "d’Alger", "du Caire", "des Açores". */
function ofCity(city: string): string {
  if (city.startsWith("Le ")) return `du ${city.slice(3)}`;
  if (city === "Cap-Vert") return `du ${city}`;
  if (plurals.test(city)) return `des ${city}`;
  if (city.startsWith("Île ")) return `de l’${city}`;
  return /^[AEIOUYÀÂÉÈÊÎÔÛÜ]/.test(city) && !/^Y[aeo]/.test(city) ? `d’${city}` : `de ${city}`;
}
