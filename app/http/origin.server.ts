import type { IncomingHttpHeaders } from "node:http";
import { env } from "#app/infra/env.server.ts";

/**
 * Whether something may be changed, or a socket opened, as far as the origin of the request goes: the one such check.
 * Browsers say where a request comes from: `Origin` must be the site's public address (whatever Host or port a proxy passed
 * on) or, where no proxy stands between, the address that was asked; without `Origin`, `Sec-Fetch-Site` must not name another
 * site. A caller that sends neither is no browser, so it carries nobody's cookies by accident.
 */
export function isOwnOrigin({ origin, host, "sec-fetch-site": site }: IncomingHttpHeaders): boolean {
  if (origin !== undefined) {
    if (origin === new URL(env().PUBLIC_URL).origin) return true;
    const from = URL.canParse(origin) ? new URL(origin) : null;
    return from !== null && /^https?:$/.test(from.protocol) && from.host === host;
  }
  return site === undefined || site === "same-origin" || site === "none";
}
