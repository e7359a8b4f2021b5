import { type ReactNode, createContext, useContext } from "react";
import { type Language, languages } from "#app/i18n/languages.ts";
import { productName } from "#app/i18n/product-name.ts";
import { useI18n } from "#app/ui/text/i18n.tsx";
import { PageShell, type SiteSign, type Viewer } from "./shell.tsx";

type Surroundings = { path: string; site: SiteSign; viewer: Viewer | null; notices?: ReactNode };

const Context = createContext<Surroundings>({
  path: "/",
  site: { name: productName, organisation: "", languages },
  viewer: null,
});

/** Gives the pages below what every page shows around its content. */
export const SurroundingsProvider = Context.Provider;

/** The languages that one may choose for oneself. */
export function useOfferedLanguages(): readonly Language[] {
  return useContext(Context).site.languages;
}

type PageProps = {
  children: ReactNode;
  /** The pages of the area of work that this one belongs to: the page then takes the whole window. */
  nav?: ReactNode;
  aside?: ReactNode;
  asideLabel?: string;
  width?: "narrow";
};

/** One page of the site: its content inside the shell. Every route's component begins with it. */
export function Page({ children, ...frame }: PageProps) {
  const { t, language } = useI18n();
  return (
    <PageShell t={t} language={language} {...frame} {...useContext(Context)}>
      {children}
    </PageShell>
  );
}
