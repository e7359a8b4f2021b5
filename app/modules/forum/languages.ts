/**
 * Languages that a post can be in: the six of the United Nations and those that our people write in most besides. The
 * interface may speak fewer; content never has to wait for it.
 */
export const postLanguages = ["ar", "de", "en", "es", "fr", "id", "it", "pt", "ru", "sw", "tr", "vi", "zh"] as const;
export type PostLanguage = (typeof postLanguages)[number];

/** Whether posts can be in this language. */
export function isPostLanguage(value: unknown): value is PostLanguage {
  return typeof value === "string" && (postLanguages as readonly string[]).includes(value);
}
