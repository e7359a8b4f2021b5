import { match } from "@formatjs/intl-localematcher";
import { isLanguage, type Language } from "#app/i18n/languages.ts";
import { isOffered, offered, offeredLanguage } from "#app/i18n/offered-languages.ts";

/**
 * The language of an answer: the one asked for in the address (`?lang=`), else the person's setting, else the `lang`
 * cookie, else the best match of `Accept-Language`, else the site's default. What is unknown, malformed or not offered is
 * passed over; whoever has set a language that is no longer offered gets the site's default, as in their mail.
 */
export function negotiateLanguage(wishes: {
  asked?: string | null;
  setting?: string | null;
  cookie?: string | null;
  acceptLanguage?: string | null;
}): Language {
  if (isOffered(wishes.asked)) return wishes.asked;
  if (isLanguage(wishes.setting)) return offeredLanguage(wishes.setting);
  if (isOffered(wishes.cookie)) return wishes.cookie;
  const { languages, defaultLanguage } = offered();
  const accepted = parseAcceptLanguage(wishes.acceptLanguage ?? "");
  if (accepted.length === 0) return defaultLanguage;
  try {
    return match(accepted, [...languages], defaultLanguage) as Language;
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
