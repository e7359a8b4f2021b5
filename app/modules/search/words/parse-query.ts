import { normalize } from "#app/lib/combining-marks.ts";
import { filterNamed, setFilter } from "./filters.ts";
import { type QueryProblem, queryLimits, type SearchQuery, hasFilters } from "./query.ts";
import { termOf } from "./terms.ts";

const quotes = '"“”„‟«»「」『』';
const quoted = `[${quotes}]([^${quotes}]*)([${quotes}]|$)`;
/** A phrase, or a filter, or a word, each perhaps with a minus before it. */
const written = new RegExp(
  String.raw`(?<minus>[-−])?(?:${quoted}|(?<name>[\p{L}\p{M}]{1,20}):(?!\/\/)(?:${quoted}|(?<value>[^\s${quotes}]*))|(?<word>[^\s${quotes}]+))`,
  "gu",
);
// Words with a colon that are no filters.
const notFilters = /^(?:https?|mailto|ftp|doi|isbn|issn|urn|tel)$/i;

/**
 * What a text in the search box asks for: words, "phrases" in any quotes, -excluded ones, and filters (`in:`, `by:`, `tag:`, `lang:`, `kind:`,
 * `before:`, `after:`, also by their French and Arabic names; a value with spaces stands in quotes). The last word may be unfinished unless a
 * space follows it. Takes any text and never throws: what cannot be looked for is left out and said in `problems`.
 */
export function parseQuery(text: string): SearchQuery {
  const { cleaned, isCut } = clean(text);
  const query: SearchQuery = {
    text: cleaned.trim(),
    terms: [],
    filters: { in: [], by: [], tag: [], lang: [], kind: [], before: null, after: null },
    problems: [],
  };
  const tell = (code: QueryProblem["code"], about: string) => {
    if (!query.problems.some((problem) => problem.code === code))
      query.problems.push({ code, text: firstSigns(about, 40) });
  };
  if (isCut) tell("cut", String(queryLimits.signs));

  for (const match of cleaned.matchAll(written)) {
    const [whole, , phrase, closed, , value, closedValue] = match;
    const { name, word } = match.groups!;
    const isExcluded = match.groups!.minus !== undefined && isBeginning(cleaned, match.index);
    if (closed === "" || closedValue === "") tell("unclosed-quote", whole);
    const filter = name ? filterNamed(name) : null;
    if (filter) {
      const problem = isExcluded
        ? "excluded-filter"
        : setFilter(query.filters, filter, value ?? match.groups!.value ?? "", queryLimits.filterValues);
      if (problem) tell(problem, whole);
      continue;
    }
    if (name && !notFilters.test(name)) tell("unknown-filter", whole);
    const isPhrase = phrase !== undefined;
    const isLast = !isPhrase && match.index + whole.length === cleaned.length;
    const said = phrase?.trim() ?? word ?? `${name}:${value ?? match.groups!.value ?? ""}`;
    const term = termOf(said, { isPhrase, isExcluded, isUnfinished: isLast && !isExcluded });
    if (!term) continue;
    if (query.terms.length >= queryLimits.terms) {
      tell("too-many-words", said);
      break;
    }
    query.terms.push(term);
  }
  if (
    query.text !== "" &&
    query.terms.length === 0 &&
    !hasFilters(query.filters) &&
    query.problems.every(({ code }) => code !== "impossible-date")
  )
    tell("only-operators", query.text);
  return query;
}

/** A minus inside a word ("e-commerce", «a -b» but not "a-b") takes nothing away. */
const isBeginning = (text: string, at: number) => at === 0 || /\s/.test(text[at - 1]!);

/** Without signs that nobody sees or that no database holds; the marks of direction that come with copied Arabic go as well. */
function clean(text: string): { cleaned: string; isCut: boolean } {
  const seen = text
    .slice(0, queryLimits.signs * 4)
    .replace(/\p{Surrogate}|\p{Cc}/gu, " ")
    .replace(/(?![\u200C\u200D])\p{Cf}/gu, "");
  const whole = normalize(seen, "NFKC").replace(/\s+/gu, " ").trimStart();
  const cleaned = firstSigns(whole, queryLimits.signs);
  return { cleaned, isCut: cleaned.length < whole.trimEnd().length || text.length > queryLimits.signs * 4 };
}

const firstSigns = (text: string, most: number) => [...text].slice(0, most).join("");
