import { type TranslatedText, translationIn } from "#app/lib/translations.ts";

export type Text = TranslatedText;

/** The layer in `language`, else in the course's own language, else any; empty when there is none. Throws nothing. */
export function textIn(translations: unknown, language: string, ownLanguage: string): Text {
  return translationIn(translations, language, ownLanguage) ?? { text: "", language: ownLanguage };
}
