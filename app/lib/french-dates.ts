/**
 * What Intl says of a date or a time, as French writes it: "1er juillet 2026 à 9 h 05" instead of "1 juillet 2026 à 09:05".
 * Other locales keep what they have. Small, since pages' programs write times as well. Throws nothing.
 */
export function asWritten(locale: string | undefined, text: string): string {
  if (!locale?.startsWith("fr")) return text;
  return text.replace(/\b0?(\d{1,2}):(\d\d)\b/g, "$1\u00a0h\u00a0$2").replace(/\b1 (?=\p{Ll}{3})/u, "1er ");
}
