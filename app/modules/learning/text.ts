/** A piece of content with the language it is really in. */
export type Text = { text: string; language: string };

/**
 * The layer of `layers` ({ en: "…", fr: "…" }) in `language`, else in the course's own language, else any; empty when
 * there is none at all. Throws nothing.
 */
export function textIn(layers: unknown, language: string, ownLanguage: string): Text {
  const texts = (layers ?? {}) as Record<string, string>;
  for (const code of [language, ownLanguage, ...Object.keys(texts)]) {
    const text = Object.hasOwn(texts, code) ? texts[code] : undefined;
    if (text) return { text, language: code };
  }
  return { text: "", language: ownLanguage };
}
