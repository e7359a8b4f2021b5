import { findSingleton } from "#app/lib/singleton.ts";

/** Addresses of what the build made beside the pages; the server provides them at start. */
export type Assets = { css: string; tools: string; islands: Record<string, string> };

/** The assets of this build. In a browser there are none: only pages rendered on the server ask. */
export function assets(): Assets {
  return findSingleton<Assets>("assets") ?? { css: "", tools: "", islands: {} };
}
