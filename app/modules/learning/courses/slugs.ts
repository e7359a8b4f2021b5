import { slugify } from "#app/lib/slug.ts";
import { maxSlug } from "./limits.ts";

/**
 * The address of a title, in the letters that packages allow; a title in another script gives `fallback`. Applying it to
 * its own result changes nothing.
 */
export function slugOf(title: string, fallback: string): string {
  const latin = slugify(title, "").replace(/[^a-z0-9-]+/g, "-");
  const tidy = latin.replace(/-+/g, "-").slice(0, maxSlug).replace(/^-|-$/g, "");
  return /[a-z]/.test(tidy) ? tidy : fallback;
}

/** `wished`, or the first of `wished-2`, `wished-3` … that `isTaken` does not know. */
export function freeSlug(wished: string, isTaken: (slug: string) => boolean): string {
  if (!isTaken(wished)) return wished;
  for (let number = 2; ; number++) {
    const ending = `-${number}`;
    const slug = wished.slice(0, maxSlug - ending.length).replace(/-$/, "") + ending;
    if (!isTaken(slug)) return slug;
  }
}
