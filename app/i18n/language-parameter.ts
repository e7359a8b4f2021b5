/**
 * The parameter of an address by which a page is asked for in another language: `lang`, except where that narrows what the page shows to
 * things in a language, as a search does.
 */
export function languageParameter(path: string): "lang" | "ui" {
  return /^\/search(?:$|[/?.])/.test(path) ? "ui" : "lang";
}
