import type { SiteValues } from "#app/infra/site.ts";

/** The translation key of each setting of the site: the label of its field. */
export const settingNames = {
  name: "admin.site.name",
  organisation: "admin.site.organisation",
  contact: "admin.site.contact",
  logo: "admin.site.logo",
  languages: "admin.site.languages",
  defaultLanguage: "admin.site.default_language",
  welcome: "admin.site.welcome",
  about: "admin.site.about",
} as const satisfies Record<keyof SiteValues, string>;
