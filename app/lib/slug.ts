import { normalize } from "#app/lib/combining-marks.ts";

/** Letters of the Latin script that Unicode does not decompose, as they are usually written without their sign. */
const latin: Record<string, string> = {
  ß: "ss",
  æ: "ae",
  œ: "oe",
  ø: "o",
  đ: "d",
  ð: "d",
  þ: "th",
  ł: "l",
  ı: "i",
  ħ: "h",
  ŋ: "ng",
  ŧ: "t",
  ə: "e",
  ĸ: "k",
};

const maxLength = 80;

/**
 * The readable part of an address for a title in any script: lower-case letters, digits and hyphens, at most 80 UTF-16
 * units, never ending inside a character. Latin letters lose their signs (NFKD), letters of other scripts stay as they
 * are with theirs, everything else parts words. A title without a letter or digit gives `fallback`. Applying it to its
 * own result changes nothing. Throws nothing.
 */
export function slugify(title: string, fallback = "topic"): string {
  const letters = normalize(title, "NFKC")
    .toLowerCase()
    .replace(/\p{Script=Latin}\p{M}*/gu, (letter) => normalize(letter, "NFKD").replace(/\p{M}/gu, ""))
    .replace(/\p{Script=Latin}/gu, (letter) => latin[letter] ?? letter);
  const words = normalize(letters, "NFKC")
    .replace(/[^\p{L}\p{N}\p{M}]+/gu, "-")
    .replace(/(^|-)\p{M}+/gu, "$1");
  return cut(words.replace(/-+/g, "-").replace(/^-|-$/g, "")) || fallback;
}

/** Cuts between grapheme clusters, so that no surrogate pair and no vowel sign is torn off. */
function cut(words: string): string {
  if (words.length <= maxLength) return words;
  let end = 0;
  for (const { segment, index } of new Intl.Segmenter("und", { granularity: "grapheme" }).segment(words)) {
    if (index + segment.length > maxLength) break;
    end = index + segment.length;
  }
  return words.slice(0, end).replace(/-+$/, "");
}
