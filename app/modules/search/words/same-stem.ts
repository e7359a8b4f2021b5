import { arabicStem } from "./arabic-stem.ts";

/**
 * Whether two folded words are likely forms of one word: they begin alike for about two thirds of the longer one. Stands where a text is
 * compared without the database, which has the stems of each language.
 */
export function isSameStem(one: string, other: string): boolean {
  if (one === other) return true;
  const [short, long] = [arabicStem(one), arabicStem(other)].sort((a, b) => a.length - b.length) as [string, string];
  if (short === long) return true;
  if (short.length < 3 || long.length < 4) return false;
  let alike = 0;
  while (alike < short.length && short[alike] === long[alike]) alike += 1;
  return alike >= Math.max(3, Math.ceil(long.length * 0.65)) && alike >= short.length - 3;
}
