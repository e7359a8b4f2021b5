import type { Filters, QueryProblem } from "./query.ts";
import { foldText } from "./fold.ts";

/** The words before a colon, in the languages of the interface. */
const names: Record<keyof Filters, string[]> = {
  in: ["in", "dans", "في"],
  by: ["by", "par", "بقلم"],
  tag: ["tag", "étiquette", "وسم"],
  lang: ["lang", "language", "langue", "لغة", "اللغة"],
  kind: ["kind", "type", "نوع", "النوع"],
  before: ["before", "avant", "قبل"],
  after: ["after", "après", "depuis", "بعد", "منذ"],
};
const filterByName = new Map(
  Object.entries(names).flatMap(([filter, words]) => words.map((word) => [foldText(word), filter as keyof Filters])),
);

/** The filter that a word before a colon stands for. */
export const filterNamed = (word: string): keyof Filters | null => filterByName.get(foldText(word)) ?? null;

const codes = ["en", "fr", "ar", "es", "ru", "zh"];
const codeByName = new Map(
  codes.flatMap((reader) => {
    const named = new Intl.DisplayNames(reader, { type: "language" });
    return codes.map((code): [string, string] => [foldText(named.of(code) ?? code), code]);
  }),
);

/** The code of a language ("français", "Arabic", "ar-EG"), or what was written in small letters. */
function languageNamed(value: string): string {
  const folded = foldText(value).trim();
  return codeByName.get(folded) ?? codeByName.get(`ال${folded}`) ?? folded.replace(/^([a-z]{2,3})[-_].*$/, "$1");
}

/** The first day that a date means: a year, a month or a day, with its year first or last. Null for a date that no calendar has. */
function dayNamed(value: string): string | null {
  const folded = foldText(value).trim();
  const yearFirst = /^(\d{4})(?:[-/.](\d{1,2})(?:[-/.](\d{1,2}))?)?$/.exec(folded);
  const dayFirst = /^(?:(\d{1,2})[-/.])?(\d{1,2})[-/.](\d{4})$/.exec(folded);
  const [year, month = "1", day = "1"] =
    yearFirst?.slice(1) ?? (dayFirst ? [dayFirst[3], dayFirst[2], dayFirst[1]] : []);
  if (!year || Number(year) < 1900 || Number(year) > 2200) return null;
  const named = `${year}-${month.padStart(2, "0")}-${day.padStart(2, "0")}`;
  const date = new Date(`${named}T00:00:00Z`);
  return Number.isNaN(date.getTime()) || date.toISOString().slice(0, 10) !== named ? null : named;
}

/** Adds what a filter says to those that are set. Answers with what is wrong with it. */
export function setFilter(
  filters: Filters,
  filter: keyof Filters,
  value: string,
  most: number,
): QueryProblem["code"] | null {
  if (value.trim() === "") return "empty-filter";
  if (filter === "before" || filter === "after") {
    const day = dayNamed(value);
    if (!day) return "impossible-date";
    filters[filter] = day;
    return null;
  }
  const said = filter === "lang" ? languageNamed(value) : filter === "kind" ? value.trim().toLowerCase() : value.trim();
  const values = filters[filter];
  if (values.includes(said)) return null;
  if (values.length >= most) return "too-many-words";
  values.push(said);
  return null;
}
