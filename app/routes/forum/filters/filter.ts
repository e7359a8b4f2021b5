import { isPostLanguage } from "#app/modules/forum/languages.ts";
import { tagOf } from "#app/modules/forum/tag.ts";

/** What a list of topics is narrowed to; "" is anything. */
export type Filter = { language: string; output: string; tag: string };

/** The filter of an address; what is none in it is anything. */
export function readFilter(query: URLSearchParams): Filter {
  const [language, output] = [query.get("language") ?? "", query.get("output") ?? ""];
  return {
    language: isPostLanguage(language) ? language : "",
    output: /^[1-9]$/.test(output) ? output : "",
    tag: tagOf(query.get("tag") ?? ""),
  };
}

/** Whether it leaves anything out. */
export function isNarrowed({ language, output, tag }: Filter): boolean {
  return `${language}${output}${tag}` !== "";
}

type ListQuery = Partial<Filter> & { after?: string; before?: string };

/** A list of topics: its address, and the fields of its query that say which of its lists it is. */
export type ListPlace = { path: string; own: Record<string, string> };

/** The list of all spaces that is called so. */
export function forumList(tab: string): ListPlace {
  return { path: "/forum", own: tab === "latest" ? {} : { tab } };
}

/** The address of a list, narrowed, and of one of its pages. */
export function narrowedPath({ path, own }: ListPlace, query: ListQuery): string {
  const { language = "", output = "", tag = "", after = "", before = "" } = query;
  const said = Object.entries({ ...own, language, output, tag, after, before }).filter(([, value]) => value !== "");
  return said.length === 0 ? path : `${path}?${new URLSearchParams(said).toString()}`;
}

/** The same for a list of all spaces. */
export function listPath(tab: string, query: ListQuery): string {
  return narrowedPath(forumList(tab), query);
}
