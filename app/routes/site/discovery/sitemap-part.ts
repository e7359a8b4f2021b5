import { answerSitemap, sitemapPartOf, writeSitemap } from "#app/http/discovery/sitemap.server.ts";
import { resource } from "#app/http/resource.server.ts";
import { notFound } from "#app/infra/app-error.ts";
import { listPart, shortly } from "./kinds.server.ts";

/** The pages of a kind, or a part of them, as everybody sees them. */
export const loader = resource(async ({ request, param }) => {
  const part = sitemapPartOf(param("file"));
  if (part === null) throw notFound();
  const xml = await shortly(part, async () => {
    const pages = await listPart(part);
    // An empty list is none, by the protocol.
    if (pages.length === 0) throw notFound();
    return writeSitemap(pages);
  });
  return answerSitemap(request, xml);
});
