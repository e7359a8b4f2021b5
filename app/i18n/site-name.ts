import { productName } from "#app/i18n/product-name.ts";
import { provideSingleton, findSingleton } from "#app/lib/singleton.ts";

const memory = "site-name";

/** The name that this installation has, as this process has read it last; the product's until then. */
export function siteName(): string {
  return findSingleton<string>(memory) ?? productName;
}

/** Said by whoever reads the settings of the site. It outlives what is forgotten of them, until they are read anew. */
export function noteSiteName(name: string): void {
  provideSingleton(memory, name);
}
