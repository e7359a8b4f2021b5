import { assets } from "./assets.ts";

/**
 * Loads a custom element's module (app/islands/<name>.ts) on this page only. The page is complete without it. Using it
 * twice on a page is harmless: a module runs once.
 */
export function Island({ name }: { name: string }) {
  const src = assets().islands[name];
  return src ? <script type="module" src={src} /> : null;
}
