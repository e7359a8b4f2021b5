import { defaultLanguage, type Language, languages } from "#app/i18n/languages.ts";
import { findSingleton, provideSingleton } from "#app/lib/singleton.ts";

/** Of the languages that the interface speaks, those that this site offers, and the one for whoever has asked for none of them. */
export type Offer = { languages: readonly Language[]; defaultLanguage: Language };

const memory = "offered-languages";
const everything: Offer = { languages, defaultLanguage };

/** What the site offers, as this process has read it last; every language until then. */
export function offered(): Offer {
  return findSingleton<Offer>(memory) ?? everything;
}

/** Said by whoever reads the settings of the site. It outlives what is forgotten of them, until they are read anew. */
export function noteOffered({ languages, defaultLanguage }: Offer): void {
  provideSingleton<Offer>(memory, { languages, defaultLanguage });
}

/** Whether `value` is a language that the site offers. */
export function isOffered(value: unknown): value is Language {
  return (offered().languages as readonly unknown[]).includes(value);
}

/** The language for somebody who has wished for `wish`: that, or the site's default where it is not offered. */
export function offeredLanguage(wish: unknown): Language {
  return isOffered(wish) ? wish : offered().defaultLanguage;
}
