import type { MetaDescriptor } from "@remix-run/node";
import { roadOf } from "#app/i18n/short-titles.ts";
import { pageTitle, siteNameOf } from "#app/http/page-title.ts";
import { type DrawingOf, sharedPicturePath } from "#app/lib/drawings/drawing-path.ts";

/** What a route's `meta` is given, as far as it is needed here. */
type MetaArgs = { matches: readonly { id: string; data?: unknown }[]; location: { search: string } };
type Root = { viewer: unknown; language: string; site: { name: string; origin: string; languages: readonly string[] } };

type Shared = {
  /** The address by which the page is known, with what of its query is part of that. */
  path: string;
  title: string;
  /** Cut after 200 signs. */
  description?: string | null;
  type?: "website" | "article";
  /** BCP 47; that of the page where it does not say. */
  language?: string;
  /** Of those, the page exists in the languages that the site offers, each at an address of its own. */
  languages?: readonly string[] | "all";
  picture: DrawingOf;
};

/** Open Graph wants a language with a country. */
const locales: Record<string, string> = {
  en: "en_GB",
  fr: "fr_FR",
  es: "es_ES",
  ar: "ar_AR",
  ru: "ru_RU",
  zh: "zh_CN",
};

/**
 * What search engines and previews of links want to know of a page (ogp.me), for a route's `meta`: its one address, that in each language, title,
 * description and picture. For guests alone: programs come as such, and whoever is signed in has more to load already.
 */
export function sharedAs({ matches, location }: MetaArgs, page: Shared): MetaDescriptor[] {
  const root = matches.find(({ id }) => id === "root")?.data as Root | undefined;
  if (!root || root.viewer) return [];
  const { site } = root;
  const { title, description, type = "website", picture, language = root.language } = page;
  const url = site.origin + page.path;
  const { languages: wished = [] } = page;
  const languages = wished === "all" ? site.languages : wished.filter((code) => site.languages.includes(code));
  const inLanguage = (code: string) => `${url}${url.includes("?") ? "&" : "?"}lang=${code}`;
  const asked = new URLSearchParams(location.search).get("lang");
  const own = asked !== null && languages.includes(asked) ? inLanguage(asked) : url;
  const locale = locales[language];
  const og = (property: string, content: string) => ({ property: `og:${property}`, content });
  const words = description ? cut(description) : null;
  return [
    { tagName: "link", rel: "canonical", href: own },
    ...(languages.length > 1
      ? [...languages, null].map((code) => ({
          ...{ tagName: "link" as const, rel: "alternate" },
          ...{ hrefLang: code ?? "x-default", href: code === null ? url : inLanguage(code) },
        }))
      : []),
    ...(words ? [{ name: "description", content: words }] : []),
    og("type", type),
    og("site_name", siteNameOf(root)),
    og("title", title),
    ...(words ? [og("description", words)] : []),
    og("url", own),
    ...(locale ? [og("locale", locale)] : []),
    og("image", site.origin + sharedPicturePath(picture)),
    og("image:width", "1200"),
    og("image:height", "630"),
  ];
}

function cut(text: string): string {
  const signs = [...text.trim()];
  return signs.length <= 200 ? signs.join("") : `${signs.slice(0, 199).join("")}…`;
}

/** The picture of a place on the roadmap, of an activity or an output by its code, or of a space that has none. */
export function pictureOfPlace(code: string | null, otherwise = "home"): DrawingOf {
  const id = (code ?? otherwise).toLowerCase().replace(/[^a-z0-9]+/g, "-");
  return { kind: "place", id: id.slice(0, 64) || "home", road: code && /^[1-5]/.test(code) ? roadOf(code) : "0" };
}

type PlaceArgs = MetaArgs & { data?: unknown };

/** The `meta` of a page that the interface itself fills, in each of its languages: its loader's `title`, and `lede` where it has one. */
export function metaOfPlace(path: string, name?: string) {
  return (args: PlaceArgs): MetaDescriptor[] => {
    const { title, lede } = (args.data ?? {}) as { title?: string; lede?: string };
    if (!title) return pageTitle(args);
    const picture = pictureOfPlace(null, name);
    return [...pageTitle(args), ...sharedAs(args, { path, title, description: lede, languages: "all", picture })];
  };
}
