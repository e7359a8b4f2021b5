import type { MetaDescriptor } from "@remix-run/node";

/** Tells a browser, or a program that reads feeds, that what a page shows is also at `href` as a feed. For a route's `meta`. */
export function feedLink(href: string): MetaDescriptor {
  return { tagName: "link", rel: "alternate", type: "application/atom+xml", href };
}
