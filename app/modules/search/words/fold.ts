import { normalize } from "#app/lib/combining-marks.ts";

/** Letters that NFD leaves whole, and how they are looked for. */
const apart: Record<string, string> = {
  œ: "oe",
  æ: "ae",
  ß: "ss",
  ø: "o",
  ł: "l",
  đ: "d",
  ð: "d",
  þ: "th",
  ı: "i",
  أ: "ا",
  إ: "ا",
  آ: "ا",
  ٱ: "ا",
  ى: "ي",
  ی: "ي",
  ئ: "ي",
  ؤ: "و",
  ة: "ه",
  ک: "ك",
  ھ: "ه",
};
const lettersApart = new RegExp(`[${Object.keys(apart).join("")}]`, "g");
// Signs without width, tatweel and the vowel signs of Arabic and Hebrew. A soft hyphen and the mark of a direction stand inside a word.
const unseen = /\p{Cf}|\u{640}|[\u{64B}-\u{65F}]|\u{670}|[\u{6D6}-\u{6ED}]|[\u{591}-\u{5C7}]/gu;

/**
 * A text as it is compared with others: compatible forms are one, letters are small and without accents, Arabic has one alif, one ya, one kaf
 * and neither vowel signs nor lengthening, digits are 0 to 9. Texts and what is looked for go through it alike. The Russian й stays, because
 * the endings that stemming takes away have it. Never throws; half a surrogate becomes a space.
 */
export function foldText(text: string): string {
  const letters = normalize(text.replace(/\p{Surrogate}|[\p{Cc}]/gu, " "), "NFKC")
    .toLowerCase()
    .replace(unseen, "")
    .replace(/\u0439/g, "\uE000");
  return normalize(normalize(letters, "NFKD").replace(/[\u0300-\u036F]/g, ""))
    .replace(/\uE000/g, "\u0439")
    .replace(lettersApart, (letter) => apart[letter]!)
    .replace(/[\u0660-\u0669\u06F0-\u06F9]/g, (digit) => String(digit.charCodeAt(0) & 0xf))
    .replace(/[\u02BC\u2018\u2019\u201B]/g, "'")
    .replace(/[\u2010\u2011\u2212]/g, "-");
}
