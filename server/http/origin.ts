import type { Request } from "express";

const safeMethods = new Set(["GET", "HEAD", "OPTIONS"]);

/**
 * Whether a request may change something as far as its origin goes. Browsers say where a request comes from: `Origin`
 * must be this site, or, without it, `Sec-Fetch-Site` must not name another. A caller that sends neither is no browser,
 * so it carries nobody's cookies by accident.
 */
export function isOwnOrigin(request: Request, publicOrigin: string): boolean {
  if (safeMethods.has(request.method)) return true;
  const origin = request.get("origin");
  if (origin !== undefined) return origin === publicOrigin || origin === `${request.protocol}://${request.get("host")}`;
  const site = request.get("sec-fetch-site");
  return site === undefined || site === "same-origin" || site === "none";
}
