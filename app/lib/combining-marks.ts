/**
 * Marks that may follow one another on one letter. Unicode's own stream-safe format (UAX 15, section 13) bounds text by the
 * same 30: far above what any language or notation writes (Tibetan and Hebrew need fewer than ten).
 */
export const longestMarkRun = 30;

// Normalisation sorts the marks of one letter by insertion, so that a run of n of them may take n² steps. The compatibility
// forms turn the two half-width sound marks of Japanese, which are letters, into marks.
const runOf = (marks: string) => new RegExp(`(${marks}{${longestMarkRun}})${marks}+`, "gu");
const runs = {
  NFC: runOf("\\p{M}"),
  NFKC: runOf("[\\p{M}\\uFF9E\\uFF9F]"),
  NFKD: runOf("[\\p{M}\\uFF9E\\uFF9F]"),
};

/** Whether a letter carries more marks than any writing has. Throws nothing. */
export function hasLongMarkRun(text: string): boolean {
  return text.search(runs.NFC) !== -1;
}

/**
 * The text in a Unicode normalisation form, and the only way in which the product makes one. Marks beyond the
 * `longestMarkRun`-th in a row are cut off first, so that the time is in proportion to the length; a form refuses such text
 * before (`hasLongMarkRun`), what comes in files or is joined by removing characters is cut here. Applying it twice changes
 * nothing more. Throws nothing.
 */
export function normalize(text: string, form: keyof typeof runs = "NFC"): string {
  const cut = (long: string) => long.replace(runs[form], "$1");
  // A few marks are written as two by normalisation.
  return cut(cut(text).normalize(form));
}
