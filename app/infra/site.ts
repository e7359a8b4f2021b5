import type { Offer } from "#app/i18n/offered-languages.ts";

export type SiteLogo = { file: string; width: number; height: number };

/** What the administrator says of this installation. Empty texts were not given; `version` 0 means nothing was said yet. */
export type Site = {
  name: string;
  /** Who runs it. */
  organisation: string;
  /** The mail address at which they are reached. */
  contact: string;
  /** Language -> Markdown. */
  about: Readonly<Record<string, string>>;
  /** Language -> plain text of the first page. */
  welcome: Readonly<Record<string, string>>;
  logo: SiteLogo | null;
  version: number;
} & Offer;

export type SiteValues = Omit<Site, "version">;
