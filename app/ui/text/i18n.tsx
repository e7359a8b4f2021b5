import { createContext, useContext } from "react";
import { type Format, formatFor } from "#app/i18n/format.ts";
import { type Language, directionOf } from "#app/i18n/languages.ts";
import type { Translate } from "#app/i18n/translator.ts";

export type I18n = { t: Translate; format: Format; language: Language; direction: "ltr" | "rtl"; now: Date };

const Context = createContext<I18n | null>(null);

type ProviderProps = {
  t: Translate;
  language: Language;
  zone: string;
  /** The moment from which the page tells how far away something is. */
  now: Date;
  children: React.ReactNode;
};

/** Gives every component below it the language of the page. */
export function I18nProvider({ t, language, zone, now, children }: ProviderProps) {
  const value = { t, language, format: formatFor(language, zone), direction: directionOf(language), now };
  return <Context.Provider value={value}>{children}</Context.Provider>;
}

/** The language of the page: `t`, `format`, `language`, `direction`, and the moment at which it was made. */
export function useI18n(): I18n {
  const i18n = useContext(Context);
  if (!i18n) throw new Error("useI18n() needs an I18nProvider above it");
  return i18n;
}
