import { normalize } from "#app/lib/combining-marks.ts";

/** The text as it is set: composed letters, whole code points, plain spaces, no control or direction characters. */
export function printable(text: string): string {
  return normalize(text)
    .replace(/\p{Surrogate}/gu, "\ufffd")
    .replace(/[\u202a-\u202e\u2066-\u2069]|(?!\s)\p{Cc}/gu, "")
    .replace(/\s+/gu, " ")
    .trim();
}

/** The letters as people count them, each with its marks. */
export function graphemes(text: string): string[] {
  return Array.from(new Intl.Segmenter("en", { granularity: "grapheme" }).segment(text), ({ segment }) => segment);
}

/** The first letter with a direction decides, as in Unicode's bidirectional algorithm (rules P2 and P3). */
export function startsRightToLeft(text: string): boolean {
  return /^\P{L}*[\p{Script=Arabic}\p{Script=Hebrew}\p{Script=Syriac}\p{Script=Thaana}\p{Script=Nko}]/u.test(text);
}
