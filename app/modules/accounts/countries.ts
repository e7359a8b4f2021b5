import data from "./countries.json" with { type: "json" };

/**
 * One entry of the country list: a State, or an organization that takes part beside the States. `region` is the UNESCO
 * region, by the electoral group of the State. `ldc`, `lldc` and `sids` say whether the United Nations counts it among
 * the least developed countries, the landlocked developing countries and the small island developing States; the three
 * lists change over time and are kept in `countries.json`. `zone` is the IANA time zone of the capital. `names` holds
 * the official short names of the United Nations.
 */
export type Country = {
  readonly code: string;
  readonly kind: "state" | "organization";
  readonly region: "africa" | "arab-states" | "asia-pacific" | "europe-north-america" | "latin-america-caribbean";
  readonly ldc: boolean;
  readonly lldc: boolean;
  readonly sids: boolean;
  readonly zone: string;
  readonly names: Readonly<Record<"en" | "fr" | "es" | "ar" | "ru" | "zh", string>>;
};

type Language = keyof Country["names"];

/**
 * Every country of the platform, in the order of its ISO 3166-1 alpha-2 code: the member and observer States of the
 * United Nations, Cook Islands and Niue (members of UNESCO), and the European Union.
 */
export const countries: readonly Country[] = data as readonly Country[];

const byCode = new Map(countries.map((country) => [country.code.toLowerCase(), country]));
const sorted = new Map<Language, readonly { code: string; name: string }[]>();

function nameLanguage(language: string): Language {
  const [primary = ""] = language.toLowerCase().split(/[-_]/);
  return primary === "fr" || primary === "es" || primary === "ar" || primary === "ru" || primary === "zh"
    ? primary
    : "en";
}

/**
 * The country with the ISO 3166-1 alpha-2 code given, in either letter case, or null for a code that the list lacks.
 */
export function findCountry(code: string): Country | null {
  return byCode.get(code.toLowerCase()) ?? null;
}

/**
 * The name of a country in a language (a tag such as "fr" or "fr-CA"). A language other than the six official ones of
 * the United Nations gives the English name; a code that the list lacks comes back as it was given.
 */
export function countryName(code: string, language: string): string {
  return findCountry(code)?.names[nameLanguage(language)] ?? code;
}

/** Puts codes of countries into the order of their names in a language; what is no code comes last. */
export function countryOrder(language: string): (a: string | null, b: string | null) => number {
  const { compare } = new Intl.Collator(nameLanguage(language));
  const nameOf = (code: string | null) => (code && findCountry(code) ? countryName(code, language) : null);
  return (a, b) => {
    const [one, other] = [nameOf(a), nameOf(b)];
    if (one === null || other === null) return Number(one === null) - Number(other === null);
    return compare(one, other);
  };
}

/**
 * Codes and names of all countries, for a selection list, in the alphabetical order of the language: English for one
 * other than the six. Each language is sorted once and kept; the array returned is the caller's own.
 */
export function listCountries(language: string): { code: string; name: string }[] {
  const key = nameLanguage(language);
  let list = sorted.get(key);
  if (!list) {
    const collator = new Intl.Collator(key);
    list = countries
      .map(({ code, names }) => ({ code, name: names[key] }))
      .sort((a, b) => collator.compare(a.name, b.name));
    sorted.set(key, list);
  }
  return list.map((entry) => ({ ...entry }));
}
