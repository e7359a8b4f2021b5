import type { Language } from "#app/i18n/languages.ts";
import { translatorFor } from "#app/i18n/t.server.ts";
import { env } from "#app/infra/env.server.ts";
import type { Site } from "#app/infra/site.ts";
import { renderMarkdown } from "#app/lib/markdown.ts";
import { translationIn } from "#app/lib/translations.ts";

/** What the site says of itself, as pages show it in `language`. */
export function describeSite({ organisation, contact, logo, about, welcome }: Site, language: Language) {
  const text = translationIn(about, language);
  return {
    organisation,
    contact,
    logo,
    /** Whether anything is known of those who run it. */
    isSaid: organisation !== "" || contact !== "" || text !== null,
    about: text && { html: render(text.text, language), language: text.language },
    welcome: welcome[language] ?? "",
  };
}

function render(text: string, language: Language): string {
  const tableLabel = translatorFor(language)("forum.post.table");
  return renderMarkdown(text, { headingOffset: 2, internalOrigin: new URL(env().PUBLIC_URL).origin, tableLabel });
}
