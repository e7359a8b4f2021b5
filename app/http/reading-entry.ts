import type { AppLoadContext, EntryContext } from "@remix-run/node";

/** What `entry.server` gives the short way to a page for reading (docs/decisions/reading-pages.md). */
export type ReadingEntry = {
  /** The whole page as markup. */
  render(url: string | URL, remix: EntryContext, context: AppLoadContext): string;
  /** What a page has for its tag: the same text, as it is or in bytes, has the same. */
  etagOf(html: string | Uint8Array): string;
};
