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

/** The address of a list, narrowed, and of one of its pages. */
export function listPath(tab: string, query: Partial<Filter> & { after?: string; before?: string }): string {
  const { language = "", output = "", tag = "", after = "", before = "" } = query;
  const fields = { tab: tab === "latest" ? "" : tab, language, output, tag, after, before };
  const said = Object.entries(fields).filter(([, value]) => value !== "");
  return said.length === 0 ? "/forum" : `/forum?${new URLSearchParams(said).toString()}`;
}
