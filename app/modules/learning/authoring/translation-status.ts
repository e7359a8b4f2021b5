/** How a language layer stands to the course's own language. */
export type TranslationStatus = "own" | "missing" | "outdated" | "current";

/**
 * A translation is outdated when the course's own language has been published since it was made. One that does not say
 * what it was made from came with the first text, number 1. Without a text in the own language nothing can be outdated.
 */
export function translationStatus(
  own: { number: number } | null,
  translation: { isOwn: boolean; sourceNumber: number | null } | null,
): TranslationStatus {
  if (!translation) return "missing";
  if (translation.isOwn) return "own";
  return own && (translation.sourceNumber ?? 1) < own.number ? "outdated" : "current";
}
