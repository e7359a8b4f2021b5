import { answerByTag } from "#app/http/answer-by-tag.server.ts";
import { robotsText } from "#app/http/discovery/search-engines.ts";
import { resource } from "#app/http/resource.server.ts";
import { env } from "#app/infra/env.server.ts";

/** What crawlers are asked to leave alone, and where the list of pages is (RFC 9309). */
export const loader = resource(async ({ request }) =>
  answerByTag(request, robotsText(env().PUBLIC_URL), {
    "Content-Type": "text/plain; charset=utf-8",
    "Cache-Control": "public, max-age=3600",
  }),
);
