import { createHash } from "node:crypto";
import { translatorFor } from "#app/i18n/t.server.ts";
import { env } from "#app/infra/env.server.ts";
import { normalize } from "#app/lib/combining-marks.ts";
import { markdownRendererVersion, renderMarkdown } from "#app/lib/markdown.ts";

export { markdownRendererVersion };

/** The HTML of a post, sanitised. The page, the preview and every reader see the same. */
export function renderPost(body: string, language: string): string {
  return renderMarkdown(body, {
    headingOffset: 2,
    breaks: true,
    internalOrigin: new URL(env().PUBLIC_URL).origin,
    tableLabel: translatorFor(language)("forum.post.table"),
  });
}

/** What tells two texts apart that differ in more than white space and case. */
export function hashBody(body: string): string {
  const plain = normalize(body, "NFKC").toLowerCase().replace(/\s+/gu, " ").trim();
  return createHash("sha256").update(plain).digest("hex");
}
