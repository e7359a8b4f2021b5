import { createHash } from "node:crypto";
import { facilitatorsCalled } from "#app/lib/mentions.ts";
import { translatorFor } from "#app/i18n/t.server.ts";
import { env } from "#app/infra/env.server.ts";
import { normalize } from "#app/lib/combining-marks.ts";
import { listCalls, type MarkdownOptions, markdownRendererVersion, renderMarkdown } from "#app/lib/markdown.ts";

export { markdownRendererVersion };

const nobodyCalled: ReadonlySet<string> = new Set();

/**
 * The HTML of a post, sanitised. The page, the preview and every reader see the same. Handles among `called` are links to people
 * where the text calls them.
 */
export function renderPost(body: string, language: string, called: ReadonlySet<string> = nobodyCalled): string {
  return renderCalls(body, language, called).html;
}

/** `renderPost` with the handles that the text calls, each once, in their order, whoever they are. */
export function renderCalls(
  body: string,
  language: string,
  called: ReadonlySet<string>,
): { html: string; handles: string[] } {
  const handles = new Set<string>();
  const html = renderMarkdown(body, {
    ...options(language),
    calls(handle) {
      handles.add(handle);
      if (handle === facilitatorsCalled) return "group";
      return called.has(handle) ? "person" : null;
    },
  });
  return { html, handles: [...handles] };
}

function options(language: string): MarkdownOptions {
  return {
    headingOffset: 2,
    breaks: true,
    internalOrigin: new URL(env().PUBLIC_URL).origin,
    tableLabel: translatorFor(language)("forum.post.table"),
  };
}

/** The handles that a post calls, each once, in their order: as its renderer reads them, whoever they are. */
export function handlesIn(body: string): string[] {
  return body.includes("@") ? listCalls(body, options("en")) : [];
}

/** The handles that the HTML of a post links to: whom it called when it was written. */
export function handlesLinkedIn(html: string): ReadonlySet<string> {
  return new Set(
    [...html.matchAll(/<a href="\/people\/[^"]{1,900}">@([^<]{1,80})<\/a>/g)].map(([, handle]) => handle!),
  );
}

/** What tells two texts apart that differ in more than white space and case. */
export function hashBody(body: string): string {
  const plain = normalize(body, "NFKC").toLowerCase().replace(/\s+/gu, " ").trim();
  return createHash("sha256").update(plain).digest("hex");
}
