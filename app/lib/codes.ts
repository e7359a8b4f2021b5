import { isolate, rightToLeft } from "#app/lib/isolate.ts";

/**
 * What begins with a number and goes on in Latin letters: a code ("7.CP 13", "12.IGC/4"), an activity with its title ("1.2
 * Map the sectors"), a telephone number in groups. In a line that runs leftwards the number would end on the far side. Arabic
 * writes "and", "in" and "for" onto it ("و7.CP 13").
 */
const code =
  /(?<![\p{N}\u2066-\u2068/:.@=?&#_%+~-]|(?!\p{Script_Extensions=Arabic})[\p{L}\p{M}])(?:\d+(?:[./:-]\d+)*[./:-][A-Za-z][A-Za-z\d]*(?:[./:-][A-Za-z\d]+)*(?: \d+(?![\d.,]))?|[1-9]\.\d{1,2}(?: [A-Za-z][A-Za-z'’-]{0,60}){1,20}|\+\d+(?: \d+){1,8})/gu;

/** The text with each such code wrapped. Takes time in proportion to it. Throws nothing. */
export function wrapCodes(text: string, wrap: (code: string) => string): string {
  return text.replace(code, wrap);
}

/**
 * A text in which codes keep their order, by signs that are not seen (FSI … PDI), where anything in it, or in the line
 * `within` that it is a part of, runs leftwards.
 */
export function isolateCodes(text: string, within = text): string {
  return rightToLeft.test(within) ? wrapCodes(text, isolate) : text;
}

/**
 * A line for lists that show isolates as boxes, such as subjects of mails: what was isolated, and each code, stands between
 * the older marks of its direction (LRM, RLM), where anything in the line runs leftwards and anything runs rightwards. Any
 * other line has no signs at all. Takes time in proportion to it.
 */
export function markDirections(text: string): string {
  const isMixed = rightToLeft.test(text) && /[\p{Script=Latin}\p{Script=Greek}\p{Script=Cyrillic}\p{N}]/u.test(text);
  const marked = isMixed ? markIsolated(wrapCodes(text, isolate)) : text;
  return marked.replace(/[\u2066-\u2069]/g, "");
}

/** From the inside outwards: codes within titles, titles within sentences. */
function markIsolated(text: string): string {
  let marked = text;
  for (let depth = 0; depth < 3; depth++) marked = marked.replace(/\u2068([^\u2066-\u2069]*)\u2069/g, markedPart);
  return marked;
}

function markedPart(_: string, part: string): string {
  if (/^[\p{N}\p{M}]*$/u.test(part)) return part;
  const [first] = /\p{L}/u.exec(part) ?? [];
  const mark = first && rightToLeft.test(first) ? "\u200f" : "\u200e";
  return mark + part + mark;
}
