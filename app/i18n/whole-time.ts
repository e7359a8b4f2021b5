/**
 * A time as Intl writes it in Arabic, in one piece at the end of a line: the half of the day («ص») stays with its clock, and so
 * do both ends of a range ("2:15–4:15"). In other languages Intl sees to it, or there is nothing to keep.
 */
export function wholeTime(text: string): string {
  return text.replace(/(\d) ([صم])(?![\u0621-\u064A])/g, "$1\u00A0$2").replace(/(\d)–(?=\d)/g, "$1\u2060–\u2060");
}
