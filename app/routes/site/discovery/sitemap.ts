import { answerSitemap, writeSitemapIndex } from "#app/http/discovery/sitemap.server.ts";
import { resource } from "#app/http/resource.server.ts";
import { listSitemapParts, shortly } from "./kinds.server.ts";

/** The list of the lists of pages that search engines may read. */
export const loader = resource(async ({ request }) =>
  answerSitemap(request, await shortly("index", async () => writeSitemapIndex(await listSitemapParts()))),
);
