import ar from "#app/i18n/catalogues/ar.ts";
import en from "#app/i18n/catalogues/en.ts";
import fr from "#app/i18n/catalogues/fr.ts";
import { type Language, defaultLanguage, isLanguage } from "#app/i18n/languages.ts";
import type { Catalogue } from "#app/i18n/flatten.ts";
import { type Translate, createTranslate } from "#app/i18n/translator.ts";
import { singleton } from "#app/lib/singleton.ts";

export const catalogues: Record<Language, Catalogue> = { en, fr, ar };

/** The translator of a language, with every message parsed once per process. Mails and pages use the same one. */
export function translatorFor(language: string): Translate {
  const known = isLanguage(language) ? language : defaultLanguage;
  return singleton(`translate:${known}`, () => createTranslate(known, catalogues[known]));
}
