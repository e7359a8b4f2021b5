import type { Language } from "#app/i18n/languages.ts";
import { localeOf, type Translate } from "#app/i18n/translator.ts";
import { zoneLabel } from "#app/i18n/zone-name.ts";
import { findSingleton, provideSingleton } from "#app/lib/singleton.ts";
import { listZones } from "#app/lib/zones.ts";

type Choices = { group: string; zones: { value: string; label: string }[] }[];

/** The continents of IANA's names as the United Nations number them. */
const regions: Record<string, string> = {
  Africa: "002",
  America: "019",
  Antarctica: "AQ",
  Arctic: "150",
  Asia: "142",
  Australia: "009",
  Europe: "150",
  Pacific: "009",
};

/**
 * Every zone to choose from: UTC, then by continent and ocean, by the names of places in a language with what their clocks
 * differ at that instant. Made once an hour, because four hundred offsets take a while.
 */
export function zoneChoices({
  language,
  t,
  at = new Date(),
}: {
  language: Language;
  t: Translate;
  at?: Date;
}): Choices {
  const hour = Math.floor(at.getTime() / 3_600_000);
  const key = `zone-choices:${language}`;
  const known = findSingleton<{ hour: number; choices: Choices }>(key);
  if (known?.hour === hour) return known.choices;
  const choices = makeChoices(language, t, at);
  provideSingleton(key, { hour, choices });
  return choices;
}

function makeChoices(language: Language, t: Translate, at: Date): Choices {
  const locale = localeOf(language);
  const regionNames = new Intl.DisplayNames(locale, { type: "region" });
  const { compare } = new Intl.Collator(locale);
  const groups = new Map<string, Choices[number]["zones"]>();
  for (const { group, zones } of listZones()) {
    const name = nameOf(group);
    const labelled = zones.map((value) => ({ value, label: zoneLabel({ language, zone: value }, at) }));
    groups.set(name, [...(groups.get(name) ?? []), ...labelled]);
  }
  const [utc, ...rest] = [...groups].map(([group, zones]) => ({ group, zones }));
  for (const { zones } of rest) zones.sort((a, b) => compare(a.label, b.label));
  return [utc!, ...rest.sort((a, b) => compare(a.group, b.group))];

  function nameOf(group: string): string {
    if (group === "Atlantic") return t("accounts.zones.atlantic");
    if (group === "Indian") return t("accounts.zones.indian");
    const region = regions[group];
    return region ? (regionNames.of(region) ?? group) : group;
  }
}
