import { type Format, formatFor } from "#app/i18n/format.ts";
import { offeredLanguage } from "#app/i18n/offered-languages.ts";
import { translatorFor } from "#app/i18n/t.server.ts";
import type { Translate } from "#app/i18n/translator.ts";
import { env } from "#app/infra/env.server.ts";

/** A person's language (the site's where it does not offer that) and clock, for what is written to them while they are not there. */
export function wordsFor({ language, zone }: { language: string; zone: string }): { t: Translate; format: Format } {
  const known = offeredLanguage(language);
  return { t: translatorFor(known), format: formatFor(known, zone) };
}

/**
 * A path as a mail carries it: whole, and without the title that topics and webinars have in their addresses, which in
 * most scripts would be lines of percent signs. The number alone leads there.
 */
export function mailedAddress(path: string): string {
  return env().PUBLIC_URL + path.replace(/^(\/(?:topics|webinars)\/\d+)\/[^/?#]+/, "$1");
}
