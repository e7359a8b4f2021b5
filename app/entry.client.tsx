import { RemixBrowser } from "@remix-run/react";
import { startTransition } from "react";
import { hydrateRoot } from "react-dom/client";
import type { Language } from "#app/i18n/languages.ts";
import type { Catalogue } from "#app/i18n/flatten.ts";
import { createTranslate } from "#app/i18n/translator.ts";
import { I18nProvider } from "#app/ui/text/i18n.tsx";

// Only pages that are tools get here (`handle.hydrate`); each loads the messages of its own language alone, and of those
// the modules that tools need.
const loaders: Record<Language, () => Promise<{ default: Catalogue }>> = {
  en: () => import("#app/i18n/catalogues/browser/en.ts"),
  fr: () => import("#app/i18n/catalogues/browser/fr.ts"),
  ar: () => import("#app/i18n/catalogues/browser/ar.ts"),
};

const language = document.documentElement.lang as Language;
const zone = document.documentElement.dataset.zone ?? "UTC";
const now = new Date();
const catalogue = (await loaders[language]()).default;

startTransition(() => {
  hydrateRoot(
    document,
    <I18nProvider t={createTranslate(language, catalogue)} language={language} zone={zone} now={now}>
      <RemixBrowser />
    </I18nProvider>,
  );
});
