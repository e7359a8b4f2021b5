import { normalize } from "#app/lib/combining-marks.ts";
import { rightToLeft } from "#app/lib/isolate.ts";

/** Scripts whose spelling needs the zero-width joiner and non-joiner. */
const joining =
  "\\p{Script=Arabic}\\p{Script=Syriac}\\p{Script=Devanagari}\\p{Script=Bengali}\\p{Script=Gurmukhi}\\p{Script=Gujarati}" +
  "\\p{Script=Oriya}\\p{Script=Tamil}\\p{Script=Telugu}\\p{Script=Kannada}\\p{Script=Malayalam}\\p{Script=Sinhala}" +
  "\\p{Script=Khmer}\\p{Script=Myanmar}\\p{Script=Mongolian}\\p{Script=Tibetan}";
const neededJoiner = new RegExp(`(?<=[${joining}\\p{Mn}\\p{Mc}])[\\u200C\\u200D](?=[${joining}])`, "u");
const emojiJoiner = /(?<=[\p{Extended_Pictographic}\p{Emoji_Modifier}\uFE0F])\u200D(?=\p{Extended_Pictographic})/u;
const joiner = new RegExp(`${neededJoiner.source}|${emojiJoiner.source}|([\\u200C\\u200D])`, "gu");

/** Format characters (bidi controls, zero width, tags), halves of characters, and letters that print as nothing. */
const invisible =
  /(?![\u200C\u200D])\p{Cf}|\p{Cs}|[\u115F\u1160\u2800\u3164\uFFA0]|\u034F|[\u17B4\u17B5]|[\u180B-\u180F]/gu;

/**
 * A title or a name on one line, in NFC, without anything that hides or reorders text: control characters, bidi
 * controls, zero-width characters, tag characters, unpaired surrogates and blank "letters" are removed, and runs of
 * white space become one space. The zero-width joiner and non-joiner stay inside words of scripts that need them
 * (Arabic, Indic and their neighbours) and between the parts of an emoji. Applying it twice changes nothing more.
 * Throws nothing.
 */
export function stripUnsafeCharacters(text: string): string {
  const visible = text.replace(/[\p{Cc}\p{Zl}\p{Zp}]/gu, " ").replace(invisible, "");
  const joined = normalize(visible).replace(joiner, (found, needless?: string) => (needless ? "" : found));
  // Once more: marks that a needless joiner kept apart stand together now.
  return normalize(joined).replace(/\s+/gu, " ").trim();
}

/**
 * The text as it is compared: without what is never seen, whatever wrote it, such as the soft hyphen, marks of direction, joiners and the
 * byte order mark. Not for showing, since some scripts need their joiners. Throws nothing.
 */
export function withoutUnseen(text: string): string {
  return text.replace(/\p{Default_Ignorable_Code_Point}/gu, "");
}

/**
 * The direction of a text by its first letter, as Unicode's bidi algorithm takes it (UAX 9, P2): "rtl", "ltr", or
 * "auto" when there is no letter. Throws nothing.
 */
export function textDirection(text: string): "rtl" | "ltr" | "auto" {
  const letter = /\p{L}/u.exec(text)?.[0];
  if (!letter) return "auto";
  return rightToLeft.test(letter) ? "rtl" : "ltr";
}

// Slow to make.
const graphemes = new Intl.Segmenter("und", { granularity: "grapheme" });

/**
 * The text cut to at most `max` characters as people count them (grapheme clusters), at the end of a word where one
 * ends in the last third, with "…" as the last character when something was cut. Throws nothing.
 */
export function truncate(text: string, max: number): string {
  // A character is at least one unit long.
  if (text.length <= max) return text;
  let kept = "";
  let count = 0;
  for (const { segment, index } of graphemes.segment(text)) {
    count += 1;
    if (count < max) kept = text.slice(0, index + segment.length);
    if (count > max) break;
  }
  if (count <= max) return text;
  const wordEnd = text[kept.length] === " " ? kept.length : kept.lastIndexOf(" ");
  return `${(wordEnd > kept.length * 0.66 ? kept.slice(0, wordEnd) : kept).trimEnd()}…`;
}
