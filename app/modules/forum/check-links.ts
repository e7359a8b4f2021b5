import { fieldError } from "#app/infra/app-error.ts";
import type { Actor } from "#app/modules/accounts/actor.ts";
import { limitsFor } from "#app/modules/forum/limits.ts";

const addressesIn = (html: string, tag: RegExp, address: RegExp) =>
  (html.match(tag) ?? []).map((one) => address.exec(one)?.[1] ?? "");

const linksIn = (html: string) => addressesIn(html, /<a [^>]*rel="ugc\b[^>]*>/g, /href="([^"]*)"/);
const imagesIn = (html: string) => addressesIn(html, /<img\b[^>]*>/g, /src="([^"]*)"/);
const isAbove = (max: number | null | undefined, { length }: string[]): max is number => max != null && length > max;

/** Whether a post has more links or images than its author may publish unseen; counted in what readers will see. */
export function exceedsLinks(actor: Actor, html: string): boolean {
  const { linksPerPost, imagesPerPost } = limitsFor(actor) ?? {};
  return isAbove(linksPerPost, linksIn(html)) || isAbove(imagesPerPost, imagesIn(html));
}

/**
 * Holds new people to a few links and images in a text that others read at once; links to pages of this site are free. What stands in
 * `earlier`, the texts that others read already and of which this one is made, was looked at before: above the limit a text may have as
 * many as one of these, to the same places. Throws 400 "forum.error.new_links" or "forum.error.new_images" beside the text.
 */
export function requireFewLinks(actor: Actor, html: string, earlier: readonly string[]): void {
  const { linksPerPost, imagesPerPost } = limitsFor(actor) ?? {};
  if (isAbove(linksPerPost, linksIn(html)) && addsTo(earlier.map(linksIn), linksIn(html)))
    throw fieldError("body", "forum.error.new_links", { max: linksPerPost });
  if (isAbove(imagesPerPost, imagesIn(html)) && addsTo(earlier.map(imagesIn), imagesIn(html)))
    throw fieldError("body", "forum.error.new_images", { max: imagesPerPost });
}

function addsTo(earlier: string[][], now: string[]): boolean {
  const known = new Set(earlier.flat());
  return now.length > Math.max(...earlier.map(({ length }) => length)) || now.some((address) => !known.has(address));
}
