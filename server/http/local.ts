import type { IncomingMessage } from "node:http";
import { env } from "#app/infra/env.server.ts";

const loopback = /^(?:::1|(?:::ffff:)?127\.\d+\.\d+\.\d+)$/;
/** What proxies add: then somebody else asks through this machine. */
const forwarding = ["forwarded", "via", "x-forwarded-for", "x-forwarded-host", "x-forwarded-proto", "x-real-ip"];

/**
 * Whether a program of this machine asks, and not somebody else through a proxy on it, nor another site whose name was made to
 * lead here (DNS rebinding): then the Host is neither a name of this machine nor the site's own.
 */
export function isFromThisMachine({ socket, headers }: IncomingMessage): boolean {
  if (!loopback.test(socket.remoteAddress ?? "") || forwarding.some((name) => headers[name] !== undefined))
    return false;
  const name = URL.canParse(`http://${headers.host}`) ? new URL(`http://${headers.host}`).hostname : "";
  return /^(?:localhost|127\.\d+\.\d+\.\d+|\[::1\])$/.test(name) || name === new URL(env().PUBLIC_URL).hostname;
}
