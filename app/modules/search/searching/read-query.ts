import { isSearchKind, type SearchKind } from "#app/modules/search/kinds/names.ts";
import { parseQuery } from "#app/modules/search/words/parse-query.ts";
import type { SearchQuery } from "#app/modules/search/words/query.ts";

/** Fields of an address or a form that narrow a search, besides its words in `q`. */
const filterFields = ["kind", "lang", "in", "by", "tag", "after", "before"] as const;
type FilterField = (typeof filterFields)[number];

/** A search as it stands in an address: its words as they were typed, the fields beside them, and what both ask for. */
export type ReadQuery = {
  q: string;
  fields: Partial<Record<FilterField, string>>;
  query: SearchQuery;
  kind: SearchKind | null;
  /** Kinds that were asked for and that nothing is of. */
  unknownKinds: string[];
};

/** Signs of a field; nothing that one can narrow to is longer. */
const longestField = 80;

/** Reads a search from an address. Takes anything and throws nothing. */
export function readQuery(params: URLSearchParams): ReadQuery {
  // Whatever could not be typed into the field again is left out of the address, too.
  const q = (params.get("q") ?? "").replaceAll("\0", "").slice(0, 1200);
  const fields: ReadQuery["fields"] = {};
  for (const field of filterFields) {
    const value = (params.get(field) ?? "")
      .replace(/[\0"“”„‟«»「」『』\s]+/gu, " ")
      .trim()
      .slice(0, longestField);
    if (value) fields[field] = value;
  }
  // Before the words, of which the last may be unfinished.
  const beside = Object.entries(fields).map(([field, value]) => `${field}:"${value}" `);
  const query = parseQuery(beside.join("") + q);
  const named = query.filters.kind.map((name) => name.replace(/s$/, ""));
  const kind = named.find(isSearchKind) ?? null;
  return { q, fields, query, kind, unknownKinds: named.filter((name) => !isSearchKind(name)) };
}

/** The address of a search, with some of its fields changed; an empty one is left out. */
export function searchPath(
  { q, fields }: Pick<ReadQuery, "q" | "fields">,
  change: Record<string, string | null> = {},
): string {
  const params = new URLSearchParams();
  for (const [name, value] of Object.entries({ q, ...fields, ...change })) if (value) params.set(name, value);
  const query = params.toString();
  return query ? `/search?${query}` : "/search";
}
