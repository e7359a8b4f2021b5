import { IntlMessageFormat } from "intl-messageformat";
import type { MessageKey } from "#app/i18n/catalogues/en.ts";
import type { Catalogue } from "#app/i18n/flatten.ts";
import type { Language } from "#app/i18n/languages.ts";

export type Values = Record<string, unknown>;
/** A key that no catalogue has does not compile. */
export type Translate = (key: MessageKey, values?: Values) => string;

/**
 * Makes `t(key, values)` for one language over its flattened catalogue ("forum.reply.send" -> ICU message). A key that the
 * catalogue lacks comes back as itself: a test keeps that from happening, a page must not fail over it.
 */
export function createTranslate<Key extends string = MessageKey>(
  language: Language,
  catalogue: Catalogue,
): (key: Key, values?: Values) => string {
  const parsed = new Map<string, IntlMessageFormat>();
  return (key, values) => {
    const message = catalogue[key];
    if (message === undefined) return key;
    if (!message.includes("{") && !message.includes("'")) return message;
    let format = parsed.get(key);
    if (!format) {
      format = new IntlMessageFormat(message, localeOf(language), undefined, { ignoreTag: true });
      parsed.set(key, format);
    }
    return String(format.format(values as Record<string, string>));
  };
}

/**
 * The Intl locale of an interface language, as United Nations documents print it: English dates as "12 March 2026",
 * Arabic with Latin digits.
 */
export function localeOf(language: string): string {
  const locales: Record<string, string> = { en: "en-GB", ar: "ar-u-nu-latn" };
  return locales[language] ?? language;
}
