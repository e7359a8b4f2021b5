import { describe, expect, it } from "vitest";
import { countries, countryName, countryOrder, findCountry, listCountries, type Country } from "./countries.ts";

const languages = ["en", "fr", "es", "ar", "ru", "zh"] as const;

/** Names in which the United Nations differs from everyday usage: code, English, French, Spanish. */
const official = [
  ["BN", "Brunei Darussalam", "Brunéi Darussalam", "Brunei Darussalam"],
  ["BO", "Bolivia (Plurinational State of)", "Bolivie (État plurinational de)", "Bolivia (Estado Plurinacional de)"],
  ["BY", "Belarus", "Bélarus", "Belarús"],
  ["CD", "Democratic Republic of the Congo", "République démocratique du Congo", "República Democrática del Congo"],
  ["CG", "Congo", "Congo", "Congo"],
  ["CI", "Côte d'Ivoire", "Côte d’Ivoire", "Côte d'Ivoire"],
  ["CV", "Cabo Verde", "Cabo Verde", "Cabo Verde"],
  ["CZ", "Czechia", "Tchéquie", "Chequia"],
  ["FM", "Micronesia (Federated States of)", "Micronésie (États fédérés de)", "Micronesia (Estados Federados de)"],
  [
    "GB",
    "United Kingdom of Great Britain and Northern Ireland",
    "Royaume-Uni de Grande-Bretagne et d’Irlande du Nord",
    "Reino Unido de Gran Bretaña e Irlanda del Norte",
  ],
  ["IR", "Iran (Islamic Republic of)", "Iran (République islamique d’)", "Irán (República Islámica del)"],
  [
    "KP",
    "Democratic People's Republic of Korea",
    "République populaire démocratique de Corée",
    "República Popular Democrática de Corea",
  ],
  ["KR", "Republic of Korea", "République de Corée", "República de Corea"],
  [
    "LA",
    "Lao People's Democratic Republic",
    "République démocratique populaire lao",
    "República Democrática Popular Lao",
  ],
  ["MD", "Republic of Moldova", "République de Moldova", "República de Moldova"],
  ["MK", "North Macedonia", "Macédoine du Nord", "Macedonia del Norte"],
  ["MM", "Myanmar", "Myanmar", "Myanmar"],
  ["NL", "Netherlands (Kingdom of the)", "Pays-Bas (Royaume des)", "Países Bajos (Reino de los)"],
  ["PS", "State of Palestine", "État de Palestine", "Estado de Palestina"],
  ["RU", "Russian Federation", "Fédération de Russie", "Federación de Rusia"],
  ["SY", "Syrian Arab Republic", "République arabe syrienne", "República Árabe Siria"],
  ["SZ", "Eswatini", "Eswatini", "Eswatini"],
  ["TL", "Timor-Leste", "Timor-Leste", "Timor-Leste"],
  ["TR", "Türkiye", "Türkiye", "Türkiye"],
  ["TZ", "United Republic of Tanzania", "République-Unie de Tanzanie", "República Unida de Tanzanía"],
  ["US", "United States of America", "États-Unis d’Amérique", "Estados Unidos de América"],
  ["VA", "Holy See", "Saint-Siège", "Santa Sede"],
  [
    "VE",
    "Venezuela (Bolivarian Republic of)",
    "Venezuela (République bolivarienne du)",
    "Venezuela (República Bolivariana de)",
  ],
  ["VN", "Viet Nam", "Viet Nam", "Viet Nam"],
] as const;

/** The same for Arabic, Russian and Chinese, where these forms are the ones most often got wrong. */
const officialElsewhere = [
  ["ar", "BJ", "بنن"],
  ["ar", "BO", "بوليفيا (دولة - المتعددة القوميات)"],
  ["ar", "CI", "كوت ديفوار"],
  ["ar", "PS", "دولة فلسطين"],
  ["ar", "RU", "الاتحاد الروسي"],
  ["ar", "VN", "فييت نام"],
  ["ru", "CF", "Центральноафриканская Республика"],
  ["ru", "KG", "Кыргызстан"],
  ["ru", "KP", "Корейская Народно-Демократическая Республика"],
  ["ru", "PS", "Государство Палестина"],
  ["ru", "ZA", "Южная Африка"],
  ["zh", "CD", "刚果民主共和国"],
  ["zh", "KR", "大韩民国"],
  ["zh", "PS", "巴勒斯坦国"],
  ["zh", "VA", "罗马教廷"],
  ["zh", "VE", "委内瑞拉玻利瓦尔共和国"],
] as const;

const codesWhere = (test: (country: Country) => boolean) => countries.filter(test).map((country) => country.code);

describe("the country list", () => {
  it("holds 193 members, 2 observers, Cook Islands, Niue and the European Union, in code order", () => {
    const codes = countries.map((country) => country.code);
    expect(codes).toHaveLength(198);
    expect(new Set(codes).size).toBe(codes.length);
    expect(codes).toEqual([...codes].sort());
    expect(codes).toEqual(expect.arrayContaining(["PS", "VA", "CK", "NU", "EU"]));
    expect(codesWhere((country) => country.kind === "organization")).toEqual(["EU"]);
  });

  it("uses codes that Intl knows", () => {
    const known = new Intl.DisplayNames("en", { type: "region", fallback: "none" });
    expect(codesWhere(({ code }) => !/^[A-Z]{2}$/.test(code) || !known.of(code))).toEqual([]);
  });

  it("has one clean name in each of the six languages, unique within the language", () => {
    const scripts = { ar: /\p{Script=Arabic}/u, ru: /\p{Script=Cyrillic}/u, zh: /\p{Script=Han}/u } as const;
    for (const country of countries) {
      expect(Object.keys(country.names), country.code).toEqual([...languages]);
      for (const language of languages) {
        const name = country.names[language];
        const script = language in scripts ? scripts[language as keyof typeof scripts] : /\p{Script=Latin}/u;
        expect(name, `${country.code} ${language}`).toMatch(script);
        expect(name, `${country.code} ${language}`).not.toMatch(/[‘\p{C}]|^\s|\s$|\s\s|[^\S ]/u);
        // French is printed with the one apostrophe of its pages, the others as the United Nations type them.
        expect(name, `${country.code} ${language}`).not.toMatch(language === "fr" ? /'/ : /’/);
        if (script === scripts.ar || script === scripts.ru || script === scripts.zh)
          expect(name, `${country.code} ${language}`).not.toMatch(/\p{Script=Latin}/u);
      }
    }
    for (const language of languages)
      expect(new Set(countries.map((country) => country.names[language])).size, language).toBe(countries.length);
  });

  it("has time zones that Intl accepts", () => {
    for (const { code, zone } of countries)
      expect(() => new Intl.DateTimeFormat("en", { timeZone: zone }), `${code} ${zone}`).not.toThrow();
  });

  it("puts each country in a UNESCO region", () => {
    const count: Record<string, number> = {};
    for (const { region } of countries) count[region] = (count[region] ?? 0) + 1;
    expect(count).toEqual({
      africa: 47,
      "arab-states": 19,
      "asia-pacific": 46,
      "europe-north-america": 53,
      "latin-america-caribbean": 33,
    });
  });

  it("marks 44 least developed, 32 landlocked developing and 39 small island developing States", () => {
    expect(codesWhere((country) => country.ldc)).toHaveLength(44);
    expect(codesWhere((country) => country.lldc)).toHaveLength(32);
    expect(codesWhere((country) => country.sids)).toHaveLength(39);
    expect(codesWhere((country) => country.lldc && country.sids)).toEqual([]);
    expect(findCountry("BT")).toMatchObject({ ldc: false, lldc: true });
    expect(findCountry("ST")).toMatchObject({ ldc: false, sids: true });
  });

  it.each(official)("names %s as the United Nations do", (code, en, fr, es) => {
    expect(findCountry(code)?.names).toMatchObject({ en, fr, es });
  });

  it.each(officialElsewhere)("names in %s the country %s as the United Nations do", (language, code, name) => {
    expect(countryName(code, language)).toBe(name);
  });
});

describe("findCountry", () => {
  it("ignores letter case and gives null for what it does not know", () => {
    expect(findCountry("ci")).toBe(findCountry("CI"));
    expect(findCountry("CI")?.zone).toBe("Africa/Abidjan");
    for (const unknown of ["", "XX", "CIV", "__proto__", "ß"]) expect(findCountry(unknown)).toBeNull();
  });
});

describe("countryName", () => {
  it("falls back to English, then to the code", () => {
    expect(countryName("de", "fr")).toBe("Allemagne");
    expect(countryName("DE", "fr-CA")).toBe("Allemagne");
    expect(countryName("DE", "pt")).toBe("Germany");
    expect(countryName("DE", "toString")).toBe("Germany");
    expect(countryName("XX", "fr")).toBe("XX");
  });
});

describe("listCountries", () => {
  it.each(languages)("lists every country in the order of %s", (language) => {
    const list = listCountries(language);
    const { compare } = new Intl.Collator(language);
    expect(list).toHaveLength(countries.length);
    expect(list.map((entry) => entry.name)).toEqual(list.map((entry) => entry.name).sort(compare));
    for (const { code, name } of list) expect(name).toBe(countryName(code, language));
  });

  it("puts codes into the order of their names, and what is no code last", () => {
    const codes = ["WS", null, "RS", "", "MA", "DE"];
    expect(codes.toSorted(countryOrder("en"))).toEqual(["DE", "MA", "WS", "RS", null, ""]);
    expect(codes.toSorted(countryOrder("fr"))).toEqual(["DE", "MA", "WS", "RS", null, ""]);
    expect(["DE", "EG"].toSorted(countryOrder("fr"))).toEqual(["DE", "EG"]);
    expect(["ZA", "EG"].toSorted(countryOrder("fr"))).toEqual(["ZA", "EG"]);
    expect(["ZA", "EG"].toSorted(countryOrder("en"))).toEqual(["EG", "ZA"]);
  });

  it("sorts accented initials among the plain ones, and takes any language", () => {
    const french = listCountries("fr").map((entry) => entry.code);
    expect(french.indexOf("EG")).toBeLessThan(french.indexOf("FR"));
    expect(listCountries("not a language")).toEqual(listCountries("en"));
  });

  it("keeps its cache from the caller", () => {
    const list = listCountries("es");
    list.length = 0;
    expect(listCountries("es")).toHaveLength(countries.length);
  });
});
