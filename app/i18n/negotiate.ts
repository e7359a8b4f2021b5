import { match } from "@formatjs/intl-localematcher";
import { defaultLanguage, isLanguage, languages, type Language } from "#app/i18n/languages.ts";

/**
 * The language of an answer: the one asked for in the address (`?lang=`), else the person's setting, else the `lang`
 * cookie, else the best match of `Accept-Language`, else English. Unknown or malformed values are passed over.
 */
export function negotiateLanguage(wishes: {
  asked?: string | null;
  setting?: string | null;
  cookie?: string | null;
  acceptLanguage?: string | null;
}): Language {
  for (const wish of [wishes.asked, wishes.setting, wishes.cookie]) if (isLanguage(wish)) return wish;
  const accepted = parseAcceptLanguage(wishes.acceptLanguage ?? "");
  if (accepted.length === 0) return defaultLanguage;
  try {
    return match(accepted, languages, defaultLanguage) as Language;
  } catch {
    // A tag that Intl refuses ("xx-!!") says nothing about the reader.
    return defaultLanguage;
  }
}

/** Language tags of an `Accept-Language` header in the order of their weight; `*` and weight 0 are left out. */
function parseAcceptLanguage(header: string): string[] {
  return header
    .slice(0, 500)
    .split(",")
    .map((part, index) => {
      const [tag = "", ...parameters] = part.trim().split(";");
      const weight = parameters.map((p) => /^\s*q=([\d.]+)/.exec(p)?.[1]).find(Boolean);
      return { tag: tag.trim(), weight: weight === undefined ? 1 : Number(weight), index };
    })
    .filter(({ tag, weight }) => /^[a-z]{2,3}(-[a-z\d]{1,8})*$/i.test(tag) && weight > 0)
    .sort((a, b) => b.weight - a.weight || a.index - b.index)
    .map(({ tag }) => tag);
}
