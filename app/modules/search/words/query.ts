/** What one part of a query has to be found as: words that follow each other, or one of the other ways to write them, or a beginning. */
export type Part = { words: string; or: string[]; beginnings: string[] };

/** A word or a phrase of a query. A word may have several parts: an address, or Chinese without spaces. */
export type Term = {
  /** As it was written, without its quotes. */
  text: string;
  isPhrase: boolean;
  isExcluded: boolean;
  /** The last word may be half written. */
  isUnfinished: boolean;
  parts: Part[];
};

/** Why a query is not looked for quite as it was written. */
export type QueryProblem = {
  code:
    | "cut"
    | "too-many-words"
    | "unknown-filter"
    | "empty-filter"
    | "excluded-filter"
    | "impossible-date"
    | "unclosed-quote"
    | "only-operators";
  /** What it is about, at most 40 signs. */
  text: string;
};

export type Filters = {
  in: string[];
  by: string[];
  tag: string[];
  /** Codes of languages where the word is known as one, or as it was written. */
  lang: string[];
  /** As it was written, in small letters; the English term where the glossary has it ("sujet" is "topic"). */
  kind: string[];
  /** Days (YYYY-MM-DD): before the first, from the second on. */
  before: string | null;
  after: string | null;
};

/** What somebody looks for. */
export type SearchQuery = {
  /** What was written, cleaned and cut to what is looked for. */
  text: string;
  terms: Term[];
  filters: Filters;
  problems: QueryProblem[];
};

export const queryLimits = { signs: 300, terms: 16, filterValues: 5 } as const;

/** Whether anything narrows a query down besides excluded words. */
export const asksForAnything = ({ terms, filters }: SearchQuery): boolean =>
  terms.some(({ isExcluded }) => !isExcluded) || hasFilters(filters);

/** Whether a query has any filter. */
export const hasFilters = ({ before, after, ...lists }: Filters): boolean =>
  before !== null || after !== null || Object.values(lists).some((values) => values.length > 0);
