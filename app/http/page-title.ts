import type { MetaDescriptor } from "@remix-run/node";
import { productName } from "#app/i18n/product-name.ts";

/** What a route's `meta` is given, as far as a title needs it. */
type MetaArgs = { data?: unknown; matches: readonly { id: string; data?: unknown }[] };

/** The title of a page: what its loader gives as `title`, and the name of the site behind it. A route's `meta`. */
export function pageTitle({ data, matches }: MetaArgs): MetaDescriptor[] {
  return [{ title: titled((data as { title?: string } | undefined)?.title, matches) }];
}

/** The same for a page of one place among many of its kind: its loader gives the `name` of the place besides. */
export function pageTitleOfPlace({ data, matches }: MetaArgs): MetaDescriptor[] {
  const { title, name } = (data ?? {}) as { title?: string; name?: string };
  return [{ title: titled(`${title} · ${name}`, matches) }];
}

/** The same for a page whose title is not its loader's `title`. */
export function titled(title: string | undefined, matches: MetaArgs["matches"]): string {
  const site = siteNameOf(matches.find(({ id }) => id === "root")?.data);
  return title ? `${title} · ${site}` : site;
}

/** The name of the site by the root's data, of which there is none when the root has failed. */
export function siteNameOf(root: unknown): string {
  return (root as { site?: { name: string } } | null | undefined)?.site?.name ?? productName;
}
