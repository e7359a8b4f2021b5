import { largestBody } from "#app/http/bodies/limits.ts";

/**
 * The HTTP status that refuses a request's body before anything else is looked at, or null when it may be read: 411 for a
 * body of unknown length (no browser's form sends one), 413 for one that no address takes. What an address takes is decided
 * by its form (app/http/bodies/limits.ts).
 */
export function refuseBody(request: {
  method: string;
  headers: { "content-length"?: string; "transfer-encoding"?: string };
}): 411 | 413 | null {
  if (request.method === "GET" || request.method === "HEAD") return null;
  if (request.headers["transfer-encoding"]) return 411;
  return Number(request.headers["content-length"] ?? 0) > largestBody ? 413 : null;
}
