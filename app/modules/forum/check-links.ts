import { fieldError } from "#app/infra/app-error.ts";
import type { Actor } from "#app/modules/accounts/actor.ts";
import { limitsFor } from "#app/modules/forum/limits.ts";

const countOf = (html: string, pattern: RegExp) => html.match(pattern)?.length ?? 0;

/** Whether a post has more links or images than its author may publish unseen; counted in what readers will see. */
export function exceedsLinks(actor: Actor, html: string): boolean {
  const { linksPerPost, imagesPerPost } = limitsFor(actor) ?? {};
  return isAbove(linksPerPost, linksIn(html)) || isAbove(imagesPerPost, imagesIn(html));
}

const linksIn = (html: string) => countOf(html, /rel="ugc\b/g);
const imagesIn = (html: string) => countOf(html, /<img\b/g);
const isAbove = (max: number | null | undefined, count: number): max is number => max != null && count > max;

/**
 * Holds new people to a few links and images in a post that others read already; links to pages of this site are free. Throws 400 "forum.error.new_links" or "forum.error.new_images" beside the text.
 */
export function requireFewLinks(actor: Actor, html: string): void {
  const { linksPerPost, imagesPerPost } = limitsFor(actor) ?? {};
  if (isAbove(linksPerPost, linksIn(html))) throw fieldError("body", "forum.error.new_links", { max: linksPerPost });
  if (isAbove(imagesPerPost, imagesIn(html)))
    throw fieldError("body", "forum.error.new_images", { max: imagesPerPost });
}
