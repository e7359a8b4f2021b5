import type { IncomingMessage } from "node:http";
import { RateLimiterMemory } from "rate-limiter-flexible";
import { isOwnOrigin } from "#app/http/origin.server.ts";
import { env } from "#app/infra/env.server.ts";
import type { RealtimeSocket } from "#app/infra/realtime.server.ts";
import { singleton } from "#app/lib/singleton.ts";
import { seatOf } from "#server/sockets/session.ts";

/** Open connections at a time. A training room of a thousand people may sit behind one address; one person has few tabs. */
const MEMBER_CONNECTIONS = 20;
const GUEST_CONNECTIONS_PER_ADDRESS = 200;
const CONNECTIONS_PER_ADDRESS = 2000;
/** New connections of one address: a room that reconnects at once, and a little. */
const CONNECTING = { points: 2500, duration: 60 };

/** Why a handshake is refused before anything is looked up, or null when it is not. */
export async function admitRequest(request: IncomingMessage, closing: boolean): Promise<string | null> {
  if (closing) return "closing";
  // WebSockets know no CORS: any page may open one, with this site's cookies.
  if (!isOwnOrigin(request.headers)) return "origin";
  const limiter = singleton("socket-connecting", () => new RateLimiterMemory(CONNECTING));
  const allowed = await limiter.consume(addressOf(request)).then(
    () => true,
    () => false,
  );
  return allowed ? null : "too many";
}

/** Middleware: refuses a connection too many, and counts the others until they end. */
export function admit(socket: RealtimeSocket, next: (error?: Error) => void): void {
  const counts = singleton("socket-connections", () => new Map<string, number>());
  const { actor } = seatOf(socket);
  const address = addressOf(socket.request);
  const places: [string, number][] = [
    [`address:${address}`, CONNECTIONS_PER_ADDRESS],
    actor ? [`person:${actor.id}`, MEMBER_CONNECTIONS] : [`guests:${address}`, GUEST_CONNECTIONS_PER_ADDRESS],
  ];
  if (places.some(([place, most]) => (counts.get(place) ?? 0) >= most)) {
    return next(Object.assign(new Error("error.too_many"), { data: { code: "error.too_many" } }));
  }
  const add = (by: number) => {
    for (const [place] of places) {
      const count = (counts.get(place) ?? 0) + by;
      if (count > 0) counts.set(place, count);
      else counts.delete(place);
    }
  };
  add(1);
  socket.conn.once("close", () => add(-1));
  next();
}

/** The client's address: behind n proxies, the n-th from the end of X-Forwarded-For. */
function addressOf(request: IncomingMessage): string {
  const proxies = env().TRUST_PROXY;
  const forwarded = String(request.headers["x-forwarded-for"] ?? "").split(",");
  const claimed = proxies > 0 ? forwarded.at(-proxies)?.trim() : undefined;
  return claimed || request.socket.remoteAddress || "unknown";
}
