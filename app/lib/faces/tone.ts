/** How many tones the style sheet has (`.tone-1` and so on). */
export const tones = 8;

/** Stable across pages and processes: the same person always has the same tone. From 1 to `tones`. */
export function toneOf(seed: string): number {
  let sum = 0;
  for (const character of seed) sum = (sum * 31 + character.codePointAt(0)!) % 9973;
  return (sum % tones) + 1;
}
