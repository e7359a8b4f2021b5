import { answerByTag } from "#app/http/answer-by-tag.server.ts";
import { env } from "#app/infra/env.server.ts";
import { escapeXml } from "#app/lib/escape-html.ts";
import type { PageAddress } from "#app/lib/links.ts";

/** Of one file, by the protocol (sitemaps.org). */
const addressesAtMost = 50_000;

/** The file of a part: "topics-0". */
function sitemapPath(part: string): string {
  return `/sitemaps/${part}.xml`;
}

/** Which file an address asks for; null where it does not end like one. */
export function sitemapPartOf(file: string): string | null {
  return /^([a-z0-9-]{1,80})\.xml$/.exec(file)?.[1] ?? null;
}

/** A list of addresses for search engines (sitemaps.org 0.9). */
export function writeSitemap(pages: PageAddress[]): string {
  const origin = env().PUBLIC_URL;
  const urls = pages.slice(0, addressesAtMost).map(({ path, changedAt }) => {
    const changed = changedAt ? `<lastmod>${changedAt.toISOString()}</lastmod>` : "";
    return `<url><loc>${escapeXml(origin + path)}</loc>${changed}</url>`;
  });
  return inXml("urlset", urls);
}

/** The list of these lists. It says of none when it changed: that would take all that is in them. */
export function writeSitemapIndex(parts: string[]): string {
  const origin = env().PUBLIC_URL;
  return inXml(
    "sitemapindex",
    parts
      .slice(0, addressesAtMost)
      .map((part) => `<sitemap><loc>${escapeXml(origin + sitemapPath(part))}</loc></sitemap>`),
  );
}

/** Answers either, or 304. What was hidden is out of it as soon as out of the pages of guests, or a few seconds later. */
export function answerSitemap(request: Request, xml: string): Response {
  return answerByTag(request, xml, {
    "Content-Type": "application/xml; charset=utf-8",
    "Cache-Control": "public, max-age=30",
    "X-Robots-Tag": "noindex",
  });
}

const inXml = (name: string, lines: string[]) =>
  [
    `<?xml version="1.0" encoding="UTF-8"?>`,
    `<${name} xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">`,
    ...lines,
    `</${name}>`,
    "",
  ].join("\n");
