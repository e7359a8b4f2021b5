import { createHash } from "node:crypto";

/**
 * The answer to a program that asks for the same text again and again: `body`, or 304 when it has that already. By its tag and by no date:
 * what is gone leaves none. Tags are compared weakly (RFC 9110, 13.1.2): what compresses marks them so.
 */
export function answerByTag(request: Request, body: string, headers: Record<string, string>): Response {
  const etag = `"${createHash("sha256").update(body).digest("base64url").slice(0, 22)}"`;
  const known = request.headers.get("If-None-Match");
  const isKnown = known !== null && has(known, etag);
  return new Response(isKnown ? null : body, { status: isKnown ? 304 : 200, headers: { ETag: etag, ...headers } });
}

const has = (known: string, etag: string) =>
  known.split(",").some((tag) => tag.trim() === "*" || tag.trim().replace(/^W\//, "") === etag);
