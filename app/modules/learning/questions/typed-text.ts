import { normalize } from "#app/lib/combining-marks.ts";
import { withoutUnseen } from "#app/lib/text.ts";
import { digitOf } from "#app/modules/learning/courses/numbers.ts";

/**
 * Signs that people type for one another, by keyboard, telephone or office program. Each is compared as the first. They are
 * those that Unicode lists as confusable in use (UAX 31 and CLDR's exemplar punctuation), not letters.
 */
const same: [string, RegExp][] = [
  [
    "'",
    /[\u2018\u2019\u201A\u201B\u2032\u2035\u02B9\u02BB\u02BC\u02C8\u0060\u00B4\u2039\u203A\u055A\u05F3\uA78C\uFF07]/gu,
  ],
  ['"', /[\u00AB\u00BB\u2033\u2036\u201C-\u201F\u275D\u275E\u300C-\u300F\u301D-\u301F\u05F4\uFF02]/gu],
  ["-", /[\u2010-\u2015\u2043\u2212\u058A\u05BE\uFE58\uFE63\uFF0D]/gu],
];

/** Letters, digits and signs of double width, as Chinese and Japanese keyboards type them. */
const wide = /[\uFF01-\uFF5E]/gu;

/** Vowel signs that Arabic and Hebrew write or leave out, and the stroke that makes a word longer. */
const pointing =
  /[\u0640]|[\u064B-\u0652\u0656-\u065F\u0670\u06D6-\u06DC\u06DF-\u06E8\u06EA-\u06ED\u0591-\u05BD\u05BF\u05C1\u05C2\u05C4\u05C5\u05C7]/gu;

/**
 * A text as answers are compared, blind to what people do not mean by typing it: case (Unicode's full folding as far as
 * JavaScript has it: "Straße" is "STRASSE", both sigmas are one), spacing, the shape and width of signs, the script of digits, what
 * is not seen, the vowel signs of Arabic and Hebrew. Accents and letters stay what they are. Time is in proportion to the
 * length. Throws nothing.
 */
export function foldTyped(text: string): string {
  // Spaces first: French sets one inside its quotation marks.
  const spaced = withoutUnseen(text).replace(/\s+/gu, " ").trim();
  let folded = spaced.replaceAll("« ", "«").replaceAll(" »", "»").replaceAll("…", "...").replace(pointing, "");
  for (const [sign, others] of same) folded = folded.replace(others, sign);
  folded = folded
    .replace(wide, (sign) => normalize(sign, "NFKC"))
    .replace(/(?![0-9])\p{Nd}/gu, (sign) => String(digitOf(sign)));
  return normalize(normalize(folded).toLowerCase().toUpperCase());
}
