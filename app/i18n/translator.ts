import { IntlMessageFormat } from "intl-messageformat";
import type { MessageKey } from "#app/i18n/catalogues/en.ts";
import type { Catalogue } from "#app/i18n/flatten.ts";
import { type Language, directionOf } from "#app/i18n/languages.ts";
import { siteName } from "#app/i18n/site-name.ts";
import { isolateIn } from "#app/lib/isolate.ts";

export type Values = Record<string, unknown>;
/** A key that no catalogue has does not compile. */
export type Translate = (key: MessageKey, values?: Values) => string;

/**
 * Makes `t(key, values)` for one language over its flattened catalogue ("forum.reply.send" -> ICU message). A key that the
 * catalogue lacks comes back as itself: a test keeps that from happening, a page must not fail over it. `{site}` is the name of
 * the site in every message.
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
    return String(format.format(isolated(format, withSite(message, values)) as Record<string, string>));
  };

  /** The values as a sentence takes them: those that are shown as they are, and that it does not choose by, each by itself. */
  function isolated(format: IntlMessageFormat, values: Values): Values {
    const direction = directionOf(language);
    const strings = Object.entries(values).filter(([, value]) => typeof value === "string");
    if (strings.length === 0) return values;
    const chosenBy = new Set<string>();
    noteChoices(format.getAst(), chosenBy);
    const shown = strings.filter(([name, value]) => !chosenBy.has(name) && !isAddress.test(value as string));
    return {
      ...values,
      ...Object.fromEntries(shown.map(([name, value]) => [name, isolateIn(direction, String(value))])),
    };
  }
}

function withSite(message: string, values: Values = {}): Values {
  return message.includes("{site}") ? { site: siteName(), ...values } : values;
}

/** An address keeps no sign beside it: whoever makes a link of it would take the sign, too. */
const isAddress = /^(?:https?:\/\/\S+|\S+@\S+\.\S+)$/;

type Element = ReturnType<IntlMessageFormat["getAst"]>[number];

/** The names of the values by which a message chooses its words. */
function noteChoices(elements: readonly Element[], names: Set<string>): void {
  for (const element of elements) {
    if (!("options" in element)) continue;
    names.add(element.value);
    for (const { value } of Object.values(element.options)) noteChoices(value, names);
  }
}

/**
 * The Intl locale of an interface language, as United Nations documents print it: English dates as "12 March 2026",
 * Arabic with Latin digits.
 */
export function localeOf(language: string): string {
  const locales: Record<string, string> = { en: "en-GB", ar: "ar-u-nu-latn" };
  return locales[language] ?? language;
}
