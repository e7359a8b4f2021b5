/**
 * What Intl says of a date or a time, as French writes it: "1er juillet 2026 à 9 h 05" instead of "1 juillet 2026 à 09:05".
 * Other locales keep what they have. Small, since pages' programs write times as well. Throws nothing.
 */
export function asWritten(locale: string | undefined, text: string): string {
  if (!locale?.startsWith("fr")) return text;
  return text.replace(/\b0?(\d{1,2}):(\d\d)\b/g, "$1\u00a0h\u00a0$2").replace(/\b1 (?=\p{Ll}{3})/u, "1er ");
}

/**
 * A time as Intl writes it in Arabic, in one piece at the end of a line: the half of the day («ص») stays with its clock, and so
 * do both ends of a range ("2:15–4:15"). In other languages Intl sees to it, or there is nothing to keep.
 */
export function wholeTime(text: string): string {
  return text.replace(/(\d) ([صم])(?![\u0621-\u064A])/g, "$1\u00A0$2").replace(/(\d)–(?=\d)/g, "$1\u2060–\u2060");
}
