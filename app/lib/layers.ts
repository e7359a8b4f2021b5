/** A piece of content with the language it is really in. */
export type LayerText = { text: string; language: string };

/**
 * The layer of `layers` ({ en: "…", fr: "…" }) in `language`, else in `ownLanguage`, else any; null when there is none.
 * Throws nothing.
 */
export function layerIn(layers: unknown, language: string, ownLanguage = "en"): LayerText | null {
  const texts = (layers ?? {}) as Record<string, string>;
  for (const code of [language, ownLanguage, ...Object.keys(texts)]) {
    const text = Object.hasOwn(texts, code) ? texts[code] : undefined;
    if (text) return { text, language: code };
  }
  return null;
}
