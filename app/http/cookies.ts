/** The value of one cookie of a `Cookie` header, decoded; null when absent or not decodable. */
export function readCookie(header: string | null | undefined, name: string): string | null {
  for (const part of (header ?? "").split(";")) {
    const at = part.indexOf("=");
    if (at === -1 || part.slice(0, at).trim() !== name) continue;
    try {
      return decodeURIComponent(part.slice(at + 1).trim());
    } catch {
      return null;
    }
  }
  return null;
}

type CookieOptions = { maxAge: number; httpOnly?: boolean; secure: boolean };

/** A Set-Cookie value for the whole site, SameSite=Lax. `maxAge` in seconds; 0 clears it. */
export function writeCookie(name: string, value: string, { maxAge, httpOnly = true, secure }: CookieOptions): string {
  const parts = [`${name}=${encodeURIComponent(value)}`, "Path=/", `Max-Age=${maxAge}`, "SameSite=Lax"];
  if (httpOnly) parts.push("HttpOnly");
  if (secure) parts.push("Secure");
  return parts.join("; ");
}
