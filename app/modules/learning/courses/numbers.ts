import { normalize } from "#app/lib/combining-marks.ts";
import { withoutUnseen } from "#app/lib/text.ts";

const same: Record<string, string> = {
  "−": "-",
  "‐": "-",
  "‑": "-",
  "–": "-",
  "－": "-",
  "⁻": "-",
  "﹣": "-",
  "＋": "+",
  "⁺": "+",
  "．": ".",
  "，": ",",
  "٫": ".",
  "٬": "'",
  "’": "'",
  "＇": "'",
  "×": "x",
  "✕": "x",
  "∙": "x",
  "·": "x",
  "⋅": "x",
  "*": "x",
  X: "x",
  х: "x",
  "⁄": "/",
  "∕": "/",
  "／": "/",
  "％": "%",
  "﹪": "%",
  "٪": "%",
};
const spaces = /[ \u00A0\u2000-\u200A\u202F\u205F\u3000]/;

/** Longest text that is looked at, in UTF-16 units: no number that people write is longer. */
const maxLength = 100;

/** The value of a digit of any script; Unicode has each script's ten in a row that begins with its zero. */
export function digitOf(character: string): number {
  const code = character.codePointAt(0)!;
  let first = code;
  while (/\p{Nd}/u.test(String.fromCodePoint(first - 1))) first -= 1;
  return (code - first) % 10;
}

/** European digits and signs. "1½" becomes "1 1/2", and raised digits stand behind "^". */
function toAscii(text: string): string {
  return withoutUnseen(text)
    .replace(/\p{No}/gu, (sign) => {
      const plain = normalize(sign, "NFKD");
      return plain.includes("⁄") ? ` ${plain}` : sign;
    })
    .replace(/[⁺⁻]?[⁰¹²³⁴-⁹]+/gu, (raised) => `^${normalize(raised, "NFKD")}`)
    .replace(/\*\*/g, "^")
    .replace(/\^\s*(?:\(([^()]*)\)|\{([^{}]*)\})/g, "^$1$2")
    .replace(/[^\x20-\x7E]|[*X]/gu, (sign) => same[sign] ?? (/\p{Nd}/u.test(sign) ? String(digitOf(sign)) : sign))
    .trim();
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
 * Spaces of every width and apostrophes also part thousands. Digits may be those of any script, the minus any dash, the
 * exponent "e3", "×10^3", "x10**3", "×10^(3)" or "×10³"; "1/2", "½" and "1 ½" are fractions, "10³" is a power. Throws nothing.
 */
export function parseNumber(typed: string): number | null {
  return typed.length > maxLength ? null : readAscii(toAscii(typed));
}

/** The same for an answer, where a sign for per cent may stand on either side: "25 %" is 25 with `isPercent`. Throws nothing. */
export function parseTypedNumber(typed: string): { value: number; isPercent: boolean } | null {
  if (typed.length > maxLength) return null;
  const text = toAscii(typed);
  // Turkish and Arabic write the sign first.
  const bare = text.replace(/\s*%$|^%\s*/, "");
  const value = readAscii(bare);
  return value === null ? null : { value, isPercent: bare !== text };
}

function readAscii(text: string): number | null {
  const fraction = /^([+-]?)\s*(?:(\d{1,9})\s+)?(\d{1,9})\s*\/\s*(\d{1,9})$/.exec(text);
  if (fraction) return fractionOf(fraction);
  const power = /^([+-]?)\s*(\d{1,9})\s*\^\s*([+-]?\d{1,3})$/.exec(text);
  if (power) return finite(Number(power[2]) ** Number(power[3]) * (power[1] === "-" ? -1 : 1));
  const parts = /^([+-]?)(?: ?)([\d.,'\s]+?)(?:\s*(?:[eE]|x\s*10\s*\^)\s*([+-]?\d{1,3}))?$/.exec(text);
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
  return finite(Number(`${sign}${groups.join("") || "0"}.${decimals || "0"}e${exponent}`));
}

function fractionOf([, sign, whole = "0", over, under]: RegExpExecArray): number | null {
  const size = Number(whole) + Number(over) / Number(under);
  return finite(sign === "-" ? -size : size);
}

function finite(value: number): number | null {
  return Number.isFinite(value) ? value : null;
}
