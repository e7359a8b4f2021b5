import { promisify } from "node:util";
import { brotliDecompress } from "node:zlib";
import { translatorFor } from "#app/i18n/t.server.ts";
import { escapeHtml } from "#app/lib/escape-html.ts";
import { isTouched, type Touched } from "./touched-pages.ts";

type KeptPage = { at: number; path: string; br: Buffer };

const longest = 60 * 60_000;
const most = 2000;
const decompress = promisify(brotliDecompress);

export type KeptPages = {
  keep(key: string, page: { path: string; bodies: { br: Buffer } }): void;
  /** The page as it was, with a note of its age in `language`; null when it is not kept or older than an hour. */
  find(key: string, language: string): Promise<{ html: string; seconds: number } | null>;
  /** Forgets those from which a write may have removed something. */
  forget(touched: Touched): void;
};

/** Guests' pages as they were last made, for an hour in which nothing newer can be had. A few kilobytes each. */
export function keepPages(): KeptPages {
  const pages = new Map<string, KeptPage>();
  return {
    keep(key, { path, bodies }) {
      pages.delete(key);
      if (pages.size >= most) pages.delete(pages.keys().next().value!);
      pages.set(key, { at: Date.now(), path, br: bodies.br });
    },
    async find(key, language) {
      const page = pages.get(key);
      if (!page) return null;
      const age = Date.now() - page.at;
      if (age > longest) return null;
      const html = (await decompress(page.br)).toString("utf8");
      return { html: withNote(html, Math.floor(age / 60_000), language), seconds: Math.floor(age / 1000) };
    },
    forget(touched) {
      if (!touched.isRemoval) return;
      for (const [key, { path }] of pages) if (isTouched(path, touched)) pages.delete(key);
    },
  };
}

function withNote(html: string, minutes: number, language: string): string {
  const note = escapeHtml(translatorFor(language)("ui.error.keptPage", { minutes }));
  const start = '<main id="main" tabindex="-1">';
  return html.replace(start, () => `${start}<div class="notice notice-warning" role="status"><p>${note}</p></div>`);
}
