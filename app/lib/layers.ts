/** A piece of content with the language it is really in. */
export type LayerText = { text: string; language: string };

/** The layer of `layers` ({ en: "…", fr: "…" }) in `language`, else in English, else any; null when there is none. */
export function layerIn(layers: unknown, language: string): LayerText | null {
  const texts = (layers ?? {}) as Record<string, string>;
  for (const code of [language, "en", ...Object.keys(texts)]) {
    const text = texts[code];
    if (text) return { text, language: code };
  }
  return null;
}
