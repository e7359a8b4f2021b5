const digitBlocks = [0x0660, 0x06f0, 0xff10];
const same: Record<string, string> = {
  "−": "-",
  "‐": "-",
  "‑": "-",
  "–": "-",
  "－": "-",
  "＋": "+",
  "．": ".",
  "，": ",",
  "٫": ".",
  "٬": "'",
  "’": "'",
};
const spaces = /[ \u00A0\u2000-\u200A\u202F\u205F\u3000]/;

/** Longest text that is looked at, in UTF-16 units: no number that people write is longer. */
const maxLength = 100;

function toAscii(text: string): string {
  return [...text]
    .map((character) => {
      const code = character.codePointAt(0) ?? 0;
      const zero = digitBlocks.find((first) => code >= first && code < first + 10);
      return zero === undefined ? (same[character] ?? character) : String(code - zero);
    })
    .join("");
}

/** `1,234,567` or `1.234,5`: a mark that comes twice, or before the other one, parts thousands. */
function decimalMark(digits: string): "." | "," | null {
  const last = Math.max(digits.lastIndexOf("."), digits.lastIndexOf(","));
  if (last < 0) return null;
  const mark = digits[last] as "." | ",";
  return digits.indexOf(mark) === last ? mark : null;
}

/**
 * The number that somebody typed, or null when it is none. A point or a comma is the decimal mark ("1,234" is a little
 * more than one); when both come, or one comes twice, the other reading parts thousands, which must have three digits.
 * Spaces of every width and apostrophes also part thousands. Digits may be European, Arabic-Indic, Persian or
 * full-width, the minus any dash, the exponent "e3" or "×10^3". Throws nothing.
 */
export function parseNumber(typed: string): number | null {
  if (typed.length > maxLength) return null;
  const text = toAscii(typed.replace(/[\u200E\u200F\u061C\u2066-\u2069]/g, "").trim());
  const parts = /^([+-]?)(?: ?)([\d.,'\s]+?)(?:\s*(?:[eE]|[x×*]\s*10\s*\^)\s*([+-]?\d{1,3}))?$/.exec(text);
  if (!parts) return null;
  const [, sign = "", digits = "", exponent = "0"] = parts;
  const mark = decimalMark(digits);
  const [whole = "", decimals = ""] = mark
    ? [digits.slice(0, digits.lastIndexOf(mark)), digits.slice(digits.lastIndexOf(mark) + 1)]
    : [digits];
  const groups = whole.split(new RegExp(`${spaces.source}|[.,']`));
  const grouped = groups.length > 1;
  if (grouped && !groups.every((group, at) => (at === 0 ? /^\d{1,3}$/ : /^\d{3}$/).test(group))) return null;
  if (!/^\d*$/.test(decimals) || !/^\d*$/.test(groups.join("")) || !(whole + decimals)) return null;
  const value = Number(`${sign}${groups.join("") || "0"}.${decimals || "0"}e${exponent}`);
  return Number.isFinite(value) ? value : null;
}
