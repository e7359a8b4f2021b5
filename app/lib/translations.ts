/** A piece of content with the language it is really in. */
export type TranslatedText = { text: string; language: string };

/**
 * The text of `translations` ({ en: "…", fr: "…" }) in `language`, else in `ownLanguage`, else any; null when there is none.
 * Throws nothing.
 */
export function translationIn(translations: unknown, language: string, ownLanguage = "en"): TranslatedText | null {
  const texts = (translations ?? {}) as Record<string, string>;
  for (const code of [language, ownLanguage, ...Object.keys(texts)]) {
    const text = Object.hasOwn(texts, code) ? texts[code] : undefined;
    if (text) return { text, language: code };
  }
  return null;
}
