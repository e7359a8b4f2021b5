import { isolate, rightToLeft } from "#app/lib/isolate.ts";

/**
 * What begins with a number and goes on in Latin letters: a code ("7.CP 13", "12.IGC/4"), an activity with its title ("1.2
 * Map the sectors"), a telephone number in groups. In a line that runs leftwards the number would end on the far side.
 */
const code =
  /(?<![\p{L}\p{N}\p{M}\u2066-\u2068/:.@=?&#_%+~-])(?:\d+(?:[./:-]\d+)*[./:-][A-Za-z][A-Za-z\d]*(?:[./:-][A-Za-z\d]+)*(?: \d+(?![\d.,]))?|[1-9]\.\d{1,2}(?: [A-Za-z][A-Za-z'’-]{0,60}){1,20}|\+\d+(?: \d+){1,8})/gu;

/** The text with each such code wrapped. Takes time in proportion to it. Throws nothing. */
export function wrapCodes(text: string, wrap: (code: string) => string): string {
  return text.replace(code, wrap);
}

/** A text in which codes keep their order, by signs that are not seen (FSI … PDI), where anything in it runs leftwards. */
export function isolateCodes(text: string): string {
  return rightToLeft.test(text) ? wrapCodes(text, isolate) : text;
}
